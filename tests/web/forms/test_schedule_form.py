"""The dates of the event's form: what the texts come to, and the texts that make it again."""

from datetime import UTC, date, timedelta
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from calendar_app.domain.event import Schedule
from calendar_app.domain.problems import Problem
from calendar_app.domain.recurrence import Frequency, RecurrenceRule
from calendar_app.domain.series import horizon, planned_dates
from calendar_app.domain.timing import AllDay, Span, Timed, is_ambiguous, same_span, wall
from calendar_app.web.forms.entry import read_dates
from calendar_app.web.forms.schedule import read_schedule, typed_schedule
from calendar_app.web.forms.typed import Reader, Typed

TODAY = date(2026, 9, 1)
SINGLE = {"when": "single", "start_date": "2027-02-08", "start_time": "18.00", "end_time": "19.00"}
WEEKLY = {**SINGLE, "when": "series", "repeats": "weekly", "interval": "1", "ends": "open"}


def typed(texts: dict[str, Any], **changes: Any) -> Typed:
    return Typed().having(**{**texts, **changes})


def read(texts: dict[str, Any], **changes: Any) -> Schedule:
    schedule, problems = read_dates(typed(texts, **changes), today=TODAY)
    assert problems == []
    assert schedule is not None
    return schedule


def problems(texts: dict[str, Any], **changes: Any) -> list[tuple[str, str]]:
    _, found = read_dates(typed(texts, **changes), today=TODAY)
    return [(one.field, one.code) for one in found]


def test_a_single_date_ends_the_day_it_begins() -> None:
    day = date(2027, 2, 8)
    assert read(SINGLE) == Schedule(first=Timed(wall(day, 1080), wall(day, 1140)))


def test_the_fields_that_do_not_apply_are_ignored() -> None:
    changes = {"count": "tull", "repeats": "aldri", "extra_dates": "tull", "left_out": "tull"}
    assert read(SINGLE, **changes) == read(SINGLE)


@pytest.mark.parametrize("end", ["24.00", "00.00", "0"])
def test_an_evening_may_end_at_midnight(end: str) -> None:
    span = read(SINGLE, end_time=end).first
    assert isinstance(span, Timed)
    assert span.end == wall(date(2027, 2, 9), 0)
    assert (span.first, span.last) == (date(2027, 2, 8), date(2027, 2, 8))


def test_an_end_date_makes_it_last_over_night() -> None:
    span = read(SINGLE, end_time="09.00", end_date="9.2.2027").first
    assert isinstance(span, Timed)
    assert span.end == wall(date(2027, 2, 9), 540)


def test_whole_days_have_no_times() -> None:
    schedule = read(SINGLE, when="days", start_time="tull", end_date="10. februar 2027")
    assert schedule == Schedule(first=AllDay(date(2027, 2, 8), date(2027, 2, 10)))


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"start_date": ""}, [("start_date", "required")]),
        ({"start_date": "i morgen"}, [("start_date", "not_a_date")]),
        (
            {"start_time": "", "end_time": "sju"},
            [("start_time", "required"), ("end_time", "not_a_time")],
        ),
        ({"end_time": "17.00"}, [("end_time", "end_before_start")]),
        ({"end_time": "18.00"}, [("end_time", "end_before_start")]),
        ({"when": "days", "end_date": "7.2.2027"}, [("end_date", "end_before_start")]),
        ({"when": "iblant"}, [("when", "unknown_choice")]),
        (
            {"start_date": "29.3.2026", "start_time": "02.30", "end_time": "04.00"},
            [("start_time", "time_does_not_exist")],
        ),
        (
            {"start_date": "25.10.2026", "start_time": "02.30", "end_time": "04.00"},
            [("start_reading", "time_is_ambiguous")],
        ),
        (
            {"start_date": "25.10.2026", "start_time": "02.15", "end_time": "02.45"},
            [("start_reading", "time_is_ambiguous"), ("end_reading", "time_is_ambiguous")],
        ),
    ],
)
def test_what_is_wrong_with_a_single_date_is_said_at_its_field(
    changes: dict[str, str], expected: list[tuple[str, str]]
) -> None:
    assert problems(SINGLE, **changes) == expected


@pytest.mark.parametrize(("reading", "utc_hour"), [("sommertid", 0), ("vintertid", 1)])
def test_the_answer_about_the_autumn_hour_is_taken(reading: str, utc_hour: int) -> None:
    span = read(
        SINGLE,
        start_date="25.10.2026",
        start_time="02.30",
        end_time="04.00",
        start_reading=reading,
    ).first
    assert isinstance(span, Timed)
    assert span.starts_at.astimezone(UTC).hour == utc_hour


