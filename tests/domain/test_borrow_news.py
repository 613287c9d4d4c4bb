"""What a side of a borrowing should hear of, from the request and from the stop itself."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from calendar_app.domain.access import Role, StaffMember
from calendar_app.domain.borrow_news import NewsKind, news_of
from calendar_app.domain.borrowing import (
    Agreement,
    BorrowCase,
    BorrowRequest,
    RequestState,
    Side,
    Step,
    StepKind,
    StopState,
    can_be_asked_for,
    may_borrow_for,
    sides_of,
)
from calendar_app.domain.event import (
    Event,
    EventDetails,
    Occurrence,
    Overrides,
    Schedule,
    State,
    Workflow,
)
from calendar_app.domain.lending import Lending
from calendar_app.domain.stops import can_get_another_date, only_branch, stop_details, stop_state
from calendar_app.domain.timing import Timed
from tests.support.published import timed
from tests.support.schedules import weekly
from tests.support.vocabulary import VOCABULARY

MADE = datetime(2026, 11, 23, 12, tzinfo=UTC)
HAMAR, RINGSAKER, LILLEHAMMER, GJOVIK = 1, 2, 3, 4
DAY, OTHER = timed(date(2027, 3, 4)), timed(date(2027, 3, 11))


def event(number: int, organiser_id: int, **changes: object) -> Event:
    made = Event(
        id=number,
        uid=f"uid-{number}",
        slug="trollene",
        details=EventDetails(
            title="Trollene", organiser_id=organiser_id, lending=Lending(is_open=True)
        ),
        schedule=Schedule(first=DAY),
        workflow=Workflow.PLANNED,
        created_at=MADE,
        updated_at=MADE,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def step(kind: StepKind, side: Side) -> Step:
    return Step(kind=kind, side=side, at=MADE)


def accepted(**changes: object) -> BorrowRequest:
    """A request of Gjøvik's that Hamar has said yes to, and that both have seen."""
    made = BorrowRequest(
        id=1,
        event_id=1,
        library_id=GJOVIK,
        wished_date=DAY.first,
        wished_minute=None,
        message="",
        state=RequestState.ACCEPTED,
        stop_id=2,
        agreed=Agreement(span=DAY),
        proposal=None,
        story=(step(StepKind.ASKED, Side.BORROWER), step(StepKind.ACCEPTED, Side.HOST)),
        created_at=MADE,
        changed_at=MADE,
        is_news_to_host=False,
        is_news_to_borrower=False,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def case(request: BorrowRequest | None = None, **changes: object) -> BorrowCase:
    stop_date = Occurrence(
        id=1,
        uid="uid",
        event_id=2,
        recurrence_date=DAY.first,
        span=DAY,
        created_at=MADE,
    )
    made = BorrowCase(
        request=request or accepted(),
        event=event(1, HAMAR),
        stop=event(2, GJOVIK),
        stop_date=stop_date,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def moved_to(span: Timed) -> Occurrence:
    stored = case().stop_date
    assert stored
    return replace(stored, span=span)


def cancelled_date() -> Occurrence:
    stored = case().stop_date
    assert stored
    return replace(stored, overrides=Overrides(state=State.CANCELLED))


@pytest.mark.parametrize(
    ("changed", "state", "news"),
    [
        ({}, StopState.GOING, None),
        ({"stop_date": moved_to(OTHER)}, StopState.GOING, NewsKind.DATE_CHANGED),
        (
            {"stop": event(2, GJOVIK, state=State.CANCELLED)},
            StopState.CANCELLED,
            NewsKind.STOP_CANCELLED,
        ),
        ({"stop_date": cancelled_date()}, StopState.CANCELLED, NewsKind.STOP_CANCELLED),
        (
            {"stop": event(2, GJOVIK, state=State.POSTPONED)},
            StopState.POSTPONED,
            NewsKind.STOP_POSTPONED,
        ),
        (
            {"stop": event(2, GJOVIK, workflow=Workflow.DRAFT)},
            StopState.TAKEN_BACK,
            NewsKind.STOP_TAKEN_BACK,
        ),
        (
            {"stop": event(2, GJOVIK, workflow=Workflow.WITHDRAWN)},
            StopState.TAKEN_BACK,
            NewsKind.STOP_TAKEN_BACK,
        ),
        ({"stop": None, "stop_date": None}, StopState.DELETED, NewsKind.STOP_DELETED),
    ],
)
def test_what_happens_to_the_stop_is_news_to_the_host_until_it_knows(
    changed: dict[str, Any], state: StopState, news: NewsKind | None
) -> None:
    found = case(**changed)
    assert stop_state(found) is state
    assert news_of(found, Side.HOST) is news
    assert news_of(found, Side.BORROWER) is None
    span = found.stop_date.span if found.stop_date else DAY
    known = accepted(agreed=Agreement(span=span, stop=state))
    assert news_of(case(known, **changed), Side.HOST) is None


def test_the_last_step_of_the_other_side_is_the_news() -> None:
    story = (
        *accepted().story,
        step(StepKind.PROPOSED, Side.HOST),
        step(StepKind.AGREED, Side.BORROWER),
        step(StepKind.NOTED, Side.HOST),
    )
    request = accepted(story=story, is_news_to_host=True, is_news_to_borrower=True)
    assert news_of(case(request), Side.HOST) is NewsKind.AGREED
    assert news_of(case(request), Side.BORROWER) is NewsKind.PROPOSED


def test_what_is_over_is_no_news_whatever_becomes_of_the_stop() -> None:
    request = accepted(state=RequestState.DECLINED)
    assert news_of(case(request, stop=None, stop_date=None), Side.HOST) is None


@pytest.mark.parametrize(
    ("library_ids", "sides"),
    [
        ((HAMAR,), {Side.HOST}),
        ((GJOVIK,), {Side.BORROWER}),
        ((HAMAR, GJOVIK), {Side.HOST, Side.BORROWER}),
        ((RINGSAKER, LILLEHAMMER), set()),
        ((), set()),
    ],
)
def test_a_person_is_on_the_side_of_their_libraries(
    library_ids: tuple[int, ...], sides: set[Side]
) -> None:
    """A-14, T-21."""
    person = staff(*library_ids)
    assert sides_of(person, case()) == sides
    assert may_borrow_for(person, event(1, HAMAR)) == tuple(
        one for one in library_ids if one != HAMAR
    )


def staff(*library_ids: int) -> StaffMember:
    roles = dict.fromkeys(library_ids, Role.EDITOR)
    return StaffMember(id=1, email="a@example.org", name="A", roles=roles)


@pytest.mark.parametrize("workflow", Workflow)
def test_only_what_all_staff_see_can_be_asked_for(workflow: Workflow) -> None:
    shared = workflow in (Workflow.PLANNED, Workflow.PUBLISHED)
    offered = event(1, HAMAR, workflow=workflow)
    assert can_be_asked_for(offered) is shared
    assert not can_be_asked_for(replace(offered, state=State.CANCELLED))
    details = replace(offered.details, lending=Lending())
    assert not can_be_asked_for(replace(offered, details=details))


def test_what_the_host_shares_no_more_has_no_title_for_the_borrower() -> None:
    """A-19: the stop has, for it is the borrower's own."""
    hidden = event(1, HAMAR, workflow=Workflow.DRAFT)
    assert case(event=hidden).title_for(Side.HOST) == "Trollene"
    assert case(event=hidden).title_for(Side.BORROWER) == "Trollene"
    assert case(event=hidden, stop=None).title_for(Side.BORROWER) == ""


def test_another_date_can_be_settled_while_the_stop_goes_as_planned() -> None:
    assert can_get_another_date(case())
    for changed in (
        {"request": accepted(state=RequestState.WITHDRAWN)},
        {"stop": event(2, GJOVIK, state=State.CANCELLED)},
        {"stop": event(2, GJOVIK, schedule=weekly())},
        {"stop": None, "stop_date": None},
    ):
        assert not can_get_another_date(case(**changed))


def test_the_place_is_the_only_branch_of_a_library_that_has_one() -> None:
    found = {one: only_branch(one, VOCABULARY) for one in VOCABULARY.libraries}
    assert found == {HAMAR: 1, RINGSAKER: None, LILLEHAMMER: None, GJOVIK: 4}
    retired = replace(VOCABULARY.venues[3], retired_at=MADE)
    venues = {**VOCABULARY.venues, 3: retired}
    assert only_branch(RINGSAKER, replace(VOCABULARY, venues=venues)) == 2


def test_who_borrows_from_a_library_that_became_their_own_is_not_their_own_partner() -> None:
    details = stop_details(
        event(1, HAMAR).details, library_id=HAMAR, tour_id=1, venue_id=None, contact=""
    )
    assert details.co_organiser_ids == ()
