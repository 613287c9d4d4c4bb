"""What staff do to an event, one step after the other: what everybody sees, and what nobody does.

The event is a series of Hamar's with its first date on `FIRST`, among the rows of
tests/support/vocabulary.py.
"""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from calendar_app.domain.change import DateChange, Scope
from calendar_app.domain.event import (
    Arranger,
    Image,
    Price,
    PriceKind,
    Registration,
    RegistrationKind,
    Workflow,
)
from calendar_app.domain.naming import Named
from calendar_app.domain.vocabulary import Access, Room, Tour
from calendar_app.storage import events, occurrences
from calendar_app.storage.slugs import rename_slug
from calendar_app.storage.vocabulary import load_vocabulary
from calendar_app.storage.vocabulary_changes import (
    save_age_band,
    save_category,
    save_library,
    save_tour,
    save_venue,
)
from tests.support.events import edit, timed

FIRST = date(2026, 11, 25)
HAMAR, GJOVIK = 1, 4
ALL, ONE = "all dates", "one date"
Act = Callable[[int, int, datetime], Awaitable[object]]
"""What staff do to an event and its first date, at a moment."""

Step = tuple[str, str, Act]
"""Its name, what it reaches, and the act."""


def _edit(**changes: Any) -> Act:
    return lambda event_id, _, now: edit(event_id, now=now, **changes)


def _of_date(function: Callable[..., Awaitable[object]], *arguments: Any, **named: Any) -> Act:
    return lambda event_id, date_id, now: function(
        event_id, date_id, *arguments, staff_id=None, now=now, **named
    )


def _of_event(function: Callable[..., Awaitable[object]], *arguments: Any, **named: Any) -> Act:
    return lambda event_id, _, now: function(event_id, *arguments, staff_id=None, now=now, **named)


async def _rename_venue(_: int, __: int, now: datetime) -> None:
    venue = (await load_vocabulary()).venues[1]
    await save_venue(replace(venue, name=f"{venue.name} (nytt navn)"), now=now)


async def _rename_library(_: int, __: int, now: datetime) -> None:
    library = (await load_vocabulary()).libraries[HAMAR]
    await save_library(replace(library, name="Hamar bibliotek og mer"), now=now)


async def _rename_category(_: int, __: int, now: datetime) -> None:
    category = (await load_vocabulary()).categories[1]
    await save_category(replace(category, label=replace(category.label, nb="Høytlesing")), now=now)


async def _rename_nynorsk(_: int, __: int, now: datetime) -> None:
    category = (await load_vocabulary()).categories[1]
    label = replace(category.label, nn="Høgtlesing")
    await save_category(replace(category, label=label), now=now)


async def _widen_ages(_: int, __: int, now: datetime) -> None:
    band = (await load_vocabulary()).age_bands[1]
    await save_age_band(replace(band, high=5), now=now)


async def _verify_address(_: int, __: int, now: datetime) -> None:
    venue = (await load_vocabulary()).venues[1]
    told = replace(venue, street="Torggata 100", city="Hamar", address_verified=True)
    await save_venue(told, now=now)


async def _enter_room(event_id: int, _: int, now: datetime) -> None:
    venue = (await load_vocabulary()).venues[1]
    await save_venue(replace(venue, rooms=(Room(id=0, slug="sal", name="Salen"),)), now=now)
    (room,) = (await load_vocabulary()).venues[1].rooms
    await edit(event_id, now=now, room_id=room.id)


async def _rename_room(_: int, __: int, now: datetime) -> None:
    venue = (await load_vocabulary()).venues[1]
    await save_venue(replace(venue, rooms=(Room(id=0, slug="sal", name="Storsalen"),)), now=now)


async def _join_tour(event_id: int, _: int, now: datetime) -> None:
    tour_id = await save_tour(Tour(id=0, slug="askeladden", title="Askeladden"), now=now)
    await edit(event_id, now=now, tour_id=tour_id)


async def _rename_tour(_: int, __: int, now: datetime) -> None:
    await save_tour(Tour(id=0, slug="askeladden", title="Askeladden og trollene"), now=now)


def _readdress(kind: Named, old: str, new: str) -> Act:
    return lambda _, __, now: rename_slug(kind, old, new, now=now)


