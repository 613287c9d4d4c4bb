"""The limited process: what it is given, what it may use, and what becomes of its end."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from calendar_app.importing import sandbox
from calendar_app.importing.limits import (
    CPU_SECONDS,
    FILE_BYTES,
    MEMORY_BYTES,
    OUT_OF_MEMORY,
    WALL_SECONDS,
)
from calendar_app.importing.reading import Reading
from calendar_app.importing.sandbox import read_bytes, read_file
from tests.importing.calendars import TODAY, calendar, left_out, read, vevent


def code_of(reading: Reading) -> str | None:
    assert reading.problem is None or reading.events == ()
    return reading.problem.code if reading.problem else None


def test_a_file_is_read_as_the_reader_reads_it(tmp_path: Path) -> None:
    components = (vevent("RRULE:FREQ=WEEKLY"), vevent("RRULE:FREQ=SECONDLY", uid="2"))
    path = tmp_path / "lesestund.ics"
    path.write_bytes(calendar(*components))
    reading = read_file(path, today=TODAY)
    assert reading == read(*components)
    assert left_out(reading) == [(15, 15, "import_rule_too_frequent")]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    reading = read_file(tmp_path / "borte.ics", today=TODAY)
    assert code_of(reading) == "import_file_not_found"
    assert reading.problem is not None
    assert reading.problem.details["name"] == "borte.ics"


def test_a_folder_or_a_pipe_is_no_file_and_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.ics"
    os.mkfifo(pipe)
    assert code_of(read_file(pipe, today=TODAY)) == "import_not_a_file"
    assert code_of(read_file(Path(os.devnull), today=TODAY)) == "import_not_a_file"
    assert code_of(read_file(tmp_path, today=TODAY)) in (
        "import_not_a_file",
        "import_file_not_found",
    )


def test_a_file_is_read_at_the_limit_of_its_size_and_refused_beyond_it(tmp_path: Path) -> None:
    path = tmp_path / "stor.ics"
    data = calendar(vevent())
    path.write_bytes(data + b"\n" * (FILE_BYTES - len(data)))
    assert code_of(read_file(path, today=TODAY)) is None
    with path.open("ab") as file:
        file.write(b"\n")
    assert code_of(read_file(path, today=TODAY)) == "import_file_too_big"
    assert code_of(read_bytes(path.read_bytes(), today=TODAY)) == "import_file_too_big"


def test_a_huge_file_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "50-mb.ics"
    with path.open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    start = time.monotonic()
    assert code_of(read_file(path, today=TODAY)) == "import_file_too_big"
    assert time.monotonic() - start < 0.5


def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """Let the process run other code under the same limits: a file cannot be made to do this."""
    package = tmp_path / "stand_in"
    package.mkdir()
    (package / "child.py").write_text(
        "import os, signal, sys, time\n"
        "from calendar_app.importing.child import limit_process\n"
        f"limit_process()\n{code}\n"
    )
    monkeypatch.setattr(sandbox, "_CHILD", "stand_in.child")
    monkeypatch.setattr(sandbox, "_SOURCES", f"{sandbox._SOURCES}{os.pathsep}{tmp_path}")


@pytest.mark.parametrize(
    ("code", "meaning"),
    [
        ("bytearray(600 * 1024 * 1024)", "import_reader_failed"),
        (
            "try:\n    bytearray(600 * 1024 * 1024)\n"
            f"except MemoryError:\n    sys.exit({OUT_OF_MEMORY})",
            "import_too_much_memory",
        ),
        ("sys.exit(1)", "import_reader_failed"),
        ("raise RecursionError", "import_reader_failed"),
        ("os.kill(os.getpid(), signal.SIGSEGV)", "import_reader_failed"),
        ("os.kill(os.getpid(), signal.SIGKILL)", "import_reader_failed"),
        ("os.kill(os.getpid(), signal.SIGXCPU)", "import_too_slow"),
        ("pass", "import_reader_failed"),
        ("print('garbage')", "import_reader_failed"),
        ("print('[' * 100000)", "import_reader_failed"),
        ("sys.stdout.write('x' * 33 * 1024 * 1024)", "import_reader_failed"),
        ("[open(os.devnull) for _ in range(100)]", "import_reader_failed"),
        ("time.sleep(60)", "import_too_slow"),
    ],
)
def test_whatever_ends_the_process_is_one_clear_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str, meaning: str
) -> None:
    stand_in(tmp_path, monkeypatch, code)
    start = time.monotonic()
    reading = read_bytes(calendar(vevent()), today=TODAY, wall_seconds=2)
    assert code_of(reading) == meaning
    assert time.monotonic() - start < 10


def test_a_process_that_calculates_for_ever_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(
        tmp_path,
        monkeypatch,
        "import resource\nresource.setrlimit(resource.RLIMIT_CPU, (1, 2))\nwhile True: pass",
    )
    assert code_of(read_bytes(calendar(), today=TODAY)) == "import_too_slow"


def test_the_whole_group_ends_with_the_wall_clock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = tmp_path / "pid"
    stand_in(
        tmp_path,
        monkeypatch,
        f"pid = os.fork()\nif pid: open({str(note)!r}, 'w').write(str(pid))\ntime.sleep(60)",
    )
    assert code_of(read_bytes(calendar(), today=TODAY, wall_seconds=3)) == "import_too_slow"
    assert is_gone(int(note.read_text()))


def is_gone(pid: int) -> bool:
    """Wait a little: an orphan is reaped by somebody else, and a zombie is gone too."""
    for _ in range(50):
        status = Path(f"/proc/{pid}/stat")
        if not status.exists() or status.read_text().rpartition(") ")[2].startswith("Z"):
            return True
        time.sleep(0.05)
    os.kill(pid, signal.SIGKILL)
    return False


def test_the_process_knows_nothing_of_our_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = tmp_path / "environment"
    monkeypatch.setenv("LESEKALENDER_SECRET_KEY", "hemmelig")
    monkeypatch.setenv("DATABASE_URL", "postgres://hemmelig")
    stand_in(tmp_path, monkeypatch, f"open({str(seen)!r}, 'w').write(repr(dict(os.environ)))")
    read_bytes(calendar(), today=TODAY)
    assert "PYTHONPATH" in seen.read_text()
    assert "hemmelig" not in seen.read_text()


def test_the_limits_are_those_of_the_table() -> None:
    """An import is over within 20 s and 512 MB."""
    assert (CPU_SECONDS, MEMORY_BYTES) == (10, 512 * 1024 * 1024)
    assert WALL_SECONDS < 20
    shown = subprocess.run(
        [
            sys.executable,
            "-c",
            "import resource as r; from calendar_app.importing.child import limit_process;"
            "limit_process();"
            "print(r.getrlimit(r.RLIMIT_CPU)[0], *r.getrlimit(r.RLIMIT_AS),"
            " r.getrlimit(r.RLIMIT_CORE)[0])",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert shown.stdout.split() == ["10", str(MEMORY_BYTES), str(MEMORY_BYTES), "0"]


def test_the_parent_does_not_load_the_parser() -> None:
    loaded = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys, calendar_app.importing.sandbox, calendar_app.importing.apply;"
            "print([m for m in ('icalendar', 'tortoise', 'starlette') if m in sys.modules])",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert loaded.stdout.strip() == "[]"
