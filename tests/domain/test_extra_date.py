"""One date more, or one less."""

from dataclasses import replace
from datetime import UTC, date, datetime

from calendar_app.domain.event import Event, EventDetails, Schedule, Workflow
from calendar_app.domain.extra_date import can_lose_dates, with_date, without_date
from calendar_app.domain.series import planned_dates
from calendar_app.domain.timing import DAY
from tests.support.published import timed
from tests.support.schedules import FAR, FIRST, week, weekly


def days(schedule: Schedule | None) -> list[date]:
    return [one.recurrence_date for one in planned_dates(schedule, horizon=FAR)] if schedule else []


def test_a_date_is_added_beside_those_of_the_rule() -> None:
    extra = timed(FIRST + DAY, 600, 660)
    assert days(with_date(weekly(count=2), extra)) == [FIRST, FIRST + DAY, week(1)]


def test_a_single_event_becomes_a_series_with_two_dates() -> None:
    found = with_date(Schedule(first=timed(FIRST)), timed(week(2)))
    assert (found.is_series, days(found)) == (True, [FIRST, week(2)])


def test_a_date_that_the_rule_had_left_out_just_comes_back() -> None:
    schedule = weekly(count=3, exdates=frozenset({week(1)}))
    assert with_date(schedule, timed(week(1))) == weekly(count=3)
    other_hour = with_date(schedule, timed(week(1), 900, 945))
    assert other_hour.rdates == (timed(week(1), 900, 945),)
    assert len(days(other_hour)) == 3


def test_a_date_of_the_rule_is_left_out_and_an_extra_one_vanishes() -> None:
    schedule = with_date(weekly(count=2), timed(FIRST + DAY))
    assert days(without_date(schedule, week(1), horizon=FAR)) == [FIRST, FIRST + DAY]
    assert without_date(schedule, FIRST + DAY, horizon=FAR) == weekly(count=2)


def test_the_first_of_a_list_gives_its_place_to_the_next() -> None:
    schedule = Schedule(first=timed(FIRST), rdates=(timed(week(1)), timed(week(2))))
    assert days(without_date(schedule, FIRST, horizon=FAR)) == [week(1), week(2)]


def test_the_last_date_cannot_be_taken_away() -> None:
    assert without_date(Schedule(first=timed(FIRST)), FIRST, horizon=FAR) is None
    one_left = weekly(count=2, exdates=frozenset({week(1)}))
    assert without_date(one_left, FIRST, horizon=FAR) is None


def test_a_day_that_the_series_does_not_have_changes_nothing() -> None:
    assert without_date(weekly(count=2), week(5), horizon=FAR) == weekly(count=2)


def test_only_a_draft_that_never_was_public_loses_dates_without_a_word() -> None:
    now = datetime(2026, 11, 23, tzinfo=UTC)
    draft = Event(
        id=1,
        uid="u",
        slug="s",
        details=EventDetails(title="Lesestund", organiser_id=1),
        schedule=weekly(),
        created_at=now,
        updated_at=now,
    )
    assert can_lose_dates(draft)
    assert not can_lose_dates(replace(draft, workflow=Workflow.PLANNED))
    assert not can_lose_dates(replace(draft, published_at=now))