async def _change_one(event_id: int, date_id: int, now: datetime) -> None:
    event = await events.get_event(event_id)
    await occurrences.change_date(
        event_id,
        date_id,
        DateChange(span=timed(FIRST, 13 * 60, 14 * 60), note="Merk tiden"),
        scope=Scope.THIS,
        expected_version=event.version,
        announce_move=True,
        staff_id=None,
        now=now,
    )


VISIBLE: list[Step] = [
    ("title", ALL, _edit(title="Lesestund for alle")),
    ("title set back", ALL, _edit(title="Lesestund")),
    ("summary", ALL, _edit(summary="Kort sagt.")),
    ("description", ALL, _edit(description="**Langt** sagt.")),
    ("venue", ALL, _edit(venue_id=1)),
    ("venue renamed", ALL, _rename_venue),
    ("address verified", ALL, _verify_address),
    ("room", ALL, _enter_room),
    ("room renamed", ALL, _rename_room),
    ("library renamed", ALL, _rename_library),
    ("category", ALL, _edit(category_ids=(1,))),
    ("category renamed", ALL, _rename_category),
    ("category renamed in nynorsk", ALL, _rename_nynorsk),
    ("ages", ALL, _edit(age_from=3, age_to=6)),
    ("age bands", ALL, _edit(age_from=None, age_to=None, age_band_ids=(1,))),
    ("age band widened", ALL, _widen_ages),
    ("price", ALL, _edit(price=Price(kind=PriceKind.PAID, amount=100))),
    (
        "registration",
        ALL,
        _edit(registration=Registration(kind=RegistrationKind.LINK, url="https://example.org/")),
    ),
    ("access", ALL, _edit(access=Access(wheelchair=True))),
    ("co-organiser", ALL, _edit(co_organiser_ids=(GJOVIK,))),
    ("co-organiser left", ALL, _of_event(events.leave_event, GJOVIK)),
    ("image", ALL, _edit(image=Image(hash="a" * 64, alt="En bok"))),
    ("another image", ALL, _edit(image=Image(hash="b" * 64, alt="En bok"))),
    ("image told otherwise", ALL, _edit(image=Image(hash="b" * 64, alt="En stabel bøker"))),
    ("image credited", ALL, _edit(image=Image(hash="b" * 64, alt="Bøker", credit="Demobilde"))),
    ("tour", ALL, _join_tour),
    ("tour renamed", ALL, _rename_tour),
    ("library with another address", ALL, _readdress(Named.LIBRARY, "hamar", "hamar-ny")),
    ("venue with another address", ALL, _readdress(Named.VENUE, "hamar-kulturhus", "kulturhuset")),
    ("category with another address", ALL, _readdress(Named.CATEGORY, "lesestund", "lesing")),
    ("series with another address", ALL, _readdress(Named.SERIES, "lesestund", "stund")),
    ("tour with another address", ALL, _readdress(Named.TOUR, "askeladden", "trollene")),
    ("one date moved", ONE, _change_one),
    ("one date reset", ONE, _of_date(occurrences.reset_date)),
    ("one date full", ONE, _of_date(occurrences.mark_full, True)),
    ("one date open again", ONE, _of_date(occurrences.mark_full, False)),
    ("one date cancelled", ONE, _of_date(occurrences.cancel_date, reason="Sykdom")),
    ("one date reinstated", ONE, _of_date(occurrences.reinstate_date)),
    ("all cancelled", ALL, _of_event(events.cancel_event, reason="Sykdom")),
    ("all reinstated", ALL, _of_event(events.reinstate_event)),
]

INVISIBLE: list[Step] = [
    ("internal note", ALL, _edit(internal_note="Husk nøkkelen")),
    ("statistics", ALL, _edit(statistics_type="Lesestund", arranger=Arranger.WITH_OTHERS)),
    ("nothing", ALL, _edit()),
    ("co-organiser who is none left", ALL, _of_event(events.leave_event, GJOVIK)),
    ("published again", ALL, _of_event(events.set_workflow, Workflow.PUBLISHED)),
    ("reinstated without need", ALL, _of_event(events.reinstate_event)),
    ("one date reset without need", ONE, _of_date(occurrences.reset_date)),
]
