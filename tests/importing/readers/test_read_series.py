"""Series: a rule where it means the same, dates where it does not, and single dates changed."""

from datetime import date

import pytest

from calendar_app.domain.event import Overrides, Schedule, State
from calendar_app.domain.imported import ImportedDate
from calendar_app.domain.recurrence import MAX_DATES, Frequency, RecurrenceRule
from calendar_app.domain.timing import AllDay, Timed
from calendar_app.importing.limits import SOURCE_DATES
from tests.importing.calendars import (
    TODAY,
    left_out,
    oslo,
    read,
    remarks,
    spans,
    starts,
    the_event,
    vevent,
)

FIRST = Timed(oslo(2026, 12, 1, 11), oslo(2026, 12, 1, 12))
WEEKLY = RecurrenceRule(frequency=Frequency.WEEKLY, weekdays=(1,))


def series(
    rule: str, *properties: str, zone: str = "Europe/Oslo", summary: str = "Lesestund"
) -> str:
    return vevent(
        f"RRULE:{rule}",
        *properties,
        summary=summary,
        start=f"DTSTART;TZID={zone}:20261201T110000",
        end=f"DTEND;TZID={zone}:20261201T120000",
    )


def change(recurrence: str, *properties: str, at: str = "", summary: str = "Lesestund") -> str:
    clock = at or recurrence.rpartition(":")[2].removesuffix("Z")
    return vevent(
        recurrence,
        *properties,
        summary=summary,
        start=f"DTSTART;TZID=Europe/Oslo:{clock}",
        end="DURATION:PT1H",
    )


def test_an_open_rule_of_our_own_zone_stays_an_open_rule() -> None:
    event = the_event(series("FREQ=WEEKLY"))
    assert event.schedule == Schedule(first=FIRST, rule=WEEKLY)
    assert starts(event)[16:19] == ["2027-03-23 11:00", "2027-03-30 11:00", "2027-04-06 11:00"]


@pytest.mark.parametrize(
    ("rule", "own"),
    [
        ("FREQ=WEEKLY;COUNT=10", {"count": 10}),
        ("FREQ=WEEKLY;UNTIL=20261215T100000Z", {"until": date(2026, 12, 15)}),
        ("FREQ=WEEKLY;UNTIL=20261215T095959Z", {"until": date(2026, 12, 8)}),
        ("FREQ=WEEKLY;UNTIL=20261215T110000", {"until": date(2026, 12, 15)}),
        ("FREQ=WEEKLY;UNTIL=20261215", {"until": date(2026, 12, 15)}),
        ("FREQ=WEEKLY;COUNT=-1", {}),
    ],
)
def test_the_end_of_a_rule(rule: str, own: dict[str, int]) -> None:
    expected = RecurrenceRule(frequency=Frequency.WEEKLY, weekdays=(1,), **own)  # type: ignore[arg-type]
    assert the_event(series(rule)).schedule.rule == expected


def test_left_out_and_extra_dates() -> None:
    event = the_event(
        series(
            "FREQ=WEEKLY;COUNT=4",
            "EXDATE;TZID=Europe/Oslo:20261208T110000,20261209T110000",
            "EXDATE:20261215T100000Z",
            "RDATE;TZID=Europe/Oslo:20261210T180000",
            "RDATE;VALUE=PERIOD:20261211T170000Z/PT3H",
            "RDATE;VALUE=DATE:20261212",
        )
    )
    assert event.schedule.exdates == {date(2026, 12, 8), date(2026, 12, 15)}
    assert event.schedule.rdates == (
        Timed(oslo(2026, 12, 10, 18), oslo(2026, 12, 10, 19)),
        Timed(oslo(2026, 12, 11, 18), oslo(2026, 12, 11, 21)),
        Timed(oslo(2026, 12, 12, 11), oslo(2026, 12, 12, 12)),
    )


def test_a_left_out_day_takes_a_timed_date_with_it() -> None:
    event = the_event(series("FREQ=WEEKLY;COUNT=3", "EXDATE;VALUE=DATE:20261208"))
    assert starts(event) == ["2026-12-01 11:00", "2026-12-15 11:00"]


