"""What becomes of a series when it is told as a rule (`gjentakelse=regel`)."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from calendar_app.domain.event import Event, EventDetails, Occurrence, Overrides, Schedule, State
from calendar_app.domain.published import described
from calendar_app.domain.published_series import RuleForm, published_series, rule_form
from calendar_app.domain.timing import Span
from tests.support.published import timed
from tests.support.schedules import MADE, stored, week, weekly
from tests.support.vocabulary import VOCABULARY

TODAY = date(2027, 1, 1)
MODIFIED = datetime(2027, 1, 4, 9, tzinfo=UTC)


def _event(schedule: Schedule, **changes: object) -> Event:
    event = Event(
        id=1,
        uid="series-uid",
        slug="lesestund",
        details=EventDetails(title="Lesestund", organiser_id=1, venue_id=1),
        schedule=schedule,
        created_at=MADE,
        updated_at=MADE,
        series_sequence=4,
        series_modified=MODIFIED,
    )
    return replace(event, **changes)  # type: ignore[arg-type]


def _form(schedule: Schedule, rows: list[Occurrence], *, today: date = TODAY) -> RuleForm | None:
    event = _event(schedule)
    series = published_series(event)
    assert series is not None
    return rule_form(series, [described(event, row, VOCABULARY) for row in rows], today=today)


def _starts(spans: tuple[Span, ...]) -> list[date]:
    return [span.first for span in spans]


def test_event_without_a_rule_is_no_series() -> None:
    single = Schedule(first=timed(week(0)))
    assert published_series(_event(single)) is None
    assert published_series(_event(replace(single, rdates=(timed(week(1)),)))) is None


def test_series_bears_the_uid_and_the_signals_of_its_event() -> None:
    series = published_series(_event(weekly()))
    assert series is not None
    assert (series.uid, series.event_id, series.sequence) == ("series-uid", 1, 4)
    assert (series.last_modified, series.created_at) == (MODIFIED, MADE)


@pytest.mark.parametrize(
    ("changes", "modified"),
    [({}, MADE), ({"published_at": MODIFIED}, MODIFIED)],
)
def test_series_from_before_there_were_signals_has_those_of_its_publication(
    changes: dict[str, datetime], modified: datetime
) -> None:
    series = published_series(_event(weekly(), series_modified=None, **changes))
    assert series is not None
    assert series.last_modified == modified


def test_dates_that_are_alike_are_one_rule() -> None:
    form = _form(weekly(), stored(weekly()))
    assert form is not None
    assert (form.master.uid, form.master.span) == ("series-uid", timed(week(0)))
    assert form.until == timed(week(4))
    assert (form.left_out, form.changed, form.single) == ((), (), ())


def test_missing_changed_and_moved_dates_are_told_apart() -> None:
    rows = stored(weekly(count=10))
    rows[2] = replace(rows[2], overrides=Overrides(title="Nattlesing"))
    rows[4] = replace(rows[4], span=timed(week(4).replace(day=5)), has_own_time=True)
    del rows[6]
    form = _form(weekly(count=10), rows)
    assert form is not None
    assert _starts(form.left_out) == [week(4), week(6)]
    assert [(span, one.uid) for span, one in form.changed] == [(timed(week(2)), "uid-3")]
    assert [one.uid for one in form.single] == ["uid-5"]


def test_master_says_what_most_of_the_dates_say() -> None:
    rows = stored(weekly())
    for number in (1, 2, 3):
        rows[number] = replace(rows[number], overrides=Overrides(place_text="Under eika"))
    form = _form(weekly(), rows)
    assert form is not None
    assert form.master.place is not None
    assert form.master.place.name == "Under eika"
    assert [span.first for span, _ in form.changed] == [week(0), week(4)]


def test_dates_that_are_no_part_of_the_rule_need_not_be_left_out() -> None:
    """What comes before the first date or after the last one lies outside the rule."""
    form = _form(weekly(count=20), stored(weekly(count=20))[5:12])
    assert form is not None
    assert (form.master.span, form.until, form.left_out) == (timed(week(5)), timed(week(11)), ())


def test_row_that_the_schedule_no_longer_has_is_beside_the_rule() -> None:
    rows = stored(weekly())
    stray = replace(rows[1], id=9, uid="uid-9", recurrence_date=date(2027, 1, 14))
    stray = replace(stray, span=timed(date(2027, 1, 14)), overrides=Overrides(title="Ekstra"))
    form = _form(weekly(), [*rows, stray])
    assert form is not None
    assert [one.uid for one in form.single] == ["uid-9"]


def test_two_rows_with_one_name_are_never_two_overrides() -> None:
    rows = stored(weekly())
    twin = replace(rows[1], id=9, uid="uid-9", overrides=Overrides(title="Ekstra"))
    form = _form(weekly(), [*rows, twin])
    assert form is not None
    assert (form.changed, [one.uid for one in form.single]) == ((), ["uid-9"])


@pytest.mark.parametrize(("today", "plain"), [(week(1), False), (week(2), True)])
def test_date_that_moved_is_like_the_others_once_it_has_passed(today: date, plain: bool) -> None:
    rows = stored(weekly())
    rows[1] = replace(rows[1], moved_from=timed(week(0)), overrides=Overrides(state=State.MOVED))
    form = _form(weekly(), rows, today=today)
    assert form is not None
    assert (form.changed == ()) is plain
