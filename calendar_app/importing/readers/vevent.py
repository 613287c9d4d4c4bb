"""One VEVENT as a value: what a source says of one event, or of one date of a series."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from calendar_app.domain.judge import PLACE_MAX, TEXT_MAX, TITLE_MAX
from calendar_app.domain.problems import Problem
from calendar_app.domain.text import clean_line
from calendar_app.importing.limits import CATEGORIES, FIRST_YEAR, LAST_YEAR, ZONE_NAME_LENGTH
from calendar_app.importing.readers.components import Component
from calendar_app.importing.readers.notes import Lines, Notes
from calendar_app.importing.readers.properties import Moment, Properties
from calendar_app.importing.readers.rules import SourceRule
from calendar_app.importing.readers.texts import block_text, line_text, shortened, web_address
from calendar_app.importing.readers.zones import Zones
from calendar_app.importing.reading import UnreadableError

DAY = timedelta(days=1)
ASSUMED_LENGTH = timedelta(hours=1)
"""For an event without an end: a feed must not carry one, and an hour is what calendar programs
assume (facts/feeds.md, section 2)."""

_CATEGORY_MAX = 60
_STAMPS = ("SEQUENCE", "LAST-MODIFIED")


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceEvent:
    """A VEVENT. `recurrence` is its RECURRENCE-ID; `length` is one on the wall clock.

    `age` tells versions of one event apart, the newest highest. `meaning` is every line that
    says something, stamps left out.
    """

    lines: Lines
    uid: str
    age: tuple[int, datetime, int]
    meaning: tuple[str, ...]
    recurrence: Moment | None = None
    concerns_following: bool = False
    start: Moment
    length: timedelta
    rules: tuple[SourceRule, ...] = ()
    rdates: tuple[tuple[Moment, timedelta | None], ...] = ()
    exdates: tuple[Moment, ...] = ()
    title: str = ""
    description: str = ""
    place_text: str = ""
    online_url: str = ""
    url: str = ""
    categories: tuple[str, ...] = ()
    is_cancelled: bool = False
    is_private: bool = False


def source_event(component: Component, zones: Zones, notes: Notes) -> SourceEvent:
    """Read a VEVENT. Raises UnreadableError, and whatever the parser raises (ST-52)."""
    properties = Properties(component, zones)
    start = properties.moment("DTSTART")
    if start is None:
        raise UnreadableError("import_no_start")
    title = line_text(properties.text("SUMMARY"))
    recurrence = properties.moment("RECURRENCE-ID")
    if not title and recurrence is None and not properties.is_private:
        raise UnreadableError("import_no_title")
    place = line_text(properties.text("LOCATION"))
    told = _Told(component)
    event = SourceEvent(
        lines=component.span,
        uid=properties.text("UID").strip(),
        age=_age(properties, component),
        meaning=_meaning(component),
        recurrence=recurrence,
        concerns_following=properties.parameter("RECURRENCE-ID", "RANGE") != "",
        start=start,
        length=_length(properties, start, component, told),
        rules=tuple(properties.rules("RRULE", start=start)),
        rdates=tuple(properties.moments("RDATE")),
        exdates=tuple(moment for moment, _ in properties.moments("EXDATE")),
        title=told.shortened(title, "SUMMARY", TITLE_MAX),
        description=told.shortened(_description(properties), "DESCRIPTION", TEXT_MAX),
        place_text="" if web_address(place) else told.shortened(place, "LOCATION", PLACE_MAX),
        online_url=web_address(place),
        url=web_address(properties.text("URL")),
        categories=_categories(properties),
        is_cancelled=properties.text("STATUS").strip().upper() == "CANCELLED",
        is_private=properties.is_private,
    )
    for line in properties.unparsed:
        told.add("import_line_unreadable", line=line.number)
    told.to(notes, title="" if event.is_private else event.title)
    for zone in properties.unknown_zones:
        code = "import_zone_unsafe" if zones.is_unsafe(zone) else "import_zone_unknown"
        notes.count(event.lines, code, zone=clean_line(zone)[:ZONE_NAME_LENGTH])
    return event


def title_of(component: Component) -> str:
    """Give the title of an event that could not be read, unless it may be private."""
    if component.line_of("CLASS") is not None:
        return ""
    raw = next((line.rest for line in component.lines if line.name == "SUMMARY"), "")
    return shortened(line_text(raw.partition(":")[2].replace("\\", "")), TITLE_MAX)


class _Told:
    """What is to be told of an event, kept back until it is known that the event is read."""

    def __init__(self, component: Component) -> None:
        self._component = component
        self._problems: list[tuple[Lines, Problem]] = []
        self._is_end_assumed = False

    def add(self, code: str, *, line: int | None = None, **details: object) -> None:
        lines = (line, line) if line else self._component.span
        self._problems.append((lines, Problem("", code, details)))

    def end_is_assumed(self) -> None:
        self._is_end_assumed = True

    def shortened(self, text: str, name: str, limit: int) -> str:
        """Cut a text at the limit of the form."""
        if len(text) > limit:
            line = self._component.line_of(name)
            self.add("import_text_shortened", line=line, field=name, max=limit)
        return shortened(text, limit)

    def to(self, notes: Notes, *, title: str) -> None:
        for lines, problem in self._problems:
            notes.remark(lines, problem, title=title)
        if self._is_end_assumed:
            notes.count(self._component.span, "import_end_assumed")


def _length(properties: Properties, start: Moment, component: Component, told: _Told) -> timedelta:
    length = _stated_length(properties, start)
    if length is not None and length < timedelta(0):
        raise UnreadableError("end_before_start", line=component.line_of("DTEND"))
    if length is not None and start.year + length.days // 365 > LAST_YEAR:
        raise UnreadableError("import_year_out_of_range", first=FIRST_YEAR, last=LAST_YEAR)
    if not isinstance(start, datetime):
        return max(DAY, timedelta(days=length.days if length else 1))
    if not length:
        told.end_is_assumed()
    return length or ASSUMED_LENGTH


def _stated_length(properties: Properties, start: Moment) -> timedelta | None:
    """Tell how long it lasts; None when nothing usable is said.

    With both times in one zone it is the difference on the wall clock, as in the domain.
    """
    end = properties.moment("DTEND")
    if end is None:
        return properties.length("DURATION")
    if isinstance(end, datetime) and isinstance(start, datetime):
        return end - start
    if isinstance(end, datetime) or isinstance(start, datetime):
        return None
    return end - start


def _age(properties: Properties, component: Component) -> tuple[int, datetime, int]:
    return properties.number("SEQUENCE"), properties.stamp("LAST-MODIFIED"), component.first


def _meaning(component: Component) -> tuple[str, ...]:
    return tuple(
        sorted(line.name + line.rest for line in component.lines if line.name not in _STAMPS)
    )


def _description(properties: Properties) -> str:
    return block_text(properties.text("DESCRIPTION") or properties.text("X-ALT-DESC"))


def _categories(properties: Properties) -> tuple[str, ...]:
    names = (shortened(line_text(word), _CATEGORY_MAX) for word in properties.words("CATEGORIES"))
    return tuple(dict.fromkeys(name for name in names if name))[:CATEGORIES]
