"""Two people at one event: whoever saves last sees both, chooses, and nothing is lost (T-22)."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations
from typing import Any

import httpx2
import pytest

from calendar_app.domain.event import Event, Mode
from calendar_app.storage.events import get_event
from calendar_app.storage.history import revisions_of
from calendar_app.storage.occurrences import find_occurrence, occurrences_of
from tests.support.events import edit, publish, single, timed, weekly
from tests.support.staff_forms import Fields, event_form, outline, words_of
from tests.support.web import Clock, SignedIn, SignIn

DAY = date(2027, 2, 8)
HOSTILE = '<script>alert(1)</script> {{ 7*7 }} "><img src=x>'


def address(event: Event, *more: object) -> str:
    return "/".join((f"/ansatt/arrangementer/{event.id}", *map(str, more)))


async def opened(person: SignedIn, path: str) -> Fields:
    page = await person.get(path)
    assert page.status_code == 200
    return event_form(page.text)


async def send(person: SignedIn, path: str, form: Fields, **changes: Any) -> httpx2.Response:
    return await person.post(path, {**form, "handling": "lagre", **changes})


def chosen(form: Fields) -> dict[str, str]:
    """Give the sides that are chosen on a page of two edits."""
    return {name: texts[0] for name, texts in form.items() if name.startswith("valg-")}


async def test_each_change_of_one_side_alone_is_kept_without_a_word(
    signed_in: SignIn, clock: Clock
) -> None:
    one, other = await signed_in(), await signed_in()
    event = await publish(single(timed(DAY)), now=clock(), venue_id=1)
    path = address(event, "rediger")
    mine, theirs = await opened(other, path), await opened(one, path)
    changed = {"summary": "Deres", "start_time": "10.00", "end_time": "10.30", "capacity": "12"}
    assert (await send(one, path, theirs, **changed)).status_code == 303
    stale = await send(other, path, mine, title="Min tittel", place="5", languages=["nb", "se"])
    assert stale.status_code == 409
    form = event_form(stale.text)
    assert chosen(form) == {
        "valg-title": "mitt",
        "valg-summary": "deres",
        "valg-when": "deres",
        "valg-place": "mitt",
        "valg-registration_kind": "deres",
        "valg-languages": "mitt",
    }
    assert "begge endret" not in stale.text
    assert (await send(other, path, form)).status_code == 303
    saved = await get_event(event.id)
    details = saved.details
    assert (details.title, details.summary, details.capacity) == ("Min tittel", "Deres", 12)
    assert (details.venue_id, details.languages) == (5, ("nb", "se"))
    assert saved.schedule == single(timed(DAY, 600, 630))
    assert [item.action for item in await revisions_of(event.id)] == ["edited", "edited", "created"]


async def test_a_schedule_that_others_changed_is_not_asked_about_as_if_it_were_mine(
    signed_in: SignIn, clock: Clock
) -> None:
    editor = await signed_in()
    event = await publish(weekly(DAY, 3), now=clock(), venue_id=1)
    path = address(event, "rediger")
    form = await opened(editor, path)
    await edit(event.id, now=clock(), schedule=weekly(DAY + timedelta(days=2), 4))
    stale = await send(editor, path, form, title="Mitt")
    assert stale.status_code == 409
    assert chosen(event_form(stale.text)) == {"valg-title": "mitt", "valg-when": "deres"}
    assert (await send(editor, path, event_form(stale.text))).status_code == 303
    saved = await get_event(event.id)
    assert (saved.details.title, saved.schedule) == ("Mitt", weekly(DAY + timedelta(days=2), 4))


@pytest.mark.parametrize(("side", "title"), [("deres", "Deres"), ("mitt", "Mitt")])
async def test_where_both_changed_somebody_chooses(
    signed_in: SignIn, clock: Clock, side: str, title: str
) -> None:
    one, other = await signed_in(), await signed_in()
    event = await publish(single(timed(DAY)), now=clock(), venue_id=1)
    path = address(event, "rediger")
    mine, theirs = await opened(other, path), await opened(one, path)
    await send(one, path, theirs, title="Deres")
    stale = await send(other, path, mine, title="Mitt")
    assert "Ett felt har dere begge endret" in words_of(stale.text)
    form = event_form(stale.text)
    assert chosen(form) == {"valg-title": "mitt"}
    assert (await send(other, path, form, **{"valg-title": side})).status_code == 303
    assert (await get_event(event.id)).details.title == title


async def test_stale_once_more_keeps_what_was_chosen(signed_in: SignIn, clock: Clock) -> None:
    """A third person saves while two edits are looked at."""
    one, other, third = [await signed_in() for _ in range(3)]
    event = await publish(single(timed(DAY)), now=clock(), venue_id=1)
    path = address(event, "rediger")
    mine, theirs = await opened(other, path), await opened(one, path)
    await send(one, path, theirs, title="Deres", summary="Deres sammendrag")
    stale = await send(other, path, mine, title="Mitt", contact="Min kontakt")
    form = event_form(stale.text)
    await send(third, path, await opened(third, path), summary="Tredje", price_note="Tredje")
    again = await send(other, path, form, **{"valg-title": "deres"})
    assert again.status_code == 409
    form = event_form(again.text)
    assert chosen(form) == {
        "valg-summary": "deres",
        "valg-price_note": "deres",
        "valg-contact": "mitt",
    }
    assert (await send(other, path, form)).status_code == 303
    details = (await get_event(event.id)).details
    assert (details.title, details.summary) == ("Deres", "Tredje")
    assert (details.price.note, details.contact) == ("Tredje", "Min kontakt")


@pytest.mark.parametrize("order", list(permutations(range(3))))
async def test_in_whatever_order_three_save_all_three_are_there(
    signed_in: SignIn, clock: Clock, order: tuple[int, ...]
) -> None:
    people = [await signed_in() for _ in range(3)]
    event = await publish(single(timed(DAY)), now=clock(), venue_id=1)
    path = address(event, "rediger")
    forms = [await opened(person, path) for person in people]
    typed = ({"title": "Ny"}, {"description": "To\nlinjer"}, {"age_note": "Fra fire"})
    for number in order:
        person = people[number]
        answer = await send(person, path, forms[number], **typed[number])
        if answer.status_code == 409:
            answer = await send(person, path, event_form(answer.text))
        assert answer.status_code == 303
    details = (await get_event(event.id)).details
    assert (details.title, details.description, details.age_note) == (
        "Ny",
        "To\nlinjer",
        "Fra fire",
    )


async def test_place_and_mode_are_chosen_together(signed_in: SignIn, clock: Clock) -> None:
    """Taken apart, a place that somebody typed could vanish behind 'online'."""
    one, other = await signed_in(), await signed_in()
    event = await publish(single(timed(DAY)), now=clock(), venue_id=1)
    path = address(event, "rediger")
    mine, theirs = await opened(other, path), await opened(one, path)
    await send(one, path, theirs, mode="online", online_url="https://example.org/x")
    stale = await send(other, path, mine, place="", place_text="I parken")
    words = words_of(stale.text)
    assert "I parken" in words
    assert "Digitalt\nhttps://example.org/x" in words
    assert (await send(other, path, event_form(stale.text))).status_code == 303
    details = (await get_event(event.id)).details
    assert (details.mode, details.place_text, details.online_url) == (
        Mode.IN_PERSON,
        "I parken",
        "",
    )


async def test_a_version_that_never_was_asks_about_everything(
    signed_in: SignIn, clock: Clock
) -> None:
    editor = await signed_in()
    event = await publish(single(timed(DAY)), now=clock(), venue_id=1)
    path = address(event, "rediger")
    form = await opened(editor, path)
    stale = await send(editor, path, form, versjon="77", title="Ny")
    assert stale.status_code == 409
    assert "Ett felt har dere begge endret" in words_of(stale.text)
    strange = event_form(stale.text) | {"valg-title": ["deres"], "valg-x": ["deres"]}
    assert (await send(editor, path, strange)).status_code == 303
    assert (await get_event(event.id)).details == event.details


async def test_a_mistake_beside_a_choice_keeps_the_choice(signed_in: SignIn, clock: Clock) -> None:
    one, other = await signed_in(), await signed_in()
    event = await publish(single(timed(DAY)), now=clock(), venue_id=1)
    path = address(event, "rediger")
    mine, theirs = await opened(other, path), await opened(one, path)
    await send(one, path, theirs, title="Deres")
    form = event_form((await send(other, path, mine, title="Mitt")).text)
    refused = await send(other, path, form, **{"valg-title": "deres", "end_time": "tull"})
    assert refused.status_code == 422
    assert event_form(refused.text)["title"] == ["Deres"]


async def test_two_edits_of_one_date_are_put_together(signed_in: SignIn, clock: Clock) -> None:
    one, other = await signed_in(), await signed_in()
    event = await publish(weekly(DAY, 3), now=clock(), venue_id=1)
    stored = (await occurrences_of(event.id))[1]
    path = address(event, "datoer", stored.id)
    mine, theirs = await opened(other, path), await opened(one, path)
    assert (await send(one, path, theirs, title="Deres", note="Ta med sekk")).status_code == 303
    stale = await send(
        other, path, mine, title="Min", start_time="12.00", end_time="13.00", place="5"
    )
    assert stale.status_code == 409
    form = event_form(stale.text)
    assert chosen(form) == {
        "valg-when": "mitt",
        "valg-title": "mitt",
        "valg-note": "deres",
        "valg-place": "mitt",
    }
    assert words_of(stale.text).count("Dere har begge endret dette.") == 1
    assert (await send(other, path, form, **{"valg-title": "deres"})).status_code == 303
    saved = await find_occurrence(event.id, stored.id)
    assert saved is not None
    own = saved.overrides
    assert (own.title, own.note, own.venue_id) == ("Deres", "Ta med sekk", 5)
    assert saved.span == timed(stored.span.first, 720, 780)


async def test_an_edit_of_the_event_and_one_of_its_dates_both_stand(
    signed_in: SignIn, clock: Clock
) -> None:
    editor = await signed_in()
    event = await publish(weekly(DAY, 3), now=clock(), venue_id=1)
    stored = (await occurrences_of(event.id))[1]
    path = address(event, "datoer", stored.id)
    form = await opened(editor, path)
    await edit(event.id, now=clock(), title="Ny tittel")
    stale = await send(editor, path, form, note="Bare denne")
    assert chosen(event_form(stale.text)) == {"valg-note": "mitt"}
    assert (await send(editor, path, event_form(stale.text))).status_code == 303
    saved = await find_occurrence(event.id, stored.id)
    assert saved is not None
    assert saved.overrides == replace(stored.overrides, note="Bare denne")
    assert (await get_event(event.id)).details.title == "Ny tittel"


async def test_hostile_text_shows_as_text(signed_in: SignIn, clock: Clock) -> None:
    """T-4."""
    one, other = await signed_in(), await signed_in()
    pages = []
    for text in ("Vanlig", HOSTILE):
        event = await publish(single(timed(DAY)), now=clock(), venue_id=1)
        path = address(event, "rediger")
        mine, theirs = await opened(other, path), await opened(one, path)
        clock.move(timedelta(seconds=1))
        await send(one, path, theirs, title=f"{text} a", contact=text)
        pages.append((await send(other, path, mine, title=f"{text} b", age_note=text)).text)
    assert outline(pages[0]) == outline(pages[1])
    assert HOSTILE in words_of(pages[1])
