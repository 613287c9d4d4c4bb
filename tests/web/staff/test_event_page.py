"""The page of one event: what it says, and what it offers to whom."""

import re
from datetime import date, timedelta

import pytest

from calendar_app.domain.access import Role
from calendar_app.domain.event import Event, EventDetails, Visibility
from calendar_app.storage.events import NewEvent, create_event
from tests.support.counting import counted_queries
from tests.support.events import publish, single, timed, weekly
from tests.support.staff_forms import words_of
from tests.support.web import NOW, Clock, SignIn

DAY = date(2027, 2, 8)
TODAY = NOW.date()


def address(event: Event) -> str:
    return f"/ansatt/arrangementer/{event.id}"


async def test_it_says_everything_that_is_known(signed_in: SignIn, clock: Clock) -> None:
    said = EventDetails(
        title="Lesestund",
        organiser_id=1,
        co_organiser_ids=(4,),
        category_ids=(1, 3),
        age_band_ids=(1,),
        venue_id=1,
        description="**Kom** innom",
        contact="62 00 00 00",
        visibility=Visibility.SCHOOLS,
        internal_note="Husk nøkkel",
    )
    new = NewEvent(details=said, schedule=weekly(DAY, 2))
    event = await create_event(new, staff_id=None, now=clock())
    page = await (await signed_in()).get(address(event))
    words = " ".join(words_of(page.text).split())
    for expected in (
        "Hver mandag kl. 11.00–11.45 fra 8. februar 2027, 2 ganger.",
        "Gjovik bibliotek",
        "Lesestund og Verksted",
        "Smabarn",
        "62 00 00 00",
        "Skoler og barnehager",
        "Husk nøkkel",
        "Utkast",
    ):
        assert expected in words, expected
    assert "<strong>Kom</strong>" in page.text


async def test_who_may_only_read_is_offered_nothing_to_press(
    signed_in: SignIn, clock: Clock
) -> None:
    event = await publish(weekly(DAY, 2), now=clock())
    page = (await (await signed_in(Role.ADMIN, "gjovik")).get(address(event))).text
    assert "Dette arrangementet er Hamar bibliotek sitt." in page
    main = page.split("<main")[1]
    assert f"{address(event)}/" not in main
    assert "<button" not in main


async def test_the_public_page_is_linked_only_when_there_is_one(
    signed_in: SignIn, clock: Clock
) -> None:
    editor = await signed_in()
    public = await publish(single(timed(DAY)), now=clock())
    hidden = await publish(single(timed(DAY)), now=clock(), visibility=Visibility.STAFF)
    link = 'href="/arrangement/'
    assert link in (await editor.get(address(public))).text
    assert link not in (await editor.get(address(hidden))).text


async def test_many_dates_are_shown_a_few_at_a_time(signed_in: SignIn, clock: Clock) -> None:
    editor = await signed_in()
    event = await publish(weekly(TODAY - timedelta(weeks=2), 42), now=clock())
    rows = r'class="staff-date[ "]'
    first = (await editor.get(address(event))).text
    assert len(re.findall(rows, first)) == 30 + 2
    assert "Vis 10 datoer til" in first
    assert "2 datoer som har vært" in first
    assert len(re.findall(rows, (await editor.get(f"{address(event)}?datoer=alle")).text)) == 42


async def test_a_holiday_is_named_beside_its_date(signed_in: SignIn, clock: Clock) -> None:
    event = await publish(single(timed(date(2027, 5, 17))), now=clock())
    assert "17. mai</span>" in (await (await signed_in()).get(address(event))).text


@pytest.mark.parametrize("count", [1, 3])
async def test_the_pages_of_an_event_cost_the_same_with_many_dates(
    signed_in: SignIn, clock: Clock, count: int
) -> None:
    editor = await signed_in()
    event = await publish(weekly(DAY, count), now=clock())
    session, whole_event, dates, vocabulary, drafts, hints = 3, 5, 1, 10, 1, 6
    costs = {}
    for path in ("", "/rediger", "/avlysning"):
        with counted_queries() as statements:
            assert (await editor.get(address(event) + path)).status_code == 200
        costs[path] = len(statements)
    assert costs == {
        "": session + whole_event + dates + vocabulary + hints,
        "/rediger": session + whole_event + vocabulary + drafts,
        "/avlysning": session + whole_event + dates,
    }
