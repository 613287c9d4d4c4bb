"""Signing up for dates of gatherings: when, in which ways, for how many, seen by whom."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from calendar_app.domain.access import Role, StaffMember
from calendar_app.domain.event import (
    Event,
    Mode,
    Occurrence,
    Overrides,
    Registration,
    State,
    Visibility,
    Workflow,
)
from calendar_app.domain.gathering import Gathering
from calendar_app.domain.sign_up import (
    Bar,
    bar_of,
    has_gathering_form,
    may_keep_gathering,
    may_see_who_comes,
    places_left,
    refusal,
)
from calendar_app.domain.timing import AllDay
from tests.support.events import details, single, timed

DAY = date(2027, 2, 9)
NOW = datetime(2027, 2, 1, 12, tzinfo=UTC)
ENDS = datetime(2027, 2, 9, 10, 45, tzinfo=UTC)
"""At 11.45 on the wall."""
HOST, ORGANISER, OTHER = 2, 1, 4
HERE, THERE = Mode.IN_PERSON, Mode.ONLINE


def make(workflow: Workflow = Workflow.PUBLISHED, **said: Any) -> Event:
    told = {
        "visibility": Visibility.STAFF,
        "mode": Mode.HYBRID,
        "gathering": Gathering(host_id=HOST),
        **said,
    }
    return Event(
        id=1,
        uid="u",
        slug="samling",
        details=details(**told),
        schedule=single(timed(DAY)),
        workflow=workflow,
        created_at=NOW,
        updated_at=NOW,
    )


def a_date(**own: Any) -> Occurrence:
    return Occurrence(
        id=1,
        uid="d",
        event_id=1,
        recurrence_date=DAY,
        span=timed(DAY),
        overrides=Overrides(**own),
        created_at=NOW,
    )


def staff(*library_ids: int, role: Role = Role.EDITOR, communities: set[int] | None = None) -> Any:
    return StaffMember(
        id=9,
        email="",
        name="",
        roles=dict.fromkeys(library_ids, role),
        community_ids=frozenset(communities or ()),
    )


@pytest.mark.parametrize(
    ("event", "occurrence", "now", "bar"),
    [
        (make(), a_date(), NOW, None),
        (make(Workflow.PLANNED), a_date(), NOW, Bar.NOT_TOLD),
        (make(Workflow.DRAFT), a_date(), NOW, Bar.NOT_TOLD),
        (make(Workflow.WITHDRAWN), a_date(), NOW, Bar.NOT_TOLD),
        (make(), a_date(state=State.CANCELLED), NOW, Bar.CALLED_OFF),
        (make(), a_date(state=State.POSTPONED), NOW, Bar.CALLED_OFF),
        (make(), a_date(state=State.MOVED), NOW, None),
        (make(), a_date(), ENDS - timedelta(seconds=1), None),
        (make(), a_date(), ENDS, Bar.PAST),
        (make(registration=Registration(closes_at=NOW)), a_date(), NOW, Bar.CLOSED),
        (
            make(registration=Registration(closes_at=NOW + timedelta(seconds=1))),
            a_date(),
            NOW,
            None,
        ),
        (
            make(registration=Registration(opens_at=NOW + timedelta(seconds=1))),
            a_date(),
            NOW,
            Bar.NOT_YET,
        ),
    ],
)
def test_when_it_is_open(
    event: Event, occurrence: Occurrence, now: datetime, bar: Bar | None
) -> None:
    assert bar_of(event, occurrence, now=now) is bar


def test_whole_days_are_over_at_local_midnight() -> None:
    whole = replace(a_date(), span=AllDay(DAY, DAY))
    midnight = datetime(2027, 2, 9, 23, tzinfo=UTC)
    assert bar_of(make(), whole, now=midnight - timedelta(seconds=1)) is None
    assert bar_of(make(), whole, now=midnight) is Bar.PAST


@pytest.mark.parametrize(
    ("mode", "way", "bar"),
    [
        (Mode.IN_PERSON, HERE, None),
        (Mode.IN_PERSON, THERE, Bar.NO_SUCH_WAY),
        (Mode.ONLINE, HERE, Bar.NO_SUCH_WAY),
        (Mode.ONLINE, THERE, None),
        (Mode.HYBRID, HERE, None),
        (Mode.HYBRID, THERE, None),
        (Mode.HYBRID, Mode.HYBRID, Bar.NO_SUCH_WAY),
    ],
)
def test_ways_are_those_of_the_gathering(mode: Mode, way: Mode, bar: Bar | None) -> None:
    assert refusal(make(mode=mode), a_date(), way, taken=[], now=NOW) is bar


@pytest.mark.parametrize(
    ("mode", "taken", "left", "here", "there"),
    [
        (Mode.IN_PERSON, [HERE], 1, None, Bar.NO_SUCH_WAY),
        (Mode.IN_PERSON, [HERE, HERE], 0, Bar.FULL, Bar.NO_SUCH_WAY),
        (Mode.HYBRID, [HERE, THERE, THERE], 1, None, None),
        (Mode.HYBRID, [HERE, HERE, THERE], 0, Bar.FULL, None),
        (Mode.ONLINE, [THERE, THERE], 0, Bar.NO_SUCH_WAY, Bar.FULL),
    ],
)
def test_places_are_those_in_the_room_or_online_where_there_is_none(
    mode: Mode, taken: list[Mode], left: int, here: Bar | None, there: Bar | None
) -> None:
    event = make(mode=mode, capacity=2)
    assert places_left(event, a_date(), taken) == left
    assert refusal(event, a_date(), HERE, taken=taken, now=NOW) is here
    assert refusal(event, a_date(), THERE, taken=taken, now=NOW) is there


def test_a_date_may_have_its_own_capacity_and_be_marked_full() -> None:
    assert places_left(make(capacity=2), a_date(capacity=5), [HERE]) == 4
    assert places_left(make(), a_date(), [HERE]) is None
    assert places_left(make(), a_date(state=State.FULL), []) == 0
    assert places_left(make(capacity=1), a_date(), [HERE, HERE]) == 0


@pytest.mark.parametrize(
    ("person", "sees"),
    [
        (staff(ORGANISER), True),
        (staff(HOST), True),
        (staff(OTHER), False),
        (staff(OTHER, role=Role.COORDINATOR), False),
        (staff(OTHER, role=Role.ADMIN), True),
        (staff(), False),
    ],
)
def test_names_are_for_host_organiser_and_admins(person: StaffMember, sees: bool) -> None:
    assert may_see_who_comes(person, make()) is sees


def test_nobody_sees_names_of_what_they_may_not_read() -> None:
    for_members = make(
        visibility=Visibility.COMMUNITY, gathering=Gathering(host_id=HOST, community_ids=(7,))
    )
    admin = staff(OTHER, role=Role.ADMIN)
    assert not may_see_who_comes(admin, for_members)
    assert not may_see_who_comes(staff(HOST), for_members)
    assert may_see_who_comes(staff(HOST, communities={7}), for_members)


def test_the_host_writes_what_a_gathering_says_and_nothing_else() -> None:
    assert may_keep_gathering(staff(HOST), make())
    assert may_keep_gathering(staff(ORGANISER), make())
    assert not may_keep_gathering(staff(OTHER, role=Role.ADMIN), make())
    assert not may_keep_gathering(staff(HOST), make(Workflow.DRAFT))
    assert not may_keep_gathering(staff(HOST), make(visibility=Visibility.PUBLIC))


def test_what_is_only_marked_as_for_staff_keeps_the_events_form() -> None:
    assert has_gathering_form(make())
    assert not has_gathering_form(make(gathering=Gathering()))
    assert has_gathering_form(make(gathering=Gathering(), visibility=Visibility.COMMUNITY))
    assert not has_gathering_form(make(visibility=Visibility.PUBLIC))
