"""All dates of one event of a file, within bounds, before they are put into our own terms."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from dateutil.relativedelta import relativedelta

from calendar_app.domain.series import horizon
from calendar_app.domain.timing import DAY, Span
from calendar_app.importing.limits import LAST_YEAR
from calendar_app.importing.readers.moments import day_of, exists, key_of, on_day, span_of
from calendar_app.importing.readers.properties import Moment
from calendar_app.importing.readers.rules import SourceRule, expand
from calendar_app.importing.readers.vevent import SourceEvent

UNTIL_YEARS = 5
"""A rule's end may lie so far ahead, as in the form (calendar_app.domain.series)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """One date: `key` names it at the source, `span` is in our zone."""

    key: Moment
    day: date
    span: Span
    is_of_rule: bool
    is_excluded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """The dates of a series.

    `last` is how far an open rule was followed. `is_cut` tells that the file's end lay too far
    ahead, `is_shortened` that only the years around today were kept.
    """

    dates: tuple[Dated, ...]
    excluded: "Excluded"
    is_open: bool
    is_cut: bool
    is_shortened: bool = False
    last: date

    def excludes(self, moment: Moment) -> bool:
        """Tell whether an EXDATE names the moment, be it a date of the series or not."""
        return self.excluded.names(moment)


def dates_of(event: SourceEvent, changes: Sequence[SourceEvent], *, today: date) -> Dates:
    """Expand an event's rules and lists (RFC 5545 §3.8.5), left-out dates marked as such.

    An open rule is followed to the horizon, or further where the file says something of a later
    date; no rule further than the form would let it go. A time that the clocks skip is no date.
    """
    latest = today + relativedelta(years=UNTIL_YEARS)
    named = [*event.exdates, *(one.recurrence for one in changes if one.recurrence)]
    last = min(max([horizon(today), *map(day_of, named)]), latest)
    moments: dict[Moment, Moment] = {}
    is_cut = False
    for rule in event.rules:
        end = _last_day(rule, event.start, open_end=last)
        is_cut = is_cut or (end > latest and rule.count is None)
        limit = end if rule.count is not None else min(end, latest)
        for day in expand(rule, first=day_of(event.start), last=limit):
            moment = on_day(event.start, day)
            if not isinstance(moment, datetime) or exists(moment):
                moments.setdefault(key_of(moment), moment)
    excluded = Excluded(event.exdates)
    found = [_dated(moment, event.length, excluded, is_of_rule=True) for moment in moments.values()]
    for moment, length in _extra_moments(event):
        if key_of(moment) not in moments:
            moments[key_of(moment)] = moment
            found.append(_dated(moment, length or event.length, excluded, is_of_rule=False))
    return Dates(
        dates=tuple(sorted(found, key=_order)),
        excluded=excluded,
        is_open=any(rule.count is None and rule.until is None for rule in event.rules),
        is_cut=is_cut,
        last=last,
    )


def _extra_moments(event: SourceEvent) -> list[tuple[Moment, timedelta | None]]:
    """Give the start and the RDATEs; an RDATE that is a date alone has the series' time.

    The start counts although its rule may not give it, unless the rule ended before it.
    """
    extras: list[tuple[Moment, timedelta | None]] = []
    start = day_of(event.start)
    ends = [_last_day(rule, event.start, open_end=date.max) for rule in event.rules]
    if not ends or max(ends) >= start:
        extras.append((event.start, None))
    for moment, length in event.rdates:
        is_same_kind = isinstance(moment, datetime) == isinstance(event.start, datetime)
        extras.append((moment if is_same_kind else on_day(event.start, day_of(moment)), length))
    return extras


def _last_day(rule: SourceRule, start: Moment, *, open_end: date) -> date:
    """Give the last day on which the rule may have a date, in the zone of the start."""
    until = rule.until
    if until is None:
        return open_end if rule.count is None else date(LAST_YEAR, 12, 31)
    if not isinstance(until, datetime) or not isinstance(start, datetime):
        return day_of(until)
    local = until.astimezone(start.tzinfo) if until.tzinfo else until
    return local.date() if start.time() <= local.time() else local.date() - DAY


class Excluded:
    """The EXDATEs: a moment, or a whole day where either side is a date alone."""

    def __init__(self, exdates: Sequence[Moment]) -> None:
        self._moments = {key_of(one) for one in exdates if isinstance(one, datetime)}
        self._days = {one for one in exdates if not isinstance(one, datetime)}
        self._all_days = {day_of(one) for one in exdates}

    def names(self, moment: Moment) -> bool:
        if isinstance(moment, datetime):
            return key_of(moment) in self._moments or moment.date() in self._days
        return moment in self._all_days


def _dated(moment: Moment, length: timedelta, excluded: Excluded, *, is_of_rule: bool) -> Dated:
    return Dated(
        key=key_of(moment),
        day=day_of(moment),
        span=span_of(moment, length),
        is_of_rule=is_of_rule,
        is_excluded=excluded.names(moment),
    )


def _order(dated: Dated) -> tuple[date, int, str]:
    return dated.span.first, not dated.is_of_rule, str(dated.key)
