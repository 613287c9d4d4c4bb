"""Gatherings of all staff, the communities' own meetings, and the account's memberships."""

from datetime import date, datetime

from calendar_app.demonstration.dates import moment_before, schedule_of, span_of
from calendar_app.demonstration.places import room_named, venue_named
from calendar_app.demonstration.programme import Part, programme
from calendar_app.domain.access import StaffMember
from calendar_app.domain.event import (
    EventDetails,
    Mode,
    Registration,
    Schedule,
    State,
    Visibility,
    Workflow,
)
from calendar_app.domain.gathering import AgendaItem, Document, Gathering
from calendar_app.domain.timing import local_date, monday_of
from calendar_app.domain.vocabulary import Venue, Vocabulary
from calendar_app.storage.communities import add_member
from calendar_app.storage.events import NewEvent, create_event


async def load_memberships(vocabulary: Vocabulary, person: StaffMember, now: datetime) -> None:
    """Let the account be in all communities, and look after those of its libraries."""
    libraries = {row.slug: row.id for row in vocabulary.libraries.values()}
    coordinators = {
        one["slug"]: libraries[one["coordinator"]["library"]] for one in programme()["communities"]
    }
    for row in vocabulary.communities.values():
        is_coordinator = coordinators[row.label.slug] in person.roles
        await add_member(row.id, person.id, is_coordinator=is_coordinator, now=now)


async def load_gatherings(vocabulary: Vocabulary, now: datetime) -> None:
    """Store the gatherings, with what the host writes about the journey below the text."""
    monday = monday_of(local_date(now))
    for said in programme()["gatherings"]:
        schedule = Schedule(first=span_of(said["when"], monday))
        new = NewEvent(
            details=_gathering(said, schedule.first.first, vocabulary),
            schedule=schedule,
            workflow=Workflow(said["workflow"]),
            state=State(said["state"]),
        )
        await create_event(new, staff_id=None, now=now)


async def load_meetings(vocabulary: Vocabulary, now: datetime) -> None:
    """Store the monthly meetings of the communities, at their coordinators' libraries."""
    monday = monday_of(local_date(now))
    for community in programme()["communities"]:
        new = NewEvent(
            details=_meeting(community, vocabulary),
            schedule=schedule_of(community["meeting"], monday),
            workflow=Workflow.PUBLISHED,
        )
        await create_event(new, staff_id=None, now=now)


def _gathering(said: Part, first: date, vocabulary: Vocabulary) -> EventDetails:
    libraries = {row.slug: row.id for row in vocabulary.libraries.values()}
    venue = venue_named(said["venue"], vocabulary)
    room = room_named(venue, said["room"])
    texts = (said["description"], said["travel_note"])
    return EventDetails(
        title=said["title"],
        organiser_id=libraries[said["organiser"]],
        summary=said["summary"],
        description="\n\n".join(text for text in texts if text),
        mode=Mode(said["mode"]),
        online_url=said["online_url"] or "",
        venue_id=venue.id if venue else None,
        room_id=room.id if room else None,
        registration=Registration(
            opens_at=moment_before(said["registration"]["opens"], first),
            closes_at=moment_before(said["registration"]["closes"], first),
        ),
        capacity=said["capacity"],
        visibility=Visibility(said["visibility"]),
        gathering=Gathering(
            host_id=libraries[said["host"]],
            community_ids=_community_ids(said["communities"], vocabulary),
            agenda=tuple(AgendaItem(time=one["time"], text=one["item"]) for one in said["agenda"]),
            documents=tuple(
                Document(label=one["title"], url=one["url"]) for one in said["documents"]
            ),
            notes=said["notes"] or "",
        ),
    )


def _meeting(community: Part, vocabulary: Vocabulary) -> EventDetails:
    meeting, slug = community["meeting"], community["coordinator"]["library"]
    host_id = next(row.id for row in vocabulary.libraries.values() if row.slug == slug)
    venue = _first_venue(host_id, vocabulary)
    mode = Mode(meeting["mode"])
    has_place = mode is not Mode.ONLINE and venue is not None
    return EventDetails(
        title=meeting["title"],
        organiser_id=host_id,
        mode=mode,
        online_url=meeting["online_url"],
        venue_id=venue.id if venue and has_place else None,
        visibility=Visibility(community["visibility"]),
        gathering=Gathering(
            host_id=host_id, community_ids=_community_ids([community["slug"]], vocabulary)
        ),
    )


def _community_ids(slugs: list[str], vocabulary: Vocabulary) -> tuple[int, ...]:
    ids = {row.label.slug: row.id for row in vocabulary.communities.values()}
    return tuple(ids[slug] for slug in slugs)


def _first_venue(library_id: int, vocabulary: Vocabulary) -> Venue | None:
    rows = (row for row in vocabulary.venues.values() if row.library_id == library_id)
    return next(rows, None)
