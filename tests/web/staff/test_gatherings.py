"""Gatherings: the list, the form, and what their page shows to whom."""

import asyncio
import re
from dataclasses import replace
from datetime import date

import pytest

from calendar_app.domain.access import Role
from calendar_app.domain.event import Mode, RegistrationKind, Visibility, Workflow
from calendar_app.domain.gathering import AgendaItem, Document, Gathering
from calendar_app.storage.communities import add_member
from calendar_app.storage.events import get_event
from calendar_app.storage.gatherings import stored_gatherings
from calendar_app.storage.occurrences import occurrences_of
from calendar_app.storage.templates import templates_of
from tests.support.counting import counted_queries
from tests.support.event_lines import event_lines
from tests.support.events import edit, single, timed, weekly
from tests.support.gatherings import (
    DAY,
    FORM,
    FULL,
    HAMAR,
    LINK,
    RINGSAKER,
    make_community,
    make_gathering,
)
from tests.support.staff_forms import STORY_TIME, Fields, event_form, outline, words_of
from tests.support.web import NOW, SignedIn, SignIn

NEW, LIST = "/ansatt/samlinger/ny", "/ansatt/samlinger"
HOSTILE = (
    "<script>alert(1)</script>",
    '"\' onmouseover=alert(1) x="',
    "{{ 7 * 7 }} {% raw %}",
    "&lt;b&gt; &amp; 🎉 أهلا",
)


def page_of(event_id: int) -> str:
    return f"/ansatt/arrangementer/{event_id}"


def form_of(event_id: int) -> str:
    return f"/ansatt/samlinger/{event_id}/rediger"


async def only_gathering() -> int:
    [found] = await stored_gatherings()
    return found.event.id


async def sent(person: SignedIn, event_id: int, **typed: str | list[str]) -> int:
    """Open the form, change what is named, save; gives the status."""
    fields: Fields = event_form((await person.get(form_of(event_id))).text)
    answer = await person.post(form_of(event_id), {**fields, **typed, "handling": "lagre"})
    return answer.status_code


async def test_a_gathering_is_made_as_entered(signed_in: SignIn) -> None:
    editor = await signed_in()
    typed: dict[str, str | list[str]] = {
        **FORM,
        "host_id": "2",
        "agenda_time": ["09.30", "", "12.00"],
        "agenda_text": ["Kaffe", "", "Lunsj"],
        "document_label": ["Referat", ""],
        "document_url": ["https://example.org/r", "https://example.org/uten-navn"],
        "capacity": "40",
        "registration_closes_date": "1.2.2027",
        "contact": "62 00 00 00",
        "handling": "publiser",
    }
    made = await editor.post(NEW, typed)
    assert made.status_code == 303, problems_in(made.text)
    event = await get_event(await only_gathering())
    assert made.headers["location"] == f"{page_of(event.id)}?melding=samling-publisert"
    details = event.details
    assert (event.workflow, details.visibility, details.mode) == (
        Workflow.PUBLISHED,
        Visibility.STAFF,
        Mode.HYBRID,
    )
    assert details.gathering == Gathering(
        host_id=2,
        agenda=(AgendaItem(time="09.30", text="Kaffe"), AgendaItem(time="12.00", text="Lunsj")),
        documents=(
            Document(label="Referat", url="https://example.org/r"),
            Document(label="https://example.org/uten-navn", url="https://example.org/uten-navn"),
        ),
    )
    assert (details.capacity, details.registration.kind) == (40, RegistrationKind.NONE)
    assert details.registration.closes_at is not None
    assert (details.online_url, details.venue_id, details.contact) == (LINK, 1, "62 00 00 00")