def test_the_same_reading_twice_may_take_an_hour_and_a_half() -> None:
    span = read(
        SINGLE,
        start_date="25.10.2026",
        start_time="02.30",
        start_reading="sommertid",
        end_time="02.15",
        end_reading="vintertid",
    ).first
    assert isinstance(span, Timed)
    assert span.ends_at - span.starts_at == timedelta(minutes=45)


def test_a_weekly_series_without_weekdays_has_that_of_its_first_date() -> None:
    assert read(WEEKLY).rule == RecurrenceRule(frequency=Frequency.WEEKLY, weekdays=(0,))


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        (
            {"weekdays": ["3", "1"], "interval": "2", "ends": "count", "count": "10"},
            RecurrenceRule(frequency=Frequency.WEEKLY, interval=2, weekdays=(1, 3), count=10),
        ),
        (
            {"repeats": "daily", "ends": "until", "until": "12.2.2027"},
            RecurrenceRule(frequency=Frequency.DAILY, until=date(2027, 2, 12)),
        ),
        (
            {"repeats": "monthly_day", "interval": ""},
            RecurrenceRule(frequency=Frequency.MONTHLY, month_day=8),
        ),
        (
            {"repeats": "monthly_nth", "nth": "-1", "nth_weekday": "4"},
            RecurrenceRule(frequency=Frequency.MONTHLY, nth=-1, weekdays=(4,)),
        ),
        (
            {"repeats": "monthly_nth", "nth": "2"},
            RecurrenceRule(frequency=Frequency.MONTHLY, nth=2, weekdays=(0,)),
        ),
    ],
)
def test_a_series_repeats_in_the_ways_there_are(
    changes: dict[str, Any], rule: RecurrenceRule
) -> None:
    assert read(WEEKLY, **changes).rule == rule


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"repeats": "yearly"}, [("repeats", "unknown_choice")]),
        ({"ends": "count", "count": ""}, [("count", "required")]),
        ({"ends": "count", "count": "mange"}, [("count", "not_a_number")]),
        ({"ends": "count", "count": "0"}, [("count", "count_out_of_range")]),
        ({"ends": "count", "count": str(2**63)}, [("count", "not_a_number")]),
        (
            {"ends": "count", "count": "2000", "interval": "1000", "end_date": "31.12.2099"},
            [("count", "until_too_late")],
        ),
        ({"ends": "until", "until": ""}, [("until", "required")]),
        ({"ends": "until", "until": "2027-02-07"}, [("until", "until_before_start")]),
        ({"ends": "until", "until": "2099-02-07"}, [("until", "until_too_late")]),
        ({"interval": "0"}, [("interval", "interval_out_of_range")]),
        ({"weekdays": ["7"]}, [("weekdays", "unknown_choice")]),
        (
            {"ends": "until", "until": "2027-02-08", "left_out": "8.2.2027"},
            [("repeats", "no_dates")],
        ),
        ({"extra_dates": "hver påske"}, [("extra_dates", "line_not_a_date")]),
        ({"extra_dates": "15.2.2027 20-21"}, [("extra_dates", "two_dates_same_day")]),
        ({"extra_dates": "10.2.2027 21-20"}, [("extra_dates", "end_before_start")]),
        ({"extra_dates": "25.10.2026 02.30-04.00"}, [("extra_dates", "say_which_reading")]),
        ({"left_out": "9.2.2027"}, [("left_out", "exdate_not_in_rule")]),
        ({"left_out": "fri"}, [("left_out", "line_not_a_date")]),
        ({"extra_dates": "x\n" * 2_001}, [("extra_dates", "too_many_dates")]),
    ],
)
def test_what_is_wrong_with_a_series_is_said_at_its_field(
    changes: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    assert problems(WEEKLY, **changes) == expected


def test_an_extra_date_at_a_time_that_does_not_exist_is_refused_in_its_list() -> None:
    found = problems(WEEKLY, extra_dates="29.3.2026 02.30-04.00")
    assert ("extra_dates", "time_does_not_exist") in found


def test_a_line_that_is_no_date_is_quoted_but_not_at_length() -> None:
    _, found = read_dates(typed(WEEKLY, extra_dates="z" * 5_000), today=TODAY)
    assert found == [Problem("extra_dates", "line_not_a_date", {"line": "z" * 60})]


def test_extra_dates_have_the_times_of_the_series_or_their_own() -> None:
    extra = "10. februar 2027\n\n  fredag 12.2.2027 kl. 10.00–11.30\n"
    assert read(WEEKLY, extra_dates=extra).rdates == (
        Timed(wall(date(2027, 2, 10), 1080), wall(date(2027, 2, 10), 1140)),
        Timed(wall(date(2027, 2, 12), 600), wall(date(2027, 2, 12), 690)),
    )


def test_an_irregular_list_needs_no_rule() -> None:
    schedule = read(WEEKLY, repeats="list", extra_dates="20.2.2027\n27.3.2027", ends="count")
    days = [one.recurrence_date for one in planned_dates(schedule, horizon=horizon(TODAY))]
    assert schedule.rule is None
    assert days == [date(2027, 2, 8), date(2027, 2, 20), date(2027, 3, 27)]


def test_left_out_dates_are_typed_or_ticked() -> None:
    schedule = read(WEEKLY, left_out="15.2.2027", left_out_ticks=["2027-02-22", "2027-02-15"])
    assert schedule.exdates == {date(2027, 2, 15), date(2027, 2, 22)}


def test_a_tick_of_a_date_that_the_changed_rule_no_longer_gives_is_forgotten() -> None:
    schedule = read(WEEKLY, left_out="16.2.2027", weekdays=["1"], left_out_ticks=["2027-02-15"])
    assert schedule.exdates == {date(2027, 2, 16)}


@st.composite
def spans(draw: st.DrawFn) -> Span:
    """Spans whose wall times exist, around both changes of the clocks and elsewhere."""
    day = draw(st.sampled_from([date(2026, 3, 28), date(2026, 10, 24), date(2027, 2, 8)]))
    day += timedelta(days=draw(st.integers(0, 3)))
    length = draw(st.integers(0, 2))
    if draw(st.booleans()):
        return AllDay(day, day + timedelta(days=length))
    start = wall(day, draw(st.integers(0, 1439)), fold=draw(st.integers(0, 1)))
    last_day = day + timedelta(days=length)
    end = wall(last_day, draw(st.integers(0, 1440)), fold=draw(st.integers(0, 1)))
    start, end = (one if is_ambiguous(one) else one.replace(fold=0) for one in (start, end))
    assume(end.astimezone(UTC) > start.astimezone(UTC))
    return Timed(start, end)


@st.composite
def rules(draw: st.DrawFn, first: date) -> RecurrenceRule:
    rule = draw(
        st.sampled_from(
            [
                RecurrenceRule(frequency=Frequency.DAILY),
                RecurrenceRule(frequency=Frequency.WEEKLY, weekdays=(first.weekday(),)),
                RecurrenceRule(frequency=Frequency.WEEKLY, weekdays=(1, 3, 6)),
                RecurrenceRule(frequency=Frequency.MONTHLY, month_day=first.day),
                RecurrenceRule(frequency=Frequency.MONTHLY, nth=-1, weekdays=(4,)),
            ]
        )
    )
    changes: dict[str, Any] = {"interval": draw(st.integers(1, 1000))}
    changes |= draw(st.sampled_from([{}, {"count": 12}, {"until": first + timedelta(days=90)}]))
    return type(rule)(**{**{name: getattr(rule, name) for name in rule.__slots__}, **changes})


@st.composite
def schedules(draw: st.DrawFn) -> Schedule:
    first = draw(spans())
    rule = draw(st.none() | rules(first.first))
    rdates = draw(st.lists(spans(), max_size=3, unique_by=lambda span: span.first))
    days = st.dates(date(2026, 1, 1), date(2027, 12, 31))
    exdates = draw(st.frozensets(days, max_size=3)) if rule else frozenset[date]()
    ordered = tuple(sorted(rdates, key=lambda span: span.first))
    return Schedule(first=first, rule=rule, rdates=ordered, exdates=exdates)


@given(schedules())
def test_the_texts_of_a_schedule_make_the_same_schedule_again(schedule: Schedule) -> None:
    """What an editor does not touch does not change, in whatever way it was entered."""
    reader = Reader(typed_schedule(schedule))
    again = read_schedule(reader)
    assert reader.problems == []
    assert again is not None
    assert (again.rule, again.exdates) == (schedule.rule, schedule.exdates)
    assert len(again.rdates) == len(schedule.rdates)
    pairs = zip((again.first, *again.rdates), (schedule.first, *schedule.rdates), strict=True)
    assert all(same_span(one, other) for one, other in pairs)
