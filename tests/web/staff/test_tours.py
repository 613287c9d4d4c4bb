"""Tours: their stops in order of date, whom they are shown to, and another name."""

from datetime import date

import pytest

from calendar_app.domain.access import Role
from calendar_app.domain.event import Workflow
from calendar_app.storage.events import get_event, set_workflow
from calendar_app.storage.tours import events_of_tour, tour_events
from calendar_app.storage.vocabulary import load_vocabulary
from tests.support.borrowing import OTHER, RINGSAKER, borrowed, lend
from tests.support.counting import counted_queries
from tests.support.events import timed
from tests.support.staff_forms import event_form, outline, words_of
from tests.support.web import Clock, SignIn

TOURS = "/ansatt/turneer"
HOSTILE = '</script><script>alert(1)</script> "onfocus=x {{7*7}} {%raw%} <svg/onload=x>'


async def make_tour(clock: Clock, *, workflow: Workflow = Workflow.PUBLISHED) -> int:
    """Hamar's own on 8 February, Gjøvik's on 4 March and Ringsaker's before it, on 3 March."""
    event = await lend(now=clock(), workflow=workflow)
    case = await borrowed(event, now=clock())
    await borrowed(event, now=clock(), library_id=RINGSAKER, span=timed(date(2027, 3, 3)))
    assert case.stop
    assert case.stop.details.tour_id
    return case.stop.details.tour_id


async def test_a_tour_shows_its_stops_in_order_of_date(signed_in: SignIn, clock: Clock) -> None:
    tour_id = await make_tour(clock)
    reader = await signed_in(Role.EDITOR, "lillehammer")
    listed = words_of((await reader.get(TOURS)).text)
    assert "Askeladden og trollene" in listed
    assert "3 stopp" in listed
    assert "Hamar, Ringsaker og Gjovik" in listed
    page = words_of((await reader.get(f"{TOURS}/{tour_id}")).text)
    days = ["8. feb.", "3. mars", "4. mars"]
    assert sorted(days, key=page.index) == days
    assert "Stedet er ikke satt" in page
    assert "Gi turneen et annet navn" not in page


async def test_a_stop_that_is_anothers_draft_is_not_shown(signed_in: SignIn, clock: Clock) -> None:
    """A-19; a tour with nothing else is not there at all."""
    tour_id = await make_tour(clock)
    stops = [one.event.id for one in await events_of_tour(tour_id)]
    reader = await signed_in(Role.ADMIN, "lillehammer")
    await set_workflow(stops[1], Workflow.DRAFT, staff_id=None, now=clock())
    page = words_of((await reader.get(f"{TOURS}/{tour_id}")).text)
    assert "3. mars" not in page
    assert "4. mars" in page
    for event_id in (stops[0], stops[2]):
        await set_workflow(event_id, Workflow.WITHDRAWN, staff_id=None, now=clock())
    assert (await reader.get(f"{TOURS}/{tour_id}")).status_code == 404
    assert (await reader.post(f"{TOURS}/{tour_id}/navn", {"tour_title": "x"})).status_code == 404
    assert "Askeladden" not in (await reader.get(TOURS)).text


async def test_those_who_answer_for_the_host_give_it_another_name(
    signed_in: SignIn, clock: Clock
) -> None:
    """The address stays."""
    tour_id = await make_tour(clock)
    path = f"{TOURS}/{tour_id}/navn"
    coordinator = await signed_in(Role.COORDINATOR)
    await coordinator.get("/kalender")
    fields = event_form((await coordinator.get(f"{TOURS}/{tour_id}")).text)
    assert fields["tour_title"] == ["Askeladden og trollene"]
    done = await coordinator.post(path, {**fields, "tour_title": ["Trollturneen"]})
    assert done.headers["location"] == f"{TOURS}/{tour_id}?melding=turne-lagret"
    tour = (await load_vocabulary()).tours[tour_id]
    assert (tour.slug, tour.title) == ("askeladden-og-trollene", "Trollturneen")
    shown = await coordinator.client.get("/kalender?turne=askeladden-og-trollene")
    assert "Trollturneen" in shown.text


@pytest.mark.parametrize(
    ("role", "library"),
    [(Role.EDITOR, "hamar"), (Role.ADMIN, "gjovik"), (Role.ADMIN, "lillehammer")],
)
async def test_others_do_not(signed_in: SignIn, clock: Clock, role: Role, library: str) -> None:
    """T-21."""
    tour_id = await make_tour(clock)
    person = await signed_in(role, library)
    answer = await person.post(f"{TOURS}/{tour_id}/navn", {"tour_title": "Mitt navn"})
    assert answer.status_code == 403
    assert (await load_vocabulary()).tours[tour_id].title == "Askeladden og trollene"


@pytest.mark.parametrize("title", ["", "  ", "x" * 201])
async def test_a_name_that_is_none_is_refused_and_stays_typed(
    signed_in: SignIn, clock: Clock, title: str
) -> None:
    tour_id = await make_tour(clock)
    coordinator = await signed_in(Role.COORDINATOR)
    answer = await coordinator.post(f"{TOURS}/{tour_id}/navn", {"tour_title": title})
    assert answer.status_code == 422
    assert 'href="#f-tour_title"' in answer.text
    assert f'value="{title.strip()}"' in answer.text


async def test_a_tour_of_no_such_number_is_not_there(signed_in: SignIn, clock: Clock) -> None:
    """T-11."""
    person = await signed_in(Role.ADMIN)
    await make_tour(clock)
    for bad in (str(2**63), str(2**31), "1e3", "-1", "0", "%EF%BC%91", "99"):
        assert (await person.get(f"{TOURS}/{bad}")).status_code == 404
        answer = await person.post(f"{TOURS}/{bad}/navn", {"tour_title": "x"})
        assert answer.status_code == 404


async def test_a_hostile_name_is_a_name(signed_in: SignIn, clock: Clock) -> None:
    """T-4."""
    tour_id = await make_tour(clock)
    person = await signed_in(Role.ADMIN)
    paths = (TOURS, f"{TOURS}/{tour_id}")
    harmless = [outline((await person.get(path)).text) for path in paths]
    await person.post(f"{TOURS}/{tour_id}/navn", {"tour_title": HOSTILE})
    pages = [(await person.get(path)).text for path in paths]
    assert [outline(page) for page in pages] == harmless
    assert all(HOSTILE in words_of(page) for page in pages)


async def test_more_tours_cost_no_more_queries(signed_in: SignIn, clock: Clock) -> None:
    person = await signed_in()
    await make_tour(clock)
    with counted_queries() as few:
        await person.get(TOURS)
    for title in ("To", "Tre", "Fire"):
        await borrowed(await lend(now=clock(), title=title), now=clock(), span=OTHER)
    with counted_queries() as many:
        page = await person.get(TOURS)
    assert "Fire" in page.text
    assert len(many) == len(few)
    assert len(await tour_events()) == 4


async def test_the_page_of_an_event_leads_to_its_tour(signed_in: SignIn, clock: Clock) -> None:
    tour_id = await make_tour(clock)
    [first, *_] = await events_of_tour(tour_id)
    event = await get_event(first.event.id)
    page = (await (await signed_in()).get(f"/ansatt/arrangementer/{event.id}")).text
    assert f'href="{TOURS}/{tour_id}"' in page