def test_a_date_can_be_left_out_beyond_the_horizon() -> None:
    event = the_event(series("FREQ=WEEKLY", "EXDATE;TZID=Europe/Oslo:20291204T110000"))
    assert event.schedule.exdates == {date(2029, 12, 4)}


def test_whole_days_stay_whole_days() -> None:
    event = the_event(
        vevent(
            "RRULE:FREQ=WEEKLY;COUNT=3",
            "EXDATE;VALUE=DATE:20261208",
            start="DTSTART;VALUE=DATE:20261201",
            end="DTEND;VALUE=DATE:20261203",
        )
    )
    assert spans(event) == [
        AllDay(date(2026, 12, 1), date(2026, 12, 2)),
        AllDay(date(2026, 12, 15), date(2026, 12, 16)),
    ]


def test_a_start_that_its_rule_does_not_give_is_an_extra_date() -> None:
    event = the_event(series("FREQ=WEEKLY;BYDAY=TH;COUNT=2"))
    assert starts(event) == ["2026-12-01 11:00", "2026-12-03 11:00", "2026-12-10 11:00"]
    assert event.schedule.first == Timed(oslo(2026, 12, 3, 11), oslo(2026, 12, 3, 12))
    assert event.schedule.rdates == (FIRST,)


def test_london_keeps_its_rule_an_hour_later() -> None:
    event = the_event(series("FREQ=WEEKLY", zone="Europe/London"))
    assert event.schedule == Schedule(
        first=Timed(oslo(2026, 12, 1, 12), oslo(2026, 12, 1, 13)), rule=WEEKLY
    )


def test_new_york_becomes_dates_up_to_the_horizon() -> None:
    """Its clocks change on other days than ours."""
    reading = read(series("FREQ=WEEKLY", zone="America/New_York"))
    (event,) = reading.events
    assert event.schedule.rule is None
    assert starts(event)[13:18] == [
        "2027-03-02 17:00",
        "2027-03-09 17:00",
        "2027-03-16 16:00",
        "2027-03-23 16:00",
        "2027-03-30 17:00",
    ]
    assert starts(event)[-1] == "2028-11-21 17:00"
    assert remarks(reading) == [(3, 9, "import_rule_as_dates_open")]


def test_an_open_rule_in_another_zone_is_not_trusted_beyond_what_was_compared() -> None:
    """Every 1 December is six hours apart now; no rule says that it will be."""
    event = read(series("FREQ=YEARLY", zone="America/New_York")).events[0]
    assert event.schedule.rule is None
    assert starts(event) == ["2026-12-01 17:00", "2027-12-01 17:00"]


def test_a_closed_rule_in_utc_stays_a_rule_while_the_clocks_do_not_change() -> None:
    short, long = (
        read(vevent(f"RRULE:FREQ=WEEKLY;COUNT={count}", start="DTSTART:20261201T100000Z", end=""))
        for count in (10, 30)
    )
    assert short.events[0].schedule.rule == RecurrenceRule(
        frequency=Frequency.WEEKLY, weekdays=(1,), count=10
    )
    assert long.events[0].schedule.rule is None
    assert starts(long.events[0])[16:18] == ["2027-03-23 11:00", "2027-03-30 12:00"]


def test_a_rule_outside_our_subset_becomes_its_dates() -> None:
    reading = read(series("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=3"))
    assert starts(reading.events[0]) == [
        "2026-12-01 11:00",
        "2026-12-31 11:00",
        "2027-01-29 11:00",
        "2027-02-26 11:00",
    ]
    assert remarks(reading) == [(3, 9, "import_rule_as_dates")]
    assert reading.findings[0].problem.details == {
        "rule": "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=3"
    }


def test_two_rules_together_become_their_dates() -> None:
    event = read(series("FREQ=WEEKLY;COUNT=2", "RRULE:FREQ=WEEKLY;BYDAY=TH;COUNT=2")).events[0]
    assert starts(event) == [f"2026-12-{day:02} 11:00" for day in (1, 3, 8, 10)]


def test_weeks_that_begin_on_sunday_are_not_taken_for_ours() -> None:
    rule = "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU;COUNT=4"
    event = read(series(rule)).events[0]
    assert starts(event) == [f"2026-12-{day:02} 11:00" for day in (1, 13, 15, 27)]
    assert event.schedule.rule is None


