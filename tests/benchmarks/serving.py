"""Warm feeds a second, held against a bare Starlette route and a bare ASGI application.

All three run on the same uvicorn, one worker, and send the same bytes with the same headers;
wrk asks them in turn. Only this machine is asked, and for a few seconds.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.benchmarks.report import ratio, say
from tests.benchmarks.starting import free_port, started, wait_for

_FEED = "/kalender.ics?bibliotek=hamar"
_ROUNDS = 5
_SECONDS = 2
_CONNECTIONS = 16
_UVICORNS = ("date", "connection", "server")
_SAME_OPTIONS = ("--no-access-log", "--no-server-header", "--no-proxy-headers", "--ws", "none")
"""As `lesekalender serve` runs it."""


def measure() -> None:
    """Measure 200 (as it is and compressed) and 304."""
    if shutil.which("wrk") is None:
        say("warm feeds a second", "not measured", "needs wrk (Debian: apt-get install wrk)")
        return
    with tempfile.TemporaryDirectory() as folder, ExitStack() as running:
        ours = running.enter_context(started(Path(folder)))
        for name, headers in (
            ("200", {}),
            ("200, gzip", {"Accept-Encoding": "gzip"}),
            ("304", {"If-None-Match": _etag(ours)}),
        ):
            with _copies(ours, headers, Path(folder)) as (starlette, bare):
                _compare(name, ours, starlette, bare, headers)


def _compare(name: str, ours: str, starlette: str, bare: str, headers: dict[str, str]) -> None:
    figures: dict[str, list[float]] = {ours: [], starlette: [], bare: []}
    for address in figures:
        _requests(address, headers, seconds=1)
    for _ in range(_ROUNDS):
        for address, found in figures.items():
            found.append(_requests(address, headers, seconds=_SECONDS))
    say(
        f"warm feed {name} / bare Starlette route",
        f"{ratio(figures[ours], figures[starlette]):.2f}",
        "must be ≥ 0.90",
    )
    say(
        f"warm feed {name} / bare ASGI application",
        f"{ratio(figures[ours], figures[bare]):.2f}",
        "goal ≥ 0.80",
    )


def _requests(address: str, headers: dict[str, str], *, seconds: int) -> float:
    options = [part for name, value in headers.items() for part in ("-H", f"{name}: {value}")]
    command = ["wrk", "-t1", f"-c{_CONNECTIONS}", f"-d{seconds}s", *options, address + _FEED]
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert "Non-2xx or 3xx" not in output, output
    found = re.search(r"Requests/sec:\s+([\d.]+)", output)
    assert found, output
    return float(found[1])


def _etag(address: str) -> str:
    with urllib.request.urlopen(address + _FEED) as answer:
        return str(answer.headers["ETag"])


@contextmanager
def _copies(ours: str, headers: dict[str, str], folder: Path) -> Iterator[tuple[str, str]]:
    """Serve what our server answers to these headers, from the two bare applications."""
    status, answer, body = _answer(ours, headers)
    (folder / "body").write_bytes(body)
    (folder / "head").write_text(
        "\n".join([str(status), *(f"{name}: {value}" for name, value in answer)])
    )
    with ExitStack() as running:
        yield (
            running.enter_context(_bare("starlette_route", folder)),
            running.enter_context(_bare("asgi", folder)),
        )


def _answer(address: str, headers: dict[str, str]) -> tuple[int, list[tuple[str, str]], bytes]:
    request = urllib.request.Request(address + _FEED, headers=headers)
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, _ours(answer.headers.items()), answer.read()
    except urllib.error.HTTPError as error:
        return error.code, _ours(error.headers.items()), b""


def _ours(headers: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Leave out what uvicorn adds by itself; `connection` would end every connection."""
    return [(name.lower(), value) for name, value in headers if name.lower() not in _UVICORNS]


@contextmanager
def _bare(name: str, folder: Path) -> Iterator[str]:
    port = free_port()
    command = [sys.executable, "-m", "uvicorn", f"tests.benchmarks.bare:{name}"]
    options = ["--port", str(port), *_SAME_OPTIONS, "--log-level", "error"]
    environment = {**os.environ, "BENCH_FOLDER": str(folder)}
    server = subprocess.Popen([*command, *options], env=environment)
    try:
        wait_for(f"http://127.0.0.1:{port}/healthz")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(20)
