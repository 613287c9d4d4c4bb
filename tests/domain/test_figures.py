"""What the statistics count, by the rules of facts/domain.md, section 8."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from calendar_app.domain.access import Role, StaffMember
from calendar_app.domain.attendance import Attendance
from calendar_app.domain.event import (
    Arranger,
    Event,
    EventDetails,
    Mode,
    Occurrence,
    Overrides,
    Schedule,
    State,
    Visibility,
    Workflow,
)
from calendar_app.domain.figures import HeldDate, Period, Sums, held_dates, sums, sums_by
from calendar_app.domain.report import gatherings_held, report_of
from calendar_app.domain.vocabulary import AgeBand, Tour, Vocabulary, by_id
from calendar_app.domain.yearly import library_years, year_of
from tests.support.published import timed
from tests.support.schedules import make_occurrence
from tests.support.vocabulary import VOCABULARY

READER = StaffMember(id=1, email="leser@example.org", name="", roles={1: Role.EDITOR})
MADE = datetime(2026, 1, 1, tzinfo=UTC)
YEAR = year_of(2026)
DAY = date(2026, 3, 4)
LATER = date(2027, 2, 1)
HAMAR, RINGSAKER, GJOVIK = 1, 2, 4
TOURING = replace(VOCABULARY, tours=by_id(Tour(id=1, slug="askeladden", title="Askeladden")))


def event(number: int = 1, *, workflow: Workflow = Workflow.PUBLISHED, **said: Any) -> Event:
    state = said.pop("state", State.SCHEDULED)
    details = EventDetails(**{"title": f"Nr. {number}", "organiser_id": HAMAR, **said})
    return Event(
        id=number,
        uid=f"e{number}",
        slug="e",
        details=details,
        schedule=Schedule(first=timed(DAY)),
        workflow=workflow,
        state=state,
        created_at=MADE,
        updated_at=MADE,
    )


def on(of: Event, day: date = DAY, **own: Any) -> tuple[Event, Occurrence]:
    row = make_occurrence(of.id * 100 + day.timetuple().tm_yday, day, timed(day), event_id=of.id)
    return of, replace(row, overrides=Overrides(**own))


def held(
    *dates: tuple[Event, Occurrence],
    came: dict[int, Attendance] | None = None,
    vocabulary: Vocabulary = VOCABULARY,
    period: Period = YEAR,
    today: date = LATER,
) -> list[HeldDate]:
    return held_dates(dates, came or {}, vocabulary, period=period, today=today)


@pytest.mark.parametrize(
    "pair",
    [
        on(event(state=State.CANCELLED)),
        on(event(state=State.POSTPONED)),
        on(event(), state=State.CANCELLED),
        on(event(workflow=Workflow.DRAFT)),
        on(event(workflow=Workflow.PLANNED)),
        on(event(workflow=Workflow.WITHDRAWN)),
        on(event(visibility=Visibility.STAFF)),
        on(event(visibility=Visibility.COMMUNITY)),
        on(event(), date(2025, 12, 31)),
        on(event(), date(2027, 1, 1)),
    ],
)
def test_what_was_not_held_for_the_public_counts_nowhere(pair: tuple[Event, Occurrence]) -> None:
    """D-27: cancelled and postponed dates, drafts, plans and what was withdrawn."""
    assert held(pair) == []
    assert len(held(on(event()))) == 1


def test_a_date_that_is_still_to_come_is_not_counted_yet() -> None:
    pair = on(event())
    assert held(pair, today=date(2026, 3, 3)) == []
    assert len(held(pair, today=DAY)) == 1


def test_visits_of_schools_count_though_nobody_else_sees_them() -> None:
    """D-28."""
    assert [one.event_id for one in held(on(event(visibility=Visibility.SCHOOLS)))] == [1]


def test_full_and_moved_dates_were_held() -> None:
    assert len(held(on(event(), state=State.FULL), on(event(2), state=State.MOVED))) == 2


def test_nought_is_a_number_and_nothing_is_none() -> None:
    """D-30: an empty number is told of, and no divisor of the average."""
    one, two, three = on(event(1)), on(event(2)), on(event(3))
    came = {
        one[1].id: Attendance(participants=0),
        two[1].id: Attendance(participants=30, children_youth=20, digital=5),
    }
    total = sums(held(one, two, three, came=came))
    assert total == Sums(dates=3, participants=30, children_youth=20, digital=5, missing=1)
    assert total.average == 15
    assert sums([]).average is None


def test_a_date_that_is_not_to_count_is_left_out() -> None:
    pair = on(event())
    assert held(pair, came={pair[1].id: Attendance(participants=9, counts=False)}) == []


def test_an_event_with_several_types_of_bands_counts_once_in_all() -> None:
    """D-26: one main type; the sums of bands may hold a date more than once, the total not."""
    pair = on(event(age_from=2, age_to=5, statistics_type="litteratur"))
    dates = held(pair)
    assert sums(dates).dates == 1
    assert {
        key: one.dates for key, one in sums_by(dates, lambda one: one.age_band_ids).items()
    } == {
        1: 1,
        2: 1,
    }


@pytest.mark.parametrize(
    ("low", "high", "bands", "is_for_youth"),
    [
        (0, 3, (1,), True),
        (3, 6, (2,), True),
        (3, 3, (1, 2), True),
        (13, 19, (3, 4), True),
        (16, None, (3, 4), False),
        (None, 2, (1,), True),
        (None, None, (), False),
    ],
)
def test_bands_share_more_than_an_end(
    low: int | None, high: int | None, bands: tuple[int, ...], is_for_youth: bool
) -> None:
    found = held(on(event(age_from=low, age_to=high)))[0]
    assert (found.age_band_ids, found.is_for_youth) == (bands, is_for_youth)


def test_the_bands_that_were_chosen_stand_before_those_of_the_years() -> None:
    everyone = AgeBand(id=9, label=VOCABULARY.age_bands[1].label, low=0, high=None)
    bands = replace(VOCABULARY, age_bands={**VOCABULARY.age_bands, 9: everyone})
    chosen = on(event(age_band_ids=(9,)))
    years = on(event(2, age_from=14, age_to=15))
    assert [one.age_band_ids for one in held(chosen, years, vocabulary=bands)] == [(9,), (3,)]


def test_a_tour_counts_once_in_each_municipality_where_it_stopped() -> None:
    """D-31: by the house where a stop was held; anything else counts where it was arranged."""
    stops = [
        on(event(1, tour_id=1, venue_id=1)),
        on(event(2, tour_id=1, venue_id=2)),
        on(event(3, tour_id=1, organiser_id=GJOVIK, venue_id=5)),
    ]
    elsewhere = on(event(4, venue_id=2))
    online = on(event(5, mode=Mode.ONLINE, co_organiser_ids=(RINGSAKER, GJOVIK)))
    dates = held(*stops, elsewhere, online, vocabulary=TOURING)
    counted = {one.event_id: one.library_id for one in dates}
    assert counted == {1: HAMAR, 2: RINGSAKER, 3: GJOVIK, 4: HAMAR, 5: HAMAR}
    moved = on(event(6, tour_id=1, venue_id=1), venue_id=2)
    assert [one.library_id for one in held(moved, vocabulary=TOURING)] == [RINGSAKER]


def test_what_others_stood_for_alone_has_lines_of_its_own() -> None:
    """D-29; types come in the order of the year's list, and what has none comes last."""
    dates = held(
        on(event(1)),
        on(event(2, statistics_type="kultur")),
        on(event(3, statistics_type="kultur", arranger=Arranger.EXTERNAL)),
        on(event(4, statistics_type="litteratur", arranger=Arranger.WITH_OTHERS)),
    )
    hamar, gjovik = library_years(dates, [HAMAR, GJOVIK], ["litteratur", "kultur"])
    assert [(one.type_slug, one.arranger) for one in hamar.lines] == [
        ("litteratur", Arranger.WITH_OTHERS),
        ("kultur", Arranger.OWN),
        ("kultur", Arranger.EXTERNAL),
        ("", Arranger.OWN),
    ]
    assert (hamar.own.dates, hamar.external.dates, hamar.total.dates) == (3, 1, 4)
    assert gjovik.total == Sums()


