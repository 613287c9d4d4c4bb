"""What a desk asks somebody to look at."""

from dataclasses import replace
from datetime import date, timedelta

from calendar_app.domain.event import State, Visibility, Workflow
from calendar_app.domain.needs import (
    Need,
    coming,
    desk_window,
    lacks,
    may_lack_ages,
    month_ahead,
    to_be_counted,
)
from calendar_app.domain.plan import PlannedDate, PlannedEvent
from calendar_app.domain.timing import DAY, Window
from tests.support.events import timed

TODAY = date(2026, 11, 23)
HAMAR, GJOVIK = 1, 4
PUBLISHED = PlannedEvent(
    id=1,
    title="Lesestund",
    organiser_id=HAMAR,
    library_ids=frozenset((HAMAR,)),
    workflow=Workflow.PUBLISHED,
)


def on(days: int, event: PlannedEvent = PUBLISHED, **changes: object) -> PlannedDate:
    day = TODAY + days * DAY
    made = PlannedDate(id=1000 + days, event=event, span=timed(day), title=event.title)
    return replace(made, **changes)  # type: ignore[arg-type]


def needs(*dates: PlannedDate, seen_to: tuple[int, ...] = ()) -> list[tuple[Need, int]]:
    found = lacks(dates, library_ids=[HAMAR], seen_to=seen_to, today=TODAY)
    return [(one.need, one.date.id) for one in found]


def test_a_place_that_is_missing_is_told_once_by_the_next_date() -> None:
    dates = [on(days, has_place=False) for days in (-1, 7, 14)]
    assert needs(*dates) == [(Need.PLACE, 1007)]
    assert needs(on(7)) == []
    assert needs(on(7, has_place=False, state=State.CANCELLED, state_reason="Sykdom")) == []


def test_only_own_libraries_and_what_somebody_was_told_of() -> None:
    for workflow in Workflow:
        found = needs(on(7, replace(PUBLISHED, workflow=workflow), has_place=False))
        assert bool(found) is (workflow in (Workflow.PLANNED, Workflow.PUBLISHED)), workflow
    assert needs(on(7, replace(PUBLISHED, organiser_id=GJOVIK), has_place=False)) == []


def test_no_age_is_asked_of_what_was_imported_until_somebody_has_gone_through_it() -> None:
    imported = replace(PUBLISHED, is_imported=True, says_ages=False)
    assert needs(on(7, imported)) == [(Need.AGE, 1007)]
    assert needs(on(7, imported), seen_to=(1,)) == []
    assert needs(on(7, replace(imported, is_imported=False))) == []
    assert needs(on(7, replace(imported, says_ages=True))) == []
    assert needs(on(7, replace(imported, visibility=Visibility.STAFF))) == []
    assert may_lack_ages([on(7, imported), on(8)]) == {1}


def test_a_cancellation_wants_a_reason() -> None:
    assert needs(on(7, state=State.CANCELLED)) == [(Need.REASON, 1007)]
    assert needs(on(7, state=State.CANCELLED, state_reason="Sykdom")) == []
    assert needs(on(-7, state=State.CANCELLED)) == []


def test_attendance_is_asked_from_the_day_after_for_sixty_days_latest_first() -> None:
    dates = [on(days) for days in (-61, -60, -1, 0, 7)]
    found = to_be_counted(dates, library_ids=[HAMAR], today=TODAY)
    assert [one.id for one in found] == [999, 940]
    for other in (
        on(-1, replace(PUBLISHED, organiser_id=GJOVIK)),
        on(-1, replace(PUBLISHED, workflow=Workflow.PLANNED)),
        on(-1, replace(PUBLISHED, visibility=Visibility.STAFF)),
        on(-1, state=State.CANCELLED),
        on(-1, state=State.POSTPONED),
    ):
        assert to_be_counted([other], library_ids=[HAMAR], today=TODAY) == []
    schools = on(-1, replace(PUBLISHED, visibility=Visibility.SCHOOLS))
    assert to_be_counted([schools], library_ids=[HAMAR], today=TODAY) == [schools]


def test_the_month_ends_where_it_ends_but_never_leaves_next_to_nothing() -> None:
    for day, end in (
        (date(2026, 11, 1), date(2026, 12, 1)),
        (date(2026, 11, 21), date(2026, 12, 1)),
        (date(2026, 11, 22), date(2027, 1, 1)),
        (date(2026, 12, 31), date(2027, 2, 1)),
    ):
        assert month_ahead(day) == Window(day, end), day
    asked = desk_window(TODAY)
    assert asked.start == TODAY - timedelta(days=60)
    assert asked.end >= max(month_ahead(TODAY).end, TODAY + timedelta(weeks=8))


def test_what_comes_begins_in_the_window_and_is_no_draft() -> None:
    window = Window(TODAY, TODAY + 10 * DAY)
    dates = [
        on(-1),
        on(0),
        on(9),
        on(10),
        on(3, replace(PUBLISHED, workflow=Workflow.DRAFT)),
        on(3, replace(PUBLISHED, visibility=Visibility.STAFF)),
    ]
    found = coming(dates, window=window, visibilities=[Visibility.PUBLIC])
    assert [one.id for one in found] == [1000, 1009]
