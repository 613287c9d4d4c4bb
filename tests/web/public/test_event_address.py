import httpx2
import pytest
from starlette.applications import Starlette

from calendar_app.domain.event import EventDetails, Workflow
from calendar_app.storage.events import NewEvent, create_event
from calendar_app.web.public.event_name import event_id_of
from tests.support.schedules import weekly
from tests.support.web import NOW


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("lesestund-7", 7),
        ("7", 7),
        ("a-b-12", 12),
        ("lesestund", None),
        ("lesestund-", None),
        ("lesestund-0", None),
        ("x-1e3", None),
        ("x-１", None),
        ("x-2147483648", None),
        ("x-9223372036854775808", None),
    ],
)
def test_the_number_at_the_end_decides(name: str, found: int | None) -> None:
    """T-11."""
    assert event_id_of(name) == found


async def test_a_slug_of_another_time_leads_to_the_present_one(
    app: Starlette, client: httpx2.AsyncClient
) -> None:
    details = EventDetails(title="Lesestund", organiser_id=1, venue_id=1)
    new = NewEvent(details=details, schedule=weekly(), workflow=Workflow.PUBLISHED)
    event = await create_event(new, staff_id=None, now=NOW)
    app.state.parts.publisher.current.note_own_write()
    answer = await client.get(f"/arrangement/noe-annet-{event.id}?ui=nn")
    assert answer.status_code == 301
    assert answer.headers["Location"] == f"/arrangement/lesestund-{event.id}?ui=nn"
    assert (await client.get(f"/arrangement/noe-annet-{event.id}.ics")).status_code == 200
