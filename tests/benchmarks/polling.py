"""Polling as a region's phones do it, for minutes, while staff save: errors, p99 and memory.

350 requests a second over 500 filters, 90 % of them conditional, and a save every 5 seconds;
on SQLite with one worker, and on PostgreSQL with two when it is there.
"""

import asyncio
import os
import random
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import httpx2

from calendar_app.domain.access import Role
from calendar_app.domain.timing import local_date
from calendar_app.storage.address import sqlite_url
from calendar_app.storage.connect import connected
from calendar_app.storage.rows import OccurrenceRow
from calendar_app.storage.sessions import find_session, start_session
from tests.benchmarks.programme import store_dates
from tests.benchmarks.report import say
from tests.support.databases import PRODUCT, PostgresDatabases, forget_statements
from tests.support.server import start_server
from tests.support.web import make_staff

MINUTES = float(os.environ.get("BENCH_MINUTES", "1"))
_A_SECOND = 350
_CONNECTIONS = 32
_CONDITIONAL = 0.9
_SAVE_EVERY = 5
_DATES = 2_000
_FILTERS = [
    f"/kalender.ics?bibliotek={library}&alder={age}&type={kind}"
    for library in ("hamar", "ringsaker", "lillehammer", "gjovik", "hamar,gjovik")
    for age in range(25)
    for kind in ("lesestund", "-lesestund", "verksted", "forfatterbesok")
]


@dataclass
class Figures:
    """What was seen in one run; times in milliseconds, memory in MB by minute."""

    polls: list[float] = field(default_factory=list)
    saves: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)
    unchanged: int = 0


def measure(*kinds: str) -> None:
    """Run both kinds, or those that are named, one after the other."""
    for kind in kinds or ("sqlite", "postgres"):
        with tempfile.TemporaryDirectory() as folder:
            if kind == "sqlite":
                url = sqlite_url(Path(folder) / "calendar.db")
                asyncio.run(_run("SQLite, 1 worker", url, Path(folder)))
            else:
                _on_postgres(Path(folder))


def _on_postgres(folder: Path) -> None:
    server = os.environ.get("LESEKALENDER_TEST_POSTGRES_URL")
    if server is None:
        say("polling on PostgreSQL", "not measured", "needs LESEKALENDER_TEST_POSTGRES_URL")
        return
    databases = PostgresDatabases(server)
    try:
        url = databases.new(None)
        asyncio.run(_run("PostgreSQL, 2 workers", url, folder, "--workers", "2"))
    finally:
        databases.drop_all()


async def _run(name: str, url: str, folder: Path, *options: str) -> None:
    forget_statements()
    await PRODUCT.migrate(url)
    async with _served(url, folder, *options) as (address, pid, staff):
        figures = Figures()
        await _warm_up(address)
        deadline = time.monotonic() + MINUTES * 60
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(_poll(address, deadline, figures))
            tasks.create_task(_save(staff, deadline, figures))
            tasks.create_task(_weigh(pid, deadline, figures))
    _report(name, figures)


def _report(name: str, figures: Figures) -> None:
    polls, saves = sorted(figures.polls), sorted(figures.saves)
    share = figures.unchanged / max(1, len(polls))
    what = f"{name}: {len(polls):,} polls in {MINUTES:g} min, {share:.0%} answered 304"
    say(f"{what}, errors", str(len(figures.errors)), "must be 0")
    for error in figures.errors[:3]:
        say(f"  {error}", "", "")
    say(
        f"{name}: polls, p50 and p99",
        f"{_at(polls, 0.5):.1f}/{_at(polls, 0.99):.1f} ms",
        "p99 ≤ 200",
    )
    say(f"{name}: {len(saves)} saves, p95", f"{_at(saves, 0.95):.0f} ms", "must be ≤ 500 ms")
    memory = figures.memory
    say(f"{name}: memory, first and last", f"{memory[0]:.0f}/{memory[-1]:.0f} MB", "must be flat")


def _at(values: list[float], share: float) -> float:
    return values[min(len(values) - 1, int(len(values) * share))] if values else 0.0


