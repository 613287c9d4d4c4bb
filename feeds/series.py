"""An event as a series: RRULE, EXDATE and overrides, for moving to another calendar system.

Subscribers get one VEVENT per date instead (`feeds.vevent`): Google shows only the first date of
a rule, Outlook skips some rules, calcurse ignores overrides. What a rule says here, and what
stays beside it, is `calendar_app.domain.published_series.rule_form`'s to decide.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from calendar_app.domain.calledoff import CalledOff
from calendar_app.domain.published import PublishedOccurrence
from calendar_app.domain.published_series import PublishedSeries, RuleForm, rule_form
from calendar_app.domain.recurrence import Frequency, RecurrenceRule
from calendar_app.domain.rrule import rrule_text
from calendar_app.domain.timing import Span, Timed
from feeds.description import MAX_DESCRIPTION
from feeds.labels import Labels
from feeds.properties import Recurrence
from feeds.vevent import EventAddress, render_vevent


def render_series(
    series: PublishedSeries,
    dates: Sequence[PublishedOccurrence],
    *,
    called_off: CalledOff,
    labels: Labels,
    event_url: EventAddress,
    today: date,
    description_limit: int = MAX_DESCRIPTION,
) -> list[bytes]:
    """Render some dates of one event so that they expand to the same dates, no more, no fewer.

    `dates` are those that the ordinary feed would carry. The master comes first, then its
    overrides, then the dates beside the rule with their own uids; when a rule would help
    nothing, these are all. Never more VEVENTs than dates. All carry the stamps of the series,
    so that no override is older than its master (FC-12, FC-18). `today` is the local date.

    Raises what `render_vevent` raises; the dates one by one then keep the feed alive.
    """
    render = partial(
        render_vevent,
        called_off=called_off,
        labels=labels,
        event_url=event_url,
        today=today,
        description_limit=description_limit,
    )
    form = rule_form(series, dates, today=today)
    if form is None:
        return [render(_stamped(one, series)) for one in dates]
    return [
        *(render(_stamped(one, series), recurrence=how) for one, how in _of_rule(series, form)),
        *(render(_stamped(one, series)) for one in form.single),
    ]


def _of_rule(
    series: PublishedSeries, form: RuleForm
) -> Iterator[tuple[PublishedOccurrence, Recurrence]]:
    """Give the master, then each override under the master's uid."""
    rule = _rrule(series.rule, first=series.first.first, until=form.until)
    yield form.master, Recurrence(rule=rule, left_out=form.left_out)
    for there, one in form.changed:
        yield replace(one, uid=series.uid), Recurrence(instead_of=there)


def _stamped(one: PublishedOccurrence, series: PublishedSeries) -> PublishedOccurrence:
    return replace(one, sequence=series.sequence, last_modified=series.last_modified)


def _rrule(rule: RecurrenceRule, *, first: date, until: Span) -> str:
    """Write the rule up to its last date, with every day by name.

    Never COUNT, since the feed begins at the edge of its window. UNTIL is in UTC where the rule
    has a time, and a date where it has none (RFC 5545 §3.3.10).
    """
    if isinstance(until, Timed):
        last = f"{until.starts_at:%Y%m%dT%H%M%SZ}"
    else:
        last = f"{until.first:%Y%m%d}"
    return f"{rrule_text(_explicit(rule, first))};UNTIL={last}"


def _explicit(rule: RecurrenceRule, first: date) -> RecurrenceRule:
    """Say what a rule takes from its first date, which is not always the first one here."""
    rule = replace(rule, count=None, until=None)
    if rule.frequency is Frequency.WEEKLY and not rule.weekdays:
        return replace(rule, weekdays=(first.weekday(),))
    if rule.frequency is Frequency.MONTHLY and rule.nth is None and rule.month_day is None:
        return replace(rule, month_day=first.day)
    return rule
