"""A schedule in words: `Hver onsdag kl. 11.00–11.45 fra 21. oktober 2026 til 31. mars 2027`."""

from datetime import date, timedelta

from calendar_app.domain.event import Schedule
from calendar_app.domain.recurrence import RecurrenceRule, rule_dates
from calendar_app.domain.timing import AllDay, Span, Timed
from calendar_app.words.catalogue import translations
from calendar_app.words.dates import (
    ENGLISH,
    date_words,
    hours_of,
    span_words,
)
from calendar_app.words.lists import listed
from calendar_app.words.rules import rule_words

MOST_NAMED = 6
"""So many left-out or extra dates are named one by one; beyond that they are counted."""


def schedule_words(schedule: Schedule, language: str) -> str:
    """Say when an event takes place as it was entered, without a final full stop."""
    if schedule.rule is None:
        return _list_of_dates(schedule, language)
    rule = schedule.rule
    sentence = _with_hours(rule_words(rule, schedule.first.first, language), schedule, language)
    parts = [f"{sentence} {_bounds(rule, schedule.first.first, language)}"]
    parts += _left_out(schedule, rule, language)
    parts += _extra(schedule, language)
    return ", ".join(parts)


def _with_hours(sentence: str, schedule: Schedule, language: str) -> str:
    """Add the times of day, which every date of the rule shares."""
    text = translations(language)
    span = schedule.first
    days = (_end_date(span) - span.first).days
    if isinstance(span, AllDay):
        if days == 0:
            return text.gettext("%(dates)s, hele dagen") % {"dates": sentence}
        values = {"dates": sentence, "days": days + 1}
        return text.gettext("%(dates)s, %(days)d dager hver gang") % values
    hours = hours_of(span, language)
    at = f"{sentence}, {hours}" if language == ENGLISH else f"{sentence} kl. {hours}"
    if span.first == span.last:
        return at
    values = {"dates": at, "days": days}
    return (
        text.ngettext("%(dates)s neste dag", "%(dates)s, slutter %(days)d dager senere", days)
        % values
    )


def _bounds(rule: RecurrenceRule, first: date, language: str) -> str:
    text = translations(language)
    start = date_words(first, language, weekday=False)
    if rule.until:
        end = date_words(rule.until, language, weekday=False)
        return text.gettext("fra %(start)s til %(end)s") % {"start": start, "end": end}
    if rule.count is None:
        return text.gettext("fra %(start)s, ingen sluttdato") % {"start": start}
    values = {"start": start, "count": rule.count}
    return text.ngettext(
        "fra %(start)s, én gang", "fra %(start)s, %(count)d ganger", rule.count
    ) % (values)


def _left_out(schedule: Schedule, rule: RecurrenceRule, language: str) -> list[str]:
    text = translations(language)
    days = sorted(schedule.exdates)
    if not days:
        return []
    if len(days) > MOST_NAMED:
        message = text.gettext("unntatt %(count)d av datoene")
        return [message % {"count": len(days)}]
    year = not _within_a_year(rule, schedule.first.first)
    names = [date_words(day, language, weekday=False, year=year) for day in days]
    return [text.gettext("ikke %(dates)s") % {"dates": listed(names, language)}]


def _extra(schedule: Schedule, language: str) -> list[str]:
    text = translations(language)
    if not schedule.rdates:
        return []
    if len(schedule.rdates) > MOST_NAMED:
        return [text.gettext("i tillegg %(count)d andre datoer") % {"count": len(schedule.rdates)}]
    names = [span_words(span, language) for span in _in_order(schedule.rdates)]
    return [text.gettext("i tillegg %(dates)s") % {"dates": listed(names, language)}]


def _list_of_dates(schedule: Schedule, language: str) -> str:
    """Say the dates of an irregular series, or the only one."""
    spans = _in_order((schedule.first, *schedule.rdates))
    if len(spans) == 1:
        return span_words(spans[0], language)
    if len(spans) > MOST_NAMED:
        values = {
            "count": len(spans),
            "first": date_words(spans[0].first, language, weekday=False),
            "last": date_words(spans[-1].last, language, weekday=False),
        }
        return translations(language).gettext("%(count)d datoer fra %(first)s til %(last)s") % (
            values
        )
    if not _share_hours(spans):
        return listed([span_words(span, language) for span in spans], language)
    names = [date_words(span.first, language) for span in spans]
    return _with_hours(listed(names, language), schedule, language)


def _within_a_year(rule: RecurrenceRule, first: date) -> bool:
    """Tell whether a day and a month name one date of the rule."""
    if rule.is_open:
        return False
    dates = rule_dates(rule, first=first, horizon=first)
    return not dates or dates[-1] < first + timedelta(days=365)


def _share_hours(spans: list[Span]) -> bool:
    return all(
        isinstance(span, Timed)
        and isinstance(spans[0], Timed)
        and span.first == span.last
        and (span.start.time(), span.end.time()) == (spans[0].start.time(), spans[0].end.time())
        for span in spans
    )


def _in_order(spans: tuple[Span, ...]) -> list[Span]:
    return sorted(spans, key=lambda span: span.first)


def _end_date(span: Span) -> date:
    return span.end.date() if isinstance(span, Timed) else span.last
