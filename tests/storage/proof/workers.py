# ruff: noqa: T201  what is printed here is what the tests read
"""What the tests run in other processes: `python -m tests.storage.proof.workers NAME URL …`."""

import asyncio
import os
import random
import sys
import time
from collections.abc import Callable, Coroutine
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tortoise.exceptions import BaseORMException

from calendar_app.storage.address import sqlite_url
from calendar_app.storage.connect import connected
from calendar_app.storage.database_locks import serving_lock
from calendar_app.storage.errors import DiskFullError, StorageRefusedError
from calendar_app.storage.migrate import run_migrations
from calendar_app.storage.transaction import transaction
from tests.storage.proof.models import Library
from tests.storage.proof.schema import PROOF


async def busy(url: str, count: str) -> None:
    """Read a version and write it plus one, many times; print how often that failed."""
    failures = 0
    async with connected(PROOF.config(url)):
        for _ in range(int(count)):
            try:
                await _add_one()
            except BaseORMException:
                failures += 1
    print(failures)


async def _add_one() -> None:
    async with transaction():
        library = await Library.get(id=1)
        await asyncio.sleep(0)
        await Library.filter(id=1).update(version=library.version + 1)


async def migrate(url: str) -> None:
    await run_migrations(PROOF.config(url, migrating=True), now=datetime.now(UTC))


async def serve(url: str) -> None:
    """Own the database until killed."""
    config = PROOF.config(url, serving=True)
    async with serving_lock(config), connected(config):
        print("serving", flush=True)
        await asyncio.sleep(60)


async def write(url: str, per_second: str) -> None:
    """Save pairs until standard input closes; acknowledge each, and end with the longest wait."""
    longest, number = 0.0, 0
    stopped = asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    async with connected(PROOF.config(url, serving=True)):
        while not stopped.done():
            started = time.monotonic()
            await add_pair(number)
            print(number, flush=True)
            longest, number = max(longest, time.monotonic() - started), number + 1
            await asyncio.sleep(max(0, 1 / int(per_second) - (time.monotonic() - started)))
    print(f"longest {longest}")


async def add_pair(number: int) -> None:
    """Two rows that must be there together or not at all."""
    async with transaction():
        await Library.create(slug=f"a{number}", version=number)
        await asyncio.sleep(0)
        await Library.create(slug=f"b{number}", version=number)


async def one_write(url: str) -> None:
    async with connected(PROOF.config(url)):
        await add_pair(0)


async def hurry(url: str, first: str) -> None:
    """Save pairs as fast as possible, acknowledging each, until killed."""
    async with connected(PROOF.config(url, serving=True)):
        number = int(first)
        while True:
            await add_pair(number)
            os.write(1, f"{number}\n".encode())
            number += 1


async def fill(folder: str) -> None:
    """Save pairs on a small disk until it is full, make room, and save again."""
    ballast = Path(folder) / "ballast"
    ballast.write_bytes(bytes(300_000))
    url = sqlite_url(Path(folder) / "calendar.db")
    await migrate(url)
    saved = 0
    async with connected(PROOF.config(url, serving=True)):
        with suppress(DiskFullError):
            while True:
                await add_pair(saved)
                saved += 1
        print(saved > 20, await Library.all().count() == 2 * saved)
        ballast.unlink()
        await add_pair(saved)
        print(await Library.all().count() == 2 * saved + 2)


def breed(name: str, url: str) -> None:
    """Fork a fresh child for each line of standard input, print its number, and wait for it.

    Starting Python anew for each of many kills would take longer than the test is worth.
    """
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            random.seed()
            asyncio.run(WORKERS[name](url, *line.split()))
            os._exit(0)
        os.write(1, f"child {child}\n".encode())
        os.waitpid(child, 0)
        os.write(1, b"gone\n")


WORKERS: dict[str, Callable[..., Coroutine[Any, Any, None]]] = {
    "busy": busy,
    "fill": fill,
    "hurry": hurry,
    "migrate": migrate,
    "one_write": one_write,
    "serve": serve,
    "write": write,
}

if __name__ == "__main__":
    name, *arguments = sys.argv[1:]
    try:
        if name == "breed":
            breed(*arguments)
        else:
            asyncio.run(WORKERS[name](*arguments))
    except StorageRefusedError as exc:
        raise SystemExit(str(exc)) from exc
