"""A member of staff who works over HTTP as a person does: opens a page, fills its form, sends it.

Nothing is sent that the page does not hold, apart from what somebody types into its fields.
"""

import re
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import httpx2

from calendar_app.demonstration.account import EMAIL
from calendar_app.domain.timing import local_date
from tests.support.reading import read_feed
from tests.support.staff_forms import Fields, event_form, sent_by

_EVENTS = "/ansatt/arrangementer"
_LINKS = "/ansatt/kalenderlenker"
_PATIENCE = 20

Typed = Mapping[str, str | Sequence[str]]


class Desk:
    """One browser of one person at one server."""

    def __init__(self, client: httpx2.AsyncClient) -> None:
        self.client = client

    async def log_in(self, password: str, *, email: str) -> None:
        page = await self.client.get("/ansatt/logg-inn")
        fields = sent_by(page.text, form=0) | {"email": [email], "password": [password]}
        answer = await self.client.post("/ansatt/logg-inn", data=fields)
        assert answer.status_code == 303, answer.text

    async def blank_event(self, title: str, day: date, **typed: str) -> Fields:
        """Open the form of a new event and fill in the least that makes one."""
        page = await self._open(f"{_EVENTS}/nytt")
        told = {
            "title": title,
            "start_date": day.isoformat(),
            "start_time": "18.00",
            "end_time": "19.00",
            "place_text": "Under eika",
            "for_everybody": "ja",
            **typed,
        }
        return event_form(page) | {name: [text] for name, text in told.items()}

    async def publish(self, title: str, day: date, **typed: str) -> int:
        """Enter an event and publish it; gives its id."""
        fields = await self.blank_event(title, day, **typed)
        return await self.send_new(fields, handling="publiser")

    async def send_new(self, fields: Typed, *, handling: str) -> int:
        answer = await self._send(f"{_EVENTS}/nytt", {**fields, "handling": handling})
        found = re.search(r"/arrangementer/(\d+)", answer.headers["location"])
        assert found
        return int(found[1])

    async def edit(self, event_id: int, **typed: str) -> None:
        """Open an event's form, change what is named, and save."""
        path = f"{_EVENTS}/{event_id}/rediger"
        fields: Typed = event_form(await self._open(path))
        await self._send(path, {**fields, **typed, "handling": "lagre"})

    async def cancel(self, event_id: int, reason: str) -> None:
        path = f"{_EVENTS}/{event_id}/avlysning"
        fields: Typed = event_form(await self._open(path))
        await self._send(path, {**fields, "reason": reason})

    async def withdraw(self, event_id: int) -> None:
        page = await self._open(f"{_EVENTS}/{event_id}")
        await self._send(f"{_EVENTS}/{event_id}/tilbaketrekking", _token(page))

    async def make_link(self, name: str) -> str:
        """Make a personal feed and read its path off the one page that shows it."""
        fields: Typed = event_form(await self._open(_LINKS))
        answer = await self.client.post(_LINKS, data={**fields, "name": name})
        found = re.search(r"/t/[\w-]+\.ics", answer.text)
        assert found, (answer.status_code, _problems(answer.text))
        return found[0]

    async def end_link(self, name: str) -> None:
        """End the personal feed of this name, by the way that the list shows."""
        page = await self._open(_LINKS)
        found = re.search(rf'href="([^"]*/avslutning)">[^<]*<span class="sr"> {name}<', page)
        assert found
        await self._send(found[1], event_form(await self._open(found[1])))

    async def _open(self, path: str) -> str:
        answer = await self.client.get(path)
        assert answer.status_code == 200, (path, answer.status_code, answer.headers)
        return answer.text

    async def _send(self, path: str, fields: Typed) -> httpx2.Response:
        answer = await self.client.post(path, data=fields)
        assert answer.status_code == 303, (path, answer.status_code, _problems(answer.text))
        return answer


@asynccontextmanager
async def at_desk(url: str, password: str, *, email: str = EMAIL) -> AsyncIterator[Desk]:
    """Have somebody logged in at a server; the demonstration's own person, unless named."""
    async with httpx2.AsyncClient(base_url=url, timeout=_PATIENCE) as client:
        desk = Desk(client)
        await desk.log_in(password, email=email)
        yield desk


def demo_password(data_dir: Path) -> str:
    """Read what `serve --demo` keeps for its owner."""
    return (data_dir / "demo-login.txt").read_text().strip()


async def titles_in_feed(url: str, query: str = "") -> list[str]:
    """Fetch a feed as anybody does, and give its titles with their marks, in order."""
    async with httpx2.AsyncClient(base_url=url, timeout=_PATIENCE) as client:
        answer = await client.get(f"/kalender.ics?{query}")
    assert answer.status_code == 200
    return [str(one["SUMMARY"]) for one in read_feed(answer.content).values()]


def in_days(days: int) -> date:
    """Give a date near the real today, for servers."""
    return local_date(datetime.now(UTC)) + timedelta(days=days)


def _token(page: str) -> Typed:
    """Give the token of the log-out form, which every page of the session has."""
    return {"csrf_token": sent_by(page, form=0)["csrf_token"]}


def _problems(page: str) -> list[str]:
    return re.findall(r'href="#(f-[\w-]+)">([^<]*)', page)
