"""Reading a file in a process of its own, with limits on time, memory and output.

Whatever the file does to that process, the caller gets a `Reading`: with a problem, never an
exception, and never an event of a file that could not be read to its end.
"""

import logging
import os
import signal
import stat
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import IO

import calendar_app
from calendar_app.domain.problems import Problem
from calendar_app.importing import document
from calendar_app.importing.limits import (
    ANSWER_BYTES,
    FILE_BYTES,
    MIB,
    OUT_OF_MEMORY,
    WALL_SECONDS,
)
from calendar_app.importing.reading import Reading

_log = logging.getLogger(__name__)
_CHILD = "calendar_app.importing.child"
_SOURCES = str(Path(calendar_app.__file__).parents[1])
_ERROR_LENGTH = 500


def read_file(path: Path, *, today: date, wall_seconds: float = WALL_SECONDS) -> Reading:
    """Read an .ics file; one that is too big is refused by its size, before it is read.

    `today` is the local date in Europe/Oslo. Blocks for up to `wall_seconds`: call it in a
    thread where an event loop runs.
    """
    try:
        with open(path, "rb", opener=_open_plainly) as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                return _refused("import_not_a_file", name=path.name)
            if status.st_size > FILE_BYTES:
                return _refused("import_file_too_big", max=FILE_BYTES // MIB)
            data = file.read(FILE_BYTES + 1)
    except OSError as fault:
        return _refused("import_file_not_found", name=path.name, error=fault.strerror or "")
    return read_bytes(data, today=today, wall_seconds=wall_seconds)


def read_bytes(data: bytes, *, today: date, wall_seconds: float = WALL_SECONDS) -> Reading:
    """Read the bytes of an .ics file in the limited process."""
    if len(data) > FILE_BYTES:
        return _refused("import_file_too_big", max=FILE_BYTES // MIB)
    with tempfile.TemporaryFile() as answer, tempfile.TemporaryFile() as errors:
        code = _run(data, today, answer, errors, wall_seconds)
        if code == 0:
            reading = _parsed(answer)
            if reading is not None:
                return reading
        _log.warning("the reader ended with %s: %s", code, _tail(errors))
    return _refused(_meaning(code))


def _run(
    data: bytes, today: date, answer: IO[bytes], errors: IO[bytes], wall_seconds: float
) -> int | None:
    """Run the reader and give its exit code, None when the wall clock ended it.

    It answers into files: no pipe can fill up, and the system bounds their size. It has a
    process group of its own, which ends as a whole, and no settings of ours in its environment.
    """
    process = subprocess.Popen(  # noqa: S603 - our own module, no shell, no words of the user
        [sys.executable, "-P", "-s", "-W", "ignore", "-m", _CHILD, today.isoformat()],
        stdin=subprocess.PIPE,
        stdout=answer,
        stderr=errors,
        env={"PYTHONPATH": _SOURCES, "LC_ALL": "C.UTF-8"},
        start_new_session=True,
    )
    try:
        process.communicate(data, timeout=wall_seconds)
    except subprocess.TimeoutExpired:
        return None
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
    return process.returncode


def _parsed(answer: IO[bytes]) -> Reading | None:
    answer.seek(0)
    text = answer.read(ANSWER_BYTES + 1)
    try:
        return document.parse(text)
    except Exception:  # whatever the process wrote, it is not an answer
        _log.warning("the reader wrote %d bytes that are no answer", len(text))
        return None


def _meaning(code: int | None) -> str:
    """Tell what the end of the process means for the file."""
    if code is None or code == -signal.SIGXCPU:
        return "import_too_slow"
    if code == OUT_OF_MEMORY:
        return "import_too_much_memory"
    return "import_reader_failed"


def _tail(errors: IO[bytes]) -> str:
    size = errors.seek(0, os.SEEK_END)
    errors.seek(max(0, size - _ERROR_LENGTH))
    return ascii(errors.read().decode("utf-8", errors="replace"))


def _refused(code: str, **details: object) -> Reading:
    return Reading(problem=Problem("", code, details))


def _open_plainly(path: str, flags: int) -> int:
    """Open without waiting: a named pipe would otherwise wait for its writer for ever."""
    return os.open(path, flags | os.O_NONBLOCK | os.O_CLOEXEC)
