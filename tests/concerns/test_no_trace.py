"""Promise 3: what is not public leaves no trace; and what is cancelled goes when its time is up."""

from collections.abc import Awaitable, Callable
from datetime import date, timedelta

import httpx2
import pytest
from starlette.applications import Starlette

from calendar_app.domain.access import Role
from calendar_app.domain.event import Event, Mode, Visibility, Workflow
from calendar_app.domain.gathering import AgendaItem, Document, Gathering
from calendar_app.storage.communities import add_member
from calendar_app.storage.events import (
    NewEvent,
    cancel_event,
    create_event,
    delete_event,
    set_workflow,
)
from calendar_app.storage.occurrences import cancel_date, occurrences_of
from calendar_app.storage.sign_ups import sign_up
from tests.support.demonstration import FEED, LIST, Programme
from tests.support.events import details, edit, publish, single, timed, weekly
from tests.support.formats import API
from tests.support.gatherings import LINK, make_community, make_gathering
from tests.support.reading import read_feed, seen_in_feed
from tests.support.web import NOW, Clock, make_staff

SECRET = "Hemmelig sammenkomst"
FIRST = date(2026, 11, 25)
MISSING = 9999
UNZIPPED = {"Accept-Encoding": "identity"}
"""A random number zips to more or less, which tells nobody anything."""

_SECRET_GATHERING = Gathering(
    host_id=1,
    agenda=(AgendaItem(time="09.30", text=SECRET),),
    documents=(Document(label=SECRET, url=f"{LINK}/dokument"),),
    notes=SECRET,
)

Hide = Callable[[Event], Awaitable[object]]


@pytest.fixture
def calendar(app: Starlette, client: httpx2.AsyncClient, clock: Clock) -> Programme:
    return Programme(app, clock, client)


def _to(workflow: Workflow) -> Hide:
    return lambda event: set_workflow(event.id, workflow, staff_id=None, now=NOW)


def _for(visibility: Visibility) -> Hide:
    return lambda event: edit(event.id, now=NOW, visibility=visibility)


HIDING: dict[str, Hide] = {
    "withdrawn": _to(Workflow.WITHDRAWN),
    "draft": _to(Workflow.DRAFT),
    "planned": _to(Workflow.PLANNED),
    "for staff": _for(Visibility.STAFF),
    "for schools": _for(Visibility.SCHOOLS),
    "for a community": _for(Visibility.COMMUNITY),
}


@pytest.mark.parametrize("hide", HIDING.values(), ids=HIDING)
async def test_what_is_hidden_after_it_was_public_is_as_if_it_had_never_been(
    calendar: Programme, hide: Hide
) -> None:
    """FC-20, SEL-42, in every format, with warm answers: bytes and validators of before."""
    await publish(single(timed(FIRST)), now=NOW, title="Ingen hemmelighet")
    calendar.clock.move(timedelta(minutes=1))
    calendar.wrote()
    before = {one: await calendar.get(one) for one in _addresses()}
    event = await _secret()
    uids = [one.uid for one in await occurrences_of(event.id)]
    calendar.wrote()
    for address in (*_addresses(), *_own_addresses(event)):
        assert event.details.title in _unfolded(await calendar.get(address))
    await cancel_date(
        event.id,
        (await occurrences_of(event.id))[0].id,
        reason="Avlyst hemmelighet",
        staff_id=None,
        now=NOW,
    )
    await hide(event)
    calendar.wrote()
    for address, answer in before.items():
        after = await calendar.get(address)
        assert after.content == answer.content
        assert after.headers.get("etag") == answer.headers.get("etag")
        _assert_no_trace(after, uids)
    await _assert_as_missing(calendar, event, uids)


@pytest.mark.parametrize("workflow", [Workflow.DRAFT, Workflow.PLANNED])
async def test_what_was_never_public_moves_nothing_and_leaves_nothing_when_deleted(
    calendar: Programme, workflow: Workflow
) -> None:
    await publish(single(timed(FIRST)), now=NOW, title="Ingen hemmelighet")
    calendar.clock.move(timedelta(minutes=1))
    calendar.wrote()
    before = {one: await calendar.get(one) for one in _addresses()}
    new = NewEvent(
        details=details(SECRET, summary=SECRET), schedule=weekly(FIRST, count=3), workflow=workflow
    )
    event = await create_event(new, staff_id=None, now=calendar.clock())
    uids = [one.uid for one in await occurrences_of(event.id)]
    await _assert_unmoved(calendar, before)
    await _assert_as_missing(calendar, event, uids)
    await cancel_event(event.id, reason=SECRET, staff_id=None, now=calendar.clock())
    await delete_event(event.id, staff_id=None, now=calendar.clock())
    await _assert_unmoved(calendar, before)
    await _assert_as_missing(calendar, event, uids)


@pytest.mark.parametrize("visibility", [Visibility.STAFF, Visibility.COMMUNITY])
async def test_a_published_gathering_moves_nothing_and_is_nowhere(
    calendar: Programme, visibility: Visibility
) -> None:
    """Agenda, documents, notes, host's link and sign-ups: pages, feeds, API, search, counts."""
    await publish(single(timed(FIRST)), now=NOW, title="Ingen hemmelighet")
    staff = await make_staff("kollega@example.org", Role.EDITOR, "gjovik", now=NOW)
    calendar.clock.move(timedelta(minutes=1))
    calendar.wrote()
    before = {one: await calendar.get(one) for one in _addresses()}
    community = await make_community(SECRET, purpose=SECRET)
    await add_member(community, staff.id, now=calendar.clock())
    event = await make_gathering(
        title=SECRET,
        summary=SECRET,
        description=SECRET,
        visibility=visibility,
        communities=(community,),
        gathering=_SECRET_GATHERING,
        schedule=weekly(FIRST, count=3),
        now=calendar.clock(),
    )
    dates = await occurrences_of(event.id)
    await sign_up(event.id, dates[0].id, staff_id=staff.id, way=Mode.ONLINE, now=calendar.clock())
    await _assert_unmoved(calendar, before)
    await edit(event.id, now=calendar.clock(), online_url=f"{LINK}/ny", capacity=7)
    await cancel_date(event.id, dates[1].id, reason=SECRET, staff_id=None, now=calendar.clock())
    await _assert_unmoved(calendar, before)
    for address in _addresses():
        _assert_no_trace(await calendar.get(address), [LINK, *(one.uid for one in dates)])
    await _assert_as_missing(calendar, event, [LINK, *(one.uid for one in dates)])


