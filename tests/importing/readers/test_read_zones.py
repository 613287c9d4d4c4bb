"""Time zone names: known ones, vendors' spellings, a file's own definitions, and hostile ones."""

from datetime import UTC, datetime

import pytest

from calendar_app.importing.limits import OBSERVANCES, ZONES
from tests.importing.calendars import read, remarks, starts, the_event, vevent


def zone(name: str, *observances: str) -> str:
    return "\r\n".join(["BEGIN:VTIMEZONE", f"TZID:{name}", *observances, "END:VTIMEZONE"])


def observance(kind: str, onset: str, before: str, after: str, rule: str = "", *more: str) -> str:
    lines = [
        f"BEGIN:{kind}",
        f"DTSTART:{onset}",
        f"TZOFFSETFROM:{before}",
        f"TZOFFSETTO:{after}",
        *([f"RRULE:{rule}"] if rule else []),
        *more,
        f"END:{kind}",
    ]
    return "\r\n".join(lines)


WINTER = observance(
    "STANDARD", "16011104T020000", "-0400", "-0500", "FREQ=YEARLY;BYDAY=1SU;BYMONTH=11"
)
SUMMER = observance(
    "DAYLIGHT", "16010311T020000", "-0500", "-0400", "FREQ=YEARLY;BYDAY=2SU;BYMONTH=3"
)


def at(tzid: str, clock: str = "20260601T110000") -> str:
    return vevent(start=f"DTSTART;TZID={tzid}:{clock}", end="DURATION:PT1H")


@pytest.mark.parametrize(
    ("tzid", "start"),
    [
        ("Europe/Oslo", "2026-06-01 11:00"),
        ('"Europe/Oslo"', "2026-06-01 11:00"),
        ("europe/oslo", "2026-06-01 11:00"),
        ("Europe/London", "2026-06-01 12:00"),
        ("W. Europe Standard Time", "2026-06-01 11:00"),
        ("Romance Standard Time", "2026-06-01 11:00"),
        ("/citadel.org/20210210_1/Europe/Oslo", "2026-06-01 11:00"),
        ("/freeassociation.sourceforge.net/America/New_York", "2026-06-01 17:00"),
        ("UTC", "2026-06-01 13:00"),
    ],
)
def test_known_names_are_found_in_any_spelling(tzid: str, start: str) -> None:
    reading = read(at(tzid))
    assert (starts(reading.events[0]), reading.findings) == ([start], ())


def test_instants_and_floating_times_become_local_ones() -> None:
    assert starts(the_event(vevent(start="DTSTART:20260601T110000Z", end=""))) == [
        "2026-06-01 13:00"
    ]
    assert starts(the_event(vevent(start="DTSTART:20260601T110000", end=""))) == [
        "2026-06-01 11:00"
    ]


def test_a_zulu_time_is_an_instant_whatever_its_tzid_says() -> None:
    event = the_event(vevent(start="DTSTART;TZID=America/New_York:20260601T110000Z", end=""))
    assert starts(event) == ["2026-06-01 13:00"]


@pytest.mark.parametrize(
    "tzid", ["Kalender/Ukjent", "EDT", "../../../etc/passwd", "/etc/localtime", "A" * 60_000]
)
def test_an_unknown_name_means_our_own_zone_and_is_told_once(tzid: str) -> None:
    reading = read(at(tzid), at(tzid).replace("UID:1", "UID:2"))
    assert starts(reading.events[0]) == ["2026-06-01 11:00"]
    assert remarks(reading) == [(3, 8, "import_zone_unknown")]
    assert reading.findings[0].problem.details == {"zone": tzid[:64], "count": 2}


def test_a_zone_of_the_file_is_used_for_a_name_that_nobody_knows() -> None:
    reading = read(zone("Vår egen sone", WINTER, SUMMER), at("Vår egen sone"))
    assert (starts(reading.events[0]), reading.findings) == (["2026-06-01 17:00"], ())