def test_the_report_sums_the_same_dates_as_the_statistics() -> None:
    """D-34, D-35: one truth, and no funder but the one that is set on an event."""
    dates = held(
        on(event(1, co_organiser_ids=(GJOVIK,))),
        on(event(2, organiser_id=GJOVIK, tour_id=1), date(2026, 5, 1)),
        on(event(3, visibility=Visibility.SCHOOLS)),
        vocabulary=TOURING,
    )
    events = {one: event(one, experience="Det gikk fint" if one == 1 else "") for one in (1, 2, 3)}
    report = report_of(
        dates, (), events, period=YEAR, funding=["", "Et fond", "Et fond"], reader=READER
    )
    years = library_years(dates, [HAMAR, GJOVIK], [])
    assert report.total.dates == sum(one.total.dates for one in years) == 3
    assert {key: one.dates for key, one in report.by_library.items()} == {HAMAR: 2, GJOVIK: 1}
    assert (report.joint_events, report.joint.dates) == (1, 1)
    assert [(one.tour_id, one.sums.dates) for one in report.tours] == [(1, 1)]
    assert [(one.event_id, one.text) for one in report.experiences] == [(1, "Det gikk fint")]
    assert report.funding == ("Et fond",)


def test_gatherings_are_told_with_who_came_from_where() -> None:
    """A number that the host entered stands before the count of those who had signed up."""
    one, two = on(event(1, visibility=Visibility.STAFF)), on(event(2, visibility=Visibility.STAFF))
    plan = on(event(3, visibility=Visibility.COMMUNITY, workflow=Workflow.PLANNED))
    public = on(event(4))
    found = gatherings_held(
        [one, two, plan, public],
        {two[1].id: Attendance(participants=12)},
        {one[1].id: {HAMAR: 3, GJOVIK: 2}, two[1].id: {HAMAR: 9}},
        period=YEAR,
        today=LATER,
    )
    assert [(one.event_id, one.participants, dict(one.by_library)) for one in found] == [
        (1, 5, {HAMAR: 3, GJOVIK: 2}),
        (2, 12, {HAMAR: 9}),
    ]


def test_nobody_knows_how_many_came_when_nobody_said_so() -> None:
    """D-30: sign-ups are forgotten after a year, and that is no nought."""
    one, two = on(event(1, visibility=Visibility.STAFF)), on(event(2, visibility=Visibility.STAFF))
    came = {two[1].id: Attendance(participants=0)}
    found = gatherings_held([one, two], came, {}, period=YEAR, today=LATER)
    assert [one.participants for one in found] == [None, 0]
