"""Promise 3 on the disk: what is taken from the public is in no file when that is acknowledged."""

import asyncio
import os
import time
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import asyncpg
import pytest
from starlette.types import Message, Receive, Scope, Send

from calendar_app.domain.event import Event, Visibility, Workflow
from calendar_app.domain.timing import local_date
from calendar_app.publishing.index import load_index
from calendar_app.publishing.kept import Kept
from calendar_app.storage.backup import back_up
from calendar_app.storage.connect import connected
from calendar_app.storage.events import (
    NewEvent,
    cancel_event,
    create_event,
    delete_event,
    set_workflow,
)
from calendar_app.storage.kept_file import NAME, known, open_kept, with_kept_file
from calendar_app.storage.migrate import run_migrations
from calendar_app.storage.occurrences import mark_full, occurrences_of
from calendar_app.storage.published import after_restore
from calendar_app.storage.restore import restore_file
from tests.support.databases import KINDS, PRODUCT, NewDatabase
from tests.support.events import details, edit, publish, single, timed, weekly
from tests.support.samples import store_vocabulary
from tests.support.web import NOW, SignIn

TODAY = local_date(NOW)
SECRET = "Hemmelig sammenkomst"
Change = Callable[[Event], Awaitable[object]]


def _to(workflow: Workflow) -> Change:
    return lambda event: set_workflow(event.id, workflow, staff_id=None, now=NOW)


def _for(visibility: Visibility) -> Change:
    return lambda event: edit(event.id, now=NOW, visibility=visibility)


async def _one_is_full(event: Event) -> None:
    row = (await occurrences_of(event.id))[0]
    await mark_full(event.id, row.id, True, staff_id=None, now=NOW)


NARROWING: dict[str, Change] = {
    "withdrawn": _to(Workflow.WITHDRAWN),
    "draft": _to(Workflow.DRAFT),
    "planned": _to(Workflow.PLANNED),
    "for staff": _for(Visibility.STAFF),
    "for schools": _for(Visibility.SCHOOLS),
    "for a community": _for(Visibility.COMMUNITY),
    "a date less": lambda event: edit(event.id, now=NOW, schedule=weekly(TODAY, count=3)),
}
HIDE = NARROWING["withdrawn"]
OTHER: dict[str, Change] = {
    "new text": lambda event: edit(event.id, now=NOW, summary="Nytt"),
    "cancelled": lambda event: cancel_event(event.id, reason="", staff_id=None, now=NOW),
    "full": _one_is_full,
    "a date more": lambda event: edit(event.id, now=NOW, schedule=weekly(TODAY, count=5)),
}


@pytest.fixture
async def path(database: str, tmp_path: Path) -> AsyncIterator[Path]:
    """Where the file is, for everybody who has the database open."""
    folder = tmp_path / "data-folder"
    folder.mkdir()
    await store_vocabulary(now=NOW)
    with known(with_kept_file({}, folder)):
        yield folder / NAME


@pytest.fixture
async def event(path: Path) -> Event:
    event = await publish(weekly(TODAY, count=4), now=NOW)
    await asyncio.to_thread(_leave, path)
    return event


@pytest.mark.parametrize("change", NARROWING.values(), ids=NARROWING)
async def test_a_change_that_narrows_removes_the_file(
    event: Event, path: Path, change: Change
) -> None:
    draft = path.with_name(f".{NAME}.draft")
    draft.write_bytes(b"what was published last, half of it")
    await change(event)
    assert os.listdir(path.parent) == []
    await change(event)  # there is nothing to remove, and nothing fails


@pytest.mark.parametrize("change", OTHER.values(), ids=OTHER)
async def test_any_other_change_leaves_it_to_the_server(
    event: Event, path: Path, change: Change
) -> None:
    await change(event)
    assert os.listdir(path.parent) == [NAME]


async def test_what_was_never_public_is_nothing_to_take_back(event: Event, path: Path) -> None:
    new = NewEvent(details=details(SECRET), schedule=weekly(TODAY), workflow=Workflow.PLANNED)
    planned = await create_event(new, staff_id=None, now=NOW)
    await set_workflow(planned.id, Workflow.DRAFT, staff_id=None, now=NOW)
    await delete_event(planned.id, staff_id=None, now=NOW)
    assert os.listdir(path.parent) == [NAME]


@pytest.fixture
def slow_commits_url(new_database: NewDatabase) -> str:
    """A database whose commits take a while once an event was changed: nobody sees it yet."""
    url = new_database("postgres", PRODUCT)
    asyncio.run(_slow_down(url))
    return url


async def _slow_down(url: str) -> None:
    connection = await asyncpg.connect(url)
    await connection.execute(
        "CREATE FUNCTION wait() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN PERFORM pg_sleep(1.5); RETURN NULL; END $$;"
        "CREATE CONSTRAINT TRIGGER slow AFTER UPDATE ON event DEFERRABLE INITIALLY DEFERRED"
        " FOR EACH ROW EXECUTE FUNCTION wait();"
    )
    await connection.close()