async def test_a_series_of_meetings_gets_its_dates(signed_in: SignIn) -> None:
    editor, made = await signed_in(), await make_community()
    typed = {
        **FORM,
        "visibility": "community",
        "community_ids": str(made),
        "mode": "online",
        "when": "series",
        "repeats": "monthly_nth",
        "nth": "2",
        "ends": "count",
        "count": "3",
    }
    assert (await editor.post(NEW, typed)).status_code == 303
    event = await get_event(await only_gathering())
    days = [one.recurrence_date for one in await occurrences_of(event.id)]
    assert days == [date(2027, 2, 9), date(2027, 3, 9), date(2027, 4, 13)]
    assert event.details.gathering.community_ids == (made,)
    assert (event.details.venue_id, event.details.place_text) == (None, "")


async def test_the_same_form_sent_many_times_at_once_makes_one(signed_in: SignIn) -> None:
    """T-22."""
    editor = await signed_in()
    answers = await asyncio.gather(*(editor.post(NEW, FORM) for _ in range(20)))
    assert {one.status_code for one in answers} == {303}
    assert len(await stored_gatherings()) == 1


async def test_everything_wrong_is_told_at_once_with_all_that_was_typed(
    signed_in: SignIn,
) -> None:
    editor = await signed_in()
    typed: dict[str, str | list[str]] = {
        **FORM,
        "title": "",
        "visibility": "community",
        "place": "",
        "online_url": "javascript:alert(1)",
        "host_id": "",
        "organiser_id": "2",
        "agenda_time": ["09.30"],
        "agenda_text": [""],
        "document_label": ["Referat"],
        "document_url": ["fil:///c"],
        "capacity": "mange",
    }
    refused = await editor.post(NEW, typed)
    assert refused.status_code == 422
    assert problems_in(refused.text) == [
        "title",
        "community_ids",
        "place",
        "online_url",
        "host_id",
        "organiser_id",
        "agenda",
        "documents",
        "capacity",
    ]
    again = event_form(refused.text)
    assert again["online_url"] == ["javascript:alert(1)"]
    assert again["agenda_time"][0] == "09.30"
    assert again["document_url"][0] == "fil:///c"
    assert await stored_gatherings() == []


@pytest.mark.parametrize("visibility", ["public", "schools", "alle"])
async def test_the_form_makes_nothing_that_is_public(signed_in: SignIn, visibility: str) -> None:
    editor = await signed_in()
    refused = await editor.post(NEW, {**FORM, "visibility": visibility, "handling": "publiser"})
    assert problems_in(refused.text) == ["visibility"]


async def test_the_library_that_waited_longest_is_suggested_as_host(signed_in: SignIn) -> None:
    editor = await signed_in()
    for host, day in ((1, DAY), (2, date(2027, 1, 5)), (3, date(2026, 9, 1))):
        await make_gathering(gathering=Gathering(host_id=host), schedule=single(timed(day)))
    assert event_form((await editor.get(NEW)).text)["host_id"] == ["4"]
    await make_gathering(gathering=Gathering(host_id=4), schedule=single(timed(date(2027, 5, 4))))
    assert event_form((await editor.get(NEW)).text)["host_id"] == ["3"]
    assert "Neste tur: Lillehammer bibliotek." in words_of((await editor.get(LIST)).text)


async def test_dates_are_shown_and_rows_are_added_before_anything_is_saved(
    signed_in: SignIn,
) -> None:
    editor = await signed_in()
    shown = await editor.post(NEW, {**FORM, "handling": "forhandsvis"})
    assert shown.status_code == 200
    assert "Dette blir 1 dato" in words_of(shown.text)
    more = await editor.post(NEW, {**FORM, "agenda_text": ["Kaffe"], "handling": "flere-agenda"})
    assert event_form(more.text)["agenda_text"] == ["Kaffe", "", "", ""]
    assert await stored_gatherings() == []


async def test_an_edit_keeps_what_the_form_does_not_show(signed_in: SignIn) -> None:
    editor = await signed_in()
    event = await make_gathering(internal_note="Husk kaka", languages=("nb", "se"))
    assert await sent(editor, event.id, title="Samling om klassebesøk") == 303
    edited = await get_event(event.id)
    assert edited.details == replace(event.details, title="Samling om klassebesøk")
    assert edited.schedule == event.schedule


