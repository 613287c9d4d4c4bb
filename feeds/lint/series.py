"""Rules for series: none in a subscription feed, and what `gjentakelse=regel` must keep."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, timedelta
from itertools import islice

from feeds.lint.content import Component, ContentLine
from feeds.lint.finding import Finding
from feeds.lint.rule_days import RuleDays, read_parts, rule_days
from feeds.lint.time_zones import known_zone
from feeds.lint.times import kind
from feeds.lint.values import day, is_sequence, local_time, utc_time

_SERIES = ("RRULE", "EXDATE", "RECURRENCE-ID")
_ONCE = ContentLine(0, "RRULE", {}, "FREQ=DAILY;COUNT=1")
_MOST = 1_000
"""Series that are judged day by day: a feed has no more events."""


def check_no_series(events: Iterable[Component]) -> Iterator[Finding]:
    """Report what makes series: a subscription feed has one VEVENT for each date."""
    for event in events:
        for line in event.lines:
            if line.name in _SERIES:
                yield Finding(line.number, "series_in_subscription_feed", line.name)


def check_series(events: Iterable[Component]) -> Iterator[Finding]:
    """Check rules, left-out dates and overrides; masters stand before their overrides."""
    groups: dict[str, _Series] = {}
    for event in events:
        uid = event.value("UID")
        if not event.all("RECURRENCE-ID"):
            groups.setdefault(uid, _Series(event))
        elif uid in groups:
            groups[uid].overrides.append(event)
        else:
            yield Finding(event.number, "override_before_master", uid)
        if event.all("RECURRENCE-ID") and event.all("RRULE"):
            yield Finding(event.number, "rule_in_override", uid)
    for series in islice(filter(_is_series, groups.values()), _MOST):
        yield from _check_one(series)


@dataclass(frozen=True, slots=True)
class _Series:
    master: Component
    overrides: list[Component] = field(default_factory=list)


def _is_series(series: _Series) -> bool:
    master = series.master
    return bool(master.all("RRULE") or master.all("EXDATE") or series.overrides)


def _check_one(series: _Series) -> Iterator[Finding]:
    master = series.master
    for override in series.overrides:
        yield from _check_stamps(master, override)
    # Without a rule the series is its first date.
    rule = next(iter(master.all("RRULE")), _ONCE)
    parts, starts = read_parts(rule.value), master.all("DTSTART")
    if parts is None:
        yield Finding(rule.number, "rule_unreadable", rule.value)
        return
    if not starts or (first := _day_of(starts[0].value)) is None:
        return
    until = _last_start(parts["UNTIL"], starts[0]) if "UNTIL" in parts else None
    if "UNTIL" in parts and until is None:
        yield Finding(rule.number, "until_not_utc", parts["UNTIL"])
        return
    days = rule_days(parts, first, until=until)
    if days is not None:
        yield from _check_days(series, days)


def _check_stamps(master: Component, override: Component) -> Iterator[Finding]:
    """Check what Evolution and Nextcloud go by to notice and to keep an override."""
    sequences = [one.value("SEQUENCE") for one in (master, override)]
    if all(map(is_sequence, sequences)) and int(sequences[1]) < int(sequences[0]):
        yield Finding(override.number, "override_sequence_too_low", sequences[1])
    modified = [utc_time(one.value("LAST-MODIFIED")) for one in (master, override)]
    if modified[0] and modified[1] and modified[1] > modified[0]:
        yield Finding(override.number, "override_newer_than_master")


def _check_days(series: _Series, days: RuleDays) -> Iterator[Finding]:
    start = series.master.all("DTSTART")[0]
    if days.first not in days:
        yield Finding(start.number, "start_outside_rule", start.value)
    left_out: set[date] = set()
    for line in series.master.all("EXDATE"):
        for value in line.value.split(","):
            if not _names_date(line, value, start, days):
                yield Finding(line.number, "exdate_of_no_date", value)
            elif found := _day_of(value):
                left_out.add(found)
    for override in series.overrides:
        line = override.all("RECURRENCE-ID")[0]
        if not _names_date(line, line.value, start, days) or _day_of(line.value) in left_out:
            yield Finding(line.number, "override_of_no_date", line.value)
    yield from _check_one_a_day(series, days, left_out)


def _names_date(line: ContentLine, value: str, start: ContentLine, days: RuleDays) -> bool:
    """Tell whether a value is a date of the series: of the start's type, zone and time of day."""
    found = _day_of(value)
    same = kind(line)[:2] == kind(start)[:2] and value[8:] == start.value[8:]
    return same and found is not None and found in days


def _check_one_a_day(series: _Series, days: RuleDays, left_out: set[date]) -> Iterator[Finding]:
    """Report a changed date that lands where the series has another; Outlook refuses both."""
    moved: dict[date, list[Component]] = defaultdict(list)
    replaced: Counter[date | None] = Counter()
    for override in series.overrides:
        replaced[_day_of(override.value("RECURRENCE-ID"))] += 1
        if found := _day_of(override.value("DTSTART")):
            moved[found].append(override)
    for one, overrides in moved.items():
        is_of_rule = one in days and one not in left_out and not replaced[one]
        for override in overrides if is_of_rule else overrides[1:]:
            yield Finding(override.number, "two_dates_on_one_day", one.isoformat())


def _last_start(until: str, start: ContentLine) -> date | None:
    """Give the last day on which a date can begin; None when UNTIL is not of the right type."""
    if kind(start)[0]:
        found = day(until)
        return found.date() if found else None
    moment, zone = utc_time(until), known_zone(start.params.get("TZID", "UTC"))
    if moment is None:
        return None
    with suppress(OverflowError):
        moment = moment.astimezone(zone or UTC)
        return moment.date() - timedelta(days=f"{moment:%H%M%S}" < start.value[9:15])
    return moment.date()


def _day_of(value: str) -> date | None:
    found = local_time(value) or utc_time(value) or day(value)
    return found.date() if found else None
