"""Answers to who wants to borrow: a stop in both programmes, or a reason, and the date settled."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import pytest

from calendar_app.domain.access import Role, StaffMember
from calendar_app.domain.borrowing import Proposal, RequestState, Side, StepKind
from calendar_app.domain.change import DateChange, Scope
from calendar_app.domain.event import Person, Registration, RegistrationKind, State, Workflow
from calendar_app.domain.lending import Lending
from calendar_app.domain.published import effective_state
from calendar_app.domain.stops import date_changed
from calendar_app.domain.vocabulary import Access
from calendar_app.storage.borrow_answers import (
    AnsweredAlreadyError,
    Home,
    accept,
    agree,
    decline,
    keep,
    propose,
    withdraw,
)
from calendar_app.storage.events import get_event, set_workflow
from calendar_app.storage.history import revisions_of
from calendar_app.storage.lending import news_for
from calendar_app.storage.occurrences import change_date, occurrences_of
from calendar_app.storage.vocabulary import load_vocabulary
from tests.support.borrowing import (
    AGREED,
    GJOVIK,
    HAMAR,
    OTHER,
    RINGSAKER,
    asked,
    borrowed,
    case_of,
    lend,
)
from tests.support.event_lines import event_lines
from tests.support.events import timed
from tests.support.samples import store_vocabulary
from tests.support.schedules import MADE as NOW
from tests.support.schedules import weekly

TODAY = NOW.date()
LATER = NOW + timedelta(hours=1)


@pytest.fixture(autouse=True)
async def _vocabulary(database: str) -> None:
    await store_vocabulary(now=NOW)


async def news(library_id: int) -> list[str]:
    person = StaffMember(
        id=library_id, email="a@example.org", name="A", roles={library_id: Role.EDITOR}
    )
    return [one.kind.value for one in await news_for(person, today=TODAY)]


async def stops() -> list[int]:
    """Name the events of Gjøvik's, of which Hamar's own are none."""
    lines = await event_lines(today=TODAY)
    return [one.event_id for one in lines if one.organiser_id == GJOVIK]


async def test_a_yes_makes_a_stop_in_both_programmes_and_a_tour() -> None:
    event = await lend(
        now=NOW,
        summary="Folkeeventyr",
        people=(Person(name="Fortelleren"),),
        internal_note="Bare for Hamar",
        experience="Gikk bra",
        funding="Fylket",
        contact="hamar@example.org",
        capacity=80,
        registration=Registration(kind=RegistrationKind.LINK, url="https://example.org/hamar"),
        access=Access(hearing_loop=True),
        age_from=6,
    )
    request_id = await asked(event, now=NOW, staff_id=7)
    home = Home(venue_id=4, contact="gjovik@example.org")
    stop_id = await accept(request_id, AGREED, home=home, text="Så hyggelig", staff_id=8, now=LATER)

    stop, host = await get_event(stop_id), await get_event(event.id)
    [tour] = (await load_vocabulary()).tours.values()
    assert (tour.slug, tour.title) == ("askeladden-og-trollene", "Askeladden og trollene")
    assert (host.details.tour_id, host.version) == (tour.id, 2)
    assert (stop.workflow, stop.created_by) == (Workflow.PLANNED, 7)
    assert [one.span for one in await occurrences_of(stop_id)] == [AGREED]
    assert stop.details == replace(
        event.details,
        organiser_id=GJOVIK,
        co_organiser_ids=(HAMAR,),
        tour_id=tour.id,
        venue_id=4,
        contact="gjovik@example.org",
        internal_note="",
        experience="",
        funding="",
        capacity=None,
        registration=Registration(),
        access=Access(),
        lending=Lending(),
    )
    request = (await case_of(request_id)).request
    assert (request.state, request.stop_id) == (RequestState.ACCEPTED, stop_id)
    assert request.agreed
    assert request.agreed.span == AGREED
    assert [(one.kind, one.text) for one in request.story] == [
        (StepKind.ASKED, ""),
        (StepKind.ACCEPTED, "Så hyggelig"),
    ]
    assert (await news(HAMAR), await news(GJOVIK)) == ([], ["accepted"])
    assert [one.action for one in await revisions_of(stop_id)] == ["borrowed"]


async def test_twenty_at_once_say_yes_and_there_is_one_stop(database: str) -> None:
    """T-22."""
    request_id = await asked(await lend(now=NOW), now=NOW)
    found = await asyncio.gather(
        *(accept(request_id, AGREED, home=Home(), staff_id=8, now=LATER) for _ in range(20)),
        return_exceptions=True,
    )
    made = [one for one in found if isinstance(one, int)]
    assert await stops() == made
    assert len(made) == 1
    others = [one for one in found if not isinstance(one, int)]
    assert [type(one) for one in others] == [AnsweredAlreadyError] * 19
    assert len((await load_vocabulary()).tours) == 1


async def test_yes_and_withdrawal_at_once_leave_one_of_them(database: str) -> None:
    """T-22: accepted and then cancelled, or withdrawn and no stop at all."""
    request_id = await asked(await lend(now=NOW), now=NOW)
    said = await asyncio.gather(
        accept(request_id, AGREED, home=Home(), staff_id=8, now=LATER),
        withdraw(request_id, word="Vi rekker det ikke", staff_id=7, now=LATER),
        return_exceptions=True,
    )
    case = await case_of(request_id)
    if case.stop and case.stop_date:
        was_cancelled = effective_state(case.stop, case.stop_date) is State.CANCELLED
        assert was_cancelled is (case.request.state is RequestState.WITHDRAWN)
    else:
        assert isinstance(said[0], AnsweredAlreadyError)
    assert len(await stops()) == int(case.stop is not None)


async def test_the_next_borrower_gets_a_stop_of_the_same_tour() -> None:
    event = await lend(now=NOW)
    one = await borrowed(event, now=NOW)
    other = await borrowed(event, now=NOW, library_id=RINGSAKER, span=OTHER)
    assert one.stop
    assert other.stop
    assert one.stop.details.tour_id == other.stop.details.tour_id
    assert len((await load_vocabulary()).tours) == 1


async def test_two_programmes_of_one_title_make_two_tours_with_names_of_their_own() -> None:
    """SEL-28: and a title that an address could not tell from its own words gets another."""
    for title in ("Neste", "Neste", "Trollene"):
        await borrowed(await lend(now=NOW, title=title), now=NOW)
    tours = (await load_vocabulary()).tours.values()
    assert [one.slug for one in tours] == ["serie-neste", "serie-neste-2", "trollene"]


async def test_a_series_is_borrowed_one_date_at_a_time() -> None:
    case = await borrowed(await lend(now=NOW, schedule=weekly()), now=NOW)
    assert case.stop
    assert not case.stop.schedule.is_series


async def test_a_no_has_a_reason_and_makes_nothing() -> None:
    request_id = await asked(await lend(now=NOW), now=NOW)
    await decline(request_id, reason="Vi har ikke rom ledig", staff_id=8, now=LATER)
    case = await case_of(request_id)
    assert case.request.state is RequestState.DECLINED
    assert (case.request.story[-1].text, case.stop) == ("Vi har ikke rom ledig", None)
    assert (await news(HAMAR), await news(GJOVIK)) == ([], ["declined"])
    assert await stops() == []


async def test_a_withdrawal_before_the_answer_leaves_nothing_but_the_word() -> None:
    request_id = await asked(await lend(now=NOW), now=NOW)
    await withdraw(request_id, word="Vi venter til høsten", staff_id=7, now=LATER)
    assert (await case_of(request_id)).request.story[-1].text == "Vi venter til høsten"
    assert (await news(HAMAR), await news(GJOVIK)) == (["withdrawn"], [])


async def test_a_withdrawal_after_the_yes_cancels_the_stop_for_both() -> None:
    case = await borrowed(await lend(now=NOW), now=NOW)
    await withdraw(case.request.id, word="Vi har ikke folk", staff_id=7, now=LATER)
    case = await case_of(case.request.id)
    assert case.stop
    assert (case.stop.state, case.stop.state_reason) == (State.CANCELLED, "Vi har ikke folk")
    assert await news(HAMAR) == ["withdrawn"]


async def test_a_host_that_cannot_after_all_says_so_and_the_stop_is_the_borrowers() -> None:
    case = await borrowed(await lend(now=NOW), now=NOW)
    await decline(case.request.id, reason="Fortelleren er syk", staff_id=8, now=LATER)
    after = await case_of(case.request.id)
    assert after.request.state is RequestState.DECLINED
    assert after.stop == case.stop
    assert await news(GJOVIK) == ["declined"]


async def test_a_proposal_that_is_sent_twice_is_one() -> None:
    """T-22."""
    case = await borrowed(await lend(now=NOW), now=NOW)
    send = partial(
        propose, case.request.id, OTHER, side=Side.HOST, text="Ok?", staff_id=8, now=LATER
    )
    await asyncio.gather(*(send() for _ in range(10)))
    after = await case_of(case.request.id)
    kinds = [one.kind for one in after.request.story]
    assert kinds == [StepKind.ASKED, StepKind.ACCEPTED, StepKind.PROPOSED]


@pytest.mark.parametrize("side", Side)
async def test_another_date_is_proposed_and_agreed_to_and_the_stop_moves(side: Side) -> None:
    case = await borrowed(await lend(now=NOW), now=NOW)
    request_id, mine, theirs = case.request.id, case.library_of(side), case.library_of(side.other)
    await propose(request_id, OTHER, side=side, text="Passer det?", staff_id=8, now=LATER)
    assert (await news(mine), await news(theirs)) == ([], ["proposed"])
    assert [one.span for one in await occurrences_of(case.request.stop_id or 0)] == [AGREED]
    await agree(request_id, OTHER, side=side.other, staff_id=7, now=LATER)
    assert (await news(mine), await news(theirs)) == (["agreed"], [])
    after = await case_of(request_id)
    assert after.stop_date
    assert (after.stop_date.span, after.stop_date.moved_from) == (OTHER, None)
    assert after.stop_date.uid == (case.stop_date and case.stop_date.uid)
    assert after.request.proposal is None


async def test_a_date_that_the_borrower_moved_by_itself_moves_to_what_both_agreed_on() -> None:
    case = await borrowed(await lend(now=NOW), now=NOW)
    assert case.stop
    assert case.stop_date
    await change_date(
        case.stop.id,
        case.stop_date.id,
        DateChange(span=timed(date(2027, 3, 20), 600, 660)),
        scope=Scope.THIS,
        expected_version=case.stop.version,
        announce_move=False,
        staff_id=8,
        now=NOW,
    )
    await propose(case.request.id, OTHER, side=Side.HOST, staff_id=8, now=NOW)
    await agree(case.request.id, OTHER, side=Side.BORROWER, staff_id=7, now=NOW)
    assert [one.span for one in await occurrences_of(case.stop.id)] == [OTHER]
    assert not date_changed(await case_of(case.request.id))


async def test_a_published_stop_that_moves_is_marked_as_moved() -> None:
    case = await borrowed(await lend(now=NOW), now=NOW)
    await set_workflow(case.request.stop_id or 0, Workflow.PUBLISHED, staff_id=7, now=LATER)
    await propose(case.request.id, OTHER, side=Side.HOST, staff_id=8, now=LATER)
    await agree(case.request.id, OTHER, side=Side.BORROWER, staff_id=7, now=LATER)
    [day] = await occurrences_of(case.request.stop_id or 0)
    assert (day.span, day.moved_from) == (OTHER, AGREED)


async def test_a_proposal_may_be_turned_down_and_the_old_date_stays() -> None:
    case = await borrowed(await lend(now=NOW), now=NOW)
    await propose(case.request.id, OTHER, side=Side.BORROWER, staff_id=7, now=LATER)
    await keep(case.request.id, OTHER, side=Side.HOST, staff_id=8, now=LATER)
    after = await case_of(case.request.id)
    assert after.stop_date
    assert (after.stop_date.span, after.request.proposal) == (AGREED, None)
    assert await news(GJOVIK) == ["kept"]


async def test_nobody_agrees_to_what_the_page_did_not_show_or_to_their_own_proposal() -> None:
    case = await borrowed(await lend(now=NOW), now=NOW)
    request_id = case.request.id
    await propose(request_id, OTHER, side=Side.HOST, staff_id=8, now=LATER)
    for span, side in ((AGREED, Side.BORROWER), (OTHER, Side.HOST)):
        for answer in (agree, keep):
            with pytest.raises(AnsweredAlreadyError):
                await answer(request_id, span, side=side, staff_id=7, now=LATER)
    after = await case_of(request_id)
    assert after.request.proposal == Proposal(side=Side.HOST, span=OTHER)


Act = Callable[[int], Awaitable[object]]

ACTS: dict[str, Act] = {
    "accept": lambda one: accept(one, AGREED, home=Home(), staff_id=8, now=LATER),
    "decline": lambda one: decline(one, reason="x", staff_id=8, now=LATER),
    "withdraw": lambda one: withdraw(one, word="x", staff_id=8, now=LATER),
    "propose": lambda one: propose(one, OTHER, side=Side.HOST, staff_id=8, now=LATER),
    "agree": lambda one: agree(one, OTHER, side=Side.HOST, staff_id=8, now=LATER),
    "keep": lambda one: keep(one, OTHER, side=Side.HOST, staff_id=8, now=LATER),
}


@pytest.mark.parametrize("first", ["decline", "withdraw"])
async def test_what_is_over_stays_over(first: str) -> None:
    request_id = await asked(await lend(now=NOW), now=NOW)
    await ACTS[first](request_id)
    over = await case_of(request_id)
    for act in ACTS.values():
        with pytest.raises(AnsweredAlreadyError):
            await act(request_id)
    assert await case_of(request_id) == over
    assert await stops() == []


async def test_there_is_nothing_to_answer_where_nobody_asked() -> None:
    for act in ACTS.values():
        with pytest.raises(AnsweredAlreadyError):
            await act(99)