async def test_the_form_of_an_event_leads_to_that_of_its_gathering(signed_in: SignIn) -> None:
    editor = await signed_in()
    event = await make_gathering()
    answer = await editor.get(f"{page_of(event.id)}/rediger")
    assert (answer.status_code, answer.headers["location"]) == (303, form_of(event.id))
    ordinary = await make_gathering(visibility=Visibility.PUBLIC)
    back = await editor.get(form_of(ordinary.id))
    assert back.headers["location"] == f"{page_of(ordinary.id)}/rediger"
    refused = await editor.post(form_of(ordinary.id), FORM)
    assert refused.headers["location"].endswith("melding=ikke-mulig")


async def test_the_host_writes_agenda_and_notes_but_takes_no_step(signed_in: SignIn) -> None:
    host, other = await signed_in(Role.EDITOR, "ringsaker"), await signed_in(Role.ADMIN, "gjovik")
    event = await make_gathering(workflow=Workflow.PLANNED)
    assert "Rediger som vert" in (await host.get(page_of(event.id))).text
    fields: Fields = event_form((await host.get(form_of(event.id))).text)
    typed = {**fields, "gathering_notes": "Vi ble enige.", "handling": "publiser"}
    assert (await host.post(form_of(event.id), typed)).status_code == 303
    saved = await get_event(event.id)
    assert (saved.details.gathering.notes, saved.workflow) == ("Vi ble enige.", Workflow.PLANNED)
    assert saved.details.organiser_id == HAMAR
    assert (await other.get(page_of(event.id))).status_code == 200
    for answer in (await other.get(form_of(event.id)), await other.post(form_of(event.id))):
        assert answer.status_code == 403


async def test_two_who_edit_at_once_lose_nothing(signed_in: SignIn) -> None:
    editor = await signed_in()
    event = await make_gathering()
    fields: Fields = event_form((await editor.get(form_of(event.id))).text)
    await edit(event.id, now=NOW, title="Samling om ungdom")
    stale = await editor.post(
        form_of(event.id), {**fields, "summary": "Min setning", "handling": "lagre"}
    )
    assert stale.status_code == 409
    shown = words_of(stale.text)
    assert "Lagret nå: Samling om ungdom" in shown
    assert "Ditt: Min setning" in shown
    again = event_form(stale.text)
    assert again["summary"] == ["Min setning"]
    assert (await editor.post(form_of(event.id), {**again, "handling": "lagre"})).status_code == 303
    saved = (await get_event(event.id)).details
    assert (saved.title, saved.summary) == ("Samling om bokprat", "Min setning")


async def test_a_page_shows_agenda_links_documents_and_notes(signed_in: SignIn) -> None:
    reader = await signed_in(Role.EDITOR, "gjovik")
    event = await make_gathering()
    page = (await reader.get(page_of(event.id))).text
    shown = words_of(page)
    for words in ("Vert: Ringsaker bibliotek", "09.30", "Kaffe og velkommen", LINK):
        assert words in shown
    for words in ("Referat fra sist", "Vi ble enige om en felles sangbok.", "Delta digitalt"):
        assert words in shown
    assert f'href="{LINK}"' in page
    for unwanted in ("Gratis", "bare møt opp", "Passer for alle"):
        assert unwanted not in shown


async def test_only_members_see_what_is_for_a_community(signed_in: SignIn) -> None:
    member, stranger = await signed_in(Role.EDITOR, "gjovik"), await signed_in(Role.ADMIN, "gjovik")
    made = await make_community()
    event = await make_gathering(title="Bare oss", communities=(made,))
    await add_member(made, member.person.id, now=NOW)
    date_id = (await occurrences_of(event.id))[0].id
    assert (await member.get(page_of(event.id))).status_code == 200
    assert "Bare oss" in (await member.get(LIST)).text
    for path in (page_of(event.id), form_of(event.id)):
        assert (await stranger.get(path)).status_code == 404
    for rest in ("pamelding", "pamelding/angre"):
        path = f"{page_of(event.id)}/datoer/{date_id}/{rest}"
        assert (await stranger.post(path, {"maate": "online"})).status_code == 404
    others = ("/ansatt/arrangementer?bibliotek=alle", "/ansatt/plan?fra=2027-02")
    lists = (LIST, f"/ansatt/fellesskap/{made}", *others)
    for path in lists:
        assert "Bare oss" not in (await stranger.get(path)).text, path
        assert "Bare oss" in (await member.get(path)).text, path


