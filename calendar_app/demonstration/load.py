"""Loads the demonstration programme into an empty database, by the calls that the form uses.

Now: libraries, venues, age bands, categories, tours with their stops, named filters and events.
People, books, gatherings and attendance come with the parts of the program that show them.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from calendar_app.demonstration.account import add_account
from calendar_app.demonstration.dates import changes_of, moment_before, schedule_of
from calendar_app.demonstration.programme import programme
from calendar_app.domain.event import (
    Arranger,
    EventDetails,
    Mode,
    Price,
    PriceKind,
    Registration,
    RegistrationKind,
    Schedule,
    State,
    Visibility,
    Workflow,
)
from calendar_app.domain.series import horizon, planned_dates
from calendar_app.domain.text import clean_line, clean_text
from calendar_app.domain.timing import local_date, monday_of
from calendar_app.domain.vocabulary import (
    ACCESS_FLAGS,
    Access,
    AgeBand,
    Category,
    Label,
    Library,
    LibraryKind,
    Room,
    Tour,
    Venue,
    Vocabulary,
)
from calendar_app.storage.dates import DateSettings
from calendar_app.storage.events import NewEvent, create_event, set_workflow
from calendar_app.storage.named_filters import add_named_filter
from calendar_app.storage.transaction import transaction
from calendar_app.storage.vocabulary import load_vocabulary
from calendar_app.storage.vocabulary_changes import (
    save_age_band,
    save_category,
    save_library,
    save_tour,
    save_venue,
)

Part = Mapping[str, Any]


class NotEmptyError(Exception):
    """The database holds libraries already, so the demonstration is not for it."""


async def load_demonstration(*, password_hash: str, now: datetime) -> int:
    """Load everything or nothing, around the week of `now`; gives the number of events.

    `password_hash` is that of the demonstration's account. Raises `NotEmptyError`.
    """
    async with transaction():
        if (await load_vocabulary()).libraries:
            raise NotEmptyError
        await _load_vocabulary(now)
        vocabulary = await load_vocabulary()
        events = programme()["events"]
        for event in events:
            await _load_event(event, vocabulary, now)
        await _load_filters(now)
        await add_account(vocabulary, password_hash=password_hash, now=now)
    return len(events)


async def _load_vocabulary(now: datetime) -> None:
    data = programme()
    for library in (*data["libraries"], data["county"]):
        await save_library(_library(library), now=now)
    libraries = {row.slug: row.id for row in (await load_vocabulary()).libraries.values()}
    for venue in data["venues"]:
        await save_venue(_venue(venue, libraries), now=now)
    for band in data["age_bands"]:
        row = AgeBand(id=0, label=_label(band), low=band["min"], high=band["max"])
        await save_age_band(row, now=now)
    for category in data["categories"]:
        row_ = Category(id=0, label=_label(category), aliases=tuple(category["aliases"]))
        await save_category(row_, now=now)
    for tour in data["tours"]:
        await save_tour(Tour(id=0, slug=tour["slug"], title=tour["title"]), now=now)


async def _load_filters(now: datetime) -> None:
    """Name filters that all libraries look after; a title has one language, as an event's has."""
    for one in programme()["named_filters"]:
        await add_named_filter(one["slug"], one["nb"], one["query"], None, now=now)


async def _load_event(event: Part, vocabulary: Vocabulary, now: datetime) -> None:
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


def _details(event: Part, schedule: Schedule, vocabulary: Vocabulary, today: date) -> EventDetails:
    libraries = {row.slug: row.id for row in vocabulary.libraries.values()}
    categories = {row.label.slug: row.id for row in vocabulary.categories.values()}
    bands = {row.label.slug: row.id for row in vocabulary.age_bands.values()}
    tours = {row.slug: row.id for row in vocabulary.tours.values()}
    venue = _venue_named(event["venue"], vocabulary)
    room = _room_named(venue, event["room"])
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
        access=_access(event["accessibility"]),
        tour_id=tours[event["tour"]] if event["tour"] else None,
        funding=event["funding"] or "",
        contact=(event["contact"] or {}).get("email", ""),
        visibility=Visibility(event["visibility"]),
        statistics_type=event["statistics"]["type"],
        arranger=Arranger(event["statistics"]["arranger"]),
        internal_note=event["internal_note"] or "",
    )


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


def _access(said: Part | None) -> Access:
    if said is None:
        return Access()
    return Access(**{name: said.get(name) for name in ACCESS_FLAGS}, note=said.get("note") or "")


def _library(said: Part) -> Library:
    return Library(
        id=0,
        slug=said["slug"],
        name=said["name"],
        short_name=said.get("short_name", said["name"]),
        kind=LibraryKind(said.get("kind", "library")),
        municipality=said.get("municipality", ""),
        municipality_no=said.get("municipality_no", ""),
        colour=said.get("colour", ""),
        email=said.get("email", ""),
    )


def _venue(said: Part, libraries: Mapping[str, int]) -> Venue:
    address, geo = said["address"], said["geo"]
    return Venue(
        id=0,
        slug=said["slug"],
        name=said["name"],
        short_name=said["short_name"],
        library_id=libraries[said["library"]] if said["library"] else None,
        building=said["building"] or "",
        street=address["street"] or "",
        postal_code=address["postal_code"] or "",
        city=address["city"] or "",
        address_verified=address["verified"],
        latitude=geo["lat"] if geo else None,
        longitude=geo["lon"] if geo else None,
        geo_precision=geo["precision"] if geo else "",
        access=_access(said["accessibility"]),
        rooms=tuple(Room(id=0, slug=room["slug"], name=room["name"]) for room in said["rooms"]),
    )


def _label(said: Part) -> Label:
    return Label(slug=said["slug"], nb=said["nb"], nn=said["nn"], en=said["en"])


def _venue_named(slug: str | None, vocabulary: Vocabulary) -> Venue | None:
    return next((row for row in vocabulary.venues.values() if row.slug == slug), None)


def _room_named(venue: Venue | None, slug: str | None) -> Room | None:
    rooms = venue.rooms if venue else ()
    return next((room for room in rooms if room.slug == slug), None)
