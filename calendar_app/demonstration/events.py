"""The events of the programme, as the form would make them."""

from datetime import date, datetime

from calendar_app.demonstration.dates import changes_of, moment_before, schedule_of
from calendar_app.demonstration.places import room_named, venue_named
from calendar_app.demonstration.programme import Part, programme
from calendar_app.demonstration.vocabulary import access_of
from calendar_app.domain.event import (
    Arranger,
    Book,
    EventDetails,
    Mode,
    Person,
    Price,
    PriceKind,
    Registration,
    RegistrationKind,
    Schedule,
    State,
    Visibility,
    Workflow,
)
from calendar_app.domain.lending import Lending
from calendar_app.domain.series import horizon, planned_dates
from calendar_app.domain.text import clean_line, clean_text
from calendar_app.domain.timing import local_date, monday_of
from calendar_app.domain.vocabulary import Vocabulary
from calendar_app.storage.dates import DateSettings
from calendar_app.storage.events import NewEvent, create_event, set_workflow


async def load_event(event: Part, vocabulary: Vocabulary, now: datetime) -> int:
    """Store one event; gives its id."""
    today = local_date(now)
    schedule = schedule_of(event, monday_of(today))
    withdrawn = event["workflow"] == Workflow.WITHDRAWN
    new = NewEvent(
        details=_details(event, schedule, vocabulary, today),
        schedule=schedule,
        workflow=Workflow.PUBLISHED if withdrawn else Workflow(event["workflow"]),
        state=State(event["state"]),
        state_reason=event["state_reason"] or "",
        dates=_date_settings(event, schedule, vocabulary),
    )
    created = await create_event(new, staff_id=None, now=now)
    if withdrawn:
        await set_workflow(created.id, Workflow.WITHDRAWN, staff_id=None, now=now)
    return created.id


def _details(event: Part, schedule: Schedule, vocabulary: Vocabulary, today: date) -> EventDetails:
    libraries = {row.slug: row.id for row in vocabulary.libraries.values()}
    categories = {row.label.slug: row.id for row in vocabulary.categories.values()}
    bands = {row.label.slug: row.id for row in vocabulary.age_bands.values()}
    tours = {row.slug: row.id for row in vocabulary.tours.values()}
    venue = venue_named(event["venue"], vocabulary)
    room = room_named(venue, event["room"])
    return EventDetails(
        title=clean_line(event["title"]),
        organiser_id=libraries[event["library"]],
        co_organiser_ids=tuple(libraries[slug] for slug in event["co_organisers"]),
        summary=clean_line(event["summary"] or ""),
        description=clean_text(event["description"] or ""),
        content_language=event["content_language"],
        languages=tuple(event["event_languages"]),
        category_ids=tuple(categories[slug] for slug in event["categories"]),
        age_band_ids=tuple(bands[slug] for slug in event["age_bands"]),
        age_from=event["age_min"],
        age_to=event["age_max"],
        age_note=event["age_note"] or "",
        mode=Mode(event["mode"]),
        online_url=event["online_url"] or "",
        venue_id=venue.id if venue else None,
        room_id=room.id if room else None,
        place_text=event["place_text"] or "",
        price=_price(event["price"]),
        registration=_registration(event, schedule, today),
        capacity=event["capacity"],
        access=access_of(event["accessibility"]),
        people=tuple(Person(name=one["name"], role=one["role"] or "") for one in event["people"]),
        books=tuple(book_of(one) for one in event["books"]),
        partners=tuple(clean_line(one) for one in event["partners"]),
        tour_id=tours[event["tour"]] if event["tour"] else None,
        funding=event["funding"] or "",
        contact=(event["contact"] or {}).get("email", ""),
        visibility=Visibility(event["visibility"]),
        statistics_type=event["statistics"]["type"],
        arranger=Arranger(event["statistics"]["arranger"]),
        lending=_lending(event),
        internal_note=event["internal_note"] or "",
    )


def book_of(said: Part) -> Book:
    """Give a book as the programme names it."""
    return Book(title=said["title"], author=said["author"] or "", isbn=said["isbn"] or "")


def lending_of(tour: Part) -> Lending:
    """Give how others may borrow what a tour is made of."""
    said = tour["programme"]
    hosts = {one["slug"]: one["email"] for one in programme()["libraries"]}
    return Lending(
        is_open=True,
        minutes=said["duration_minutes"],
        needs=said["needs"],
        fee=said["fee_note"],
        contact=hosts[tour["offered_by"]],
    )


def _lending(event: Part) -> Lending:
    """Let the stop of the library that offers the tour be what others may borrow."""
    for tour in programme()["tours"]:
        if (tour["slug"], tour["offered_by"]) == (event["tour"], event["library"]):
            return lending_of(tour)
    return Lending()


def _date_settings(
    event: Part, schedule: Schedule, vocabulary: Vocabulary
) -> dict[date, DateSettings]:
    venues = {row.slug: row.id for row in vocabulary.venues.values()}
    rooms = {
        (row.slug, room.slug): room.id for row in vocabulary.venues.values() for room in row.rooms
    }
    return {
        change.recurrence_date: DateSettings(
            span=change.span, moved_from=change.moved_from, overrides=change.overrides
        )
        for change in changes_of(event, schedule, venues=venues, rooms=rooms)
    }


def _registration(event: Part, schedule: Schedule, today: date) -> Registration:
    said = event["registration"]
    dates = planned_dates(schedule, horizon=horizon(today))
    first = dates[0].span.first if dates else schedule.first.first
    kind = RegistrationKind.NONE
    if said["kind"] != "none":
        kind = RegistrationKind.LINK if said["url"] else RegistrationKind.CONTACT
    return Registration(
        kind=kind,
        url=said["url"] or "",
        contact=event["contact"]["email"] if kind is RegistrationKind.CONTACT else "",
        opens_at=moment_before(said["opens"], first),
        closes_at=moment_before(said["closes"], first),
        waiting_list=said["waiting_list"],
        guardian_registers=said["guardian_registers"],
        note=said["note"] or "",
    )


def _price(said: Part) -> Price:
    return Price(kind=PriceKind(said["kind"]), amount=said["amount"], note=said["note"] or "")
