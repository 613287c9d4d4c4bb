"""Rules for one VEVENT: its properties, its times, its texts."""

import re
from collections.abc import Collection, Iterator

from feeds.lint.calendar import once
from feeds.lint.content import Component, ContentLine
from feeds.lint.finding import Finding

_ONCE = (
    "UID",
    "DTSTAMP",
    "DTSTART",
    "SUMMARY",
    "LAST-MODIFIED",
    "SEQUENCE",
    "STATUS",
    "TRANSP",
    "CLASS",
)
_STAMPS = ("DTSTAMP", "LAST-MODIFIED", "CREATED")
_TIMES = ("DTSTART", "DTEND", "RECURRENCE-ID", "EXDATE")
_TEXTS = ("SUMMARY", "DESCRIPTION", "LOCATION", "NAME", "X-WR-CALNAME", "X-WR-CALDESC")
_LISTS = ("CATEGORIES",)

_UTC = re.compile(r"\d{8}T\d{6}Z")
_LOCAL = re.compile(r"\d{8}T\d{6}")
_DATE = re.compile(r"\d{8}")
_ESCAPED = re.compile(r"\\[\\;,nN]")
_TAG = re.compile(r"</?[A-Za-z!][^<>]*>")


def check_event(event: Component, tzids: Collection[str], prefix: str) -> Iterator[Finding]:
    """Check one event; `prefix` is what the title of a cancelled one begins with."""
    yield from once(event, _ONCE)
    for part in event.parts:
        yield Finding(part.number, "nested_component", part.name)
    for line in event.lines:
        if line.name in _STAMPS and not _UTC.fullmatch(line.value):
            yield Finding(line.number, "stamp_not_utc", line.name)
        if line.name in _TIMES:
            yield from _check_time(line, tzids)
        if line.name == "RDATE":
            yield Finding(line.number, "rdate")
    yield from _check_length(event)
    yield from check_texts(event)
    if event.value("STATUS") == "CANCELLED" and not event.value("SUMMARY").startswith(prefix):
        yield Finding(event.number, "cancelled_without_prefix", event.value("SUMMARY")[:40])


def check_texts(component: Component) -> Iterator[Finding]:
    """Check the escaping of TEXT (§3.3.11); DESCRIPTION is plain text and has no tags.

    A title is shown as it was typed, so `Lær <b>HTML</b>` is no fault there.
    """
    for line in component.lines:
        if line.name not in _TEXTS + _LISTS:
            continue
        rest = _ESCAPED.sub("", line.value)
        if ";" in rest or ("," in rest and line.name not in _LISTS):
            yield Finding(line.number, "unescaped_character", line.name)
        if "\\" in rest:
            yield Finding(line.number, "unknown_escape", line.name)
        if line.name == "DESCRIPTION" and _TAG.search(line.value):
            yield Finding(line.number, "html_tag", line.name)


def _check_time(line: ContentLine, tzids: Collection[str]) -> Iterator[Finding]:
    tzid = line.params.get("TZID")
    if tzid is not None and tzid not in tzids:
        yield Finding(line.number, "tzid_without_vtimezone", tzid)
    for value in line.value.split(","):
        if line.params.get("VALUE") == "DATE":
            if tzid is not None or not _DATE.fullmatch(value):
                yield Finding(line.number, "not_a_date", value)
        elif _UTC.fullmatch(value):
            if tzid is not None:
                yield Finding(line.number, "tzid_with_utc", value)
        elif not _LOCAL.fullmatch(value):
            yield Finding(line.number, "not_a_time", value)
        elif tzid is None:
            yield Finding(line.number, "floating_time", value)


def _check_length(event: Component) -> Iterator[Finding]:
    starts, ends = event.all("DTSTART"), event.all("DTEND")
    if not starts or not ends:
        return
    start, end = starts[0], ends[0]
    if _kind(start) != _kind(end):
        yield Finding(end.number, "start_and_end_differ_in_kind")
    elif end.value <= start.value:
        yield Finding(end.number, "end_not_after_start", end.value)


def _kind(line: ContentLine) -> tuple[str | None, str | None, bool]:
    return line.params.get("VALUE"), line.params.get("TZID"), line.value.endswith("Z")