async def test_an_error_never_tells_what_is_hidden(calendar: Programme) -> None:
    """Wrong methods, suffixes and queries at the address of a hidden event."""
    event = await _secret()
    await set_workflow(event.id, Workflow.WITHDRAWN, staff_id=None, now=NOW)
    calendar.wrote()
    there, missing = (f"/arrangement/{event.slug}-{one}" for one in (event.id, MISSING))
    for method in ("GET", "HEAD", "POST", "DELETE", "OPTIONS"):
        for rest in ("", ".ics", ".json", ".ics?ui=nn", "?ui=en", "/", "?x=%00"):
            answers = [
                await calendar.client.request(method, address + rest, headers=UNZIPPED)
                for address in (there, missing)
            ]
            assert answers[0].status_code == answers[1].status_code >= 400
            assert _text(answers[0]) == _text(answers[1])
            assert _headers(answers[0]) == _headers(answers[1])


async def test_a_cancelled_date_is_marked_in_each_way_and_drops_after_a_week(
    calendar: Programme,
) -> None:
    """FC-19, on the page as in the feed; the week ends at local midnight, not 168 hours on."""
    event = await publish(single(timed(FIRST)), now=NOW)
    await cancel_event(event.id, reason="Sykdom", staff_id=None, now=NOW)
    calendar.wrote()
    told = {way: await _statuses(calendar, way) for way in ("", "avlyst=synlig", "avlyst=nei")}
    assert told == {
        "": [("AVLYST", "CANCELLED")],
        "avlyst=synlig": [("AVLYST", "CONFIRMED")],
        "avlyst=nei": [],
    }
    since = f"fra={FIRST}"
    calendar.clock.now = NOW.replace(month=12, day=2, hour=22, minute=59, second=59)
    assert await _statuses(calendar, "") == [("AVLYST", "CANCELLED")]
    assert (await calendar.list_pages(since))[0].total == 1
    calendar.clock.move(timedelta(seconds=1))
    assert await _statuses(calendar, "") == []
    assert (await calendar.list_pages(since))[0].total == 0


async def _secret() -> Event:
    return await publish(
        weekly(FIRST, count=3), now=NOW, title=SECRET, summary=SECRET, description=SECRET
    )


def _addresses() -> tuple[str, ...]:
    queries = ("", "?bibliotek=hamar", "?avlyst=synlig", "?ui=en", f"?fra={FIRST}")
    more = ("?gjentakelse=regel", "?sok=sammenkomst", "?serie=neste", "?serie=hemmelig-sammenkomst")
    others = ("/kalender.json", "/kalender.rss", API, f"{API}?endret_siden=2026-11-23")
    pages = (LIST + one for one in queries)
    return (*(FEED + one for one in (*queries, *more)), *pages, *others)


def _own_addresses(event: Event) -> tuple[str, ...]:
    page = f"/arrangement/{event.slug}-{event.id}"
    return page, f"{page}.ics", f"{page}.json"


def _unfolded(answer: httpx2.Response) -> str:
    return answer.text.replace("\r\n ", "")


def _headers(answer: httpx2.Response) -> dict[str, str]:
    """Give the headers without the number that every failed request gets of its own."""
    return {name: text for name, text in answer.headers.items() if name != "x-request-id"}


def _text(answer: httpx2.Response) -> str:
    """Give the body without that number, which a 405 shows."""
    return answer.text.replace(answer.headers["x-request-id"], "")


def _assert_no_trace(answer: httpx2.Response, uids: list[str]) -> None:
    everything = _unfolded(answer) + str(answer.headers)
    for word in (SECRET, "hemmelig-sammenkomst", "Avlyst hemmelighet", *uids):
        assert word not in everything


async def _assert_unmoved(calendar: Programme, before: dict[str, httpx2.Response]) -> None:
    calendar.wrote()
    for address, answer in before.items():
        after = await calendar.get(address)
        assert after.content == answer.content, address
        assert dict(after.headers) == dict(answer.headers), address


async def _assert_as_missing(calendar: Programme, event: Event, uids: list[str]) -> None:
    """See the same as at an address that never was: page and feed, GET and HEAD, warm or not."""
    for suffix in ("", ".ics", ".json"):
        for method in ("GET", "HEAD", "GET"):
            there, missing = [
                await calendar.client.request(method, f"/arrangement/{event.slug}-{one}{suffix}")
                for one in (event.id, MISSING)
            ]
            assert there.status_code == missing.status_code == 404
            assert there.content == missing.content
            assert _headers(there) == _headers(missing)
            _assert_no_trace(there, uids)


async def _statuses(calendar: Programme, query: str) -> list[tuple[str, str]]:
    answer = await calendar.get(f"{FEED}?{query}")
    return [
        (seen_in_feed(one).state, str(one["STATUS"])) for one in read_feed(answer.content).values()
    ]
