"""Hints on an event's page and in the preview of its form: to know, and never in the way."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

from calendar_app.domain.access import Role
from calendar_app.domain.event import Event, Person, Schedule, Workflow
from calendar_app.domain.periods import Period, PeriodKind
from calendar_app.domain.timing import AllDay
from calendar_app.domain.vocabulary import Room
from calendar_app.storage.events import NewEvent, create_event
from calendar_app.storage.periods import add_periods
from calendar_app.storage.vocabulary import load_vocabulary
from calendar_app.storage.vocabulary_changes import save_venue
from tests.support.counting import counted_queries
from tests.support.events import details, single, timed, weekly
from tests.support.staff_forms import STORY_TIME, WEEKLY, event_form, words_of
from tests.support.web import NOW, Clock, SignIn

NEW = "/ansatt/arrangementer/nytt"
HAMAR, GJOVIK = 1, 4
MONDAY = date(2027, 2, 8)
WINTER = Period(
    id=0,
    kind=PeriodKind.SCHOOL_HOLIDAY,
    library_id=HAMAR,
    name="Vinterferie",
    first=date(2027, 2, 22),
    last=date(2027, 2, 26),
)


async def make(
    title: str,
    clock: Clock,
    *,
    schedule: Schedule | None = None,
    workflow: Workflow = Workflow.PUBLISHED,
    **said: Any,
) -> Event:
    schedule = schedule or single(timed(MONDAY, 18 * 60, 19 * 60))
    new = NewEvent(details=details(title, **said), schedule=schedule, workflow=workflow)
    return await create_event(new, staff_id=None, now=clock())


async def room_of_hamar() -> int:
    venue = (await load_vocabulary()).venues[1]
    room = Room(id=0, slug="scenen", name="Scenen")
    await save_venue(replace(venue, rooms=(room,)), now=NOW)
    return (await load_vocabulary()).venues[1].rooms[0].id


def hints(page: str) -> list[str]:
    """Give the lines of the hints, as they are read."""
    found = re.search(r'<ul class="hint-list">(.*?)</ul>', page, re.S)
    lines = re.findall(r"<li>.*?</li>", found[1], re.S) if found else []
    return [" ".join(words_of(line).split()) for line in lines]


async def test_the_page_of_an_event_says_what_is_good_to_know(
    signed_in: SignIn, clock: Clock
) -> None:
    """D-38, D-39, and what it meets; drafts of others are not spoken of."""
    room_id = await room_of_hamar()
    guest = (Person(name="Teater Innlandet"),)
    here: dict[str, Any] = {"venue_id": 1, "room_id": room_id}
    series = weekly(MONDAY, count=16)
    event = await make("Serie", clock, schedule=series, people=guest, **here)
    await make("I rommet", clock, schedule=single(timed(MONDAY, 660, 700)), **here)
    await make("Gjest", clock, organiser_id=GJOVIK, people=guest)
    await make(
        "Hemmelig", clock, organiser_id=GJOVIK, people=guest, workflow=Workflow.DRAFT, **here
    )
    await add_periods(WINTER, now=NOW)
    reader = await signed_in(Role.EDITOR, "hamar")
    page = (await reader.get(f"/ansatt/arrangementer/{event.id}")).text
    assert hints(page) == [
        "man. 8. feb. kl. 11.00–11.45 Samme rom samtidig: man. 8. feb. kl. 11.00–11.40, «I rommet»."
        " Teater Innlandet er i Gjovik mandag 8. februar. Spør om å dele reisen.",
        "man. 22. feb. kl. 11.00–11.45 Skolene i Hamar har fri: Vinterferie.",
        "man. 29. mars kl. 11.00–11.45 Dette er en helligdag: 2. påskedag.",
    ]
    assert "Hemmelig" not in page


async def test_an_event_without_anything_to_know_says_nothing(
    signed_in: SignIn, clock: Clock
) -> None:
    event = await make("Alene", clock)
    over = await make("Over", clock, schedule=single(timed(date(2026, 5, 17))))
    reader = await signed_in()
    for one in (event, over):
        page = (await reader.get(f"/ansatt/arrangementer/{one.id}")).text
        assert "Godt å vite" not in page


async def test_the_preview_tells_and_nothing_is_stopped(signed_in: SignIn, clock: Clock) -> None:
    room_id = await room_of_hamar()
    await make("I rommet", clock, venue_id=1, room_id=room_id)
    await add_periods(WINTER, now=NOW)
    editor = await signed_in()
    typed = WEEKLY | {"place": f"1-{room_id}", "count": "3"}
    shown = (await editor.post(NEW, typed | {"handling": "forhandsvis"})).text
    assert hints(shown)[-1] == "man. 22. feb. kl. 18.00–18.45 Skolene i Hamar har fri: Vinterferie."
    saved = await editor.post(NEW, typed | {"handling": "publiser"})
    assert saved.status_code == 303


async def test_the_preview_of_an_edit_does_not_meet_itself(signed_in: SignIn, clock: Clock) -> None:
    room_id = await room_of_hamar()
    event = await make("Mitt", clock, venue_id=1, room_id=room_id)
    editor = await signed_in()
    address = f"/ansatt/arrangementer/{event.id}/rediger"
    fields = event_form((await editor.get(address)).text)
    shown = await editor.post(address, {**fields, "handling": "forhandsvis"})
    assert (shown.status_code, hints(shown.text)) == (200, [])


async def test_a_preview_of_half_a_form_is_shown_all_the_same(signed_in: SignIn) -> None:
    editor = await signed_in()
    for odd in (
        {"organiser_id": "99"},
        {"organiser_id": "x", "title": ""},
        {"place": "1-99"},
        {"for_everybody": "", "age_from": "-5", "age_to": "999"},
        {"for_everybody": "", "age_band_ids": "999"},
    ):
        answer = await editor.post(NEW, STORY_TIME | odd | {"handling": "forhandsvis"})
        assert answer.status_code == 200, odd


async def test_an_exhibition_of_a_year_costs_no_more(signed_in: SignIn, clock: Clock) -> None:
    short = await make("Kort", clock)
    long = await make("Lang", clock, schedule=single(AllDay(MONDAY, date(2028, 2, 8))))
    series = await make("Serie", clock, schedule=weekly(MONDAY))
    reader, costs = await signed_in(), set()
    for event in (short, long, series):
        with counted_queries() as statements:
            assert (await reader.get(f"/ansatt/arrangementer/{event.id}")).status_code == 200
        costs.add(len(statements))
    assert len(costs) == 1