def test_a_known_name_means_the_known_zone_whatever_the_file_says_of_it() -> None:
    assert starts(the_event(zone("Europe/Oslo", WINTER, SUMMER), at("Europe/Oslo"))) == [
        "2026-06-01 11:00"
    ]


def test_a_located_zone_is_the_zone_of_its_place() -> None:
    definition = zone("Custom", "X-LIC-LOCATION:Europe/London", WINTER)
    assert starts(the_event(definition, at("Custom"))) == ["2026-06-01 12:00"]


def test_a_zone_of_single_changes_is_used() -> None:
    single = observance(
        "STANDARD", "20260501T000000", "+0100", "+0300", "", "RDATE:20260701T000000"
    )
    definition = zone("Egen", observance("STANDARD", "19700101T000000", "+0100", "+0100"), single)
    assert starts(the_event(definition, at("Egen"))) == ["2026-06-01 10:00"]


BAD_RULES = [
    "FREQ=DAILY",
    "FREQ=SECONDLY",
    "FREQ=YEARLY;BYHOUR=1,2,3",
    "FREQ=YEARLY;INTERVAL=0",
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
    "nonsense",
]


@pytest.mark.parametrize("rule", BAD_RULES)
def test_a_harmful_zone_is_not_used(rule: str) -> None:
    bomb = [observance("STANDARD", "19700101T000000", "+0100", "+0200", rule)] * OBSERVANCES
    reading = read(zone("Bombe", *bomb), at("Bombe"))
    assert starts(reading.events[0]) == ["2026-06-01 11:00"]
    assert [code for _, _, code in remarks(reading)] == ["import_zone_unsafe"]


@pytest.mark.parametrize(("number", "codes"), [(OBSERVANCES, []), (OBSERVANCES + 1, ["unsafe"])])
def test_observances_are_counted(number: int, codes: list[str]) -> None:
    reading = read(zone("Egen", *[WINTER] * number), at("Egen"))
    assert [code.removeprefix("import_zone_") for _, _, code in remarks(reading)] == codes


def test_zones_of_the_file_are_counted() -> None:
    zones = [zone(f"Egen {number}", WINTER) for number in range(ZONES + 1)]
    reading = read(*zones, at(f"Egen {ZONES - 1}"), at(f"Egen {ZONES}").replace("UID:1", "UID:2"))
    assert [starts(event) for event in reading.events] == [
        ["2026-06-01 18:00"],
        ["2026-06-01 11:00"],
    ]
    assert [code for _, _, code in remarks(reading)] == ["import_zone_unsafe"]


@pytest.mark.parametrize("offset", ["+9900", "0100", "+01", "x", ""])
def test_offsets_that_make_no_sense_make_the_zone_unusable(offset: str) -> None:
    reading = read(
        zone("Egen", observance("STANDARD", "19700101T000000", "+0100", offset)), at("Egen")
    )
    assert [code for _, _, code in remarks(reading)] == ["import_zone_unsafe"]


def test_the_two_readings_of_the_autumn_hour_stay_apart() -> None:
    first, second = (
        read(vevent(start=f"DTSTART:20261025T0{hour}3000Z", end="DURATION:PT20M")).events[0]
        for hour in (0, 1)
    )
    assert starts(first) == starts(second) == ["2026-10-25 02:30"]
    assert [event.schedule.first.starts_at for event in (first, second)] == [  # type: ignore[union-attr]
        datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
        datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
    ]


def test_a_time_that_the_clocks_skip_is_the_time_after_the_gap() -> None:
    """R15, RFC 5545 §3.3.5."""
    event = the_event(
        vevent(
            start="DTSTART;TZID=Europe/Oslo:20260329T023000",
            end="DTEND;TZID=Europe/Oslo:20260329T033000",
        )
    )
    first = event.schedule.first
    assert (f"{first.start:%H:%M}", f"{first.end:%H:%M}") == ("03:30", "04:30")  # type: ignore[union-attr]