async def test_a_new_one_begins_as_an_earlier_one_ended(signed_in: SignIn) -> None:
    """The same agenda and people, at the next host; nothing of how it went."""
    editor = await signed_in(Role.EDITOR, "gjovik")
    made = await make_community()
    event = await make_gathering(communities=(made,), organiser_id=4, capacity=40)
    fields = event_form((await editor.get(f"{NEW}?fra={event.id}")).text)
    assert fields["title"] == ["Samling om bokprat"]
    assert fields["agenda_text"][:2] == ["Kaffe og velkommen", ""]
    assert fields["community_ids"] == [str(made)]
    assert (fields["capacity"], fields["host_id"]) == (["40"], ["1"])
    assert fields["start_date"] == fields["document_url"][:1] == fields["place"] == [""]
    assert "gathering_notes" not in fields


async def test_nobody_begins_from_what_they_may_not_read(signed_in: SignIn) -> None:
    stranger = await signed_in(Role.ADMIN, "gjovik")
    hidden = await make_gathering(title="Bare dem", communities=(await make_community(),))
    for named in (str(hidden.id), "0", "x", str(2**63)):
        page = await stranger.get(f"{NEW}?fra={named}")
        assert (page.status_code, event_form(page.text)["title"]) == (200, [""])


async def test_a_draft_is_its_own_library_s_alone(signed_in: SignIn) -> None:
    own, host = await signed_in(), await signed_in(Role.EDITOR, "ringsaker")
    event = await make_gathering(title="Ikke klar", workflow=Workflow.DRAFT)
    assert "Ikke klar" in (await own.get(LIST)).text
    assert "Ikke klar" not in (await host.get(LIST)).text
    assert (await host.get(page_of(event.id))).status_code == 404


async def test_the_list_tells_past_from_coming(signed_in: SignIn) -> None:
    reader = await signed_in(Role.EDITOR, "gjovik")
    await make_gathering(title="Den neste", schedule=weekly(DAY, 3))
    await make_gathering(title="Den forrige", schedule=single(timed(date(2026, 9, 1))))
    await make_gathering(title="Trukket", workflow=Workflow.WITHDRAWN)
    shown = words_of((await reader.get(LIST)).text)
    coming, past = shown.split("Tidligere", 1)
    assert "Den neste" in coming
    assert "Den forrige" in past
    assert "Trukket" not in shown
    assert "3 datoer" in coming


@pytest.mark.parametrize("count", [1, 3])
async def test_the_lists_cost_the_same_for_many(signed_in: SignIn, count: int) -> None:
    reader, made = await signed_in(), await make_community()
    for _ in range(count):
        await add_member(made, (await signed_in()).person.id, now=NOW)
        await make_gathering(schedule=weekly(DAY, count), communities=(made,))
    costs = []
    for path in (LIST, "/ansatt/fellesskap", f"/ansatt/fellesskap/{made}"):
        with counted_queries() as statements:
            assert (await reader.get(path)).status_code == 200
        costs.append(len(statements))
    assert costs == [21, 16, 24]


async def test_who_has_no_library_makes_none(signed_in: SignIn) -> None:
    nobody = await signed_in(Role.EDITOR, "no-such-library")
    assert [(await nobody.get(NEW)).status_code, (await nobody.post(NEW, FORM)).status_code] == [
        403,
        403,
    ]
    assert (await nobody.get(LIST)).status_code == 200


