"""`/api/v1/events`: what a partner needs to keep a copy, and nothing about what went."""

from datetime import date, timedelta

import httpx2
import pytest
from starlette.applications import Starlette

from calendar_app.domain.event import Workflow
from calendar_app.storage.events import set_workflow
from tests.support.events import edit, publish, single, timed, weekly
from tests.support.formats import API
from tests.support.web import NOW, Clock

FIRST = date(2026, 11, 25)
HOUR = timedelta(hours=1)


class Partner:
    """Keeps a copy as the documentation says: take what changed, drop what is not named."""

    def __init__(self, client: httpx2.AsyncClient) -> None:
        self._client = client
        self.copy: dict[str, str] = {}
        self.received = 0
        self._since = ""

    async def sync(self, at: str) -> None:
        query = f"?endret_siden={self._since}" if self._since else ""
        told = (await self._client.get(f"{API}{query}")).json()
        self.received = len(told["events"])
        self.copy |= {one["uid"]: one["title"] for one in told["events"]}
        self.copy = {uid: title for uid, title in self.copy.items() if uid in told["uids"]}
        self._since = at


async def test_a_partner_keeps_a_true_copy_and_is_sent_only_what_changed(
    app: Starlette, client: httpx2.AsyncClient, clock: Clock
) -> None:
    series = await publish(weekly(FIRST, count=3), now=NOW, title="Serie")
    other = await publish(single(timed(FIRST)), now=NOW, title="Annet")
    partner = Partner(client)

    async def step(received: int, titles: list[str]) -> None:
        app.state.parts.publisher.current.note_own_write()
        clock.move(HOUR)
        await partner.sync(f"{clock():%Y-%m-%dT%H:%M:%SZ}")
        assert (partner.received, sorted(partner.copy.values())) == (received, titles)

    await step(4, ["Annet", "Serie", "Serie", "Serie"])
    await step(0, ["Annet", "Serie", "Serie", "Serie"])
    await edit(series.id, now=clock(), title="Serien")
    await step(3, ["Annet", "Serien", "Serien", "Serien"])
    await set_workflow(other.id, Workflow.WITHDRAWN, staff_id=None, now=clock())
    await step(0, ["Serien", "Serien", "Serien"])
    await set_workflow(other.id, Workflow.PUBLISHED, staff_id=None, now=clock())
    await step(1, ["Annet", "Serien", "Serien", "Serien"])


@pytest.fixture
async def reader(app: Starlette, client: httpx2.AsyncClient, clock: Clock) -> httpx2.AsyncClient:
    """A partner an hour after two events were published, a minute apart, and a day later."""
    await publish(single(timed(FIRST)), now=NOW, title="Først")
    second = single(timed(FIRST, 15 * 60, 16 * 60))
    await publish(second, now=NOW + timedelta(minutes=1), title="Så", organiser_id=4)
    app.state.parts.publisher.current.note_own_write()
    clock.move(timedelta(days=1))
    return client


async def test_what_changed_at_that_moment_is_in(reader: httpx2.AsyncClient) -> None:
    """Better twice than never; a date is its local midnight, and `+` may arrive as a space."""
    both, later = ["Først", "Så"], ["Så"]
    expected = {
        "": both,
        "2026-11-23T12:00:00Z": both,
        "2026-11-23T12:00:00.5Z": both,
        "2026-11-23T12:00:01Z": later,
        "2026-11-23T13:01:00+01:00": later,
        "2026-11-23T13:01:00%2B01:00": later,
        "2026-11-23t12:01:01z": [],
        "2026-11-23": both,
        "2026-11-24": [],
        "2027-01-01": [],
        "1970-01-01": both,
    }
    for since, titles in expected.items():
        answer = await reader.get(f"{API}?endret_siden={since}")
        assert [one["title"] for one in answer.json()["events"]] == titles, since
        assert len(answer.json()["uids"]) == 2
    assert (await reader.get(f"{API}?changed_since=2026-11-24")).json()["events"] == []


async def test_the_entries_are_those_of_the_feed(reader: httpx2.AsyncClient) -> None:
    """To the byte; and the filter is the calendar's."""
    for query in ("", "bibliotek=hamar", "bibliotek=gjovik&ui=en", "bibliotek=hammar"):
        feed = (await reader.get(f"/kalender.json?{query}")).json()
        told = (await reader.get(f"{API}?{query}")).json()
        assert told["events"] == feed["events"]
        assert told["uids"] == [one["uid"] for one in feed["events"]]
        assert told["changed_since"] is None
        since = (await reader.get(f"{API}?{query}&endret_siden=2026-11-24")).json()
        assert (since["uids"], since["changed_since"]) == (told["uids"], "2026-11-23T23:00:00Z")


async def test_a_moment_long_ago_is_still_told_as_a_moment(reader: httpx2.AsyncClient) -> None:
    """A year has four digits."""
    answer = await reader.get(f"{API}?endret_siden=0480-05-22")
    assert answer.json()["changed_since"] == "0480-05-21T23:17:00Z"
    assert "endret_siden=0480-05-21T23:17:00Z" in answer.headers["link"]


UNREADABLE = (
    *("i-gaar", "2026-11-23T12:00", "2026-11-23T12:00:00", "1764000000", "2026-13-01", "-1d"),
    *("2026-11-23&endret_siden=2026-11-24", "%FF", "%00", "2026-W47-1", "0000-00-00"),
    *("9999-12-31T23:59:59-12:00", "%3Cscript%3E", "x" * 4000),
)


async def test_a_moment_that_cannot_be_read_is_said_to_be_so(reader: httpx2.AsyncClient) -> None:
    """One sentence as JSON: a program that asks must not take everything for an answer."""
    for since in UNREADABLE:
        for method in ("GET", "HEAD"):
            answer = await reader.request(method, f"{API}?endret_siden={since}")
            assert answer.status_code == 400, since
            assert answer.headers["content-type"] == "application/json"
            assert answer.headers["access-control-allow-origin"] == "*"
        told = (await reader.get(f"{API}?endret_siden={since}")).json()
        assert list(told) == ["error"]
        assert "er ikke et tidspunkt" in told["error"]
        assert len(told["error"]) < 200