def test_a_time_that_the_clocks_skip_is_no_date_of_a_rule() -> None:
    """RFC 5545 §3.3.10."""
    event = the_event(
        vevent(
            "RRULE:FREQ=DAILY;COUNT=3",
            start="DTSTART;TZID=Europe/Oslo:20260328T023000",
            end="DURATION:PT1H",
        )
    )
    assert starts(event) == ["2026-03-28 02:30", "2026-03-30 02:30"]


def test_a_start_that_the_clocks_skip_is_kept() -> None:
    """R15: it means the time after the gap, and it keeps its length."""
    reading = read(
        vevent(
            "RRULE:FREQ=DAILY;COUNT=2",
            start="DTSTART;TZID=Europe/Oslo:20260329T023000",
            end="DTEND;TZID=Europe/Oslo:20260329T033000",
        )
    )
    assert spans(reading.events[0]) == [
        Timed(oslo(2026, 3, 29, 3, 30), oslo(2026, 3, 29, 4, 30)),
        Timed(oslo(2026, 3, 30, 2, 30), oslo(2026, 3, 30, 3, 30)),
    ]


OLD = "DTSTART;TZID=Europe/Oslo:20100105T110000"


def test_an_old_open_series_begins_a_year_back_when_it_has_too_many_dates() -> None:
    reading = read(vevent("RRULE:FREQ=DAILY", start=OLD, end="DURATION:PT1H"))
    (event,) = reading.events
    assert event.schedule.rule == RecurrenceRule(frequency=Frequency.DAILY)
    assert (starts(event)[0], starts(event)[-1]) == ("2025-11-23 11:00", "2028-11-23 11:00")
    assert remarks(reading) == [(3, 9, "import_series_shortened")]


def test_an_old_open_series_with_few_dates_is_whole() -> None:
    event = the_event(vevent("RRULE:FREQ=WEEKLY", start=OLD, end="DURATION:PT1H"))
    assert starts(event)[0] == "2010-01-05 11:00"


def test_a_series_that_ends_too_far_ahead_is_cut_at_five_years() -> None:
    reading = read(series("FREQ=WEEKLY;UNTIL=99991231T000000Z"))
    assert reading.events[0].schedule.rule == RecurrenceRule(
        frequency=Frequency.WEEKLY, weekdays=(1,), until=date(2031, 11, 18)
    )
    assert remarks(reading) == [(3, 9, "import_series_cut")]


def test_a_series_of_whole_days_to_the_end_of_time_is_bounded() -> None:
    reading = read(
        vevent("RRULE:FREQ=DAILY;UNTIL=99991231", start="DTSTART;VALUE=DATE:20260101", end="")
    )
    assert starts(reading.events[0])[-1] == "2029-11-23"
    assert remarks(reading) == [(3, 8, "import_series_shortened")]


@pytest.mark.parametrize(("extra", "number"), [(MAX_DATES - 1, MAX_DATES), (MAX_DATES, MAX_DATES)])
def test_dates_of_one_event_are_counted(extra: int, number: int) -> None:
    days = [date.fromordinal(date(2023, 1, 1).toordinal() + one) for one in range(extra)]
    rdates = [f"RDATE;TZID=Europe/Oslo:{day:%Y%m%d}T110000" for day in days]
    reading = read(vevent(*rdates, start="DTSTART;TZID=Europe/Oslo:20220101T110000", end=""))
    codes = [code for _, _, code in remarks(reading) if code != "import_end_assumed"]
    if extra < MAX_DATES:
        assert (len(starts(reading.events[0])), codes) == (number, [])
    else:
        assert codes == ["import_series_shortened"]


def test_dates_of_one_file_are_counted() -> None:
    most = ["RRULE:FREQ=DAILY;COUNT=2000"]
    daily = [vevent(*most, uid=str(number), end="DURATION:PT1H") for number in range(12)]
    reading = read(*daily[:10], vevent(uid="a"), *daily[10:])
    assert len(reading.events) * MAX_DATES == SOURCE_DATES
    assert left_out(reading) == [(73, 92, "import_too_many_dates")]
    assert reading.findings[0].problem.details == {"max": SOURCE_DATES, "count": 3}