async def test_the_form_asks_for_no_food_and_says_where_it_goes(signed_in: SignIn) -> None:
    """D-22."""
    editor = await signed_in()
    page = (await editor.get(NEW)).text
    names = event_form(page)
    assert not any(word in name for name in names for word in ("mat", "food", "allerg", "helse"))
    assert "Ikke spør om mat, allergier eller helse her." in words_of(page)
    event = await make_gathering()
    shown = words_of((await editor.get(page_of(event.id))).text)
    assert "Mat, allergier og tilrettelegging tar du direkte med vertsbiblioteket." in shown


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_text_shows_as_text_everywhere(signed_in: SignIn, text: str) -> None:
    """T-4."""
    editor, made = await signed_in(), await make_community("Ren", purpose="Rent")
    url = "https://example.org/"
    harmless = await make_gathering(
        title="Ren", summary="Rent", contact="Rent", communities=(made,), gathering=_all("Ren", url)
    )
    clean = await _outlines(editor, harmless.id, made)
    await edit(
        harmless.id,
        now=NOW,
        title=text,
        summary=text,
        contact=text,
        gathering=replace(_all(text, url), community_ids=(made,)),
    )
    assert await _outlines(editor, harmless.id, made) == clean
    assert text in words_of((await editor.get(page_of(harmless.id))).text)


def _all(text: str, url: str) -> Gathering:
    return Gathering(
        host_id=RINGSAKER,
        agenda=(AgendaItem(time=text[:20], text=text),),
        documents=(Document(label=text, url=url),),
    )


async def _outlines(editor: SignedIn, event_id: int, community_id: int) -> list[object]:
    pages = (page_of(event_id), form_of(event_id), LIST, f"/ansatt/fellesskap/{community_id}")
    return [outline((await editor.get(path)).text) for path in pages]


async def test_the_gathering_stands_among_all_events_of_staff(signed_in: SignIn) -> None:
    await make_gathering(title="Samling")
    assert [one.title for one in await event_lines(today=NOW.date())] == ["Samling"]
    assert FULL.host_id == RINGSAKER


def problems_in(page: str) -> list[str]:
    """Give the fields that the summary of errors names, in its order, each once."""
    return list(dict.fromkeys(re.findall(r'href="#f-([\w-]+)"', page)))


async def test_a_copy_of_a_gathering_is_a_gathering(signed_in: SignIn) -> None:
    """The list has 'Dupliser' for all: the event's form would have made it public."""
    editor = await signed_in()
    event = await make_gathering(communities=(await make_community(),))
    answer = await editor.get(f"/ansatt/arrangementer/nytt?fra={event.id}")
    assert (answer.status_code, answer.headers["location"]) == (303, f"{NEW}?fra={event.id}")


async def test_a_template_of_a_gathering_is_for_staff(signed_in: SignIn) -> None:
    """The event's form knows no communities; what it is not told, it takes to be for all."""
    editor = await signed_in()
    event = await make_gathering(communities=(await make_community(),))
    named = {"template_name": "Samling", "template_library": "1"}
    await editor.post(f"/ansatt/maler/ny?fra={event.id}", named)
    [template] = await templates_of([HAMAR])
    form = event_form((await editor.get(f"/ansatt/arrangementer/nytt?mal={template.id}")).text)
    assert form["visibility"] == ["staff"]


async def test_the_form_of_events_does_not_take_a_gathering(signed_in: SignIn) -> None:
    """There it would become public, with its agenda and its link."""
    editor = await signed_in()
    event = await make_gathering(communities=(await make_community(),))
    path = f"/ansatt/arrangementer/{event.id}/rediger"
    said = {**STORY_TIME, "versjon": str(event.version), "visibility": "public"}
    answer = await editor.post(path, {**said, "handling": "lagre"})
    assert (answer.status_code, answer.headers["location"]) == (303, form_of(event.id))
    assert await get_event(event.id) == event
