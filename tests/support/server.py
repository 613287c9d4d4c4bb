"""`lesekalender serve` as a process of its own, with a folder and a port of its own.

Fixtures: `servers`, `far_from_midnight`. A test folder that wants them imports them in its
conftest.py. What a server
prints goes to a file beside its data, which is shown when it does not start.
"""

import asyncio
import os
import signal
import socket
import sys
import time
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import httpx2
import pytest

from calendar_app.domain.timing import next_midnight
from tests.support.processes import ROOT

_START_SECONDS = 30
_STOP_SECONDS = 15
_LONGEST_TEST = 45
_LOOPBACK = "127.0.0.1"

STOPPED = -signal.SIGTERM
"""How a stopped server ends: uvicorn raises the signal again when all is tidied up."""


@dataclass
class Server:
    """One serving process. `url` is where it answers, whatever its PUBLIC_URL says."""

    process: Process
    url: str
    log: Path
    began: float = field(default_factory=time.monotonic)

    @property
    def is_running(self) -> bool:
        return self.process.returncode is None

    async def ready(self) -> None:
        """Wait until it answers; fail with its own words when it ends instead."""
        async with httpx2.AsyncClient(base_url=self.url) as client:
            while not await _answers(client):
                assert self.is_running, self.log.read_text()
                assert time.monotonic() < self.began + _START_SECONDS, self.log.read_text()
                await asyncio.sleep(0.05)

    async def stop(self) -> int:
        """Ask it to end, as a service manager does; give its exit code."""
        self.process.send_signal(signal.SIGTERM)
        return await asyncio.wait_for(self.process.wait(), _STOP_SECONDS)

    async def kill(self) -> None:
        """End it without a chance to tidy up."""
        self.process.kill()
        await self.process.wait()


StartServer = Callable[..., Awaitable[Server]]


@pytest.fixture
async def servers() -> AsyncIterator[StartServer]:
    """Start servers: `await servers(folder)`; whatever still runs at the end is killed."""
    started: list[Server] = []

    async def start(folder: Path, *options: str, **settings: str) -> Server:
        started.append(await start_server(folder, *options, **settings))
        await started[-1].ready()
        return started[-1]

    yield start
    for server in started:
        if server.is_running:
            await server.kill()


@pytest.fixture
async def far_from_midnight() -> None:
    """Wait when the local day is about to end: servers have a real clock, and it turns over."""
    now = datetime.now(UTC)
    left = (next_midnight(now) - now).total_seconds()
    if left < _LONGEST_TEST:
        await asyncio.sleep(left + 1)


async def start_server(folder: Path, *options: str, **settings: str) -> Server:
    """Start a server and do not wait for it. `settings` are named without their prefix."""
    port = _free_port()
    log = _log_file(folder, port)
    arguments = ("serve", "--port", str(port), *options)
    process = await start_command(*arguments, data_dir=folder, log=log, settings=settings)
    return Server(process, f"http://{_LOOPBACK}:{port}", log)


async def start_command(
    *arguments: str, data_dir: Path, settings: Mapping[str, str], log: Path | None = None
) -> Process:
    """Start `lesekalender` with these settings and none from outside."""
    outer = {name: value for name, value in os.environ.items() if not _is_ours(name)}
    given = {"DATA_DIR": str(data_dir), **settings}
    ours = {name if name == "TZ" else f"LESEKALENDER_{name}": text for name, text in given.items()}
    with ExitStack() as opened:
        return await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "calendar_app", *arguments),
            env={**outer, "PYTHONPATH": str(ROOT), **ours},
            cwd=data_dir,
            stdin=asyncio.subprocess.DEVNULL if log else asyncio.subprocess.PIPE,
            stdout=opened.enter_context(log.open("wb")) if log else asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )


async def run_command(
    *arguments: str, data_dir: Path, typed: str = "", **settings: str
) -> tuple[int | None, str]:
    """Run `lesekalender` to its end: exit code, and what it printed."""
    process = await start_command(*arguments, data_dir=data_dir, settings=settings)
    output, _ = await process.communicate(typed.encode())
    return process.returncode, output.decode()


async def _answers(client: httpx2.AsyncClient) -> bool:
    try:
        return (await client.get("/readyz")).status_code == 200
    except httpx2.TransportError:
        return False


def _log_file(folder: Path, port: int) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"server-{port}.log"


def _free_port() -> int:
    with socket.create_server((_LOOPBACK, 0)) as taken:
        port: int = taken.getsockname()[1]
    return port


def _is_ours(name: str) -> bool:
    return name.startswith("LESEKALENDER_") or name == "PORT"
