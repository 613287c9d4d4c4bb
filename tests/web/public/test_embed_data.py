"""`events.json`: the dates of an embed for the element and for other people's programs."""

import gzip
from datetime import date

import httpx2
from starlette.applications import Starlette

from calendar_app.domain.timing import AllDay
from calendar_app.storage.events import cancel_event
from tests.support.embeds import fetch
from tests.support.events import publish, single, timed, weekly
from tests.support.web import NOW, PUBLIC_URL

FIRST = date(2026, 11, 25)
MOST_BYTES = 6 * 1024


async def test_everything_is_ready_to_be_shown(app: Starlette, client: httpx2.AsyncClient) -> None:
    event = await publish(
        single(timed(FIRST)),
        now=NOW,
        title="قصة",
        summary="نقرأ",
        content_language="ar",
        venue_id=1,
        age_from=3,
        age_to=6,
    )
    app.state.parts.publisher.current.note_own_write()
    answer = await fetch(client, "/embed/v1/events.json?bibliotek=hamar&ui=en&antall=1")
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["access-control-allow-origin"] == "*"
    told = answer.json()
    (entry,) = told.pop("events")
    assert told == {
        "version": 1,
        "lang": "en",
        "title": "Events in Hamar",
        "title_lang": "en",
        "title_dir": "ltr",
        "total": 1,
        "empty": "",
        "calendar_url": f"{PUBLIC_URL}/kalender?bibliotek=hamar&ui=en",
        "calendar_label": told["calendar_label"],
        "subscribe_url": f"{PUBLIC_URL}/abonner?bibliotek=hamar&ui=en",
        "subscribe_label": "Subscribe to the calendar",
    }
    assert len(entry.pop("uid")) == 36
    place = entry.pop("place")
    assert place
    assert entry == {
        "title": "قصة",
        "lang": "ar",
        "dir": "rtl",
        "url": f"{PUBLIC_URL}/arrangement/{event.slug}-{event.id}?ui=en",
        "day": "Wednesday 25 November 2026",
        "hours": "11:00–11:45",
        "when": "Wednesday 25 November 2026, 11:00–11:45",
        "start": "2026-11-25T11:00:00+01:00",
        "end": "2026-11-25T11:45:00+01:00",
        "state": "scheduled",
        "state_words": "",
        "called_off": False,
        "reason": "",
        "moved": "",
        "note": "",
        "summary": "نقرأ",
        "library": "Hamar bibliotek",
        "ages": "3–6 years",
        "price": "Free",
        "registration": "Drop in",
    }


async def test_whole_days_are_dates_and_the_last_is_included(
    app: Starlette, client: httpx2.AsyncClient
) -> None:
    event = await publish(single(AllDay(FIRST, date(2026, 11, 27))), now=NOW)
    await cancel_event(event.id, reason="Vannskade", staff_id=None, now=NOW)
    app.state.parts.publisher.current.note_own_write()
    (entry,) = (await fetch(client, "/embed/v1/events.json")).json()["events"]
    assert (entry["start"], entry["end"]) == ("2026-11-25", "2026-11-27")
    assert (entry["state"], entry["state_words"]) == ("cancelled", "Avlyst")
    assert (entry["called_off"], entry["reason"]) == (True, "Vannskade")


async def test_who_has_it_is_told_so_and_ten_dates_are_small(
    app: Starlette, client: httpx2.AsyncClient
) -> None:
    """E-7: at most 6 KB gzip."""
    for number in range(10):
        text = f"Nummer {number}: {'noe nytt ' * 12}"
        await publish(single(timed(FIRST)), now=NOW, title=text, summary=text)
    app.state.parts.publisher.current.note_own_write()
    answer = await fetch(client, "/embed/v1/events.json")
    assert len(answer.json()["events"]) == 10
    assert len(gzip.compress(answer.content)) <= MOST_BYTES
    again = await client.get(
        "/embed/v1/events.json", headers={"If-None-Match": answer.headers["etag"]}
    )
    assert (again.status_code, again.content) == (304, b"")


async def test_nothing_to_come_is_said_in_words(client: httpx2.AsyncClient) -> None:
    told = (await fetch(client, "/embed/v1/events.json?ui=nn")).json()
    assert (told["total"], told["events"]) == (0, [])
    assert told["empty"] == "Akkurat no er det ingenting i denne kalenderen."


async def test_what_was_not_understood_is_not_subscribed_to(client: httpx2.AsyncClient) -> None:
    told = (await fetch(client, "/embed/v1/events.json?type=finnes-ikke&ui=nn")).json()
    assert told["calendar_url"] == f"{PUBLIC_URL}/kalender?ui=nn"
    assert (told["subscribe_url"], told["subscribe_label"]) == ("", "")


async def test_an_event_leads_to_its_page_and_its_series(
    app: Starlette, client: httpx2.AsyncClient
) -> None:
    event = await publish(weekly(FIRST, count=3), now=NOW, title="Babysang", content_language="nn")
    app.state.parts.publisher.current.note_own_write()
    told = (await fetch(client, f"/embed/v1/arrangement/{event.id}/events.json")).json()
    assert (told["title"], told["title_lang"], told["total"]) == ("Babysang", "nn", 3)
    assert told["calendar_url"] == f"{PUBLIC_URL}/arrangement/babysang-{event.id}"
    assert told["subscribe_url"] == f"{PUBLIC_URL}/abonner?serie=babysang"
