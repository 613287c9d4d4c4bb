"""One published date as the bytes of one VEVENT, to be joined into any number of feeds.

The order of properties is ours and never changes; the same date gives the same bytes in every
process (FC-4), because its stamps are stored and nothing here reads a clock.
"""

from collections.abc import Callable
from datetime import date

from icalendar import Event
from icalendar.prop import vInline

from calendar_app.domain.calledoff import CalledOff
from calendar_app.domain.published import Place, PublishedOccurrence
from calendar_app.domain.text import clean_line
from feeds.audience import EVERYBODY, Audience
from feeds.description import MAX_DESCRIPTION, description
from feeds.labels import Labels
from feeds.lines import serialised
from feeds.location import location, point
from feeds.properties import Recurrence, set_audience, set_recurrence, set_stamps, set_time
from feeds.standing import prefix, standing
from feeds.values import Text, texts, uri

EventAddress = Callable[[PublishedOccurrence], str]
"""Gives the absolute address of an event's page; all our own addresses are made elsewhere."""

_ALONE = Recurrence()


def render_vevent(
    occurrence: PublishedOccurrence,
    *,
    called_off: CalledOff,
    labels: Labels,
    event_url: EventAddress,
    today: date,
    description_limit: int = MAX_DESCRIPTION,
    audience: Audience = EVERYBODY,
    recurrence: Recurrence = _ALONE,
) -> bytes:
    """Render one date, from BEGIN:VEVENT to the CRLF after END:VEVENT.

    `today` is the local date; bytes change with it at most once, on the day after a moved date
    (`feeds.standing.standing` is the part of the arguments that decides). `description_limit`
    in characters. `recurrence` is for `feeds.series` alone. No ORGANIZER (invitation mails), no
    METHOD, no alarm, nothing nested (calcurse drops such events).

    Raises ValueError for a date that cannot be written: an end that is not after its start, or
    an address with a character that no address may have; OverflowError at the end of the
    calendar. Leave that one date out and keep the feed, whatever it raises.
    """
    stands = standing(occurrence, called_off=called_off, today=today)
    address = event_url(occurrence)
    event = Event()
    event["UID"] = Text(occurrence.uid)
    set_stamps(
        event,
        sequence=occurrence.sequence,
        modified=occurrence.last_modified,
        created=occurrence.created_at,
    )
    set_time(event, occurrence.span)
    set_recurrence(event, recurrence)
    mark = f"{audience.mark}: " if audience.mark else ""
    event["SUMMARY"] = Text(prefix(stands.marked, labels) + mark + clean_line(occurrence.title))
    event["STATUS"] = Text(stands.status)
    _where(event, occurrence.place)
    _categories(event, occurrence, labels)
    event["DESCRIPTION"] = Text(
        description(
            occurrence,
            standing=stands,
            labels=labels,
            address=address,
            limit=description_limit,
            first=audience.notice,
        )
    )
    event["URL"] = uri(address)
    set_audience(event, audience)
    return serialised(event)


def _where(event: Event, place: Place | None) -> None:
    """Write LOCATION on one line, as map programs look it up, and GEO when it is a building."""
    if place is None:
        return
    event["LOCATION"] = Text(location(place))
    found = point(place)
    if found:
        event["GEO"] = vInline(f"{found[0]:.6f};{found[1]:.6f}")


def _categories(event: Event, occurrence: PublishedOccurrence, labels: Labels) -> None:
    """Write names from the controlled lists only: categories, and words for the ages."""
    names = [label.name(labels.language) for label in occurrence.categories]
    if occurrence.age_from is not None or occurrence.age_to is not None:
        names.append(labels.ages(occurrence.age_from, occurrence.age_to))
    if names:
        event["CATEGORIES"] = texts(map(clean_line, names))
