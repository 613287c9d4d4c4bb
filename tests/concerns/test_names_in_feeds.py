"""What a feed says of itself follows the events that it names, and need not hold."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

import httpx2
import pytest
from starlette.applications import Starlette

from calendar_app.domain.event import Workflow
from calendar_app.storage.events import NewEvent, cancel_event, create_event, set_workflow
from calendar_app.storage.named_filters import add_named_filter
from calendar_app.storage.occurrences import cancel_date, occurrences_of
from tests.support.events import details, edit, weekly
from tests.support.web import Clock

Look = Callable[[str], Awaitable[httpx2.Response]]


@pytest.fixture
def look(app: Starlette, client: httpx2.AsyncClient, clock: Clock) -> Look:
    """Fetch an address some seconds after whatever was done."""

    async def fetch(address: str) -> httpx2.Response:
        clock.move(timedelta(seconds=5))
        app.state.parts.publisher.current.note_own_write()
        return await client.get(address)

    return fetch


async def _series(clock: Clock, title: str = "Kvagga") -> int:
    new = NewEvent(
        details=details(title=title),
        schedule=weekly(clock().date() + timedelta(days=1), 3),
        workflow=Workflow.PUBLISHED,
    )
    return (await create_event(new, staff_id=None, now=clock())).id


@pytest.mark.parametrize("query", ["serie=-kvagga", "serie=kvagga&type=verksted", "serie=kvagga"])
async def test_a_renamed_series_is_named_anew_also_where_no_date_of_it_is(
    look: Look, clock: Clock, query: str
) -> None:
    """FC-27, FC-4: the ETag moves with the name of the calendar."""
    event_id = await _series(clock)
    before = await look(f"/kalender.ics?{query}")
    assert "Kvagga" in before.text
    await edit(event_id, now=clock(), title="Okapi")
    after = await look(f"/kalender.ics?{query}")
    assert "Kvagga" not in after.text
    assert "Okapi" in after.text
    assert after.headers["etag"] != before.headers["etag"]


async def test_the_name_of_a_withdrawn_series_is_gone_from_every_feed(
    look: Look, clock: Clock
) -> None:
    """FC-20, SEL-42."""
    event_id = await _series(clock)
    assert "Kvagga" in (await look("/kalender.ics?serie=-kvagga")).text
    await set_workflow(event_id, Workflow.WITHDRAWN, staff_id=None, now=clock())
    for address in ("/kalender.ics?serie=-kvagga", "/kalender.json?serie=kvagga"):
        assert "vagga" not in (await look(address)).text.replace("serie=-kvagga", "")


async def test_a_named_filter_of_what_is_not_there_asks_nothing_of_its_readers(
    look: Look, clock: Clock
) -> None:
    await add_named_filter("kvagga", "Kvagga", "serie=borte-vekk", None, now=clock())
    feed = (await look("/f/kvagga.ics")).text.replace("\r\n ", "")
    assert "X-WR-CALDESC:Akkurat nå er det ingenting i denne kalenderen." in feed


@pytest.mark.parametrize("form", ["ics", "json"])
@pytest.mark.parametrize(
    ("called_off", "dates"), [("", 3), ("?avlyst=synlig", 3), ("?avlyst=nei", 2)]
)
async def test_what_is_called_off_is_left_out_of_the_feed_of_one_event_when_asked(
    look: Look, clock: Clock, form: str, called_off: str, dates: int
) -> None:
    """FC-19, SEL-40 for `/arrangement/….ics` and `.json`."""
    event_id = await _series(clock)
    first = (await occurrences_of(event_id))[0]
    await cancel_date(event_id, first.id, reason="Sykdom", staff_id=None, now=clock())
    feed = (await look(f"/arrangement/kvagga-{event_id}.{form}{called_off}")).text
    assert feed.count('"uid"' if form == "json" else "BEGIN:VEVENT") == dates
    assert ("Sykdom" in feed) is (dates == 3)


async def test_an_event_that_is_wholly_called_off_is_an_empty_calendar_for_who_wants_none(
    look: Look, clock: Clock
) -> None:
    event_id = await _series(clock)
    await cancel_event(event_id, reason="Sykdom", staff_id=None, now=clock())
    answer = await look(f"/arrangement/kvagga-{event_id}.ics?avlyst=nei")
    assert answer.status_code == 200
    assert "BEGIN:VEVENT" not in answer.text
    assert answer.text.endswith("END:VCALENDAR\r\n")


async def test_the_next_dates_stand_on_one_page(look: Look, clock: Clock) -> None:
    """SEL-1, SEL-39: a second page would show other dates of the same series."""
    for number in range(55):
        await _series(clock, f"Kvagga nummer {number}")
    page = (await look("/kalender?serie=neste")).text
    assert page.count("Kvagga nummer") == 55
    assert 'rel="next"' not in page


async def test_an_address_that_asks_for_nothing_promises_nothing(look: Look) -> None:
    page = (await look("/abonner?bibliotek=hammar")).text
    assert "Alle arrangementer" not in page
    assert "Ingen arrangementer" in page


async def test_an_exclusion_that_is_not_understood_is_told_before_anything_else(
    look: Look,
) -> None:
    """SEL-21: it shows more than was asked for, so it is never among what is left unsaid."""
    page = (await look("/kalender?bibliotek=hamar,a,b,c,d,e&type=-lesestun")).text
    assert "«lesestun»" in page