def test_a_series_without_any_date_left_is_left_out() -> None:
    reading = read(series("FREQ=WEEKLY;UNTIL=20261130T000000Z"), vevent(uid="2"))
    assert left_out(reading) == [(3, 9, "no_dates")]
    excluded = read(vevent("EXDATE;TZID=Europe/Oslo:20261201T110000"))
    assert [code for _, _, code in left_out(excluded)] == ["no_dates"]


SECOND = "RECURRENCE-ID;TZID=Europe/Oslo:20261208T110000"


def test_one_date_moved_renamed_and_elsewhere() -> None:
    event = the_event(
        series("FREQ=WEEKLY;COUNT=3", "LOCATION:Stange", "DESCRIPTION:Vi leser."),
        change(
            SECOND,
            "LOCATION:Løten",
            "DESCRIPTION:I dag leser vi Brødrene Dahl.",
            at="20261209T180000",
            summary="Lesekveld",
        ),
    )
    assert event.dates == (
        ImportedDate(
            recurrence_date=date(2026, 12, 8),
            span=Timed(oslo(2026, 12, 9, 18), oslo(2026, 12, 9, 19)),
            overrides=Overrides(
                title="Lesekveld", place_text="Løten", note="I dag leser vi Brødrene Dahl."
            ),
        ),
    )
    assert event.schedule.rule is not None


@pytest.mark.parametrize(
    "recurrence", [SECOND, "RECURRENCE-ID:20261208T100000Z", "RECURRENCE-ID;VALUE=DATE:20261208"]
)
def test_a_date_is_known_by_any_way_of_writing_it(recurrence: str) -> None:
    event = the_event(
        series("FREQ=WEEKLY;COUNT=3"), change(recurrence, "STATUS:CANCELLED", at="20261208T110000")
    )
    assert event.dates == (
        ImportedDate(recurrence_date=date(2026, 12, 8), overrides=Overrides(state=State.CANCELLED)),
    )


def test_a_date_that_takes_place_in_a_cancelled_series() -> None:
    event = the_event(series("FREQ=WEEKLY;COUNT=3", "STATUS:CANCELLED"), change(SECOND))
    assert event.state is State.CANCELLED
    assert [one.overrides.state for one in event.dates] == [State.SCHEDULED]


def test_a_change_that_changes_nothing_is_no_change() -> None:
    assert the_event(series("FREQ=WEEKLY;COUNT=3"), change(SECOND, "SEQUENCE:1")).dates == ()


def test_a_private_date_of_a_public_series_is_left_out() -> None:
    """A-21."""
    reading = read(
        series("FREQ=WEEKLY;COUNT=3"), change(SECOND, "CLASS:PRIVATE", summary="Hemmelig")
    )
    (event,) = reading.events
    assert starts(event) == ["2026-12-01 11:00", "2026-12-15 11:00"]
    assert left_out(reading) == [(10, 17, "import_private")]
    assert "Hemmelig" not in repr(reading)


def test_a_left_out_date_stays_left_out_although_it_is_changed() -> None:
    event = the_event(
        series("FREQ=WEEKLY;COUNT=3", "EXDATE;TZID=Europe/Oslo:20261208T110000"),
        change(SECOND, at="20261209T110000"),
    )
    assert starts(event) == ["2026-12-01 11:00", "2026-12-15 11:00"]


def test_a_change_of_a_date_that_the_series_does_not_have_is_a_date() -> None:
    event = the_event(
        series("FREQ=WEEKLY;COUNT=2"),
        change("RECURRENCE-ID;TZID=Europe/Oslo:20261210T110000", summary="Ekstra"),
    )
    assert starts(event) == ["2026-12-01 11:00", "2026-12-08 11:00", "2026-12-10 11:00"]
    assert [one.overrides.title for one in event.dates] == ["Ekstra"]


def test_a_change_of_an_older_version_of_the_series_is_left_out() -> None:
    reading = read(
        series("FREQ=WEEKLY;COUNT=2", "SEQUENCE:2"),
        change("RECURRENCE-ID;TZID=Europe/Oslo:20261210T110000", "SEQUENCE:1"),
    )
    assert starts(reading.events[0]) == ["2026-12-01 11:00", "2026-12-08 11:00"]
    assert [code for _, _, code in left_out(reading)] == ["import_change_outdated"]