@asynccontextmanager
async def _served(url: str, folder: Path, *options: str) -> AsyncIterator[tuple[str, int, "_Desk"]]:
    """Serve a programme, with somebody of the staff logged in."""
    now = datetime.now(UTC)
    async with connected(PRODUCT.config(url, serving=False), for_all_tasks=False):
        await store_dates(_DATES, since=local_date(now))
        member = await make_staff("staff@example.org", Role.COORDINATOR, "hamar", now=now)
        token = await start_session(member.id, now=now)
        session = await find_session(token, now=now)
        rows = OccurrenceRow.filter(event__organiser_id=1).order_by("-start_date").limit(1)
        date = (await rows.values("id", "event_id"))[0]
    assert session is not None
    server = await start_server(
        folder,
        *options,
        DATABASE_URL=url,
        NEW_SELECTIONS_PER_MINUTE="0",
        ACCESS_LOG="false",
    )
    try:
        await server.ready()
        mark = f"/ansatt/arrangementer/{date['event_id']}/datoer/{date['id']}/fullt"
        yield server.url, server.process.pid, _Desk(server.url, mark, token, session.csrf_token)
    finally:
        await server.stop()


@dataclass(frozen=True)
class _Desk:
    """What somebody of the staff saves with: a date is full, and is not."""

    url: str
    mark: str
    token: str
    csrf_token: str


async def _save(desk: _Desk, deadline: float, figures: Figures) -> None:
    async with httpx2.AsyncClient(
        base_url=desk.url, cookies={"lesekalender": desk.token}
    ) as client:
        full = True
        while time.monotonic() < deadline:
            began = time.perf_counter()
            path = desk.mark if full else f"{desk.mark}/angre"
            answer = await client.post(path, data={"csrf_token": desk.csrf_token})
            figures.saves.append((time.perf_counter() - began) * 1000)
            if answer.status_code != 303:
                figures.errors.append(f"save: {answer.status_code}")
            full = not full
            await asyncio.sleep(_SAVE_EVERY)


async def _warm_up(address: str) -> None:
    """Ask for every filter a few times before the clock runs, so that each worker has it."""
    async with httpx2.AsyncClient(base_url=address) as client:
        for path in _FILTERS * 3:
            await client.get(path)


async def _poll(address: str, deadline: float, figures: Figures) -> None:
    """Ask at fixed times, whether the server keeps up or not: waiting counts as latency."""
    due: asyncio.Queue[float | None] = asyncio.Queue()
    etags: dict[str, bytes] = {}
    async with asyncio.TaskGroup() as tasks:
        for number in range(_CONNECTIONS):
            chance = random.Random(number)
            tasks.create_task(_connection(address, due, etags, chance, figures))
        moment = time.monotonic()
        while moment < deadline:
            moment += 1 / _A_SECOND
            await asyncio.sleep(max(0.0, moment - time.monotonic()))
            due.put_nowait(moment)
        for _ in range(_CONNECTIONS):
            due.put_nowait(None)


async def _connection(
    address: str,
    due: asyncio.Queue[float | None],
    etags: dict[str, bytes],
    chance: random.Random,
    figures: Figures,
) -> None:
    where = urlsplit(address)
    reader, writer = await asyncio.open_connection(where.hostname, where.port, limit=2**21)
    while (moment := await due.get()) is not None:
        path = chance.choice(_FILTERS)
        known = etags.get(path) if chance.random() < _CONDITIONAL else None
        condition = b"If-None-Match: " + known + b"\r\n" if known else b""
        writer.write(b"GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\n%s\r\n" % (path.encode(), condition))
        status, etag = await _answer(reader)
        figures.polls.append((time.monotonic() - moment) * 1000)
        figures.unchanged += status == 304
        if status not in (200, 304):
            figures.errors.append(f"poll: {status} {path}")
        etags[path] = etag
    writer.close()


async def _answer(reader: asyncio.StreamReader) -> tuple[int, bytes]:
    """Read one answer to its last byte; gives status and ETag."""
    head = await reader.readuntil(b"\r\n\r\n")
    first, *lines = head.split(b"\r\n")
    headers = {name.lower(): value for name, _, value in (one.partition(b": ") for one in lines)}
    status = int(first.split()[1])
    if status == 200:
        body = await reader.readexactly(int(headers[b"content-length"]))
        assert body.endswith(b"END:VCALENDAR\r\n"), "a part of a feed"
    return status, headers.get(b"etag", b"")


async def _weigh(pid: int, deadline: float, figures: Figures) -> None:
    """Note the memory of the server and its workers, ten times."""
    step = max(1.0, (deadline - time.monotonic()) / 10)
    while time.monotonic() < deadline:
        await asyncio.sleep(step)
        figures.memory.append(_resident(pid))


def _resident(pid: int) -> float:
    """Sum the private memory of a process and of those it started, in MB (Linux)."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    own = sum(int(line.split()[1]) for line in lines if line.startswith("Private"))
    return own / 1024 + sum(_resident(int(child)) for child in children)


if __name__ == "__main__":
    measure(*sys.argv[1:])
