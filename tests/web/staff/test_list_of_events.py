"""The list of events: whose, when, in what state, and never a draft of others."""

import re
from datetime import timedelta

from calendar_app.domain.access import Role
from calendar_app.domain.event import Workflow
from calendar_app.storage.events import NewEvent, create_event
from tests.support.events import details, single, timed, weekly
from tests.support.web import NOW, Clock, SignedIn, SignIn

LIST = "/ansatt/arrangementer"
TODAY = NOW.date()
HAMAR, RINGSAKER, GJOVIK = 1, 2, 4


async def make(
    title: str,
    clock: Clock,
    *,
    organiser: int = HAMAR,
    partners: tuple[int, ...] = (),
    workflow: Workflow = Workflow.PUBLISHED,
    days: int = 7,
    weeks: int = 0,
) -> None:
    day = TODAY + timedelta(days=days)
    said = details(title, organiser_id=organiser, co_organiser_ids=partners)
    schedule = weekly(day, weeks) if weeks else single(timed(day))
    new = NewEvent(details=said, schedule=schedule, workflow=workflow)
    await create_event(new, staff_id=None, now=clock())


async def titles(person: SignedIn, query: str = "") -> list[str]:
    page = await person.get(f"{LIST}?{query}")
    assert page.status_code == 200
    return re.findall(r'<h2 class="line-title"><a [^>]*>(.*?)</a>', page.text)


async def test_own_and_shared_events_come_first_those_of_all_on_request(
    signed_in: SignIn, clock: Clock
) -> None:
    editor = await signed_in()
    await make("Vår", clock, days=3)
    await make("Vårt utkast", clock, days=4, workflow=Workflow.DRAFT)
    await make("Med oss", clock, days=5, organiser=GJOVIK, partners=(HAMAR,))
    await make("Deres", clock, days=1, organiser=GJOVIK)
    await make("Deres plan", clock, days=2, organiser=GJOVIK, workflow=Workflow.PLANNED)
    await make("Deres utkast", clock, organiser=GJOVIK, workflow=Workflow.DRAFT)
    await make("Deres borte", clock, organiser=GJOVIK, workflow=Workflow.WITHDRAWN)
    assert await titles(editor) == ["Vår", "Vårt utkast", "Med oss"]
    everything = ["Deres", "Deres plan", "Vår", "Vårt utkast", "Med oss"]
    assert await titles(editor, "bibliotek=alle") == everything


async def test_a_partner_sees_the_draft_that_it_is_part_of(signed_in: SignIn, clock: Clock) -> None:
    await make("Felles", clock, partners=(GJOVIK,), workflow=Workflow.DRAFT)
    assert await titles(await signed_in(Role.EDITOR, "gjovik")) == ["Felles"]
    assert await titles(await signed_in(Role.ADMIN, "ringsaker"), "bibliotek=alle") == []


async def test_filters_choose_by_state_time_and_title(signed_in: SignIn, clock: Clock) -> None:
    editor = await signed_in()
    await make("Påskeverksted", clock, workflow=Workflow.PLANNED)
    await make("Lesestund", clock)
    await make("I fjor", clock, days=-300)
    await make("Serie", clock, days=-7, weeks=3)
    assert await titles(editor) == ["Serie", "Lesestund", "Påskeverksted"]
    assert await titles(editor, "tid=tidligere") == ["I fjor"]
    assert await titles(editor, "status=planned") == ["Påskeverksted"]
    assert await titles(editor, "sok=PÅSKE") == ["Påskeverksted"]
    assert await titles(editor, "sok=finnes+ikke") == []


async def test_unknown_values_ask_for_nothing(signed_in: SignIn, clock: Clock) -> None:
    editor = await signed_in()
    await make("Vår", clock)
    await make("Deres", clock, organiser=GJOVIK)
    for query in ("status=slettet", "bibliotek=gjovik", "tid=alltid", "x=1", "status=%00", "sok="):
        assert await titles(editor, query) == ["Vår"], query


async def test_a_search_text_is_shown_as_typed(signed_in: SignIn) -> None:
    page = await (await signed_in()).get(f'{LIST}?sok="><script>alert(1)</script>')
    assert "<script>" not in page.text
    assert 'value="&#34;&gt;&lt;script&gt;' in page.text


async def test_a_line_says_when_next_and_how_many_dates(signed_in: SignIn, clock: Clock) -> None:
    editor = await signed_in()
    await make("Serie", clock, days=-7, weeks=3, workflow=Workflow.PLANNED)
    text = (await editor.get(LIST)).text
    assert "man. 23. nov. kl. 11.00–11.45" in text
    assert "3 datoer" in text
    assert 'badge-planned">Planlagt' in text


async def test_a_long_list_comes_a_page_at_a_time_with_its_filters(
    signed_in: SignIn, clock: Clock
) -> None:
    editor = await signed_in()
    for number in range(101):
        await make(f"Nr. {number:03}", clock)
    await make("Noe annet", clock)
    numbered = [f"Nr. {number:03}" for number in range(101)]
    assert await titles(editor, "sok=nr") == numbered[:50]
    assert await titles(editor, "sok=nr&side=2") == numbered[50:100]
    assert await titles(editor, "sok=nr&side=3") == numbered[100:]
    page = (await editor.get(f"{LIST}?sok=nr&side=2")).text
    assert f'rel="prev" href="{LIST}?sok=nr"' in page
    assert f'rel="next" href="{LIST}?sok=nr&amp;side=3"' in page
    assert "Side 2 av 3, 101 arrangementer" in page


async def test_a_page_that_is_none_is_the_first_or_the_last(
    signed_in: SignIn, clock: Clock
) -> None:
    editor = await signed_in()
    await make("Vår", clock)
    for side in ("0", "-1", "99", "%EF%BC%92", "1e3", "9" * 40, "x", ""):
        assert await titles(editor, f"side={side}") == ["Vår"], side


async def test_only_own_events_can_be_ticked(signed_in: SignIn, clock: Clock) -> None:
    editor = await signed_in()
    await make("Vår", clock)
    await make("Deres", clock, organiser=GJOVIK)
    page = (await editor.get(f"{LIST}?bibliotek=alle")).text
    assert re.findall(r'<span class="sr">Velg ([^<]*)</span>', page) == ["Vår"]
