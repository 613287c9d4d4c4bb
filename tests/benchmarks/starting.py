"""How long the second start takes, besides what Python itself needs."""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from tests.benchmarks.report import say

_ROUNDS = 3


def measure() -> None:
    """Start the demonstration twice and more; the first start loads it."""
    with tempfile.TemporaryDirectory() as folder:
        with started(Path(folder)):
            pass
        times = []
        for _ in range(_ROUNDS):
            bare = _bare_python()
            began = time.perf_counter()
            with started(Path(folder)):
                times.append(time.perf_counter() - began - bare)
    say("second start of the demonstration", f"{median(times):.2f} s", "must be ≤ 2 s")


@contextmanager
def started(folder: Path, *, port: int | None = None) -> Iterator[str]:
    """Serve the demonstration of a folder; gives its address once it answers."""
    port = port or free_port()
    command = [sys.executable, "-m", "calendar_app", "serve", "--demo", "--port", str(port)]
    environment = {**os.environ, "LESEKALENDER_DATA_DIR": str(folder)}
    quiet = subprocess.DEVNULL
    server = subprocess.Popen(command, env=environment, stdout=quiet, stderr=quiet)
    try:
        address = f"http://127.0.0.1:{port}"
        wait_for(f"{address}/healthz")
        yield address
    finally:
        server.terminate()
        server.wait(20)


def wait_for(address: str) -> None:
    """Ask until there is an answer, at most half a minute."""
    deadline = time.monotonic() + 30
    while True:
        try:
            urllib.request.urlopen(address, timeout=1).read()
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.02)
        else:
            return


def free_port() -> int:
    """Find a port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


def _bare_python() -> float:
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", "pass"], check=True)
    return time.perf_counter() - began
