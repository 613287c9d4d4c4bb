"""The whole check, from bytes to findings."""

from collections.abc import Iterator

from feeds.lint.calendar import check_calendar, check_time_zones
from feeds.lint.content import Component, read
from feeds.lint.event import check_event, check_texts
from feeds.lint.finding import Finding
from feeds.lint.octets import check_octets

_SERIES = ("RRULE", "EXDATE", "RECURRENCE-ID")


def lint(body: bytes, *, series: bool = False, cancelled_prefix: str = "AVLYST: ") -> list[Finding]:
    """Find what is wrong with the bytes of a feed; an empty list means nothing is.

    `series` is for `gjentakelse=regel`: subscription feeds have no rules and no overrides.
    `cancelled_prefix` is what the title of a cancelled event begins with in the feed's language.
    """
    findings = list(check_octets(body))
    root = read(body, findings)
    if len(root.parts) != 1 or root.parts[0].name != "VCALENDAR" or root.lines:
        findings.append(Finding(0, "not_exactly_one_vcalendar"))
    for calendar in root.named("VCALENDAR"):
        findings.extend(check_calendar(calendar))
        findings.extend(check_time_zones(calendar))
        findings.extend(check_texts(calendar))
        tzids = {zone.value("TZID") for zone in calendar.named("VTIMEZONE")}
        events = calendar.named("VEVENT")
        for event in events:
            findings.extend(check_event(event, tzids, cancelled_prefix))
        findings.extend(_check_uids(events))
        findings.extend(_check_overrides(events) if series else _check_no_series(events))
    return sorted(findings)


def _check_uids(events: list[Component]) -> Iterator[Finding]:
    seen: set[tuple[str, str]] = set()
    for event in events:
        key = event.value("UID"), event.value("RECURRENCE-ID")
        if key in seen:
            yield Finding(event.number, "repeated_uid", key[0])
        seen.add(key)


def _check_no_series(events: list[Component]) -> Iterator[Finding]:
    for event in events:
        for name in _SERIES:
            for line in event.all(name):
                yield Finding(line.number, "series_in_subscription_feed", name)


def _check_overrides(events: list[Component]) -> Iterator[Finding]:
    masters: set[str] = set()
    for event in events:
        if not event.all("RECURRENCE-ID"):
            masters.add(event.value("UID"))
            continue
        if event.value("UID") not in masters:
            yield Finding(event.number, "override_before_master", event.value("UID"))
        if event.all("RRULE"):
            yield Finding(event.number, "rule_in_override", event.value("UID"))
