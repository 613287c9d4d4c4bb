"""The plan as one member of staff reads it, and what the desk asks besides."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from calendar_app.domain.access import Role, StaffMember
from calendar_app.domain.ages import years
from calendar_app.domain.clashes import HintKind, hints_about, meeting_hints
from calendar_app.domain.event import (
    Event,
    Mode,
    Overrides,
    Person,
    Schedule,
    State,
    Visibility,
    Workflow,
)
from calendar_app.domain.gathering import Gathering
from calendar_app.domain.periods import Period, PeriodKind
from calendar_app.domain.plan import PlannedDate
from calendar_app.domain.timing import DAY, AllDay, Window
from calendar_app.domain.vocabulary import Community, Label, Room
from calendar_app.storage.communities import save_community
from calendar_app.storage.dates import DateSettings
from calendar_app.storage.events import NewEvent, cancel_event, create_event
from calendar_app.storage.occurrences import cancel_date, occurrences_of
from calendar_app.storage.periods import (
    add_periods,
    all_periods,
)
from calendar_app.storage.plan import read_plan
from calendar_app.storage.vocabulary import load_vocabulary
from calendar_app.storage.vocabulary_changes import save_venue
from tests.support.counting import counted_queries
from tests.support.events import details, single, timed, weekly
from tests.support.samples import store_vocabulary
from tests.support.web import NOW

pytestmark = pytest.mark.usefixtures("stored_vocabulary")
HAMAR, RINGSAKER, GJOVIK = 1, 2, 4
DAY_ = date(2027, 2, 8)
WINDOW = Window(date(2027, 1, 1), date(2027, 4, 1))
ROOM = Room(id=0, slug="scenen", name="Scenen")


@pytest.fixture
async def stored_vocabulary(database: str) -> None:
    vocabulary = await store_vocabulary(now=NOW)
    await save_venue(replace(vocabulary.venues[1], rooms=(ROOM,)), now=NOW)


def staff_of(*library_ids: int, communities: tuple[int, ...] = ()) -> StaffMember:
    return StaffMember(
        id=1,
        email="",
        name="",
        roles=dict.fromkeys(library_ids, Role.EDITOR),
        community_ids=frozenset(communities),
    )


async def make(
    title: str,
    workflow: Workflow = Workflow.PUBLISHED,
    *,
    schedule: Schedule | None = None,
    **said: Any,
) -> Event:
    new = NewEvent(
        details=details(title, **said),
        schedule=schedule or single(timed(DAY_)),
        workflow=workflow,
    )
    return await create_event(new, staff_id=None, now=NOW)


async def plan(person: StaffMember | None = None, window: Window = WINDOW) -> list[PlannedDate]:
    reader = person or staff_of(HAMAR)
    return await read_plan(reader, window=window, vocabulary=await load_vocabulary())


async def titles(*library_ids: int, communities: tuple[int, ...] = ()) -> list[str]:
    found = await plan(staff_of(*library_ids, communities=communities))
    return sorted(one.title for one in found)


async def test_drafts_are_for_those_who_arrange_and_nothing_withdrawn_is_there() -> None:
    """T-14: a draft of another library is in no plan, and so in no hint."""
    for workflow in Workflow:
        await make(f"Hamars {workflow.value}", workflow)
        await make(f"Ringsakers {workflow.value}", workflow, organiser_id=RINGSAKER)
    await make("Sammen", Workflow.DRAFT, co_organiser_ids=(RINGSAKER,))
    shared = [
        f"{who} {how}" for who in ("Hamars", "Ringsakers") for how in ("planned", "published")
    ]
    assert await titles(HAMAR) == sorted([*shared, "Hamars draft", "Sammen"])
    assert await titles(RINGSAKER) == sorted([*shared, "Ringsakers draft", "Sammen"])
    assert await titles(GJOVIK) == await titles() == sorted(shared)


async def test_gatherings_of_a_community_are_for_its_members() -> None:
    label = Label(slug="barn", nb="Barn", nn="Barn", en="Barn")
    number = await save_community(Community(id=0, label=label))
    meant = Gathering(community_ids=(number,))
    await make("Fellesskapets", visibility=Visibility.COMMUNITY, gathering=meant)
    await make("Ansattes", visibility=Visibility.STAFF)
    assert await titles(GJOVIK) == ["Ansattes"]
    assert await titles(GJOVIK, communities=(number,)) == ["Ansattes", "Fellesskapets"]
    assert await titles(GJOVIK, communities=(number + 1,)) == ["Ansattes"]


async def test_only_dates_that_touch_the_window_in_order_whole_days_first() -> None:
    last = WINDOW.end - DAY
    await make("Kveld", schedule=single(timed(DAY_, 1080, 1140)))
    await make("Hele dagen", schedule=single(AllDay(DAY_, DAY_)))
    await make("Morgen", schedule=single(timed(DAY_, 600, 660)))
    await make("Før og inn", schedule=single(AllDay(date(2026, 12, 1), WINDOW.start)))
    await make("Inn og etter", schedule=single(AllDay(last, date(2027, 9, 1))))
    await make("Før", schedule=single(timed(WINDOW.start - DAY)))
    await make("Etter", schedule=single(timed(WINDOW.end)))
    expected = ["Før og inn", "Hele dagen", "Morgen", "Kveld", "Inn og etter"]
    assert [one.title for one in await plan()] == expected


async def test_a_date_says_what_it_has_of_its_own() -> None:
    room_id = (await load_vocabulary()).venues[1].rooms[0].id
    own = {
        date(2027, 2, 15): DateSettings(overrides=Overrides(title="Egen", venue_id=2)),
        date(2027, 2, 22): DateSettings(overrides=Overrides(place_text="Parken")),
        date(2027, 3, 1): DateSettings(overrides=Overrides(state=State.FULL)),
    }
    series = weekly(DAY_, count=5)
    said = details("Serie", venue_id=1, room_id=room_id, age_band_ids=(2,))
    event = await create_event(
        NewEvent(details=said, schedule=series, workflow=Workflow.PUBLISHED, dates=own),
        staff_id=None,
        now=NOW,
    )
    last = (await occurrences_of(event.id))[-1]
    await cancel_date(event.id, last.id, reason="Sykdom", staff_id=None, now=NOW)
    found = await plan()
    assert [one.title for one in found] == ["Serie", "Egen", "Serie", "Serie", "Serie"]
    assert [one.room_id for one in found] == [room_id, None, None, room_id, room_id]
    assert [one.state.value for one in found] == ["scheduled"] * 3 + ["full", "cancelled"]
    assert [one.state_reason for one in found] == [""] * 4 + ["Sykdom"]
    whole = found[0].event
    assert (whole.is_series, whole.young, whole.says_ages) == (True, years(3, 6), True)
    await cancel_event(event.id, reason="Stengt", staff_id=None, now=NOW)
    after = await plan()
    assert {one.state for one in after} == {State.CANCELLED}
    assert [one.state_reason for one in after] == ["Stengt"] * 4 + ["Sykdom"]


async def test_a_place_is_missing_only_where_nobody_would_find_it() -> None:
    await make("Ingen")
    await make("Digitalt", mode=Mode.ONLINE, online_url="https://example.org")
    await make("Hybrid", mode=Mode.HYBRID, online_url="https://example.org")
    await make("Tekst", place_text="Parken")
    await make("Hus", venue_id=1)
    found = {one.title: one.has_place for one in await plan()}
    assert found == {
        "Ingen": False, "Digitalt": True, "Hybrid": False, "Tekst": True, "Hus": True
    }  # fmt: skip


async def test_hints_come_from_what_is_stored() -> None:
    guest = (Person(name="Teater Innlandet", role="Gjest"),)
    room_id = (await load_vocabulary()).venues[1].rooms[0].id
    one = await make("Her", venue_id=1, room_id=room_id, age_from=3, age_to=6, people=guest)
    await make("I samme rom", venue_id=1, room_id=room_id)
    await make("Der", organiser_id=GJOVIK, age_band_ids=(2,), people=guest)
    hints = meeting_hints(await plan())
    (mine,) = [date.id for date in await plan() if date.event.id == one.id]
    assert [(hint.kind, hint.other.title) for hint in hints[mine] if hint.other] == [
        (HintKind.ROOM, "I samme rom"),
        (HintKind.AUDIENCE, "Der"),
        (HintKind.GUEST, "Der"),
    ]


async def test_the_cost_does_not_follow_what_is_stored() -> None:
    """Five queries, whether there are 1 event or 30, with links or without."""
    with counted_queries() as first:
        await read_plan(staff_of(HAMAR), window=WINDOW, vocabulary=await load_vocabulary())
    for number in range(30):
        await make(f"{number}", co_organiser_ids=(GJOVIK,), age_band_ids=(1, 2))
    with counted_queries() as second:
        await read_plan(staff_of(HAMAR), window=WINDOW, vocabulary=await load_vocabulary())
    assert len(second) == len(first)


WINTER = Period(
    id=0,
    kind=PeriodKind.SCHOOL_HOLIDAY,
    library_id=HAMAR,
    name="Vinterferie",
    first=date(2027, 2, 22),
    last=date(2027, 2, 26),
)


async def test_a_school_holiday_is_a_hint_in_its_own_municipality_alone() -> None:
    """D-38."""
    await add_periods(WINTER, now=NOW)
    for organiser in (HAMAR, GJOVIK):
        await make(f"{organiser}", organiser_id=organiser, schedule=single(timed(WINTER.first)))
    dates = await plan()
    hints = hints_about(dates, [], await all_periods())
    assert [one.title for one in dates if one.id in hints] == ["1"]
