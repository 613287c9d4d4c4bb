"""Cancellations of an event and of one date: asked about, made with a reason, undone."""

import re
from datetime import date, timedelta

from calendar_app.domain.event import Event, Occurrence, State, Workflow
from calendar_app.domain.published import effective_state
from calendar_app.storage.events import NewEvent, create_event, get_event
from calendar_app.storage.occurrences import occurrences_of
from tests.support.events import details, publish, single, timed, weekly
from tests.support.web import NOW, Clock, SignIn

TODAY = NOW.date()


def address(event: Event, *more: object) -> str:
    return "/".join((f"/ansatt/arrangementer/{event.id}", *map(str, more)))


async def states(event: Event) -> list[State]:
    event = await get_event(event.id)
    return [effective_state(event, one) for one in await occurrences_of(event.id)]


async def dates(event: Event) -> list[Occurrence]:
    return await occurrences_of(event.id)


async def test_the_page_says_what_will_happen(signed_in: SignIn, clock: Clock) -> None:
    editor = await signed_in()
    event = await publish(weekly(TODAY - timedelta(weeks=1), 4), now=clock())
    asked = (await editor.get(address(event, "avlysning"))).text
    assert "3 datoer fra og med i dag merkes AVLYST. Den ene som har vært" in asked
    assert "Det blir stående i kalenderen" in asked
    assert (await get_event(event.id)) == event


async def test_a_reason_is_required_and_what_was_typed_stays(
    signed_in: SignIn, clock: Clock
) -> None:
    editor = await signed_in()
    event = await publish(weekly(TODAY, 2), now=clock())
    first = (await dates(event))[0]
    for path in (address(event, "avlysning"), address(event, "datoer", first.id, "avlysning")):
        for reason, code in (("  ", "Skriv en grunn"), ("x" * 2_001, "høyst 2000 tegn")):
            refused = await editor.post(path, {"reason": reason})
            assert refused.status_code == 422
            assert code in refused.text
            assert re.findall(r'href="#(f-\w+)"', refused.text) == ["f-reason"]
            assert f'value="{reason.strip()}"' in refused.text
    assert await states(event) == [State.SCHEDULED] * 2


async def test_an_event_is_cancelled_from_today_on_and_reinstated(
    signed_in: SignIn, clock: Clock
) -> None:
    editor = await signed_in()
    event = await publish(weekly(TODAY - timedelta(weeks=1), 3), now=clock())
    await editor.get("/kalender")
    done = await editor.post(address(event, "avlysning"), {"reason": "Sykdom <3"})
    assert done.headers["location"] == f"{address(event)}?melding=avlyst"
    assert await states(event) == [State.SCHEDULED, State.CANCELLED, State.CANCELLED]
    assert "Sykdom &lt;3" in (await editor.get("/kalender")).text
    assert "Angre avlysningen" in (await editor.get(address(event))).text
    undone = await editor.post(address(event, "avlysning", "angre"))
    assert undone.headers["location"] == f"{address(event)}?melding=avlysning-angret"
    assert await states(event) == [State.SCHEDULED] * 3
    assert "Sykdom" not in (await editor.get("/kalender")).text


async def test_one_date_is_cancelled_and_reinstated(signed_in: SignIn, clock: Clock) -> None:
    editor = await signed_in()
    event = await publish(weekly(date(2027, 2, 8), 3), now=clock())
    second = (await dates(event))[1]
    path = address(event, "datoer", second.id, "avlysning")
    asked = (await editor.get(path)).text
    assert "Mandag 15. februar 2027 kl. 11.00–11.45 merkes AVLYST" in asked
    await editor.post(path, {"reason": "Sykdom"})
    assert await states(event) == [State.SCHEDULED, State.CANCELLED, State.SCHEDULED]
    assert (await dates(event))[1].uid == second.uid
    assert f'formaction="{path}/angre"' in (await editor.get(address(event))).text
    await editor.post(f"{path}/angre")
    assert await states(event) == [State.SCHEDULED] * 3


async def test_what_cannot_be_cancelled_is_not(signed_in: SignIn, clock: Clock) -> None:
    editor = await signed_in()
    draft = await create_event(
        NewEvent(details=details(), schedule=single(timed(TODAY))), staff_id=None, now=clock()
    )
    cancelled = await publish(single(timed(TODAY)), now=clock())
    await editor.post(address(cancelled, "avlysning"), {"reason": "Sykdom"})
    cancelled = await get_event(cancelled.id)
    for event in (draft, cancelled):
        [only] = await dates(event)
        paths = (address(event, "avlysning"), address(event, "datoer", only.id, "avlysning"))
        for path in paths:
            for answer in (await editor.get(path), await editor.post(path, {"reason": "x"})):
                assert answer.headers["location"] == f"{address(event)}?melding=ikke-mulig"
        assert await get_event(event.id) == event
    assert draft.workflow is Workflow.DRAFT


async def test_there_is_nothing_to_undo_where_nothing_is_cancelled(
    signed_in: SignIn, clock: Clock
) -> None:
    editor = await signed_in()
    event = await publish(single(timed(TODAY)), now=clock())
    [only] = await dates(event)
    for path in (("avlysning", "angre"), ("datoer", only.id, "avlysning", "angre")):
        answer = await editor.post(address(event, *path))
        assert answer.headers["location"] == f"{address(event)}?melding=ikke-mulig"
    assert await get_event(event.id) == event


async def test_a_date_is_marked_full_with_one_press_and_open_again(
    signed_in: SignIn, clock: Clock
) -> None:
    editor = await signed_in()
    event = await publish(weekly(TODAY, 2), now=clock())
    first = (await dates(event))[0]
    path = address(event, "datoer", first.id, "fullt")
    assert f'formaction="{path}"' in (await editor.get(address(event))).text
    marked = await editor.post(path)
    assert marked.headers["location"] == f"{address(event)}?melding=fullt"
    assert await states(event) == [State.FULL, State.SCHEDULED]
    assert f'formaction="{path}/angre"' in (await editor.get(address(event))).text
    await editor.post(f"{path}/angre")
    assert await states(event) == [State.SCHEDULED] * 2


async def test_what_is_cancelled_cannot_be_full(signed_in: SignIn, clock: Clock) -> None:
    editor = await signed_in()
    event = await publish(weekly(TODAY, 2), now=clock())
    first = (await dates(event))[0]
    await editor.post(address(event, "datoer", first.id, "avlysning"), {"reason": "Sykdom"})
    answer = await editor.post(address(event, "datoer", first.id, "fullt"))
    assert answer.headers["location"] == f"{address(event)}?melding=ikke-mulig"
    assert await states(event) == [State.CANCELLED, State.SCHEDULED]
