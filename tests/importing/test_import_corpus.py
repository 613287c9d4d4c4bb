"""Calendars that others made: real feeds, captured breakage, other libraries' hostile files.

The files lie outside the repository (LESEKALENDER_CORPUS). About 200 of them are read, those of
libraries and municipalities among them; with LESEKALENDER_CORPUS_FULL=1 all 1,400.
"""

import csv
import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from datetime import time as clock
from pathlib import Path
from types import FrameType

import pytest

from calendar_app.domain.series import schedule_problems
from calendar_app.domain.timing import AllDay
from calendar_app.importing.limits import FILE_BYTES
from calendar_app.importing.readers import ics
from calendar_app.importing.reading import Reading
from tests.importing.calendars import spans

ROOT = Path(__file__).parents[2]
CORPUS = (ROOT / os.environ.get("LESEKALENDER_CORPUS", "../shared/corpus")).resolve()
IS_FULL = os.environ.get("LESEKALENDER_CORPUS_FULL") == "1"

# The oracle counts dates that begin before 2030: so far goes the horizon, seen from here.
TODAY = date(2028, 1, 1)
FIRST, LAST = datetime(2000, 1, 1, tzinfo=UTC), datetime(2030, 1, 1, tzinfo=UTC)

REAL = ("ics-real-library", "ics-real-civic", "ics-real-culture", "feed-breakage")
EVERY = 12
CPU_PER_FILE = 10

Row = dict[str, str]


class Hanging(BaseException):
    """Not an Exception: the reader catches those, one event at a time."""


@dataclass(frozen=True)
class Read:
    row: Row
    reading: Reading
    seconds: float


@contextmanager
def cpu_limit(seconds: int) -> Iterator[None]:
    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise Hanging

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def rows(name: str) -> list[Row]:
    with (CORPUS / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def chosen() -> list[Row]:
    found = [row for row in rows("MANIFEST.tsv") if (CORPUS / row["path"]).is_file()]
    real = [row for row in found if row["kind"] in REAL]
    rest = [row for row in found if row["kind"] not in REAL]
    return found if IS_FULL else real + rest[::EVERY]


@pytest.fixture(scope="module")
def corpus() -> dict[str, Read]:
    """Read the chosen files in this process; a crash or a hang fails here, by name."""
    if not (CORPUS / "MANIFEST.tsv").is_file():
        pytest.skip(f"the corpus is not there: {CORPUS} (LESEKALENDER_CORPUS)")
    found: dict[str, Read] = {}
    failed: list[str] = []
    for row in chosen():
        data = (CORPUS / row["path"]).read_bytes()
        if len(data) > FILE_BYTES:
            continue
        start = time.process_time()
        try:
            with cpu_limit(CPU_PER_FILE):
                reading = ics.read(data, today=TODAY)
        except (Exception, Hanging) as fault:
            failed.append(f"{row['path']}: {fault!r}")
            continue
        found[row["path"]] = Read(row, reading, time.process_time() - start)
    assert failed == []
    return found


def test_every_file_is_read_to_an_answer(corpus: dict[str, Read]) -> None:
    assert len(corpus) > (1400 if IS_FULL else 150)
    for path, one in corpus.items():
        assert one.seconds < CPU_PER_FILE, path
        assert (one.reading.problem is None) is (len(one.reading.events) > 0), path


def test_every_event_is_one_that_the_form_would_take(corpus: dict[str, Read]) -> None:
    expected = {"time_does_not_exist", "exdate_not_in_rule"}
    for path, one in corpus.items():
        uids = [event.uid for event in one.reading.events]
        assert len(uids) == len(set(uids)), path
        for event in one.reading.events:
            codes = {each.code for each in schedule_problems(event.schedule, today=TODAY)}
            assert codes <= expected, path
            assert event.title, path


def test_feeds_of_libraries_and_municipalities_are_read_whole(corpus: dict[str, Read]) -> None:
    """One event of all of them ends before it starts."""
    left_out = {
        path: [
            (finding.first_line, finding.problem.code)
            for finding in one.reading.findings
            if finding.is_left_out
        ]
        for path, one in corpus.items()
        if one.row["kind"] in ("ics-real-library", "ics-real-civic")
    }
    assert len(left_out) == 60
    assert {path: codes for path, codes in left_out.items() if codes} == {
        "community-calendar/cities/bloomington/browncounty.ics": [(1472, "end_before_start")]
    }
    assert all(corpus[path].reading.events for path in left_out)


def test_captured_breakage_is_refused_by_its_kind(corpus: dict[str, Read]) -> None:
    captured = {"html": "import_html", "json": "import_not_a_calendar", "zero": "import_no_events"}
    checked = 0
    for path, one in corpus.items():
        kind = one.row["note"].removeprefix("captured instead of a calendar: ")
        if kind in captured:
            assert one.reading.problem is not None, path
            assert one.reading.problem.code == captured[kind], path
            checked += 1
    assert checked >= 12


# What explains another number of dates than the oracle's: left out or bounded on purpose, and told.
TOLD = {
    "import_no_title",
    "import_private",
    "end_before_start",
    "no_dates",
    "import_duplicate",
    "import_truncated",
    "import_year_out_of_range",
    "import_rule_too_frequent",
    "import_rule_unsupported",
    "import_series_shortened",
    "import_range_ignored",
}
READ_OTHERWISE = {
    "khal/event_dtr_no_tz_exdatez.ics": "an unknown zone is ours here, and so EXDATE fits",
    "sabre-vobject/tests/VObject/RecurrenceIterator/UntilRespectsTimezoneTest.ics": (
        "UNTIL without a zone is taken in that of the start, not in UTC"
    ),
    "vobject/test_files/recurrence.ics": "UNTIL as a date includes that day",
}


def test_dates_are_as_many_as_two_other_libraries_agree_on(corpus: dict[str, Read]) -> None:
    different = {}
    agreeing = 0
    for row in rows("expected.tsv"):
        one = corpus.get(row["path"])
        if one is None or row["occ_flag"] != "agree":
            continue
        codes = {finding.problem.code for finding in one.reading.findings}
        codes |= {one.reading.problem.code} if one.reading.problem else set()
        number = dates_before_2030(one.reading)
        if number == int(row["occ_rie"]):
            agreeing += 1
        elif not codes & TOLD and row["path"] not in READ_OTHERWISE:
            different[row["path"]] = (number, int(row["occ_rie"]))
    assert different == {}
    assert agreeing >= (700 if IS_FULL else 90)


def dates_before_2030(reading: Reading) -> int:
    starts = [
        datetime.combine(span.first, clock(0), tzinfo=UTC)
        if isinstance(span, AllDay)
        else span.starts_at
        for event in reading.events
        for span in spans(event, today=TODAY)
    ]
    return sum(FIRST <= start < LAST for start in starts)
