"""The database goes away under a running server: what was published last stands (FC-33, R8)."""

import asyncio
import logging
import os
import shutil
import time
from collections.abc import AsyncIterator
from datetime import timedelta
from itertools import product
from pathlib import Path

import httpx2
import pytest

from calendar_app.domain.calledoff import CalledOff
from calendar_app.domain.event import Workflow
from calendar_app.domain.timing import DAY, next_midnight
from calendar_app.publishing.formats import Format
from calendar_app.storage.connect import connected
from calendar_app.storage.events import set_workflow
from calendar_app.storage.kept_file import NAME, with_kept_file
from calendar_app.storage.named_filters import add_named_filter
from tests.support.away import A_LOOK, Away, all_kept, fed
from tests.support.databases import PRODUCT
from tests.support.demonstration import FEED, LIST, running
from tests.support.events import publish, single, timed
from tests.support.outage import Proxy, outage_of
from tests.support.reading import event_id_in, last_day, read_feed
from tests.support.web import NOW, Clock

ASKED = "bibliotek=hamar"
NEVER_ASKED = (
    "bibliotek=gjovik&avlyst=synlig",
    "alder=3-6&ui=en",
    "gjentakelse=regel",
    "sok=bok",
    "serie=neste",
)


@pytest.fixture
async def away(demonstration_url: str, tmp_path: Path, clock: Clock) -> AsyncIterator[Away]:
    async with (
        outage_of(demonstration_url) as outage,
        running(outage.url, tmp_path, clock) as programme,
    ):
        found = Away(programme, outage, demonstration_url, tmp_path / NAME)
        await all_kept(found)
        yield found


async def test_any_selection_in_any_format_is_what_storage_would_give(away: Away) -> None:
    """One was asked for before, the others never: not one of them, nor one of their dates."""
    healthy = await away.ask(f"{FEED}?{ASKED}")
    expected = {
        (query, form): await fed(away.another(), query, form)
        for query, form in product((ASKED, *NEVER_ASKED), Format)
    }
    await away.begin()
    for (query, form), body in expected.items():
        answer = await away.ask(f"/kalender.{form}?{query}")
        assert (answer.status_code, answer.content) == (200, body), (query, form)
        assert answer.headers["last-modified"] == healthy.headers["last-modified"]
    unchanged = await away.programme.client.get(
        f"{FEED}?{ASKED}", headers={"If-None-Match": healthy.headers["etag"]}
    )
    assert unchanged.status_code == 304


async def test_named_filters_and_single_events_are_answered_too(away: Away) -> None:
    await add_named_filter("barn", "For barn", "alder=0-12", None, now=NOW)
    other = away.another()
    event = next(iter(read_feed(await fed(other, ASKED)).values()))
    event_id = event_id_in(str(event["URL"]))
    expected = await other.event_feed(event_id, called_off=CalledOff.STATUS, ui="nb")
    assert expected
    away.programme.wrote()
    assert (await away.ask("/f/barn.ics")).status_code == 200
    await all_kept(away)
    await away.begin()
    assert read_feed((await away.ask("/f/barn.ics")).content)
    assert (await away.ask("/f/barn.json")).status_code == 200
    answer = await away.ask(f"/arrangement/x-{event_id}.ics")
    assert read_feed(answer.content).keys() == read_feed(expected.body).keys()


async def test_pages_show_what_they_can_and_say_503_otherwise(away: Away) -> None:
    """The list needs no storage; nothing is answered 404 because nobody could look."""
    listed = await away.ask(LIST)
    event = next(iter((await away.programme.feed()).values()))
    event_id = event_id_in(str(event["URL"]))
    away.programme.client.cookies.set("lesekalender", "x" * 43, domain="127.0.0.1")
    await away.begin()
    again = await away.ask(LIST)
    assert (again.status_code, again.text) == (200, listed.text)
    assert (await away.ask(f"{LIST}?bibliotek=gjovik")).status_code == 200
    for address in (
        f"{LIST}?fra=2020-01-01",
        f"/arrangement/x-{event_id}",
        "/arrangement/x-999999.ics",
        "/ansatt/",
        "/readyz",
    ):
        answer = await away.ask(address)
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "30"), address
    assert (await away.ask("/healthz")).status_code == 200


