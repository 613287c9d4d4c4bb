"""A server that starts while its database is away (FC-33, R8, R20), and one that may not."""

import asyncio
import os
import time
import zlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx2
import pytest

from calendar_app.storage.address import read_address
from calendar_app.storage.kept_file import NAME, open_kept
from tests.support.databases import KINDS
from tests.support.desk import at_desk, in_days, titles_in_feed
from tests.support.outage import Proxy
from tests.support.reading import read_feed
from tests.support.server import STOPPED, Server, StartServer, run_command, start_server
from tests.support.web import PASSWORD

_PATIENCE = 30
_CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Hamar//Program//NO
BEGIN:VEVENT
UID:en-serie@example.org
DTSTAMP:20260101T120000Z
DTSTART;TZID=Europe/Oslo:{day:%Y%m%d}T180000
DTEND;TZID=Europe/Oslo:{day:%Y%m%d}T190000
RRULE:FREQ=DAILY;COUNT={count}
SUMMARY:Tre ganger
END:VEVENT
END:VCALENDAR
"""


@dataclass
class Moved:
    """A SQLite file that is moved away while no server has it open."""

    url: str

    async def begin(self) -> None:
        os.rename(self._path, f"{self._path}.away")

    async def end(self) -> None:
        os.rename(f"{self._path}.away", self._path)

    @property
    def _path(self) -> str:
        return read_address(self.url, ssl="prefer").path  # type: ignore[union-attr]


@pytest.fixture(params=KINDS)
async def database(request: pytest.FixtureRequest, url: str) -> AsyncIterator[Moved | Proxy]:
    if request.param == "sqlite":
        yield Moved(url)
        return
    proxy = Proxy(url)
    await proxy.end()
    yield proxy
    await proxy.begin()


@pytest.fixture
def url(request: pytest.FixtureRequest) -> str:
    kind = request.node.callspec.params["database"]
    found: str = request.getfixturevalue(f"{kind}_today")
    return found


@asynccontextmanager
async def begun(folder: Path, *options: str, **settings: str) -> AsyncIterator[Server]:
    """Start a server that is alive and not ready."""
    server = await start_server(folder, *options, **settings)
    try:
        await until_status(server, "/healthz", 200)
        yield server
    finally:
        if server.is_running:
            await server.kill()


async def until_status(server: Server, path: str, status: int) -> None:
    began = time.monotonic()
    async with httpx2.AsyncClient(base_url=server.url) as client:
        while True:
            try:
                if (await client.get(path)).status_code == status:
                    return
            except httpx2.TransportError:
                assert server.is_running, server.log.read_text()
            assert time.monotonic() - began < _PATIENCE, server.log.read_text()
            await asyncio.sleep(0.1)


async def kept(folder: Path) -> None:
    began = time.monotonic()
    while open_kept(folder / NAME) is None:
        assert time.monotonic() - began < _PATIENCE
        await asyncio.sleep(0.1)


@pytest.mark.usefixtures("far_from_midnight")
async def test_it_serves_what_was_published_last_and_becomes_whole_by_itself(
    servers: StartServer, database: Moved | Proxy, tmp_path: Path
) -> None:
    first = await servers(tmp_path, DATABASE_URL=database.url)
    async with httpx2.AsyncClient(base_url=first.url) as client:
        before = await client.get("/kalender.ics?bibliotek=hamar")
    await kept(tmp_path)
    assert await first.stop() == STOPPED
    await database.begin()
    async with (
        begun(tmp_path, DATABASE_URL=database.url) as server,
        httpx2.AsyncClient(base_url=server.url) as client,
    ):
        again = await client.get("/kalender.ics?bibliotek=hamar")
        assert again.status_code == 200
        assert read_feed(again.content).keys() == read_feed(before.content).keys()
        assert again.headers["last-modified"] == before.headers["last-modified"]
        for address in ("/kalender.json?sok=bok", "/kalender.rss", "/kalender"):
            assert (await client.get(address)).status_code == 200
        log_in = {"email": "x@example.org", "password": "y"}
        for answer in (
            await client.get("/readyz"),
            await client.get("/arrangement/x-1"),
            await client.post("/ansatt/logg-inn", data=log_in),
        ):
            assert answer.status_code in (403, 503), answer.url
        assert (await client.get("/readyz")).headers["retry-after"] == "30"
        said = server.log.read_text()
        assert "Until it is there, feeds and the list say what was published last." in said
        assert "Traceback" not in said
        await database.end()
        await until_status(server, "/readyz", 200)
        async with at_desk(server.url, PASSWORD) as desk:
            await desk.publish("Etter avbruddet", in_days(3))
        assert "Etter avbruddet" in await titles_in_feed(server.url, "bibliotek=hamar")
        assert await server.stop() == STOPPED
        said = server.log.read_text()
        assert said.count("The database is open, and everything is served again") == 1
        assert "Traceback" not in said


async def test_two_workers_begin_without_it_too(
    servers: StartServer, postgres_today: str, tmp_path: Path
) -> None:
    proxy = Proxy(postgres_today)
    await proxy.end()
    first = await servers(tmp_path, DATABASE_URL=proxy.url)
    await kept(tmp_path)
    await first.stop()
    await proxy.begin()
    async with begun(tmp_path, "--workers", "2", DATABASE_URL=proxy.url) as server:
        assert await titles_in_feed(server.url)
        await proxy.end()
        await until_status(server, "/readyz", 200)
        assert await server.stop() == 0
    await proxy.begin()


@pytest.mark.parametrize("damage", ["absent", "garbage", "cut", "another"])
async def test_without_a_file_of_use_it_says_what_it_lacks(
    servers: StartServer, sqlite_today: str, tmp_path: Path, damage: str
) -> None:
    """The database could not be opened, and nothing whole of this database was kept."""
    path, database = tmp_path / NAME, Moved(sqlite_today)
    first = await servers(tmp_path, DATABASE_URL=sqlite_today)
    await kept(tmp_path)
    await first.stop()
    whole = await asyncio.to_thread(path.read_bytes)
    await database.begin()
    url = sqlite_today if damage != "another" else f"{sqlite_today}-other"
    content = {"garbage": b"garbage" * 1000, "cut": whole[:-1], "another": whole}
    os.unlink(path)
    if damage in content:
        await asyncio.to_thread(path.write_bytes, content[damage])
    code, said = await run_command("serve", "--port", "9", data_dir=tmp_path, DATABASE_URL=url)
    assert code == 1
    assert said.splitlines()[-1].endswith("run `lesekalender migrate`.")
    assert "Traceback" not in said


async def test_what_is_kept_does_not_open_an_outdated_or_a_used_database(
    servers: StartServer, sqlite_today: str, tmp_path: Path
) -> None:
    """Those are there, and a server of this version must leave them alone (ST-15, R6)."""
    first = await servers(tmp_path, DATABASE_URL=sqlite_today)
    await kept(tmp_path)
    serve = ("serve", "--port", "9")
    code, said = await run_command(*serve, data_dir=tmp_path, DATABASE_URL=sqlite_today)
    assert (code, said.count("\n")) == (1, 1)
    assert f"process {first.process.pid}" in said
    await first.stop()
    await _outdate(sqlite_today)
    code, said = await run_command(*serve, data_dir=tmp_path, DATABASE_URL=sqlite_today)
    assert (code, said.count("\n")) == (1, 1)
    assert said.endswith("run `lesekalender migrate`.\n")


async def _outdate(url: str) -> None:
    path = read_address(url, ssl="prefer").path  # type: ignore[union-attr]
    command = "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute(sys.argv[2])"
    statement = "DELETE FROM tortoise_migrations WHERE name LIKE '0002%'"
    process = await asyncio.create_subprocess_exec(
        "python3", "-c", f"{command}; c.commit()", path, statement
    )
    assert await process.wait() == 0


async def test_a_command_takes_the_file_away_before_it_ends(
    servers: StartServer, sqlite_today: str, tmp_path: Path
) -> None:
    """FC-20 across processes: the date that an import takes back is in no file when it is done."""
    server = await servers(tmp_path, DATABASE_URL=sqlite_today)
    await _import(tmp_path, sqlite_today, dates=3)
    began = time.monotonic()
    while len(before := await _uids(server)) < 3 or not _all_in(before, tmp_path):
        assert time.monotonic() - began < _PATIENCE
        await asyncio.sleep(0.2)
    await _import(tmp_path, sqlite_today, dates=2)
    found = _inside(tmp_path)
    await asyncio.sleep(1.1)
    gone = before - await _uids(server)
    assert len(gone) == 1
    assert gone.pop().encode() not in found


async def _import(folder: Path, url: str, *, dates: int) -> None:
    file = folder / "program.ics"
    text = _CALENDAR.format(day=in_days(6), count=dates)
    await asyncio.to_thread(file.write_text, text)
    command = ("import", str(file), "--library", "hamar")
    code, said = await run_command(*command, data_dir=folder, DATABASE_URL=url)
    assert code == 0, said


async def _uids(server: Server) -> set[str]:
    async with httpx2.AsyncClient(base_url=server.url) as client:
        feed = read_feed((await client.get("/kalender.ics?bibliotek=hamar")).content)
    return {uid for uid, one in feed.items() if "Tre ganger" in str(one["SUMMARY"])}


def _all_in(uids: set[str], folder: Path) -> bool:
    found = _inside(folder)
    return all(uid.encode() in found for uid in uids)


def _inside(folder: Path) -> bytes:
    file = open_kept(folder / NAME)
    return b"".join(zlib.decompress(file.block(key)) for key in file.keys) if file else b""
