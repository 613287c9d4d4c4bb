"""One published date as the bytes of one VEVENT, to be joined into any number of feeds.

The order of properties is ours and never changes; the same date gives the same bytes in every
process (FC-4), because its stamps are stored and nothing here reads a clock.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime

from icalendar import Event, vDate, vDatetime, vInt
from icalendar.prop import vInline

from calendar_app.domain.calledoff import CalledOff
from calendar_app.domain.published import Place, PublishedOccurrence
from calendar_app.domain.text import clean_line
from calendar_app.domain.timing import DAY, AllDay, Span, is_ambiguous
from feeds.description import MAX_DESCRIPTION, description
from feeds.labels import Labels
from feeds.lines import serialised
from feeds.standing import prefix, standing
from feeds.values import Text, texts, uri

EventAddress = Callable[[PublishedOccurrence], str]
"""Gives the absolute address of an event's page; all our own addresses are made elsewhere."""

_PUBLIC = Text("PUBLIC")
_TRANSPARENT = Text("TRANSPARENT")
_FREE = Text("FREE")


def render_vevent(
    occurrence: PublishedOccurrence,
    *,
    called_off: CalledOff,
    labels: Labels,
    event_url: EventAddress,
    today: date,
    description_limit: int = MAX_DESCRIPTION,
) -> bytes:
    """Render one date, from BEGIN:VEVENT to the CRLF after END:VEVENT.

    `today` is the local date; bytes change with it at most once, on the day after a moved date
    (`feeds.standing.standing` is the part of the arguments that decides). `description_limit`
    in characters. No ORGANIZER (invitation mails), no METHOD, no alarm, nothing nested
    (calcurse drops such events), TRANSPARENT because a library must not make anybody 'busy'.

    Raises ValueError for a date that cannot be written: an end that is not after its start, or
    an address with a character that no address may have; OverflowError at the end of the
    calendar. Leave that one date out and keep the feed, whatever it raises.
    """
    stands = standing(occurrence, called_off=called_off, today=today)
    address = event_url(occurrence)
    event = Event()
    event["UID"] = Text(occurrence.uid)
    _stamp(event, occurrence)
    _time(event, occurrence.span)
    event["SUMMARY"] = Text(prefix(stands.marked, labels) + clean_line(occurrence.title))
    event["STATUS"] = Text(stands.status)
    _where(event, occurrence.place)
    _categories(event, occurrence, labels)
    event["DESCRIPTION"] = Text(
        description(
            occurrence, standing=stands, labels=labels, address=address, limit=description_limit
        )
    )
    event["URL"] = uri(address)
    event["CLASS"] = _PUBLIC
    event["TRANSP"] = _TRANSPARENT
    event["X-MICROSOFT-CDO-BUSYSTATUS"] = _FREE
    return serialised(event)


def _stamp(event: Event, occurrence: PublishedOccurrence) -> None:
    """Write the change signals; without METHOD, DTSTAMP means 'last revised' (§3.8.7.2)."""
    modified = vDatetime(occurrence.last_modified.astimezone(UTC))
    event["DTSTAMP"] = event["LAST-MODIFIED"] = modified
    event["CREATED"] = vDatetime(occurrence.created_at.astimezone(UTC))
    event["SEQUENCE"] = vInt(occurrence.sequence)


def _time(event: Event, span: Span) -> None:
    """Write start and end; the end of whole days is exclusive (§3.6.1), here last day + 1."""
    if isinstance(span, AllDay):
        if span.last < span.first:
            raise ValueError(f"Ends before it starts: {span}")
        event["DTSTART"] = vDate(span.first, params={"VALUE": "DATE"})
        event["DTEND"] = vDate(span.last + DAY, params={"VALUE": "DATE"})
        return
    start, end = span.start, span.end
    if _is_second_reading(start) or _is_second_reading(end):
        # A local time in the hour that comes twice means the first one (§3.3.5).
        start, end = start.astimezone(UTC), end.astimezone(UTC)
    if end <= start:
        raise ValueError(f"Ends before it starts: {span}")
    event["DTSTART"], event["DTEND"] = vDatetime(start), vDatetime(end)


def _is_second_reading(moment: datetime) -> bool:
    return moment.fold == 1 and is_ambiguous(moment)


def _where(event: Event, place: Place | None) -> None:
    """Write LOCATION on one line, as map programs look it up, and GEO when it is a building."""
    if place is None:
        return
    event["LOCATION"] = Text(_location(place))
    latitude, longitude = place.latitude, place.longitude
    if latitude is None or longitude is None:
        return
    # A malformed GEO stops a whole ical4j sync, so an impossible point is left out.
    if abs(latitude) <= 90 and abs(longitude) <= 180:
        event["GEO"] = vInline(f"{latitude:.6f};{longitude:.6f}")


def _location(place: Place) -> str:
    name = clean_line(place.name)
    town = clean_line(f"{place.postal_code} {place.city}")
    parts = [name, clean_line(place.room), clean_line(place.street)]
    # Branches are often called after their town: 'Ringsaker bibliotek, Moelv'.
    if town not in name.split(", "):
        parts.append(town)
    return ", ".join(part for part in parts if part)


def _categories(event: Event, occurrence: PublishedOccurrence, labels: Labels) -> None:
    """Write names from the controlled lists only: categories, and words for the ages."""
    names = [label.name(labels.language) for label in occurrence.categories]
    if occurrence.age_from is not None or occurrence.age_to is not None:
        names.append(labels.ages(occurrence.age_from, occurrence.age_to))
    if names:
        event["CATEGORIES"] = texts(map(clean_line, names))
