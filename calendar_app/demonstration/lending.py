"""What libraries ask each other for: the requests about the programmes of the tours.

An accepted stop is an event of the programme already, and one that is only offered is no request.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from calendar_app.demonstration.dates import span_of
from calendar_app.demonstration.events import book_of, lending_of
from calendar_app.demonstration.programme import Part, programme
from calendar_app.domain.access import StaffMember
from calendar_app.domain.event import EventDetails, Schedule, Visibility, Workflow
from calendar_app.domain.timing import local_date, monday_of
from calendar_app.domain.vocabulary import Vocabulary
from calendar_app.storage.borrow_answers import decline
from calendar_app.storage.events import NewEvent, create_event
from calendar_app.storage.lending import ask

_WISHED = timedelta(weeks=13, days=2)
"""A Wednesday in three months."""

_AT_HOME = {
    "week_offset": 10,
    "weekday": "WE",
    "start": "10:00",
    "end": "10:45",
    "end_day_offset": 0,
}
"""When the library that offers a programme without a stop of its own holds it for a class."""


async def load_requests(
    vocabulary: Vocabulary, ids: Mapping[str, int], person: StaffMember, now: datetime
) -> None:
    """Store the requests, and what they are about where that is no event of the programme."""
    libraries = {row.slug: row.id for row in vocabulary.libraries.values()}
    monday = monday_of(local_date(now))
    for tour in programme()["tours"]:
        own = [one["event"] for one in tour["stops"] if one["library"] == tour["offered_by"]]
        event_id = ids[own[0]] if own else await _load_programme(tour, libraries, monday, now)
        for stop in tour["stops"]:
            await _load_stop(stop, event_id, libraries[stop["library"]], monday, person, now)


async def _load_stop(
    stop: Part, event_id: int, library_id: int, monday: date, person: StaffMember, now: datetime
) -> None:
    if stop["state"] not in ("asked", "declined"):
        return
    request_id = await ask(
        event_id,
        library_id=library_id,
        wished_date=monday + _WISHED,
        message=stop.get("wish", ""),
        staff_id=person.id,
        now=now,
    )
    if stop["state"] == "declined":
        await decline(request_id, reason=stop["reason"], staff_id=person.id, now=now)


async def _load_programme(
    tour: Part, libraries: Mapping[str, int], monday: date, now: datetime
) -> int:
    """Store what may be borrowed as something planned for a school class at home."""
    said = tour["programme"]
    details = EventDetails(
        title=tour["title"],
        organiser_id=libraries[tour["offered_by"]],
        summary=said["summary"],
        age_from=said["age_min"],
        age_to=said["age_max"],
        place_text="På skolen",
        books=tuple(book_of(one) for one in said["books"]),
        visibility=Visibility.SCHOOLS,
        lending=lending_of(tour),
    )
    schedule = Schedule(first=span_of(_AT_HOME, monday))
    new = NewEvent(details=details, schedule=schedule, workflow=Workflow.PLANNED)
    return (await create_event(new, staff_id=None, now=now)).id
