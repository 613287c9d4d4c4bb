"""An edit of an event: what is not touched stays, what is stale is not lost."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from calendar_app.domain.event import (
    Event,
    EventDetails,
    Mode,
    Price,
    PriceKind,
    Registration,
    RegistrationKind,
    State,
    Workflow,
)
from calendar_app.domain.timing import AllDay
from calendar_app.domain.vocabulary import Access
from calendar_app.storage.events import NewEvent, create_event, get_event
from calendar_app.storage.occurrences import mark_full, occurrences_of
from calendar_app.storage.published import published_dates
from calendar_app.storage.vocabulary import load_vocabulary
from tests.support.events import publish, single, timed, weekly
from tests.support.staff_forms import Fields, event_form, words_of
from tests.support.web import Clock, SignedIn, SignIn

DAY = date(2027, 2, 8)
RICH = EventDetails(
    title="Bokbad & brus: «Ærlig talt» <3",
    organiser_id=1,
    co_organiser_ids=(2,),
    summary="En samtale.",
    description="Første linje\n\n- punkt",
    languages=("nb", "se"),
    category_ids=(3, 1),
    age_band_ids=(1, 2),
    age_from=0,
    mode=Mode.HYBRID,
    online_url="https://example.org/mote",
    venue_id=1,
    price=Price(kind=PriceKind.PAID, amount=100, note="Barn gratis"),
    registration=Registration(
        kind=RegistrationKind.LINK,
        url="https://example.org/pamelding",
        opens_at=datetime(2027, 1, 4, 7, 0, tzinfo=UTC),
        waiting_list=True,
    ),
    capacity=25,
    access=Access(wheelchair=False, hearing_loop=True),
    partners=("Mållaget",),
    internal_note="Husk nøkkel\nog kaffe",
)


def address(event: Event, *more: str) -> str:
    return "/".join((f"/ansatt/arrangementer/{event.id}", *more))


async def form_of(editor: SignedIn, event: Event) -> Fields:
    """Open the form, as a browser has it."""
    page = await editor.get(address(event, "rediger"))
    assert page.status_code == 200
    return event_form(page.text)


async def save(editor: SignedIn, event: Event, form: Fields, **changes: Any) -> Any:
    return await editor.post(address(event, "rediger"), {**form, **changes})


async def signals(event: Event) -> list[tuple[int, datetime | None]]:
    return [(one.sequence, one.last_modified) for one in await occurrences_of(event.id)]


async def test_the_form_sent_as_it_is_changes_nothing(signed_in: SignIn, clock: Clock) -> None:
    """Subscribers see no new SEQUENCE when somebody opens an event and saves it."""
    editor = await signed_in()
    series = weekly(
        DAY,
        rdates=(timed(date(2027, 2, 10), 600, 660),),
        exdates=frozenset({date(2027, 2, 15)}),
        count=5,
    )
    new = NewEvent(details=RICH, schedule=series, workflow=Workflow.PUBLISHED)
    event = await create_event(new, staff_id=None, now=clock())
    before = await signals(event)
    clock.move(timedelta(hours=1))
    saved = await save(editor, event, await form_of(editor, event), handling="lagre")
    assert saved.headers["location"] == address(event) + "?melding=lagret"
    after = await get_event(event.id)
    assert (after.details, after.schedule) == (event.details, event.schedule)
    assert await signals(event) == before


async def test_every_kind_of_schedule_survives_the_form(signed_in: SignIn, clock: Clock) -> None:
    editor = await signed_in()
    for schedule in (
        single(timed(DAY, 19 * 60, 24 * 60)),
        single(AllDay(DAY, date(2027, 2, 20))),
        weekly(DAY),
        replace(weekly(DAY), rule=None, rdates=(timed(date(2027, 3, 1)),)),
        replace(weekly(DAY), first=AllDay(DAY, DAY)),
    ):
        event = await publish(schedule, now=clock(), venue_id=1)
        await save(editor, event, await form_of(editor, event), handling="lagre")
        assert (await get_event(event.id)).schedule == event.schedule


async def test_an_edit_reaches_the_public_page(signed_in: SignIn, clock: Clock) -> None:
    editor = await signed_in()
    event = await publish(single(timed(DAY)), now=clock(), venue_id=1)
    await editor.get("/kalender")
    await save(editor, event, await form_of(editor, event), title="Høytlesning")
    assert "Høytlesning" in (await editor.get("/kalender")).text
    [public] = await published_dates([event.id], await load_vocabulary())
    assert (public.title, public.sequence) == ("Høytlesning", 1)


async def test_a_new_time_is_marked_when_the_tick_says_so(signed_in: SignIn, clock: Clock) -> None:
    editor = await signed_in()
    for tick, state in ((["ja"], State.MOVED), ([], None)):
        event = await publish(single(timed(DAY)), now=clock(), venue_id=1)
        form = await form_of(editor, event)
        assert form["announce_move"] == ["ja"]
        del form["announce_move"]
        changed = form | {"announce_move": tick} if tick else form
        await save(editor, event, changed, start_time="12.00", end_time="13.00")
        [stored] = await occurrences_of(event.id)
        assert stored.overrides.state is state
        assert (stored.moved_from == timed(DAY)) is (state is State.MOVED)


async def test_a_draft_is_not_asked_about_new_times(signed_in: SignIn, clock: Clock) -> None:
    editor = await signed_in()
    new = NewEvent(details=RICH, schedule=single(timed(DAY)))
    event = await create_event(new, staff_id=None, now=clock())
    assert "announce_move" not in await form_of(editor, event)


async def test_the_button_saves_and_takes_the_next_step(signed_in: SignIn, clock: Clock) -> None:
    editor = await signed_in()
    new = NewEvent(details=RICH, schedule=single(timed(DAY)))
    event = await create_event(new, staff_id=None, now=clock())
    for handling, workflow in (
        ("utkast", Workflow.DRAFT),
        ("planlegg", Workflow.PLANNED),
        ("publiser", Workflow.PUBLISHED),
        ("utkast", Workflow.PUBLISHED),
    ):
        form = await form_of(editor, event)
        answer = await save(editor, event, form, title=f"Etter {handling}", handling=handling)
        assert answer.status_code == 303
        saved = await get_event(event.id)
        assert (saved.details.title, saved.workflow) == (f"Etter {handling}", workflow)


async def test_a_refused_edit_keeps_what_was_typed_and_the_version(
    signed_in: SignIn, clock: Clock
) -> None:
    editor = await signed_in()
    event = await publish(single(timed(DAY)), now=clock(), venue_id=1)
    form = await form_of(editor, event)
    refused = await save(editor, event, form, title="Nytt navn", end_time="10.00")
    assert refused.status_code == 422
    kept = event_form(refused.text)
    assert (kept["title"], kept["end_time"]) == (["Nytt navn"], ["10.00"])
    assert kept["versjon"] == form["versjon"]
    assert await get_event(event.id) == event


async def test_an_edit_can_be_previewed(signed_in: SignIn, clock: Clock) -> None:
    editor = await signed_in()
    event = await publish(weekly(DAY, 3), now=clock(), venue_id=1)
    form = await form_of(editor, event)
    shown = await save(editor, event, form, count="5", handling="forhandsvis")
    assert shown.status_code == 200
    assert "Dette blir 5 datoer" in shown.text
    assert event_form(shown.text)["versjon"] == form["versjon"]
    assert await get_event(event.id) == event


async def two_edits(signed_in: SignIn, clock: Clock) -> tuple[SignedIn, Event, Any]:
    """Let two people open one event and both save; give the second with the answer."""
    one, other = await signed_in(), await signed_in()
    event = await publish(single(timed(DAY)), now=clock(), venue_id=1)
    mine, theirs = await form_of(other, event), await form_of(one, event)
    saved = await save(one, event, theirs, title="Deres tittel", price_kind="free_ticket")
    assert saved.status_code == 303
    stale = await save(
        other, event, mine, title="Min tittel", description="Mine\nlinjer", handling="lagre"
    )
    return other, event, stale


async def test_a_stale_edit_shows_both_versions_field_by_field(
    signed_in: SignIn, clock: Clock
) -> None:
    """T-22."""
    _, event, stale = await two_edits(signed_in, clock)
    assert stale.status_code == 409
    saved = await get_event(event.id)
    assert saved.details.title == "Deres tittel"
    words = words_of(stale.text)
    for expected in ("Deres tittel", "Min tittel", "Mine\nlinjer", "Gratis, men du må ha billett"):
        assert expected in words
    assert "Sted" not in words


async def test_a_stale_edit_goes_on_with_mine(signed_in: SignIn, clock: Clock) -> None:
    other, event, stale = await two_edits(signed_in, clock)
    again = await save(other, event, event_form(stale.text), handling="lagre")
    assert again.status_code == 303
    details = (await get_event(event.id)).details
    assert (details.title, details.description) == ("Min tittel", "Mine\nlinjer")
    assert details.price.kind is PriceKind.FREE_TICKET, "theirs alone, so it stays"


async def test_a_stale_edit_can_be_thrown_away(signed_in: SignIn, clock: Clock) -> None:
    other, event, stale = await two_edits(signed_in, clock)
    assert f'href="{address(event)}"' in stale.text
    assert (await other.get(address(event))).status_code == 200
    assert (await get_event(event.id)).details.title == "Deres tittel"


async def test_a_form_without_its_version_is_stale(signed_in: SignIn, clock: Clock) -> None:
    editor = await signed_in()
    event = await publish(single(timed(DAY)), now=clock(), venue_id=1)
    form = await form_of(editor, event)
    for version in ("", "x", "-1", str(2**63), "１"):
        answer = await save(editor, event, form, versjon=version, title="Ny")
        assert answer.status_code == 409, version
    assert await get_event(event.id) == event


async def test_a_date_changed_meanwhile_makes_the_edit_stale_and_is_kept(
    signed_in: SignIn, clock: Clock
) -> None:
    editor = await signed_in()
    event = await publish(weekly(DAY, 3), now=clock(), venue_id=1)
    form = await form_of(editor, event)
    first = (await occurrences_of(event.id))[0]
    await mark_full(event.id, first.id, True, staff_id=None, now=clock())
    stale = await save(editor, event, form, title="Ny tittel")
    assert stale.status_code == 409
    assert (await save(editor, event, event_form(stale.text))).status_code == 303
    assert (await occurrences_of(event.id))[0].overrides.state is State.FULL


async def test_another_id_in_the_body_is_not_looked_at(signed_in: SignIn, clock: Clock) -> None:
    """A-18."""
    editor = await signed_in()
    event = await publish(single(timed(DAY)), now=clock(), venue_id=1)
    foreign = await publish(single(timed(DAY)), now=clock(), organiser_id=2, venue_id=2)
    form = await form_of(editor, event)
    await save(editor, event, form, id=str(foreign.id), event_id=str(foreign.id), title="Endret")
    assert await get_event(foreign.id) == foreign
    assert (await get_event(event.id)).details.title == "Endret"


async def test_an_event_cannot_be_given_to_a_library_of_others(
    signed_in: SignIn, clock: Clock
) -> None:
    editor = await signed_in()
    event = await publish(single(timed(DAY)), now=clock(), venue_id=1)
    refused = await save(editor, event, await form_of(editor, event), organiser_id="2")
    assert refused.status_code == 422
    assert await get_event(event.id) == event
