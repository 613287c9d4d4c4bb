"""Warm feeds and kept pages a second, held against the same bytes sent by bare applications.

A bare Starlette route and a bare ASGI application run on the same uvicorn, one worker, and send
the same bytes with the same headers;
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

_ANSWERS = (
    ("warm feed", "/kalender.ics?bibliotek=hamar", "must be ≥ 0.90", "goal ≥ 0.80"),
    ("kept page", "/kalender?bibliotek=hamar", "must be ≥ 0.50", ""),
)
"""What is asked, and what its ratios to the two bare applications must be."""

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
        for kind, path, routed, alone in _ANSWERS:
            for name, headers in _requests_for(ours + path).items():
                with _copies(ours + path, headers, Path(folder)) as bare:
                    figures = _figures((ours + path, *(one + path for one in bare)), headers)
                first, starlette, asgi = figures
                said = f"{kind} {name}"
                say(f"{said} / bare Starlette route", f"{ratio(first, starlette):.2f}", routed)
                say(f"{said} / bare ASGI application", f"{ratio(first, asgi):.2f}", alone)


def _requests_for(address: str) -> dict[str, dict[str, str]]:
    return {
        "200": {},
        "200, gzip": {"Accept-Encoding": "gzip"},
        "304": {"If-None-Match": _etag(address)},
    }


def _figures(addresses: tuple[str, ...], headers: dict[str, str]) -> list[list[float]]:
    """Ask each in turn, several times: requests a second."""
    found: dict[str, list[float]] = {address: [] for address in addresses}
    for address in addresses:
        _requests(address, headers, seconds=1)
    for _ in range(_ROUNDS):
        for address, figures in found.items():
            figures.append(_requests(address, headers, seconds=_SECONDS))
    return list(found.values())


def _requests(address: str, headers: dict[str, str], *, seconds: int) -> float:
    options = [part for name, value in headers.items() for part in ("-H", f"{name}: {value}")]
    command = ["wrk", "-t1", f"-c{_CONNECTIONS}", f"-d{seconds}s", *options, address]
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert "Non-2xx or 3xx" not in output, output
    found = re.search(r"Requests/sec:\s+([\d.]+)", output)
    assert found, output
    return float(found[1])


def _etag(address: str) -> str:
    with urllib.request.urlopen(address) as answer:
        return str(answer.headers["ETag"])


@contextmanager
def _copies(address: str, headers: dict[str, str], folder: Path) -> Iterator[tuple[str, str]]:
    """Serve what our server answers there to these headers, from the two bare applications."""
    status, answer, body = _answer(address, headers)
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
    request = urllib.request.Request(address, headers=headers)
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