async def test_everything_is_fresh_within_a_second_of_the_return(
    away: Away, caplog: pytest.LogCaptureFixture
) -> None:
    """The log says once that the database went, and once that it is back."""
    caplog.set_level(logging.INFO, logger="calendar_app.publishing")
    before = await away.ask(FEED)
    await away.begin()
    for _ in range(3):
        assert (await away.ask(FEED)).content == before.content
        await asyncio.sleep(A_LOOK)
    await away.outage.end()
    async with connected(PRODUCT.config(away.url), for_all_tasks=False):
        await publish(single(timed(away.programme.today)), now=NOW, title="Etterpå")
    await asyncio.sleep(A_LOOK)
    after = await away.ask(FEED)
    titles = {str(one["SUMMARY"]) for one in read_feed(after.content).values()}
    assert "Etterpå" in titles
    assert (await away.ask("/readyz")).status_code == 200
    said = [one.getMessage() for one in caplog.records if one.name.endswith(".source")]
    assert [line.split(":")[0] for line in said] == [
        "The database is away",
        "The database is back",
    ]


async def test_midnight_comes_without_a_database(away: Away) -> None:
    """FC-19, FC-21: another window, dates that are dropped; Last-Modified moves forward only."""
    clock, today = away.programme.clock, away.programme.today
    before = await away.ask(f"{FEED}?{ASKED}")
    clock.now = next_midnight(clock()) + timedelta(minutes=1)
    near = await fed(away.another(), "til=30d")
    whole = read_feed(await fed(away.another(), ""))
    clock.now = NOW
    await away.begin()
    assert (await away.ask(f"{FEED}?{ASKED}")).content == before.content
    clock.now = next_midnight(clock()) + timedelta(minutes=1)
    assert (await away.ask(f"{FEED}?til=30d")).content == near
    after = await away.ask(f"{FEED}?{ASKED}")
    assert after.headers["last-modified"] == "Mon, 23 Nov 2026 23:00:00 GMT"
    assert before.headers["last-modified"] < after.headers["last-modified"]
    kept = read_feed((await away.ask(FEED)).content)
    missing = [one for uid, one in whole.items() if uid not in kept]
    assert kept.keys() <= whole.keys()
    assert {last_day(one) for one in missing} <= {today + 400 * DAY}  # nobody read it before
    await away.outage.end()
    await asyncio.sleep(A_LOOK)
    assert read_feed((await away.ask(FEED)).content).keys() == whole.keys()
    assert (await away.ask(FEED)).headers["last-modified"] == after.headers["last-modified"]


async def test_what_another_process_took_back_meanwhile_is_not_served(
    away: Away, caplog: pytest.LogCaptureFixture
) -> None:
    """FC-20: it removed the file, and this server cannot find out what it was. 503 for all."""
    await away.ask(f"{FEED}?{ASKED}")
    await away.begin()
    assert (await away.ask(f"{FEED}?{ASKED}")).status_code == 200
    os.unlink(away.kept)
    await asyncio.sleep(A_LOOK)
    for address in (f"{FEED}?{ASKED}", FEED, LIST):
        for _ in range(2):
            answer = await away.ask(address)
            assert (answer.status_code, answer.headers["retry-after"]) == (503, "30")
    assert caplog.text.count("Feeds and lists are answered with 503") == 1
    await away.outage.end()
    await asyncio.sleep(A_LOOK)
    assert (await away.ask(f"{FEED}?{ASKED}")).status_code == 200


