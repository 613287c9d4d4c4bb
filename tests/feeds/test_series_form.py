"""The series form: a rule with its exceptions that expands to the ordinary feed's dates."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings

from calendar_app.domain.calledoff import CalledOff
from calendar_app.domain.event import Occurrence, Overrides, Schedule, State
from calendar_app.domain.recurrence import Frequency, RecurrenceRule
from calendar_app.domain.timing import AllDay, Span, Timed, wall
from calendar_app.importing.readers import ics
from feeds.lint import lint
from tests.feeds.series_programmes import (
    EVENT_UID,
    TODAY,
    Programme,
    expanded,
    expanded_by_dateutil,
    imported,
    make_event,
    programme,
    programmes,
    stored_dates,
    truth,
)
from tests.support.published import timed
from tests.support.schedules import weekly

FIRST = date(2027, 1, 6)
"""A Wednesday."""

NIGHT = date(2027, 10, 31)
"""A Sunday on which the hour from two to three comes twice."""


def _rows(schedule: Schedule, **overrides_of: Overrides) -> list[Occurrence]:
    """Give the dates of a schedule; `d3=…` is what the fourth says for itself."""
    own = {int(name[1:]): overrides for name, overrides in overrides_of.items()}
    rows = enumerate(stored_dates(schedule))
    return [replace(row, overrides=own.get(number, row.overrides)) for number, row in rows]


def _made(schedule: Schedule, rows: Sequence[Occurrence] | None = None) -> Programme:
    return programme(make_event(schedule), _rows(schedule) if rows is None else rows)


def _monthly(first: date, **rule: object) -> Schedule:
    made = RecurrenceRule(frequency=Frequency.MONTHLY, count=12, **rule)  # type: ignore[arg-type]
    return Schedule(first=timed(first), rule=made)


def _texts(rendered: Sequence[bytes]) -> list[str]:
    return [one.decode().replace("\r\n ", "") for one in rendered]


def _lines(rendered: bytes, *names: str) -> list[str]:
    lines = _texts([rendered])[0].split("\r\n")
    return [line for line in lines if re.split("[:;]", line)[0] in names]


def _assert_same_dates(made: Programme) -> None:
    body = made.feed()
    assert expanded(body) == truth(made.dates)
    assert expanded_by_dateutil(body) == truth(made.dates)
    assert imported(body) == truth(made.dates)
    assert lint(body, series=True) == []


@given(programmes())
@settings(deadline=None, max_examples=60)
def test_every_reader_finds_the_dates_of_the_ordinary_feed(made: Programme) -> None:
    """FC-12, SEL-41: with fewer VEVENTs or as many, and in no more bytes."""
    _assert_same_dates(made)
    rendered, ordinary = made.rendered(), made.ordinary()
    assert len(rendered) <= len(ordinary)
    if b"RRULE" in b"".join(rendered):
        assert len(rendered) < len(ordinary)
        assert sum(map(len, rendered)) < sum(map(len, ordinary))


@given(programmes())
@settings(deadline=None, max_examples=60)
def test_form_of_a_series_is_what_the_standard_asks(made: Programme) -> None:
    """FC-12, FC-18: the master first, then its overrides; one set of stamps for all of them."""
    texts = _texts(made.rendered())
    stamps = {tuple(re.findall("(?:DTSTAMP|LAST-MODIFIED|SEQUENCE):(.*)\r", one)) for one in texts}
    assert stamps <= {("20270201T093000Z", "20270201T093000Z", "12")}
    ours = [f"UID:{EVENT_UID}\r\n" in text for text in texts]
    assert ours == sorted(ours, reverse=True)
    assert ["RRULE" in text for text in texts] == [True] * any(ours) + [False] * (
        len(texts) - any(ours)
    )
    assert ["RECURRENCE-ID" in text for text in texts[1:]] == ours[1:]
    assert not [text for text in texts if "RDATE" in text or "COUNT" in text]
    days = re.findall("RECURRENCE-ID[^:]*:([0-9]{8})", "".join(texts))
    assert len(days) == len(set(days))
    for text in texts:
        value = re.findall("(?:DTSTART|RECURRENCE-ID|EXDATE)(;[^:]*):", text)
        assert len(set(value)) == 1


def test_master_of_a_weekly_series() -> None:
    """FC-12: UNTIL in UTC, EXDATE and RECURRENCE-ID in the zone of DTSTART."""
    schedule = weekly(count=8, exdates=frozenset({date(2027, 1, 20)}))
    rows = _rows(schedule, d3=Overrides(state=State.CANCELLED, state_reason="Syk."))
    master, override = _made(schedule, rows).rendered()
    times = (
        "UID",
        "CREATED",
        "DTSTART",
        "DTEND",
        "RRULE",
        "EXDATE",
        "RECURRENCE-ID",
        "SUMMARY",
        "STATUS",
    )
    assert _lines(master, *times) == [
        f"UID:{EVENT_UID}",
        "CREATED:20260105T120000Z",
        "DTSTART;TZID=Europe/Oslo:20270106T110000",
        "DTEND;TZID=Europe/Oslo:20270106T114500",
        "RRULE:FREQ=WEEKLY;BYDAY=WE;UNTIL=20270224T100000Z",
        "EXDATE;TZID=Europe/Oslo:20270120T110000",
        "SUMMARY:Lesestund",
        "STATUS:CONFIRMED",
    ]
    assert _lines(override, *times) == [
        f"UID:{EVENT_UID}",
        "CREATED:20261123T120000Z",
        "DTSTART;TZID=Europe/Oslo:20270203T110000",
        "DTEND;TZID=Europe/Oslo:20270203T114500",
        "RECURRENCE-ID;TZID=Europe/Oslo:20270203T110000",
        "SUMMARY:AVLYST: Lesestund",
        "STATUS:CANCELLED",
    ]


def test_series_of_whole_days_has_dates_everywhere() -> None:
    span = AllDay(date(2027, 1, 4), date(2027, 1, 5))
    rule = RecurrenceRule(frequency=Frequency.WEEKLY, weekdays=(0,), count=6)
    schedule = Schedule(first=span, rule=rule, exdates=frozenset({date(2027, 1, 18)}))
    made = _made(schedule, _rows(schedule, d3=Overrides(title="Vinterlesing")))
    master, override = made.rendered()
    assert _lines(master, "DTSTART", "DTEND", "RRULE", "EXDATE") == [
        "DTSTART;VALUE=DATE:20270104",
        "DTEND;VALUE=DATE:20270106",
        "RRULE:FREQ=WEEKLY;BYDAY=MO;UNTIL=20270208",
        "EXDATE;VALUE=DATE:20270118",
    ]
    assert _lines(override, "RECURRENCE-ID") == ["RECURRENCE-ID;VALUE=DATE:20270201"]
    _assert_same_dates(made)


@pytest.mark.parametrize(
    ("schedule", "rule"),
    [
        (
            Schedule(
                first=timed(FIRST),
                rule=RecurrenceRule(frequency=Frequency.WEEKLY, interval=2, weekdays=(2, 4)),
            ),
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE,FR",
        ),
        (
            Schedule(first=timed(FIRST), rule=RecurrenceRule(frequency=Frequency.WEEKLY)),
            "FREQ=WEEKLY;BYDAY=WE",
        ),
        (
            Schedule(
                first=timed(FIRST), rule=RecurrenceRule(frequency=Frequency.DAILY, interval=3)
            ),
            "FREQ=DAILY;INTERVAL=3",
        ),
        (_monthly(date(2027, 1, 31), month_day=31), "FREQ=MONTHLY;BYMONTHDAY=31"),
        (_monthly(date(2027, 1, 31)), "FREQ=MONTHLY;BYMONTHDAY=31"),
        (_monthly(date(2027, 1, 12), nth=2, weekdays=(1,)), "FREQ=MONTHLY;BYDAY=2TU"),
        (_monthly(date(2027, 1, 29), nth=-1, weekdays=(4,)), "FREQ=MONTHLY;BYDAY=-1FR"),
    ],
)
@pytest.mark.parametrize("cut", [0, 1, 2])
def test_rule_keeps_its_step_when_the_window_cuts_its_beginning(
    schedule: Schedule, rule: str, cut: int
) -> None:
    """The rule begins at a date of its own, so every second week stays every second week."""
    made = _made(schedule, _rows(schedule)[cut : cut + 12])
    (master,) = made.rendered()
    (line,) = _lines(master, "RRULE")
    assert line.startswith(f"RRULE:{rule};UNTIL=")
    _assert_same_dates(made)


@pytest.mark.parametrize(
    ("first", "until"), [(FIRST, "20270224T100000Z"), (date(2027, 6, 2), "20270721T090000Z")]
)
def test_until_is_right_in_winter_and_in_summer(first: date, until: str) -> None:
    (master,) = _made(weekly(count=8, first=first)).rendered()
    assert _lines(master, "RRULE") == [f"RRULE:FREQ=WEEKLY;BYDAY=WE;UNTIL={until}"]


def test_series_keeps_its_wall_time_over_both_changes_of_the_clocks() -> None:
    made = _made(weekly(count=50, first=date(2027, 2, 10)))
    assert len(made.rendered()) == 1
    _assert_same_dates(made)
    assert len(expanded(made.feed())) == 50


def test_night_over_the_change_of_the_clocks_ends_when_it_should() -> None:
    """Its real length is another, which no rule can say (§3.8.5.3): it is told by itself."""
    saturday = date(2027, 3, 6)
    night = Timed(wall(saturday, 20 * 60), wall(saturday + timedelta(days=1), 9 * 60))
    rule = RecurrenceRule(frequency=Frequency.WEEKLY, weekdays=(5,), count=8)
    made = _made(Schedule(first=night, rule=rule))
    _, override = made.rendered()
    assert _lines(override, "RECURRENCE-ID", "DTEND") == [
        "DTEND;TZID=Europe/Oslo:20270328T090000",
        "RECURRENCE-ID;TZID=Europe/Oslo:20270327T200000",
    ]
    _assert_same_dates(made)


def test_series_that_begins_with_such_a_night_begins_with_the_next() -> None:
    saturday = date(2027, 3, 27)
    night = Timed(wall(saturday, 20 * 60), wall(saturday + timedelta(days=1), 9 * 60))
    rule = RecurrenceRule(frequency=Frequency.WEEKLY, weekdays=(5,), count=8)
    made = _made(Schedule(first=night, rule=rule))
    master, single = made.rendered()
    assert _lines(master, "DTSTART") == ["DTSTART;TZID=Europe/Oslo:20270403T200000"]
    assert _lines(single, "UID", "RRULE", "RECURRENCE-ID") == ["UID:uid-1"]
    _assert_same_dates(made)


def test_rule_with_an_hour_that_does_not_exist_is_not_told() -> None:
    """Some programs would show 03:30 on that night, and not find 02:30 among the EXDATEs."""
    at_half_past_two = timed(date(2027, 3, 14), 150, 240)
    rule = RecurrenceRule(frequency=Frequency.WEEKLY, weekdays=(6,), count=6)
    made = _made(Schedule(first=at_half_past_two, rule=rule))
    assert len(made.rendered()) == len(made.dates) == 5
    _assert_same_dates(made)


@pytest.mark.parametrize(("first", "number"), [(NIGHT, 0), (NIGHT - timedelta(weeks=2), 2)])
def test_second_reading_of_the_hour_that_comes_twice_goes_out_alone(
    first: date, number: int
) -> None:
    """In UTC, since a local time there means the first reading (§3.3.5)."""
    second = Timed(wall(NIGHT, 150, fold=1), wall(NIGHT, 240))
    rule = RecurrenceRule(frequency=Frequency.WEEKLY, weekdays=(6,), count=6)
    rows = _rows(Schedule(first=timed(first, 150, 240), rule=rule))
    rows[number] = replace(rows[number], span=second)
    made = _made(Schedule(first=rows[0].span, rule=rule), rows)
    _, single = made.rendered()
    assert _lines(single, "UID", "DTSTART", "RECURRENCE-ID") == [
        f"UID:{rows[number].uid}",
        "DTSTART:20271031T013000Z",
    ]
    # recurring-ical-events takes it for the first reading, in the ordinary feed as well.
    assert imported(made.feed()) == expanded_by_dateutil(made.feed()) == truth(made.dates)


def test_rule_never_begins_with_the_second_reading() -> None:
    """It would be a rule in UTC, an hour off from spring on."""
    rule = RecurrenceRule(frequency=Frequency.WEEKLY, weekdays=(6,), count=6)
    schedule = Schedule(first=Timed(wall(NIGHT, 150, fold=1), wall(NIGHT, 240)), rule=rule)
    rows = _rows(schedule)
    rows[0] = replace(rows[0], span=timed(NIGHT, 150, 240), has_own_time=True)
    master, _ = _made(schedule, rows).rendered()
    assert _lines(master, "DTSTART") == ["DTSTART;TZID=Europe/Oslo:20271107T023000"]


@pytest.mark.parametrize(
    "span",
    [
        timed(date(2027, 1, 21)),
        timed(date(2027, 2, 2)),
        AllDay(date(2027, 1, 20), date(2027, 1, 20)),
    ],
    ids=["other-day", "past-its-neighbour", "whole-day"],
)
def test_date_that_left_its_place_goes_out_alone(span: Span) -> None:
    """With its own uid and an EXDATE: Outlook loses a date that passes another one."""
    rows = _rows(weekly(count=8))
    rows[2] = replace(rows[2], span=span, has_own_time=True)
    made = _made(weekly(count=8), rows)
    master, single = made.rendered()
    assert _lines(master, "EXDATE") == ["EXDATE;TZID=Europe/Oslo:20270120T110000"]
    assert _lines(single, "UID", "RECURRENCE-ID") == ["UID:uid-3"]
    _assert_same_dates(made)


def test_date_at_another_hour_of_its_day_is_an_override() -> None:
    rows = _rows(weekly(count=8))
    rows[2] = replace(rows[2], span=timed(date(2027, 1, 20), 1080, 1125), has_own_time=True)
    made = _made(weekly(count=8), rows)
    _, override = made.rendered()
    assert _lines(override, "DTSTART", "RECURRENCE-ID") == [
        "DTSTART;TZID=Europe/Oslo:20270120T180000",
        "RECURRENCE-ID;TZID=Europe/Oslo:20270120T110000",
    ]
    _assert_same_dates(made)


def test_extra_date_is_never_an_rdate() -> None:
    schedule = weekly(count=8, rdates=(timed(date(2027, 1, 22), 1080, 1140),))
    made = _made(schedule)
    master, single = made.rendered()
    assert b"EXDATE" not in master
    assert _lines(single, "UID", "DTSTART", "RRULE", "RECURRENCE-ID") == [
        "UID:uid-4",
        "DTSTART;TZID=Europe/Oslo:20270122T180000",
    ]
    _assert_same_dates(made)


@pytest.mark.parametrize(
    "own",
    [
        {},
        {"d0": Overrides(title="A"), "d1": Overrides(title="B"), "d2": Overrides(title="C")},
        {"d0": Overrides(title="A"), "d1": Overrides(title="B")},
    ],
    ids=["one-date", "none-alike", "half"],
)
def test_rule_that_helps_nothing_is_not_told(own: dict[str, Overrides]) -> None:
    count = {0: 1, 3: 3, 2: 4}[len(own)]
    made = _made(weekly(count=count), _rows(weekly(count=count), **own))
    assert [_lines(one, "UID") for one in made.rendered()] == [
        [f"UID:uid-{number}"] for number in range(1, count + 1)
    ]
    assert b"RRULE" not in b"".join(made.rendered())


def test_few_dates_of_many_are_told_one_by_one() -> None:
    """A filter may take every tenth date; a rule would have more exceptions than dates."""
    made = _made(weekly(count=50), _rows(weekly(count=50))[::10])
    assert len(made.rendered()) == len(made.dates)
    assert b"EXDATE" not in b"".join(made.rendered())


def test_series_called_off_from_a_date_on_is_called_off_in_its_master() -> None:
    event = make_event(
        weekly(count=8), state=State.CANCELLED, state_reason="Pest.", state_from=FIRST
    )
    event = replace(event, state_from=FIRST + timedelta(weeks=1))
    made = programme(event, _rows(event.schedule))
    master, override = made.rendered()
    assert _lines(master, "SUMMARY", "STATUS") == ["SUMMARY:AVLYST: Lesestund", "STATUS:CANCELLED"]
    assert _lines(override, "SUMMARY", "STATUS") == ["SUMMARY:Lesestund", "STATUS:CONFIRMED"]
    _assert_same_dates(made)


@pytest.mark.parametrize(
    ("called_off", "status"),
    [(CalledOff.STATUS, "CANCELLED"), (CalledOff.VISIBLE, "CONFIRMED")],
)
def test_cancelled_date_follows_avlyst(called_off: CalledOff, status: str) -> None:
    """FC-19: `nei` leaves the date out before, so that it is an EXDATE."""
    made = _made(weekly(), _rows(weekly(), d2=Overrides(state=State.CANCELLED)))
    _, override = made.rendered(called_off)
    assert _lines(override, "SUMMARY", "STATUS") == [
        "SUMMARY:AVLYST: Lesestund",
        f"STATUS:{status}",
    ]
    without = [one for one in made.dates if one.state is not State.CANCELLED]
    (master,) = Programme(made.series, tuple(without)).rendered(CalledOff.HIDDEN)
    assert _lines(master, "EXDATE") == ["EXDATE;TZID=Europe/Oslo:20270120T110000"]


def test_date_moved_with_a_word_is_plain_once_it_has_passed() -> None:
    rows = _rows(weekly(count=8))
    old = timed(date(2027, 1, 12))
    rows[1] = replace(rows[1], moved_from=old, overrides=Overrides(state=State.MOVED))
    assert rows[1].span.last < TODAY
    assert len(_made(weekly(count=8), rows).rendered()) == 1


def test_import_takes_the_series_back_as_a_series() -> None:
    made = _made(weekly(count=8), _rows(weekly(count=8), d3=Overrides(state=State.CANCELLED)))
    (event,) = ics.read(made.feed(), today=TODAY).events
    assert (event.uid, event.schedule.first) == (EVENT_UID, timed(FIRST))
    assert event.schedule.rule == RecurrenceRule(
        frequency=Frequency.WEEKLY, weekdays=(2,), until=date(2027, 2, 24)
    )
    assert [(one.recurrence_date, one.overrides.state) for one in event.dates] == [
        (date(2027, 1, 27), State.CANCELLED)
    ]


def test_nothing_comes_of_no_dates() -> None:
    assert _made(weekly(), []).rendered() == []