def test_this_and_following_is_taken_for_the_one_date_and_told() -> None:
    recurrence = "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Oslo:20261208T110000"
    reading = read(series("FREQ=WEEKLY;COUNT=3"), change(recurrence, at="20261208T180000"))
    assert starts(reading.events[0]) == [
        "2026-12-01 11:00",
        "2026-12-08 18:00",
        "2026-12-15 11:00",
    ]
    assert [code for _, _, code in remarks(reading)] == ["import_range_ignored"]


def test_changes_beyond_the_horizon_of_an_open_series() -> None:
    far = "RECURRENCE-ID;TZID=Europe/Oslo:20291204T110000"
    cancelled = read(series("FREQ=WEEKLY"), change(far, "STATUS:CANCELLED"))
    assert cancelled.events[0].schedule.exdates == {date(2029, 12, 4)}
    moved = read(series("FREQ=WEEKLY"), change(far, at="20291204T180000"))
    assert moved.events[0].dates == ()
    assert [code for _, _, code in left_out(moved)] == ["import_date_too_far"]


def test_two_showings_on_one_day_are_two_events() -> None:
    """FC-12: no two dates of a series on one day, and no showing is lost."""
    reading = read(
        series(
            "FREQ=WEEKLY;COUNT=2",
            "RDATE;TZID=Europe/Oslo:20261201T180000,20261208T090000",
            "DESCRIPTION:To forestillinger.",
        )
    )
    first, second = reading.events
    assert starts(first) == ["2026-12-01 11:00", "2026-12-08 11:00"]
    assert starts(second) == ["2026-12-01 18:00", "2026-12-08 09:00"]
    assert first.schedule.rule is not None
    assert (second.uid, second.description) == ("1@example.org#2", "To forestillinger.")
    assert remarks(reading) == [(3, 11, "import_two_dates_same_day")]


def test_a_date_moved_onto_another_date_becomes_an_event_of_its_own() -> None:
    reading = read(
        series("FREQ=WEEKLY;COUNT=3"), change(SECOND, at="20261215T180000", summary="Flyttet")
    )
    first, second = reading.events
    assert starts(first) == ["2026-12-01 11:00", "2026-12-15 11:00"]
    assert starts(second) == ["2026-12-15 18:00"]
    assert [(one.span, one.overrides.title) for one in second.dates] == [(None, "Flyttet")]


def test_more_showings_a_day_than_there_are_hours_are_refused() -> None:
    rdates = [f"RDATE:20261201T{one // 60:02}{one % 60:02}00Z" for one in range(0, 1440, 30)]
    reading = read(vevent(*rdates, end=""))
    assert [code for _, _, code in left_out(reading)] == ["too_many_dates"]


def test_the_digest_changes_with_the_meaning_alone() -> None:
    def digest(*components: str, today: date = TODAY) -> str:
        return read(*components, today=today).events[0].digest

    plain = digest(series("FREQ=WEEKLY"), change(SECOND))
    stamped = series("FREQ=WEEKLY", "DTSTAMP:20260101T000000Z", "X-A:1", "SEQUENCE:4")
    again = change(SECOND, "LAST-MODIFIED:20260101T000000Z", "SEQUENCE:5")
    assert digest(again, stamped) == plain
    assert digest(series("FREQ=WEEKLY"), change(SECOND), today=date(2027, 5, 1)) == plain
    assert digest(series("FREQ=WEEKLY"), change(SECOND, at="20261208T120000")) != plain
    assert digest(series("FREQ=WEEKLY", "LOCATION:Vang"), change(SECOND)) != plain
    assert digest(series("FREQ=WEEKLY")) != plain


def test_the_digest_of_dates_does_not_move_with_the_horizon() -> None:
    new_york = series("FREQ=WEEKLY", zone="America/New_York")
    now, later = (read(new_york, today=day).events[0] for day in (TODAY, date(2027, 5, 1)))
    assert len(starts(later, today=date(2027, 5, 1))) > len(starts(now))
    assert now.digest == later.digest