async def test_nothing_is_ever_partial_or_broken_while_it_comes_and_goes(away: Away) -> None:
    """FC-33: every 200 is the whole feed, whatever the moment; anything else is a 503."""
    addresses = [f"{FEED}?til={day}d" for day in range(20, 50)]
    expected = {one: await fed(away.another(), one.partition("?")[2]) for one in addresses}
    answers: list[tuple[str, httpx2.Response]] = []
    is_over = asyncio.Event()

    async def poll(number: int) -> None:
        while not is_over.is_set():
            for address in addresses[number::4]:
                answers.append((address, await away.ask(address)))
                await asyncio.sleep(0.01)

    async with asyncio.TaskGroup() as polling:
        for number in range(4):
            polling.create_task(poll(number))
        for pause in (0.1, 1.2, 0.4):
            await away.outage.begin()
            await asyncio.sleep(pause)
            away.programme.publisher.forget_answers()
            await away.outage.end()
            await asyncio.sleep(pause)
        is_over.set()
    assert len(answers) > 100
    for address, answer in answers:
        assert answer.status_code == 200, (address, answer.status_code, answer.text)
        assert answer.content == expected[address]


async def test_a_disk_without_room_keeps_nobody_from_reading(
    demonstration_url: str, tmp_path: Path, clock: Clock
) -> None:
    """R4 and R8 at once: nothing could be written, and then the database goes too."""
    folder = tmp_path / "full"
    folder.mkdir()
    async with (
        outage_of(demonstration_url) as outage,
        running(outage.url, folder, clock) as programme,
    ):
        shutil.rmtree(folder)
        away = Away(programme, outage, demonstration_url, folder / NAME)
        expected = await fed(away.another(), ASKED)
        await asyncio.sleep(5)  # it has tried by now
        await away.begin()
        answer = await away.ask(f"{FEED}?{ASKED}")
        assert (answer.status_code, answer.content) == (200, expected)


elsewhere = pytest.mark.parametrize("demonstration_url", ["postgres"], indirect=True)
"""For what cannot happen to a file."""


@elsewhere
async def test_a_withdrawal_beside_the_outage_takes_all_away(away: Away) -> None:
    """FC-20: a command reaches the database, this server does not, and both share DATA_DIR."""
    event = next(iter((await away.programme.feed()).values()))
    config = with_kept_file(PRODUCT.config(away.url), away.kept.parent)
    await away.outage.begin()
    async with connected(config, for_all_tasks=False):
        event_id = event_id_in(str(event["URL"]))
        await set_workflow(event_id, Workflow.WITHDRAWN, staff_id=None, now=NOW)
    await asyncio.sleep(A_LOOK)
    assert (await away.ask(FEED)).status_code == 503
    await away.outage.end()
    await asyncio.sleep(A_LOOK)
    assert str(event["UID"]) not in read_feed((await away.ask(FEED)).content)


@elsewhere
async def test_a_database_that_says_nothing_keeps_nobody_waiting(away: Away) -> None:
    """R8: a network that loses everything; after one look of two seconds nobody waits for it."""
    assert isinstance(away.outage, Proxy)
    expected = await fed(away.another(), ASKED)
    await asyncio.sleep(A_LOOK)
    away.outage.is_deaf = True
    waits = []
    for _ in range(20):
        began = time.monotonic()
        answers = await asyncio.gather(*(away.ask(f"{FEED}?{ASKED}") for _ in range(5)))
        waits.append(time.monotonic() - began)
        assert {(one.status_code, one.content) for one in answers} == {(200, expected)}
        await asyncio.sleep(0.1)
    assert max(waits) < 4
    assert sorted(waits)[len(waits) // 2] < 0.2
    away.outage.is_deaf = False
    await away.outage.begin()
    await away.outage.end()
    await asyncio.sleep(3)
    assert (await away.ask("/readyz")).status_code == 200


async def test_what_this_process_took_back_does_not_stand_where_nothing_could_be_written(
    away: Away,
) -> None:
    """FC-20, FC-33: no file tells of it then, so the process must know it by itself."""
    event = next(iter((await away.programme.feed()).values()))
    event_id = event_id_in(str(event["URL"]))
    away.kept.unlink()
    away.kept.mkdir()
    await publish(single(timed(away.programme.today)), now=NOW, title="Enda ett")
    away.programme.wrote()
    assert b"Enda ett" in (await away.ask(FEED)).content
    await set_workflow(event_id, Workflow.WITHDRAWN, staff_id=None, now=NOW)
    away.programme.wrote()
    await away.begin()
    answer = await away.ask(FEED)
    assert answer.status_code == 503
    assert str(event["UID"]).encode() not in answer.content
