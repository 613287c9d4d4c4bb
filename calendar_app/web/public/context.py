"""What the public templates need: one frozen dataclass per page, and what they are made of."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from urllib.parse import quote

from calendar_app.domain.published import Place, PublishedOccurrence
from calendar_app.domain.shown import shown_on
from calendar_app.web.render import Link
from calendar_app.words.places import address_words


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageLink:
    """The same page in another language of the interface, named in that language."""

    language: str
    label: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """The two forms of a feed's address: one opens the calendar app, one is copied."""

    webcal: str
    https: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicPage:
    """What the head of every public page needs; all addresses absolute, "" leaves one out."""

    title: str
    description: str = ""
    canonical: str = ""
    feed: str = ""
    home: str = "/"
    languages: tuple[LanguageLink, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """One chosen filter in words, and the address without it."""

    label: str
    remove_href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    value: str
    label: str
    is_chosen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterGroup:
    """The checkboxes of one key of the address; a long group may start folded."""

    key: str
    legend: str
    options: tuple[Option, ...]
    is_folded: bool = False
    help: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterForm:
    """The filters as a plain GET form; `kept` are the keys of the address without a field."""

    action: str
    groups: tuple[FilterGroup, ...]
    from_date: str = ""
    to_date: str = ""
    hides_cancelled: bool = False
    kept: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One date in a list, with the address of its event."""

    occurrence: PublishedOccurrence
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """The dates that begin on one day; `starts_week` where the week is worth saying."""

    date: date
    listed: tuple[Listed, ...]
    starts_week: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarPage(PublicPage):
    """The list of what is to come. `loosen` names ways out of an empty result."""

    heading: str
    today: date
    form: FilterForm
    subscription: Subscription
    ongoing: tuple[Listed, ...] = ()
    days: tuple[Day, ...] = ()
    total: int = 0
    chips: tuple[Chip, ...] = ()
    warnings: tuple[str, ...] = ()
    loosen: tuple[Link, ...] = ()
    reset_href: str = ""
    later_href: str = ""
    earlier_href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventDate:
    """One date of an event on the event's own page."""

    occurrence: PublishedOccurrence
    is_next: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPage(PublicPage):
    """One event. `event` is its next date, or the last one when all are past.

    `repeats` says the schedule in words when it is a series.
    """

    event: PublishedOccurrence
    today: date
    coming: tuple[EventDate, ...]
    past: tuple[EventDate, ...]
    organisers: tuple[Link, ...]
    ics_href: str
    subscription: Subscription
    back_href: str = "/"
    map_href: str = ""
    address: str = ""
    repeats: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorPage(PublicPage):
    """`request_id` is what a person tells us and we look for in the log."""

    status: int
    advice: str = ""
    request_id: str = ""


def ongoing(
    occurrences: Iterable[PublishedOccurrence],
    *,
    start: date,
    href: Callable[[PublishedOccurrence], str],
) -> tuple[Listed, ...]:
    """List what had begun before the first day shown and still goes on."""
    return tuple(
        _listed(one, href) for one in occurrences if one.span.first < start <= one.span.last
    )


def days(
    occurrences: Iterable[PublishedOccurrence],
    *,
    start: date,
    href: Callable[[PublishedOccurrence], str],
) -> tuple[Day, ...]:
    """Group the dates that begin on `start` or later by their first day; they come in order."""
    coming = [one for one in occurrences if one.span.first >= start]
    grouped = []
    week = None
    for day, group in groupby(coming, key=lambda one: one.span.first):
        iso = day.isocalendar()[:2]
        listed = tuple(_listed(one, href) for one in group)
        grouped.append(Day(date=day, listed=listed, starts_week=iso != week))
        week = iso
    return tuple(grouped)


def split_dates(
    occurrences: Iterable[PublishedOccurrence], *, today: date
) -> tuple[tuple[EventDate, ...], tuple[EventDate, ...]]:
    """Part the dates of an event, in order, into those to come and those past."""
    ordered = [shown_on(one, today) for one in occurrences]
    next_date = next((one for one in ordered if one.span.last >= today), None)
    marked = [EventDate(occurrence=one, is_next=one is next_date) for one in ordered]
    coming = tuple(one for one in marked if one.occurrence.span.last >= today)
    past = tuple(one for one in marked if one.occurrence.span.last < today)
    return coming, past


def map_address(place: Place | None) -> str:
    """Give a link to a map, "" when only the town is known: that is no place to walk to."""
    if place is None:
        return ""
    site = "https://www.openstreetmap.org"
    if place.latitude is not None and place.longitude is not None:
        point = f"mlat={place.latitude}&mlon={place.longitude}"
        return f"{site}/?{point}#map=17/{place.latitude}/{place.longitude}"
    return f"{site}/search?query={quote(address_words(place))}" if place.street else ""


def _listed(occurrence: PublishedOccurrence, href: Callable[[PublishedOccurrence], str]) -> Listed:
    return Listed(occurrence=occurrence, href=href(occurrence))
