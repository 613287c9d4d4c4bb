"""One date as one VEVENT: its properties, its times, its marks (FC-9 to FC-19)."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from calendar_app.domain.calledoff import CalledOff
from calendar_app.domain.event import State
from calendar_app.domain.published import Place
from calendar_app.domain.timing import AllDay, Span, Timed, wall
from calendar_app.domain.vocabulary import Label
from feeds.vevent import render_vevent
from tests.feeds.occurrences import BRANCH, LABELS, UID, event_url, occurrence, vevent

NIGHT = date(2027, 10, 31)


def _lines(rendered: bytes) -> list[str]:
    return rendered.decode().replace("\r\n ", "").split("\r\n")


def _line(rendered: bytes, name: str) -> str:
    (line,) = [line for line in _lines(rendered) if re.match(rf"{name}[:;]", line)]
    return line


def _has(rendered: bytes, name: str) -> bool:
    return any(re.match(rf"{name}[:;]", line) for line in _lines(rendered))


def test_every_property_is_there_once_and_in_one_order() -> None:
    """FC-9, FC-14, FC-15: and nothing else is there, nested or not."""
    names = [re.split("[:;]", line)[0] for line in _lines(vevent(occurrence()))]
    assert names == [
        "BEGIN",
        "UID",
        "DTSTAMP",
        "LAST-MODIFIED",
        "CREATED",
        "SEQUENCE",
        "DTSTART",
        "DTEND",
        "SUMMARY",
        "STATUS",
        "LOCATION",
        "GEO",
        "CATEGORIES",
        "DESCRIPTION",
        "URL",
        "CLASS",
        "TRANSP",
        "X-MICROSOFT-CDO-BUSYSTATUS",
        "END",
        "",
    ]


def test_constants_keep_the_subscriber_free() -> None:
    """FC-9."""
    rendered = vevent(occurrence())
    assert _line(rendered, "CLASS") == "CLASS:PUBLIC"
    assert _line(rendered, "TRANSP") == "TRANSP:TRANSPARENT"
    assert _line(rendered, "X-MICROSOFT-CDO-BUSYSTATUS") == "X-MICROSOFT-CDO-BUSYSTATUS:FREE"


@pytest.mark.parametrize("state", State)
def test_uid_is_the_bare_stored_one_in_every_state(state: State) -> None:
    """FC-10."""
    assert _line(vevent(occurrence(state=state)), "UID") == f"UID:{UID}"


def test_stamps_are_the_stored_ones_in_utc_and_whole_seconds() -> None:
    """FC-16, FC-17: DTSTAMP is LAST-MODIFIED, never the time of rendering."""
    oslo_summer = timezone(timedelta(hours=2))
    rendered = vevent(
        occurrence(
            last_modified=datetime(2027, 1, 15, 10, 30, 15, 999_999, tzinfo=oslo_summer),
            created_at=datetime(2026, 12, 1, 12, 0, 0, tzinfo=UTC),
            sequence=1007,
        )
    )
    assert _line(rendered, "DTSTAMP") == "DTSTAMP:20270115T083015Z"
    assert _line(rendered, "LAST-MODIFIED") == "LAST-MODIFIED:20270115T083015Z"
    assert _line(rendered, "CREATED") == "CREATED:20261201T120000Z"
    assert _line(rendered, "SEQUENCE") == "SEQUENCE:1007"


@pytest.mark.parametrize(
    ("span", "start", "end"),
    [
        pytest.param(
            Timed(wall(date(2027, 2, 9), 660), wall(date(2027, 2, 9), 705)),
            ";TZID=Europe/Oslo:20270209T110000",
            ";TZID=Europe/Oslo:20270209T114500",
            id="winter",
        ),
        pytest.param(
            Timed(wall(date(2027, 7, 1), 660), wall(date(2027, 7, 1), 1440)),
            ";TZID=Europe/Oslo:20270701T110000",
            ";TZID=Europe/Oslo:20270702T000000",
            id="until-midnight",
        ),
        pytest.param(
            Timed(wall(NIGHT - timedelta(days=1), 1200), wall(NIGHT, 540)),
            ";TZID=Europe/Oslo:20271030T200000",
            ";TZID=Europe/Oslo:20271031T090000",
            id="over-the-change",
        ),
        pytest.param(
            Timed(wall(NIGHT, 60), wall(NIGHT, 150)),
            ";TZID=Europe/Oslo:20271031T010000",
            ";TZID=Europe/Oslo:20271031T023000",
            id="first-reading-of-the-hour-that-comes-twice",
        ),
        pytest.param(
            Timed(wall(NIGHT, 150), wall(NIGHT, 150, fold=1)),
            ":20271031T003000Z",
            ":20271031T013000Z",
            id="both-readings-of-the-hour-that-comes-twice",
        ),
        pytest.param(
            AllDay(date(2027, 2, 22), date(2027, 2, 22)),
            ";VALUE=DATE:20270222",
            ";VALUE=DATE:20270223",
            id="one-whole-day",
        ),
        pytest.param(
            AllDay(date(2026, 12, 21), date(2027, 1, 22)),
            ";VALUE=DATE:20261221",
            ";VALUE=DATE:20270123",
            id="exhibition",
        ),
    ],
)
def test_start_and_end(span: Span, start: str, end: str) -> None:
    """FC-11, FC-12: a wall time with its zone, or whole days with an exclusive end."""
    rendered = vevent(occurrence(span=span))
    assert _line(rendered, "DTSTART") == f"DTSTART{start}"
    assert _line(rendered, "DTEND") == f"DTEND{end}"


@pytest.mark.parametrize(
    "span",
    [
        Timed(wall(date(2027, 2, 9), 660), wall(date(2027, 2, 9), 660)),
        Timed(wall(date(2027, 2, 9), 660), wall(date(2027, 2, 9), 600)),
        AllDay(date(2027, 2, 9), date(2027, 2, 8)),
    ],
)
def test_date_that_does_not_end_after_it_starts_is_refused(span: Span) -> None:
    with pytest.raises(ValueError, match="Ends before it starts"):
        vevent(occurrence(span=span))


@pytest.mark.parametrize(
    ("state", "called_off", "summary", "status"),
    [
        (State.SCHEDULED, CalledOff.STATUS, "Babysang", "CONFIRMED"),
        (State.CANCELLED, CalledOff.STATUS, "AVLYST: Babysang", "CANCELLED"),
        (State.CANCELLED, CalledOff.VISIBLE, "AVLYST: Babysang", "CONFIRMED"),
        (State.FULL, CalledOff.STATUS, "FULLT: Babysang", "CONFIRMED"),
        (State.POSTPONED, CalledOff.STATUS, "UTSATT: Babysang", "CONFIRMED"),
        (State.MOVED, CalledOff.STATUS, "NY TID: Babysang", "CONFIRMED"),
    ],
)
def test_state_shows_in_title_and_status(
    state: State, called_off: CalledOff, summary: str, status: str
) -> None:
    """FC-19."""
    rendered = vevent(occurrence(state=state), called_off=called_off)
    assert _line(rendered, "SUMMARY") == f"SUMMARY:{summary}"
    assert _line(rendered, "STATUS") == f"STATUS:{status}"


def test_moved_date_loses_its_mark_on_the_day_after_and_nothing_else_turns_over() -> None:
    """FC-19."""
    moved = occurrence(state=State.MOVED, moved_from=AllDay(date(2027, 2, 1), date(2027, 2, 1)))
    day_after = date(2027, 2, 10)
    shown = {vevent(moved, today=date(2027, 2, day)) for day in range(1, 10)}
    assert len(shown) == 1
    plain = replace(moved, state=State.SCHEDULED, moved_from=None)
    assert vevent(moved, today=day_after) == vevent(plain, today=day_after)
    others = [occurrence(state=state) for state in State if state is not State.MOVED]
    assert [vevent(one, today=day_after) for one in others] == [vevent(one) for one in others]


@pytest.mark.parametrize(
    ("place", "parts"),
    [
        (
            BRANCH,
            [
                "Hamar bibliotek",
                "hovedbiblioteket",
                "Barneavdelingen",
                "Torggata 100",
                "2317 Hamar",
            ],
        ),
        (Place(name="Mjøsstranda"), ["Mjøsstranda"]),
        (Place(name="Banken", city="Lillehammer"), ["Banken", "Lillehammer"]),
        (Place(name="Ringsaker bibliotek, Moelv", city="Moelv"), ["Ringsaker bibliotek", "Moelv"]),
        (Place(name="Ved\nbrygga"), ["Ved brygga"]),
    ],
)
def test_location_is_one_line_without_empty_parts(place: Place, parts: list[str]) -> None:
    expected = "LOCATION:" + "\\, ".join(parts)
    assert _line(vevent(occurrence(place=place)), "LOCATION") == expected


def test_date_without_a_place_has_no_location() -> None:
    rendered = vevent(occurrence(place=None))
    assert not _has(rendered, "LOCATION")
    assert not _has(rendered, "GEO")


@pytest.mark.parametrize(
    ("latitude", "longitude"), [(None, None), (60.7, None), (float("nan"), 11.0), (91.0, 11.0)]
)
def test_geo_is_written_for_a_real_point_only(
    latitude: float | None, longitude: float | None
) -> None:
    place = replace(BRANCH, latitude=latitude, longitude=longitude)
    assert not _has(vevent(occurrence(place=place)), "GEO")
    assert _line(vevent(occurrence()), "GEO") == "GEO:60.794512;11.067981"


def test_categories_are_names_of_the_controlled_lists() -> None:
    reading = Label(slug="les", nb="Lesing, høyt", nn="", en="")
    song = Label(slug="sang", nb="Sang", nn="", en="")
    rendered = vevent(occurrence(categories=(reading, song), age_from=3, age_to=6))
    assert _line(rendered, "CATEGORIES") == "CATEGORIES:Lesing\\, høyt,Sang,3–6 år"


def test_categories_are_left_out_when_there_are_none() -> None:
    assert not _has(vevent(occurrence(categories=(), age_from=None, age_to=None)), "CATEGORIES")


def test_names_and_prefix_follow_the_labels() -> None:
    nynorsk = replace(LABELS, language="nn", postponed="UTSETT")
    rendered = render_vevent(
        occurrence(state=State.POSTPONED),
        called_off=CalledOff.STATUS,
        labels=nynorsk,
        event_url=event_url,
        today=date(2027, 2, 1),
    )
    assert _line(rendered, "SUMMARY") == "SUMMARY:UTSETT: Babysang"
    assert _line(rendered, "CATEGORIES") == "CATEGORIES:Song og rim,0–1 år"


def test_url_is_the_events_own_address() -> None:
    address = "https://kalender.example/arrangement/babysang-hamar-17"
    assert _line(vevent(occurrence()), "URL") == f"URL:{address}"


@pytest.mark.parametrize("sign", ["\r\n", "\n", "\r", "\x00", "\u2028", "\ud800"])
def test_address_that_would_break_a_line_is_refused(sign: str) -> None:
    with pytest.raises(ValueError, match=r"Not an address|may not contain"):
        vevent(occurrence(event_slug=f"x{sign}X-EVIL:1"))


def test_typed_backslash_n_is_no_line_break() -> None:
    rendered = vevent(occurrence(title="C:\\Noter og C:\\noter"))
    assert _line(rendered, "SUMMARY") == "SUMMARY:C:\\\\Noter og C:\\\\noter"
