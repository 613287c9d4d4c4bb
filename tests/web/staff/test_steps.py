"""Steps of the workflow, deletions and departures, as the pages offer and take them."""

from datetime import date

import pytest

from calendar_app.domain.access import Role
from calendar_app.domain.event import Event, Workflow
from calendar_app.storage.events import NewEvent, create_event, find_event, get_event, set_workflow
from tests.support.events import details, publish, single, timed, weekly
from tests.support.web import Clock, SignIn

DAY = date(2027, 2, 8)


def address(event: Event, *more: str) -> str:
    return "/".join((f"/ansatt/arrangementer/{event.id}", *more))


async def make(workflow: Workflow, clock: Clock) -> Event:
    """Make an event of Hamar with Gjøvik, never public unless it is published."""
    said = details(co_organiser_ids=(4,), venue_id=1)
    new = NewEvent(details=said, schedule=single(timed(DAY)), workflow=workflow)
    return await create_event(new, staff_id=None, now=clock())


async def test_an_event_goes_all_the_way_and_back(signed_in: SignIn, clock: Clock) -> None:
    editor = await signed_in()
    event = await make(Workflow.DRAFT, clock)
    for step, workflow in (
        ("planlegging", Workflow.PLANNED),
        ("utkast", Workflow.DRAFT),
        ("publisering", Workflow.PUBLISHED),
        ("tilbaketrekking", Workflow.WITHDRAWN),
        ("publisering", Workflow.PUBLISHED),
    ):
        shown = await editor.get(address(event))
        assert f'action="{address(event, step)}"' in shown.text
        answer = await editor.post(address(event, step))
        assert answer.status_code == 303
        assert answer.headers["location"] == f"{address(event)}?melding={workflow.value}"
        assert (await get_event(event.id)).workflow is workflow


async def test_what_is_withdrawn_leaves_the_public_page_at_once(
    signed_in: SignIn, clock: Clock
) -> None:
    editor = await signed_in()
    event = await make(Workflow.PUBLISHED, clock)
    link = f'href="/arrangement/{event.slug}-{event.id}"'
    assert link in (await editor.get("/kalender")).text
    await editor.post(address(event, "tilbaketrekking"))
    assert link not in (await editor.get("/kalender")).text


@pytest.mark.parametrize(
    ("workflow", "step"),
    [
        (Workflow.PUBLISHED, "utkast"),
        (Workflow.PUBLISHED, "planlegging"),
        (Workflow.DRAFT, "tilbaketrekking"),
        (Workflow.WITHDRAWN, "planlegging"),
    ],
)
async def test_a_step_that_does_not_lead_on_changes_nothing(
    signed_in: SignIn, clock: Clock, workflow: Workflow, step: str
) -> None:
    editor = await signed_in()
    event = await make(workflow, clock)
    answer = await editor.post(address(event, step))
    assert answer.headers["location"] == f"{address(event)}?melding=ikke-mulig"
    assert await get_event(event.id) == event


async def test_publishing_twice_is_publishing_once(signed_in: SignIn, clock: Clock) -> None:
    editor = await signed_in()
    event = await make(Workflow.DRAFT, clock)
    await editor.post(address(event, "publisering"))
    once = await get_event(event.id)
    again = await editor.post(address(event, "publisering"))
    assert again.headers["location"] == f"{address(event)}?melding=published"
    assert await get_event(event.id) == once


async def test_what_was_never_published_can_be_deleted(signed_in: SignIn, clock: Clock) -> None:
    editor = await signed_in()
    event = await make(Workflow.PLANNED, clock)
    asked = await editor.get(address(event, "sletting"))
    assert "Legg i papirkurven" in asked.text
    assert await find_event(event.id) == event
    done = await editor.post(address(event, "sletting"))
    assert done.headers["location"] == "/ansatt/arrangementer?melding=slettet"
    assert await find_event(event.id) is None
    assert (await editor.get(address(event))).status_code == 404


async def test_what_was_ever_published_is_not_deleted(signed_in: SignIn, clock: Clock) -> None:
    editor = await signed_in()
    event = await make(Workflow.DRAFT, clock)
    await editor.post(address(event, "publisering"))
    withdrawn = await set_workflow(event.id, Workflow.WITHDRAWN, staff_id=None, now=clock())
    for answer in (
        await editor.get(address(event, "sletting")),
        await editor.post(address(event, "sletting")),
    ):
        assert answer.headers["location"] == f"{address(event)}?melding=ikke-mulig"
    assert await find_event(event.id) == withdrawn
    assert "Slett" not in (await editor.get(address(event))).text.split("<main")[1]


async def test_a_co_organiser_leaves_and_others_cannot_put_it_off(
    signed_in: SignIn, clock: Clock
) -> None:
    gjovik = await signed_in(Role.EDITOR, "gjovik")
    event = await make(Workflow.PUBLISHED, clock)
    path = address(event, "medarrangorer", "4", "uttreden")
    for other in (await signed_in(), await signed_in(Role.ADMIN, "ringsaker")):
        assert (await other.get(path)).status_code == 403
        assert (await other.post(path)).status_code == 403
    assert (await gjovik.get(address(event, "medarrangorer", "1", "uttreden"))).status_code == 404
    assert "Gjovik bibliotek står ikke lenger" in (await gjovik.get(path)).text
    left = await gjovik.post(path)
    assert left.headers["location"] == "/ansatt/arrangementer?melding=uttradt"
    assert (await get_event(event.id)).details.co_organiser_ids == ()


async def test_a_flash_says_what_was_done_and_never_what_the_address_says(
    signed_in: SignIn, clock: Clock
) -> None:
    editor = await signed_in()
    event = await publish(weekly(DAY, 2), now=clock())
    shown = await editor.get(f"{address(event)}?melding=lagret")
    assert "Endringene er lagret." in shown.text
    hostile = await editor.get(f"{address(event)}?melding=%3Cb%3EDu+er+hacket")
    assert "hacket" not in hostile.text
