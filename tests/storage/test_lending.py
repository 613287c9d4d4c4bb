"""Programmes to borrow: offered, asked for, and what each side hears of."""

import asyncio
from datetime import timedelta

import pytest

from calendar_app.domain.access import Role, StaffMember
from calendar_app.domain.borrow_news import NewsKind
from calendar_app.domain.borrowing import RequestState, Side
from calendar_app.domain.event import Visibility, Workflow
from calendar_app.domain.lending import Lending
from calendar_app.storage.borrow_answers import (
    acknowledge,
    decline,
)
from calendar_app.storage.events import (
    StaleEditError,
    cancel_event,
    reinstate_event,
    set_workflow,
)
from calendar_app.storage.lending import (
    AskedAlreadyError,
    NotLentError,
    ask,
    cases_of,
    find_case,
    lent_events,
    news_for,
    set_lending,
)
from tests.support.borrowing import (
    AGREED,
    GJOVIK,
    HAMAR,
    OFFER,
    OTHER,
    RINGSAKER,
    WISHED,
    asked,
    borrowed,
    case_of,
    lend,
)
from tests.support.counting import counted_queries
from tests.support.events import edit, publish, single, timed
from tests.support.samples import store_vocabulary
from tests.support.schedules import MADE as NOW

TODAY = NOW.date()
LATER = NOW + timedelta(hours=1)


@pytest.fixture(autouse=True)
async def _vocabulary(database: str) -> None:
    await store_vocabulary(now=NOW)


def of(library_id: int) -> StaffMember:
    return StaffMember(
        id=library_id, email="a@example.org", name="A", roles={library_id: Role.EDITOR}
    )


async def news(library_id: int) -> list[NewsKind]:
    return [one.kind for one in await news_for(of(library_id), today=TODAY)]


async def test_an_event_is_opened_for_borrowing_and_closed_again() -> None:
    event = await publish(single(timed(WISHED)), now=NOW)
    opened = await set_lending(event.id, OFFER, expected_version=1, staff_id=3, now=LATER)
    assert opened.details.lending == OFFER
    assert [one.id for one in await lent_events()] == [event.id]
    with pytest.raises(StaleEditError):
        await set_lending(event.id, Lending(), expected_version=1, staff_id=3, now=LATER)
    await set_lending(event.id, Lending(), expected_version=2, staff_id=3, now=LATER)
    assert await lent_events() == []


async def test_a_library_asks_and_the_host_hears_of_it() -> None:
    event = await lend(now=NOW)
    request_id = await ask(
        event.id,
        library_id=GJOVIK,
        wished_date=WISHED,
        wished_minute=18 * 60,
        message="Helst en onsdag",
        staff_id=7,
        now=NOW,
    )
    case = await case_of(request_id)
    assert case.request.state is RequestState.ASKED
    assert (case.host_id, case.request.library_id) == (HAMAR, GJOVIK)
    assert (case.request.wished_minute, case.request.message) == (1080, "Helst en onsdag")
    assert [one.request.id for one in await cases_of([HAMAR])] == [request_id]
    assert [one.request.id for one in await cases_of([GJOVIK])] == [request_id]
    assert await cases_of([RINGSAKER]) == []
    assert (await news(HAMAR), await news(GJOVIK), await news(RINGSAKER)) == (["asked"], [], [])
    await acknowledge(request_id, side=Side.HOST, staff_id=8, now=LATER)
    assert await news(HAMAR) == []


async def test_only_what_is_shared_and_open_can_be_asked_for() -> None:
    """And nobody borrows from themselves; what is for a community stays there (A-14)."""
    for event in (
        await lend(now=NOW, visibility=Visibility.COMMUNITY),
        await lend(now=NOW, workflow=Workflow.DRAFT),
        await lend(now=NOW, lending=Lending()),
        await cancel_event((await lend(now=NOW)).id, reason="x", staff_id=None, now=NOW),
    ):
        with pytest.raises(NotLentError):
            await asked(event, now=NOW)
    with pytest.raises(NotLentError):
        await asked(await lend(now=NOW), now=NOW, library_id=HAMAR)


async def test_the_same_request_twice_is_one_and_another_for_the_same_day_is_told() -> None:
    """T-22: however many are sent at once."""
    event = await lend(now=NOW)
    found = await asyncio.gather(*(asked(event, now=NOW) for _ in range(20)))
    assert len(set(found)) == 1
    with pytest.raises(AskedAlreadyError) as told:
        await ask(
            event.id,
            library_id=GJOVIK,
            wished_date=WISHED,
            message="Nei, slik",
            staff_id=7,
            now=NOW,
        )
    assert told.value.request_id == found[0]
    assert await asked(event, now=NOW, library_id=RINGSAKER) != found[0]
    assert await asked(event, now=NOW, day=WISHED + timedelta(days=1)) != found[0]
    await decline(found[0], reason="Fullt", staff_id=8, now=NOW)
    assert await asked(event, now=NOW) != found[0]


async def test_what_the_borrower_does_to_the_stop_is_news_to_the_host_until_noted() -> None:
    case = await borrowed(await lend(now=NOW), now=NOW)
    request_id = case.request.id
    assert case.stop
    stop_id = case.stop.id
    await acknowledge(request_id, side=Side.BORROWER, staff_id=7, now=NOW)
    assert (await news(HAMAR), await news(GJOVIK)) == ([], [])

    await edit(stop_id, now=LATER, schedule=single(OTHER))
    assert (await news(HAMAR), await news(GJOVIK)) == (["date_changed"], [])
    await acknowledge(request_id, side=Side.BORROWER, staff_id=7, now=LATER)
    assert await news(HAMAR) == ["date_changed"]
    await acknowledge(request_id, side=Side.HOST, staff_id=8, now=LATER)
    assert await news(HAMAR) == []
    request = (await case_of(request_id)).request
    assert request.agreed
    assert request.agreed.span == OTHER
    assert (request.story[-1].kind, request.story[-1].span) == ("noted", OTHER)

    await cancel_event(stop_id, reason="Sykdom", staff_id=7, now=LATER)
    assert await news(HAMAR) == ["stop_cancelled"]
    await acknowledge(request_id, side=Side.HOST, staff_id=8, now=LATER)
    assert await news(HAMAR) == []
    await reinstate_event(stop_id, staff_id=7, now=LATER)
    assert await news(HAMAR) == ["stop_going"]
    await set_workflow(stop_id, Workflow.DRAFT, staff_id=7, now=LATER)
    assert await news(HAMAR) == ["stop_taken_back"]
    await acknowledge(request_id, side=Side.HOST, staff_id=8, now=LATER)
    assert await news(HAMAR) == []


async def test_a_number_of_requests_costs_a_fixed_number_of_queries() -> None:
    event = await lend(now=NOW)
    await borrowed(event, now=NOW)
    with counted_queries() as few:
        assert len(await cases_of([HAMAR])) == 1
    for weeks in range(1, 6):
        span = timed(AGREED.first + timedelta(weeks=weeks))
        await borrowed(event, now=NOW, library_id=RINGSAKER, span=span)
    with counted_queries() as many:
        assert len(await cases_of([HAMAR])) == 6
    assert len(many) == len(few)


async def test_there_is_no_request_of_another_number() -> None:
    for number in (0, -1, 2**31, 2**63, 99):
        assert await find_case(number) is None