async def test_a_server_that_writes_it_while_the_change_is_committed_brings_nothing_back(
    slow_commits_url: str, tmp_path: Path
) -> None:
    """It is gone before the commit, should this process be killed; and again after it."""
    path = tmp_path / NAME
    config = with_kept_file(PRODUCT.config(slow_commits_url), tmp_path)
    async with connected(config, for_all_tasks=False):
        await store_vocabulary(now=NOW)
        event = await publish(single(timed(TODAY)), now=NOW)
        server = Kept(path, database="here", settle_seconds=0, ticks=lambda: 0.0)
        await server.follow(await load_index(TODAY), None)
        await server.catch_up()
        assert event.id in _events_in(path)
        hiding = asyncio.ensure_future(HIDE(event))
        await until(lambda: not path.exists())
        assert not hiding.done()
        await server.catch_up()  # the version is the old one still
        assert event.id in _events_in(path)
        assert not hiding.done()
        await hiding
        assert os.listdir(tmp_path) == []
        await server.catch_up()
        assert os.listdir(tmp_path) == []


def _events_in(path: Path) -> set[int]:
    kept = open_kept(path)
    return set(kept.keys) if kept else set()


async def test_the_file_is_gone_before_the_answer_begins(signed_in: SignIn, tmp_path: Path) -> None:
    """The staff member who is told 'tilbaketrukket' can rely on it."""
    path = tmp_path / NAME
    at_desk = await signed_in()
    event = await publish(single(timed(TODAY)), now=NOW, title=SECRET)
    await at_desk.get("/kalender.ics")
    await until(lambda: event.id in _events_in(path))
    was_there: list[bool] = []
    app = at_desk.client._transport.app  # type: ignore[attr-defined]

    async def watched(scope: Scope, receive: Receive, send: Send) -> None:
        async def send_noted(message: Message) -> None:
            if message["type"] == "http.response.start":
                was_there.append(event.id in _events_in(path))
            await send(message)

        await app(scope, receive, send_noted)

    at_desk.client._transport.app = watched  # type: ignore[attr-defined]
    answer = await at_desk.post(f"/ansatt/arrangementer/{event.id}/tilbaketrekking")
    assert (answer.status_code, was_there) == (303, [False])


async def test_nothing_but_what_is_public_is_ever_written(
    signed_in: SignIn, tmp_path: Path
) -> None:
    """Staff events leave no title and no uid in DATA_DIR; the database is elsewhere here."""
    at_desk = await signed_in()
    for workflow in (Workflow.DRAFT, Workflow.PLANNED, Workflow.WITHDRAWN):
        new = NewEvent(
            details=details(f"{SECRET} {workflow}"), schedule=weekly(TODAY), workflow=workflow
        )
        await create_event(new, staff_id=None, now=NOW)
    hidden = await publish(weekly(TODAY), now=NOW, title=SECRET, visibility=Visibility.STAFF)
    public = await publish(weekly(TODAY, count=2), now=NOW, title="Lesestund for alle")
    await at_desk.get("/kalender.ics")
    await at_desk.get("/ansatt/arrangementer")
    await until(lambda: public.id in _events_in(tmp_path / NAME))
    uids = [hidden.uid, *(row.uid for row in await occurrences_of(hidden.id))]
    found = _all_bytes(tmp_path)
    assert b"Lesestund for alle" in found
    assert [text for text in (SECRET, *uids) if text.encode() in found] == []


def _all_bytes(folder: Path) -> bytes:
    """Read every file but the database's own, and every block of the kept one as it is inside."""
    kept = open_kept(folder / NAME)
    assert kept
    inside = [zlib.decompress(kept.block(key)) for key in kept.keys]
    files = [one for one in folder.rglob("*") if one.is_file() and "calendar.db" not in one.name]
    return b"\0".join([*inside, *(one.read_bytes() for one in files)])


@pytest.fixture
def sqlite_url(new_database: NewDatabase) -> str:
    return new_database("sqlite", PRODUCT)


async def test_a_restored_database_brings_another_past(sqlite_url: str, tmp_path: Path) -> None:
    config = with_kept_file(PRODUCT.config(sqlite_url), tmp_path)
    backup = tmp_path / "backup.db"
    await back_up(config, backup)
    await asyncio.to_thread(_leave, tmp_path / NAME)

    async def prepare() -> None:
        await after_restore(NOW)

    await restore_file(config, backup, now=NOW, prepare=prepare)
    assert NAME not in os.listdir(tmp_path)


@pytest.fixture(params=KINDS)
def older_url(request: pytest.FixtureRequest, new_database: NewDatabase) -> str:
    url = new_database(request.param, None)
    asyncio.run(PRODUCT.migrate(url, target="0001_initial"))
    return url


async def test_a_migration_may_change_what_is_public(older_url: str, tmp_path: Path) -> None:
    config = with_kept_file(PRODUCT.config(older_url, migrating=True), tmp_path)
    await asyncio.to_thread(_leave, tmp_path / NAME)
    assert (await run_migrations(config, now=NOW)).steps
    assert NAME not in os.listdir(tmp_path)
    await asyncio.to_thread(_leave, tmp_path / NAME)
    assert not (await run_migrations(config, now=NOW)).steps
    assert NAME in os.listdir(tmp_path)


def _leave(path: Path) -> None:
    path.write_bytes(b"what was published last")


async def until(is_so: Callable[[], bool]) -> None:
    began = time.monotonic()
    while not is_so():
        assert time.monotonic() - began < 15
        await asyncio.sleep(0.05)
