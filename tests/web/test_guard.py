from datetime import date

import httpx2
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from calendar_app.domain.access import Role
from calendar_app.domain.event import Event, Workflow
from calendar_app.storage.events import NewEvent, create_event
from calendar_app.web import guard
from tests.support.events import details, single, timed
from tests.support.web import NOW, SignIn

HAMAR, RINGSAKER = 1, 2
READ, WRITE = "/ansatt/test/{event_id}/les", "/ansatt/test/{event_id}/skriv"


async def read(request: Request) -> Response:
    reader, event = await guard.readable_event(request)
    return PlainTextResponse(f"{reader.email} {event.id}")


async def write(request: Request) -> Response:
    writer, event = await guard.writable_event(request)
    return PlainTextResponse(f"{writer.email} {event.id}")


@pytest.fixture(autouse=True)
def _pages(app: Starlette) -> None:
    app.router.routes += [Route(READ, read), Route(WRITE, write)]


async def make_event(workflow: Workflow, *co_organisers: int) -> Event:
    """An event of Hamar."""
    new = NewEvent(
        details=details(organiser_id=HAMAR, co_organiser_ids=co_organisers),
        schedule=single(timed(date(2027, 2, 8))),
        workflow=workflow,
    )
    return await create_event(new, staff_id=None, now=NOW)


async def statuses(client: httpx2.AsyncClient, event_id: object) -> tuple[int, int]:
    """What reading and writing the event is answered with."""
    answers = [await client.get(path.format(event_id=event_id)) for path in (READ, WRITE)]
    return answers[0].status_code, answers[1].status_code


@pytest.mark.parametrize(
    ("workflow", "own", "co_organiser", "stranger"),
    [
        (Workflow.DRAFT, (200, 200), (200, 403), (404, 404)),
        (Workflow.PLANNED, (200, 200), (200, 403), (200, 403)),
        (Workflow.PUBLISHED, (200, 200), (200, 403), (200, 403)),
        (Workflow.WITHDRAWN, (200, 200), (200, 403), (404, 404)),
    ],
)
async def test_who_may_read_and_write(
    signed_in: SignIn,
    client: httpx2.AsyncClient,
    workflow: Workflow,
    own: tuple[int, int],
    co_organiser: tuple[int, int],
    stranger: tuple[int, int],
) -> None:
    event = await make_event(workflow, RINGSAKER)
    for role in Role:
        people = [await signed_in(role, slug) for slug in ("hamar", "ringsaker", "gjovik")]
        answers = [await statuses(one.client, event.id) for one in people]
        assert answers == [own, co_organiser, stranger]
    assert await statuses(client, event.id) == (303, 303)


async def test_stranger_gets_the_page_of_an_event_that_is_not_there(signed_in: SignIn) -> None:
    """T-21: to the byte, so that nobody learns that a draft exists."""
    event = await make_event(Workflow.DRAFT)
    stranger = await signed_in(Role.ADMIN, "gjovik")
    for path in (READ, WRITE):
        theirs = await stranger.get(path.format(event_id=event.id))
        missing = await stranger.get(path.format(event_id=event.id + 1000))
        assert theirs.status_code == missing.status_code == 404
        assert theirs.content == missing.content


async def test_what_is_no_id_of_an_event_is_not_found(signed_in: SignIn) -> None:
    """T-11; int() of 5,000 digits raises, and 2^31 is more than a column holds."""
    await make_event(Workflow.PUBLISHED)
    librarian = await signed_in()
    numbers = ("0", "2147483648", "9223372036854775808", "9" * 5000, "1e3", "１", "²", "-1", "+1")
    for number in (*numbers, "0x1", "01x", "1.0", "%201", "%00", "1%0a"):
        assert await statuses(librarian.client, number) == (404, 404), number


async def test_signed_out_person_comes_back_to_the_page_after_the_log_in(
    client: httpx2.AsyncClient,
) -> None:
    response = await client.get("/ansatt/test/7/les?side=2&q=%C3%A5")
    assert response.headers["location"] == (
        "/ansatt/logg-inn?next=%2Fansatt%2Ftest%2F7%2Fles%3Fside%3D2%26q%3D%25C3%25A5"
    )
    response = await client.get("/ansatt/test/%E2%80%A8/les")
    assert response.headers["location"] == (
        "/ansatt/logg-inn?next=%2Fansatt%2Ftest%2F%25E2%2580%25A8%2Fles"
    )


async def test_id_in_the_body_or_query_is_not_looked_at(signed_in: SignIn) -> None:
    """A-18."""
    event = await make_event(Workflow.DRAFT)
    stranger = await signed_in(Role.ADMIN, "gjovik")
    response = await stranger.get(READ.format(event_id=f"{event.id + 1}?event_id={event.id}"))
    assert response.status_code == 404
