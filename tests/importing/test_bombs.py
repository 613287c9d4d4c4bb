"""Files that are made to hurt (T-7, T-8, R13): one answer each, under 20 s and 512 MB.

Each is read in the limited process by another process, which can tell what its child used.
"""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.importing.calendars import TODAY, calendar, vevent

MEASURE = """
import json, resource, sys, time
from datetime import date
from pathlib import Path
from calendar_app.importing.sandbox import read_file
start = time.monotonic()
reading = read_file(Path(sys.argv[1]), today=date.fromisoformat(sys.argv[2]))
print(json.dumps({
    "seconds": time.monotonic() - start,
    "mib": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024,
    "problem": reading.problem.code if reading.problem else None,
    "events": len(reading.events),
    "codes": sorted({one.problem.code for one in reading.findings}),
}))
"""

GOOD = vevent(uid="god")


def rule(text: str) -> Callable[[], bytes]:
    return lambda: calendar(vevent(f"RRULE:{text}"))


def zone(rule: str, observances: int) -> str:
    part = (
        "BEGIN:STANDARD\r\nDTSTART:16010101T000000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\n"
        f"RRULE:{rule}\r\nEND:STANDARD\r\n"
    )
    return f"BEGIN:VTIMEZONE\r\nTZID:Bombe\r\n{part * observances}END:VTIMEZONE"


def many(number: int, *properties: str) -> list[str]:
    return [vevent(*properties, uid=str(one)) for one in range(number)]


IN_ZONE = vevent(start="DTSTART;TZID=Bombe:20261201T110000", end="DURATION:PT1H")
HTML = b"<!DOCTYPE html><html><body>Checking your browser</body></html>"
SECONDS = [
    f"RDATE:20261201T{one // 3600:02}{one // 60 % 60:02}{one % 60:02}Z" for one in range(86_400)
]

BOMBS: dict[str, tuple[Callable[[], bytes], str | None, list[str]]] = {
    "by the second": (
        rule("FREQ=SECONDLY"),
        "import_rule_too_frequent",
        ["import_rule_too_frequent"],
    ),
    "interval 0": (
        rule("FREQ=DAILY;INTERVAL=0"),
        "import_rule_unsupported",
        ["import_rule_unsupported"],
    ),
    "a billion": (
        rule("FREQ=DAILY;COUNT=1000000000"),
        "import_rule_unsupported",
        ["import_rule_unsupported"],
    ),
    "a billion minutes": (
        rule("FREQ=MINUTELY;COUNT=1000000000"),
        "import_rule_too_frequent",
        ["import_rule_too_frequent"],
    ),
    "to the year 9999": (
        rule("FREQ=DAILY;UNTIL=99991231T000000Z"),
        None,
        ["import_series_cut"],
    ),
    "every hour, minute and second": (
        rule("FREQ=DAILY;BYHOUR=0,1,2;BYMINUTE=0,1,2;BYSECOND=0,1,2"),
        "import_rule_unsupported",
        ["import_rule_unsupported"],
    ),
    "30 February": (
        rule("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"),
        None,
        ["import_rule_as_dates_open"],
    ),
    "30 February very often": (
        lambda: calendar(*many(1000, "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30")),
        "import_too_slow",
        [],
    ),
    "180,000 left-out dates": (
        lambda: calendar(vevent(*["EXDATE:20261201T100000Z"] * 180_000)),
        "import_too_many_extra_dates",
        ["import_too_many_extra_dates"],
    ),
    "86,400 extra dates": (
        lambda: calendar(vevent(*SECONDS)),
        "import_too_many_extra_dates",
        ["import_too_many_extra_dates"],
    ),
    "28,000 events": (lambda: calendar(*many(28_000)), "import_too_many_events", []),
    "5,000 daily events": (
        lambda: calendar(*many(5_000, "RRULE:FREQ=DAILY;COUNT=2000")),
        None,
        ["import_too_many_dates"],
    ),
    "one line of 5 MB": (
        lambda: calendar(vevent("DESCRIPTION:" + "x" * 5_000_000)),
        None,
        ["import_text_shortened"],
    ),
    "folds of 5 MB": (lambda: calendar(vevent("X-A:a" + "\r\n b" * 1_200_000)), None, []),
    "200,000 deep": (lambda: calendar(*["BEGIN:X"] * 200_000, GOOD), None, []),
    "20,000 deep in an event": (
        lambda: calendar(vevent(*["BEGIN:X"] * 20_000, *["END:X"] * 20_000)),
        "import_too_deep",
        ["import_too_deep"],
    ),
    "a million lines of nothing": (
        lambda: calendar(vevent(*["A"] * 1_500_000)),
        None,
        ["import_line_unreadable"],
    ),
    "an alarm a billion times": (
        lambda: calendar(vevent("BEGIN:VALARM", "REPEAT:999999999", "END:VALARM")),
        None,
        [],
    ),
    "a time zone name of 100 kB": (
        lambda: calendar(vevent(start=f"DTSTART;TZID={'A' * 100_000}:20261201T110000")),
        "import_line_too_long",
        ["import_line_too_long"],
    ),
    "50 daily rules in a time zone": (
        lambda: calendar(zone("FREQ=DAILY", 50), IN_ZONE),
        None,
        ["import_zone_unsafe"],
    ),
    "50 yearly rules that never match": (
        lambda: calendar(zone("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", 50), IN_ZONE),
        None,
        ["import_zone_unsafe"],
    ),
    "broken HTML": (
        lambda: calendar(*many(70, "DESCRIPTION:<p>" + "<p " * 20_000)),
        None,
        ["import_text_shortened"],
    ),
    "4,900 versions of one event": (
        lambda: calendar(*[vevent(f"SEQUENCE:{one}") for one in range(4_900)]),
        None,
        ["import_duplicate"],
    ),
    "4,900 events with one UID": (
        lambda: calendar(*[vevent(f"LOCATION:{one}") for one in range(4_900)]),
        None,
        ["import_uid_shared"],
    ),
    "HTML": (lambda: HTML, "import_html", []),
    "UTF-16": (lambda: calendar(GOOD).decode().encode("utf-16"), "import_utf16", []),
    "truncated": (lambda: calendar(*many(500))[:-40], "import_truncated", []),
    "empty": (lambda: b"", "import_empty", []),
    "50 MB": (lambda: calendar(GOOD) + b"\n" * 50_000_000, "import_file_too_big", []),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_gets_one_clear_answer_in_time_and_memory(name: str, tmp_path: Path) -> None:
    make, problem, codes = BOMBS[name]
    path = tmp_path / "bombe.ics"
    path.write_bytes(make())
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, str(path), TODAY.isoformat()],
        capture_output=True,
        text=True,
        check=True,
    )
    measured = json.loads(done.stdout)
    assert (measured["problem"], measured["codes"]) == (problem, codes)
    assert (measured["events"] == 0) is (problem is not None)
    assert measured["seconds"] < 20
    assert measured["mib"] < 512
