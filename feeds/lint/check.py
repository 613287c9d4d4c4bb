"""The whole check, from bytes to findings."""

from collections import Counter
from collections.abc import Iterable, Iterator

from feeds.lint.calendar import check_calendar
from feeds.lint.content import Component, read
from feeds.lint.event import check_event
from feeds.lint.finding import Finding
from feeds.lint.octets import MOST_OF_A_KIND, check_octets
from feeds.lint.series import check_no_series, check_series
from feeds.lint.time_zones import check_time_zones, known_zone


def lint(body: bytes, *, series: bool = False, public: bool = True) -> list[Finding]:
    """Find what is wrong with the bytes of a feed; an empty list means nothing is.

    `series` is for `gjentakelse=regel`: subscription feeds have no rules and no overrides.
    `public` is off for a feed of one's own, whose events may keep a reader busy and need no
    address. Any bytes are judged and none raise; of one kind at most 1,000 findings are given.
    """
    findings = list(check_octets(body))
    root = read(body, findings)
    if len(root.parts) != 1 or root.parts[0].name != "VCALENDAR" or root.lines:
        findings.append(Finding(0, "not_exactly_one_vcalendar"))
    for calendar in root.named("VCALENDAR"):
        findings.extend(check_calendar(calendar))
        findings.extend(check_time_zones(calendar))
        zones = {
            tzid: known_zone(tzid)
            for tzid in {zone.value("TZID") for zone in calendar.named("VTIMEZONE")}
        }
        events = calendar.named("VEVENT")
        for event in events:
            findings.extend(check_event(event, zones, public=public))
        findings.extend(_check_uids(events))
        findings.extend(check_series(events) if series else check_no_series(events))
    return list(_not_too_many(sorted(findings)))


def _check_uids(events: list[Component]) -> Iterator[Finding]:
    seen: set[tuple[str, str]] = set()
    for event in events:
        key = event.value("UID"), event.value("RECURRENCE-ID")
        if key in seen and key[0]:
            yield Finding(event.number, "repeated_uid", key[0])
        seen.add(key)


def _not_too_many(findings: Iterable[Finding]) -> Iterator[Finding]:
    counts: Counter[str] = Counter()
    for finding in findings:
        counts[finding.code] += 1
        if counts[finding.code] <= MOST_OF_A_KIND:
            yield finding
