"""Starts other processes that see the same modules as the tests."""

import asyncio
import contextlib
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from pathlib import Path

ROOT = Path(__file__).parents[2]


async def start(module: str, *arguments: str, **environment: str) -> Process:
    """Start `python -m module arguments`, with warnings as errors and pipes to talk through."""
    return await asyncio.create_subprocess_exec(
        sys.executable,
        *("-W", "error", "-m", module, *arguments),
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        stdin=PIPE,
        stdout=PIPE,
        stderr=PIPE,
    )


async def run(module: str, *arguments: str, **environment: str) -> tuple[int | None, str, str]:
    """Run a module to its end: return code, stdout, stderr."""
    process = await start(module, *arguments, **environment)
    out, err = await process.communicate()
    return process.returncode, out.decode().strip(), err.decode().strip()


async def next_line(process: Process) -> str:
    """Wait for the next line that a process prints; "" when it has ended."""
    assert process.stdout
    return (await process.stdout.readline()).decode().strip()


async def kill(process: Process) -> None:
    """Kill -9, and collect what is left."""
    process.kill()
    await process.communicate()


def kill_child(number: int) -> None:
    """Kill -9 a grandchild of ours, which may just have ended by itself."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(number, signal.SIGKILL)
