"""Our VTIMEZONE tells the truth to readers that must go by it alone (FC-8).

Its TZID is renamed to one that nobody knows, so that no reader falls back on zone data of its own.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from calendar_app.domain.timing import DAY, ZONE, exists, is_ambiguous
from feeds.timezone import TZID
from feeds.vcalendar import render_head
from tests.feeds.occurrences import HEAD
from tests.readers.all_readers import READERS
from tests.readers.shown import Shown, told
from tests.readers.with_others import Files

LAST_YEAR = 2041
_RENAMED = "Mjosbyen/Lokaltid"
_LENGTH = timedelta(minutes=30)
_EVENT = """\
BEGIN:VEVENT
UID:{uid}
DTSTAMP:20270101T000000Z
DTSTART;TZID={zone}:{start:%Y%m%dT%H%M%S}
DTEND;TZID={zone}:{end:%Y%m%dT%H%M%S}
SUMMARY:Lesestund
END:VEVENT
"""


def _telling_hours() -> Iterator[datetime]:
    """Give every hour of 1 January, 1 July and both days on which the clocks change.

    From last year on, whose end our window may hold; not the hours that do not exist or are twice.
    """
    midnight = datetime(datetime.now(UTC).year - 1, 1, 1, tzinfo=ZONE)
    while midnight.year <= LAST_YEAR:
        changes = midnight.utcoffset() != (midnight + DAY).utcoffset()
        if changes or (midnight.month, midnight.day) in ((1, 1), (7, 1)):
            hours = (midnight.replace(hour=hour) for hour in range(24))
            yield from (hour for hour in hours if exists(hour) and not is_ambiguous(hour))
        midnight += DAY


def _name(hour: datetime) -> str:
    return f"{hour:%Y-%m-%d-%H}"


@pytest.fixture(scope="module")
def hours() -> list[datetime]:
    return list(_telling_hours())


@pytest.fixture(scope="module")
def renamed(hours: list[datetime], tmp_path_factory: pytest.TempPathFactory) -> Files:
    """Write a feed with our head and an event at each hour, all in the zone nobody knows."""
    events = (
        _EVENT.format(uid=_name(hour), zone=_RENAMED, start=hour, end=hour + _LENGTH)
        for hour in hours
    )
    head = render_head(HEAD).replace(f"TZID:{TZID}".encode(), f"TZID:{_RENAMED}".encode())
    text = "".join(events).replace("\n", "\r\n").encode()
    path: Path = tmp_path_factory.mktemp("zone") / "renamed.ics"
    path.write_bytes(head + text + b"END:VCALENDAR\r\n")
    return {"renamed": path}


@pytest.mark.parametrize("reader", [name for name in READERS if name != "node-ical"])
def test_times_are_those_of_zoneinfo(reader: str, hours: list[datetime], renamed: Files) -> None:
    """FC-8; dateutil reads the block for vobject."""
    assert len(hours) >= 16 * (4 * 24 - 2)
    read = READERS[reader](renamed)["renamed"]
    meant = [Shown(_name(hour), told(hour), told(hour + _LENGTH), "Lesestund") for hour in hours]
    assert sorted(set(read) ^ set(meant)) == []
    assert len(read) == len(meant)


def test_node_ical_goes_by_names_alone(hours: list[datetime], renamed: Files) -> None:
    """It takes a zone that it does not know for UTC, whatever the VTIMEZONE says."""
    read = READERS["node-ical"](renamed)["renamed"]
    assert {one.uid: one.start for one in read} == {
        _name(hour): f"{hour:%Y%m%dT%H%M%SZ}" for hour in hours
    }
