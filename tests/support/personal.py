"""Personal feeds as their owner makes them: on the page, which shows the address once.

And a programme in which each sees something else.
"""

import re
from datetime import date
from typing import Any

import httpx2
from starlette.applications import Starlette

from calendar_app.domain.event import Visibility, Workflow
from calendar_app.storage.events import NewEvent, create_event
from tests.support.events import details, publish, single, timed
from tests.support.reading import read_feed
from tests.support.web import NOW, SignedIn

LINKS = "/ansatt/kalenderlenker"
UNKNOWN = f"/t/{'A' * 43}.ics"
DAY = date(2027, 2, 8)
SECRETS = ("Hamars utkast", "Samling", "Ringsakers utkast")
_ADDRESS = re.compile(r"/t/[A-Za-z0-9_-]{43}\.ics")


async def store_programme(app: Starlette) -> None:
    """Store what is for everybody, what is for staff, and a draft of each of two libraries."""
    await publish(single(timed(DAY)), now=NOW, title="For alle")
    rows: list[tuple[str, Workflow, dict[str, Any]]] = [
        ("Hamars utkast", Workflow.DRAFT, {}),
        ("Ringsakers utkast", Workflow.DRAFT, {"organiser_id": 2}),
        ("Samling", Workflow.PUBLISHED, {"visibility": Visibility.STAFF}),
    ]
    for title, workflow, said in rows:
        new = NewEvent(
            details=details(title, **said), schedule=single(timed(DAY)), workflow=workflow
        )
        await create_event(new, staff_id=None, now=NOW)
    app.state.parts.publisher.current.note_own_write()


async def titles(client: httpx2.AsyncClient, path: str) -> set[str]:
    """Fetch a feed and give its titles."""
    answer = await client.get(path)
    assert answer.status_code == 200, answer.text
    return {str(one["SUMMARY"]) for one in read_feed(answer.content).values()}


def without_number(answer: httpx2.Response) -> dict[str, str]:
    """Give the headers without the number that every failed request gets of its own."""
    return {name: text for name, text in answer.headers.items() if name != "x-request-id"}


async def make_link(person: SignedIn, name: str = "Mobilen min") -> str:
    """Make a feed and read its path off the page, as somebody copies it."""
    return address_on(await person.post(LINKS, {"name": name}))


def address_on(answer: httpx2.Response) -> str:
    """Read the one path of a personal feed that a page shows, in whatever forms."""
    assert answer.status_code == 200, answer.text
    path: str
    (path,) = set(_ADDRESS.findall(answer.text))
    return path


def token_in(path: str) -> str:
    return path.removeprefix("/t/").removesuffix(".ics")


async def link_ids(person: SignedIn) -> list[str]:
    """Give the ids of the feeds that a person can end, the newest first."""
    page = await person.get(LINKS)
    return re.findall(rf"{LINKS}/(\d+)/avslutning", page.text)


async def end_link(person: SignedIn, feed_id: str) -> None:
    assert (await person.post(f"{LINKS}/{feed_id}/avslutning")).status_code == 303


async def report_link(person: SignedIn, feed_id: str) -> None:
    assert (await person.post(f"{LINKS}/{feed_id}/avveie")).status_code == 303
