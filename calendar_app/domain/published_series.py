"""A published event as one series: a rule with its exceptions (`gjentakelse=regel`).

It serves to move data to another calendar system, so it must expand to the very dates that the
ordinary feed gives. What fits the rule badly is therefore kept out of it, as a date of its own.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from calendar_app.domain.event import Event
from calendar_app.domain.published import PublishedOccurrence
from calendar_app.domain.recurrence import RecurrenceRule, rule_dates
from calendar_app.domain.series import span_on
from calendar_app.domain.shown import shown_on
from calendar_app.domain.timing import AllDay, Span, Timed, exists, is_ambiguous, same_span

_NOWHERE = AllDay(date.min, date.min)


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedSeries:
    """What dates alone do not tell: the event's own uid, its rule, and its change signals.

    `first` is the span that anchors the rule. `sequence` and `last_modified` (UTC) move with
    any public date of the event (FC-18).
    """

    uid: str
    event_id: int
    rule: RecurrenceRule
    first: Span
    sequence: int
    last_modified: datetime
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleForm:
    """A rule that gives `master` and what follows it, up to the one that begins with `until`.

    `master` says what most of the dates say. Of the dates that the rule gives, `left_out` are
    none, and the keys of `changed` look as their values do; the two are spans that the rule
    gives. `single` are the dates beside the rule, with uids of their own.
    """

    master: PublishedOccurrence
    until: Span
    left_out: tuple[Span, ...]
    changed: tuple[tuple[Span, PublishedOccurrence], ...]
    single: tuple[PublishedOccurrence, ...]


def published_series(event: Event) -> PublishedSeries | None:
    """Give an event as a series, None when no rule makes its dates."""
    if event.schedule.rule is None:
        return None
    return PublishedSeries(
        uid=event.uid,
        event_id=event.id,
        rule=event.schedule.rule,
        first=event.schedule.first,
        sequence=event.series_sequence,
        last_modified=event.series_modified or event.published_at or event.created_at,
        created_at=event.created_at,
    )


def rule_form(
    series: PublishedSeries, dates: Sequence[PublishedOccurrence], *, today: date
) -> RuleForm | None:
    """Find the rule that gives `dates` and no others; None when a rule would help nothing.

    It helps when more of the dates look alike than not, when it does not leave out more than it
    gives, and when each of its times exists: programs take 02:30 on a night of spring for some
    other time, and may not find it among the ones left out. `today` is the local date: a date
    that moved and is past is an ordinary one.
    """
    shown = [shown_on(one, today) for one in dates]
    given = _given_by_rule(series, shown)
    fitting = {_day(one): one for one in reversed(shown) if _fits(one, given)}
    model, count = _most_common_likeness(fitting, given)
    if model is None or count < 2:
        return None
    days = _from_first_of_length(sorted(fitting), given, model.length)
    changed = [day for day in days if _likeness(fitting[day], given[day]) != model]
    left_out = [given[day] for day in given if days[0] < day < days[-1] and day not in fitting]
    if 2 * len(changed) >= len(days) or len(left_out) > len(days):
        return None
    if not all(map(_exists, left_out)):
        return None
    inside = {fitting[day].uid for day in days}
    return RuleForm(
        master=_master(series, model.said, given[days[0]]),
        until=given[days[-1]],
        left_out=tuple(left_out),
        changed=tuple((given[day], fitting[day]) for day in changed),
        single=tuple(one for one in shown if one.uid not in inside),
    )


def _given_by_rule(
    series: PublishedSeries, dates: Sequence[PublishedOccurrence]
) -> Mapping[date, Span]:
    """Give the dates of the rule, each with its span, up to the last one that `dates` name."""
    last = max(map(_day, dates), default=date.min)
    days = rule_dates(series.rule, first=series.first.first, horizon=last)
    return {day: _first_reading(span_on(series.first, day)) for day in days if day <= last}


def _first_reading(span: Span) -> Span:
    """Give what a rule means by its time of day in the hour that comes twice."""
    if isinstance(span, AllDay):
        return span
    return Timed(span.start.replace(fold=0), span.end.replace(fold=0))


def _day(one: PublishedOccurrence) -> date:
    return one.recurrence_date or one.span.first


def _fits(one: PublishedOccurrence, given: Mapping[date, Span]) -> bool:
    """Tell whether a date may be told as one of the rule: on its own day, in the same manner.

    Outlook loses a date that moved past another one of its series, and two on one day; and an
    override begins with the kind of value that its rule does (RFC 5545 §3.8.4.4).
    """
    there = given.get(_day(one))
    if there is None or one.span.first != there.first:
        return False
    if isinstance(there, AllDay) or isinstance(one.span, AllDay):
        return type(there) is type(one.span)
    second = any(moment.fold and is_ambiguous(moment) for moment in (one.span.start, one.span.end))
    return _exists(there) and not second


def _exists(span: Span) -> bool:
    return isinstance(span, AllDay) or (exists(span.start) and exists(span.end))


@dataclass(frozen=True, slots=True)
class _Likeness:
    """What dates of one rule have in common: all that they say, and their real length.

    Programs give every date of a rule the length of the first one in seconds (§3.8.5.3), so a
    night over a change of the clocks would end an hour off.
    """

    said: PublishedOccurrence
    length: timedelta


def _most_common_likeness(
    fitting: Mapping[date, PublishedOccurrence], given: Mapping[date, Span]
) -> tuple[_Likeness | None, int]:
    likenesses = (_likeness(fitting[day], given[day]) for day in sorted(fitting))
    counted = Counter(one for one in likenesses if one is not None)
    return counted.most_common(1)[0] if counted else (None, 0)


def _likeness(one: PublishedOccurrence, there: Span) -> _Likeness | None:
    """Give what makes it like others; None when it is not at the time that the rule gives."""
    if not same_span(one.span, there):
        return None
    said = replace(one, uid="", span=_NOWHERE, starts_at=None, ends_at=None)
    return _Likeness(said, _length(one.span))


def _length(span: Span) -> timedelta:
    if isinstance(span, AllDay):
        return span.last - span.first
    return span.ends_at - span.starts_at


def _from_first_of_length(
    days: Sequence[date], given: Mapping[date, Span], length: timedelta
) -> Sequence[date]:
    """Let the rule begin where it gives a span of that length itself."""
    start = next(number for number, day in enumerate(days) if _length(given[day]) == length)
    return days[start:]


def _master(series: PublishedSeries, said: PublishedOccurrence, span: Span) -> PublishedOccurrence:
    timed = span if isinstance(span, Timed) else None
    return replace(
        said,
        uid=series.uid,
        span=span,
        starts_at=timed.starts_at if timed else None,
        ends_at=timed.ends_at if timed else None,
        recurrence_date=span.first,
        created_at=series.created_at,
    )
