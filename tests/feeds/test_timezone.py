"""The one VTIMEZONE tells the truth of zoneinfo, also to readers without zone data (FC-7, FC-8)."""

import io
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from dateutil.tz import tzical

from calendar_app.domain.timing import ZONE, exists, is_ambiguous
from feeds.timezone import TZID, VTIMEZONE

# The real year, so that a change of the rules in the EU is noticed when its zone data comes.
THIS_YEAR = datetime.now(UTC).year


def _noticeable_hours(year: int) -> Iterator[datetime]:
    """Give every hour of the two nights the clocks change, New Year and midsummer."""
    midnight = datetime(year, 1, 1, tzinfo=ZONE)
    days = (midnight + timedelta(days=count) for count in range(365))
    for day in days:
        changes = day.utcoffset() != (day + timedelta(days=1)).utcoffset()
        if changes or (day.month, day.day) in ((1, 1), (7, 1)):
            yield from (day.replace(hour=hour) for hour in range(24))


def test_block_is_that_of_the_sheet() -> None:
    """FC-7."""
    lines = VTIMEZONE.decode().split("\r\n")
    assert (len(lines) - 1, len(VTIMEZONE)) == (17, 342)
    assert lines[:3] == ["BEGIN:VTIMEZONE", f"TZID:{TZID}", "BEGIN:DAYLIGHT"]
    assert [line for line in lines if line.startswith("RRULE")] == [
        "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
        "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
    ]


def test_block_has_the_name_of_the_zone_of_all_times() -> None:
    assert ZONE.key == TZID


@pytest.mark.parametrize("year", range(THIS_YEAR - 1, THIS_YEAR + 4))
def test_block_agrees_with_zoneinfo(year: int) -> None:
    """FC-8: with the TZID renamed, as dateutil reads it."""
    # Renamed, so that dateutil cannot fall back on zone data of its own.
    text = VTIMEZONE.decode().replace("\r\n", "\n").replace(TZID, "Mjosbyen/Lokaltid")
    block = tzical(io.StringIO(text)).get("Mjosbyen/Lokaltid")
    hours = [hour for hour in _noticeable_hours(year) if exists(hour) and not is_ambiguous(hour)]
    assert len(hours) == 24 * 4 - 2
    assert [hour.replace(tzinfo=block).utcoffset() for hour in hours] == [
        hour.utcoffset() for hour in hours
    ]
