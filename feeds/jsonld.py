"""An event as schema.org describes it (JSON-LD), for search engines.

What Google documents for `Event` as required and recommended is there where it is known. It asks
for one `Event` for each date of what is repeated, and for the name alone in `name`. The state is
always the true one (SEL-40).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from calendar_app.domain.event import Mode, State
from calendar_app.domain.published import Organiser, PublishedOccurrence, TourStop
from calendar_app.domain.shown import shown_on
from calendar_app.domain.text import clean_line, clean_text
from feeds.jsonld_parts import (
    SCHEMA,
    Json,
    age_range,
    books_part,
    dates_part,
    is_free,
    locations_part,
    offer_part,
    organisers_part,
    people_part,
    said,
)
from feeds.labels import Labels
from feeds.markdown import plain_text
from feeds.text import shortened
from feeds.values import own_address
from feeds.vevent import EventAddress

MOST_DATES: Final = 20
"""Dates of a series on one page: what is further away is found when it is nearer."""

_LONGEST_DESCRIPTION: Final = 1_000

_MODES = {
    Mode.IN_PERSON: "OfflineEventAttendanceMode",
    Mode.ONLINE: "OnlineEventAttendanceMode",
    Mode.HYBRID: "MixedEventAttendanceMode",
}
_STATES = {
    State.CANCELLED: "EventCancelled",
    State.POSTPONED: "EventPostponed",
    State.MOVED: "EventRescheduled",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedAddresses:
    """Our own absolute addresses; `image` gives that of a picture by its hash."""

    event: EventAddress
    organiser: Callable[[Organiser], str]
    tour: Callable[[TourStop], str]
    image: Callable[[str], str]


def events_data(
    dates: Sequence[PublishedOccurrence],
    *,
    series_name: str,
    labels: Labels,
    addresses: LinkedAddresses,
    today: date,
) -> Json | list[Json]:
    """Describe the dates of one event: an object for one, else a list of the first ones.

    `series_name` is what the event itself is called, whatever its dates are. The result is for
    `json.dumps`; where it stands in a page, `<` must be escaped (T-4). Raises ValueError when an
    address is none.
    """
    described = [
        event_data(one, series_name=series_name, labels=labels, addresses=addresses, today=today)
        for one in dates[:MOST_DATES]
    ]
    return described[0] if len(described) == 1 else described


def event_data(
    occurrence: PublishedOccurrence,
    *,
    series_name: str,
    labels: Labels,
    addresses: LinkedAddresses,
    today: date,
) -> Json:
    """Describe one date as it stands on the local date `today`."""
    one = shown_on(occurrence, today)
    page = own_address(addresses.event(one))
    return {
        "@context": SCHEMA.rstrip("/"),
        **_what(one, page=page, addresses=addresses),
        **dates_part(one.span),
        **_status(one),
        "location": locations_part(one, labels=labels, page=page),
        **said(
            offers=offer_part(one, labels=labels, page=page, is_over=one.span.last < today),
            organizer=organisers_part((one.organiser, *one.co_organisers), addresses.organiser),
            superEvent=_super_events(one, series_name, page=page, addresses=addresses),
            keywords=[clean_line(label.name(labels.language)) for label in one.categories],
        ),
        **_for_whom(one),
    }


def _what(one: PublishedOccurrence, *, page: str, addresses: LinkedAddresses) -> Json:
    texts = (clean_text(one.summary), plain_text(one.description))
    text = "\n\n".join(part for part in texts if part)
    return said(
        at_type="Event",
        at_id=f"{page}#{clean_line(one.uid)}",
        identifier=clean_line(one.uid),
        name=clean_line(one.title),
        url=page,
        description=shortened(text, _LONGEST_DESCRIPTION),
        image=[own_address(addresses.image(one.image.hash))] if one.image.hash else [],
    )


def _status(one: PublishedOccurrence) -> Json:
    """Tell how it stands; one that moved may be full now and has its new time all the same."""
    is_moved = one.moved_from is not None and not one.is_called_off
    status = "EventRescheduled" if is_moved else _STATES.get(one.state, "EventScheduled")
    before = dates_part(one.moved_from)["startDate"] if is_moved and one.moved_from else None
    return said(
        eventStatus=SCHEMA + status,
        previousStartDate=before,
        eventAttendanceMode=SCHEMA + _MODES[one.mode],
    )


def _for_whom(one: PublishedOccurrence) -> Json:
    return said(
        typicalAgeRange=age_range(one.age_from, one.age_to),
        isAccessibleForFree=is_free(one.price),
        inLanguage=[clean_line(tag) for tag in one.languages or (one.content_language,)],
        maximumAttendeeCapacity=one.capacity,
        performer=people_part(one.people),
        workFeatured=books_part(one.books),
        contributor=[said(at_type="Organization", name=clean_line(it)) for it in one.partners],
    )


def _super_events(
    one: PublishedOccurrence, series_name: str, *, page: str, addresses: LinkedAddresses
) -> list[Json]:
    """Tell of the series and the tour that it is part of."""
    found: list[Json] = []
    if one.is_series:
        name = clean_line(series_name)
        found.append(said(at_type="EventSeries", at_id=f"{page}#serie", name=name, url=page))
    if one.tour:
        name, url = clean_line(one.tour.title), own_address(addresses.tour(one.tour))
        found.append(said(at_type="EventSeries", name=name, url=url))
    return found
