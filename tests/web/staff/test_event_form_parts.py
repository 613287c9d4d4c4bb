"""The parts of the event's form: rows, hints, the venue's accessibility, what is asked when."""

import re
from datetime import date
from typing import Any

import pytest

from calendar_app.domain.event import Book, Event, Person, Workflow
from calendar_app.domain.lending import Lending
from calendar_app.storage.events import NewEvent, create_event, get_event
from calendar_app.storage.rows import CategoryRow, FundingLineRow, VenueRow
from tests.support.counting import counted_queries
from tests.support.event_lines import event_lines
from tests.support.events import details, single, timed, weekly
from tests.support.staff_forms import STORY_TIME, Fields, event_form, outline, words_of
from tests.support.web import Clock, SignedIn, SignIn

NEW = "/ansatt/arrangementer/nytt"
DAY = date(2027, 2, 8)
TODAY = date(2026, 11, 23)


async def only_event() -> Event:
    [line] = await event_lines(today=TODAY)
    return await get_event(line.event_id)


async def make(clock: Clock, day: date = DAY, **changes: Any) -> Event:
    said = details(venue_id=1, **changes)
    new = NewEvent(details=said, schedule=single(timed(day)), workflow=Workflow.PUBLISHED)
    return await create_event(new, staff_id=None, now=clock())


def address(event: Event, *more: str) -> str:
    return "/".join((f"/ansatt/arrangementer/{event.id}", *more))


async def form_of(editor: SignedIn, event: Event) -> Fields:
    return event_form((await editor.get(address(event, "rediger"))).text)


async def test_three_empty_rows_of_each_list_are_shown(signed_in: SignIn) -> None:
    fields = event_form((await (await signed_in()).get(NEW)).text)
    for name in ("person_name", "person_role", "book_title", "book_isbn", "partner"):
        assert fields[name] == ["", "", ""], name


async def test_another_row_comes_with_everything_still_there(signed_in: SignIn) -> None:
    """Without JavaScript, and nothing is judged or saved yet."""
    editor = await signed_in()
    typed = STORY_TIME | {"title": "", "person_name": ["A", "", "C"], "start_date": "en dag"}
    shown = await editor.post(NEW, {**typed, "handling": "flere-people"})
    assert shown.status_code == 200
    fields = event_form(shown.text)
    assert fields["person_name"] == ["A", "", "C", ""]
    assert fields["person_role"] == ["", "", "", ""]
    assert (fields["start_date"], fields["partner"]) == (["en dag"], ["", "", ""])
    assert fields["innsending"] == [STORY_TIME["innsending"]]
    assert "is-wrong" not in shown.text
    assert await event_lines(today=TODAY) == []
    again = await editor.post(NEW, {**fields, "handling": "flere-people"})
    assert event_form(again.text)["person_name"] == ["A", "", "C", "", ""]


async def test_another_row_of_an_event_that_is_there(signed_in: SignIn, clock: Clock) -> None:
    editor, event = await signed_in(), await make(clock, partners=("A", "B", "C"))
    fields = await form_of(editor, event)
    shown = await editor.post(address(event, "rediger"), {**fields, "handling": "flere-partners"})
    assert event_form(shown.text)["partner"] == ["A", "B", "C", "", ""]
    assert (await get_event(event.id)).version == event.version


async def test_the_hooks_of_the_rows(signed_in: SignIn) -> None:
    """What the script that adds rows looks for."""
    page = (await (await signed_in()).get(NEW)).text
    assert re.findall(r'data-rows="(\w+)"', page) == ["people", "books", "partners"]
    assert re.findall(r'data-add-row="(\w+)"', page) == ["people", "books", "partners"]
    assert len(re.findall(r'class="row-fields [^"]*" data-row>', page)) == 9


async def test_rows_are_saved_told_and_taken_away_again(signed_in: SignIn) -> None:
    editor = await signed_in()
    rows = {
        "person_name": ["En forfatter", ""],
        "person_role": ["forfatter", ""],
        "book_title": "Kvitebjørnen",
        "book_author": "",
        "book_isbn": "978-0-306-40615-7",
        "book_url": "https://example.org/bok",
        "partner": ["Mållaget", "Kulturskolen"],
    }
    made = await editor.post(NEW, {**STORY_TIME, **rows, "handling": "publiser"})
    event = await only_event()
    assert event.details.people == (Person(name="En forfatter", role="forfatter"),)
    assert event.details.books == (
        Book(title="Kvitebjørnen", isbn="9780306406157", url="https://example.org/bok"),
    )
    told = words_of((await editor.get(made.headers["location"])).text)
    assert "En forfatter, forfatter" in told
    assert "Kvitebjørnen, ISBN 9780306406157, https://example.org/bok" in told
    assert "Mållaget og Kulturskolen" in told
    fields = await form_of(editor, event)
    emptied = fields | {"person_name": ["", "", ""], "person_role": ["", "", ""]}
    await editor.post(address(event, "rediger"), {**emptied, "handling": "lagre"})
    assert (await get_event(event.id)).details.people == ()


async def test_funding_is_a_line_or_a_text_of_its_own(signed_in: SignIn, clock: Clock) -> None:
    used = await FundingLineRow.create(name="Brukt", text="Støttet.", retired_at=clock())
    live = await FundingLineRow.create(name="Ny linje", text="Støttet.", retired_at=None)
    editor, event = await signed_in(), await make(clock, funding_line_id=used.id)
    page = await editor.get(address(event, "rediger"))
    assert event_form(page.text)["funding_line_id"] == [str(used.id)]
    assert re.findall(r">(Brukt|Ny linje)<", page.text) == ["Brukt", "Ny linje"]
    assert "Brukt" not in (await editor.get(NEW)).text
    fields = event_form(page.text) | {"funding_line_id": [str(live.id)], "funding": ["Andre"]}
    both = await editor.post(address(event, "rediger"), {**fields, "handling": "lagre"})
    assert both.status_code == 422
    assert "ikke begge" in both.text
    await editor.post(address(event, "rediger"), {**fields, "funding": ""})
    assert (await get_event(event.id)).details.funding_line_id == live.id
    assert "Ny linje" in (await editor.get(address(event))).text


async def test_what_is_retired_stays_where_it_is_used(signed_in: SignIn, clock: Clock) -> None:
    editor, event = await signed_in(), await make(clock, category_ids=(1,))
    await CategoryRow.filter(id=1).update(retired_at=clock())
    await VenueRow.filter(id=1).update(retired_at=clock())
    fields = await form_of(editor, event)
    assert (fields["place"], fields["category_id"]) == (["1"], ["1"])
    await editor.post(address(event, "rediger"), {**fields, "handling": "lagre"})
    assert (await get_event(event.id)).details == event.details
    empty = (await editor.get(NEW)).text
    assert ("Hamar-kulturhus" in empty, "Lesestund<" in empty) == (False, False)


async def test_the_form_says_what_the_venue_says_and_takes_what_differs(
    signed_in: SignIn, clock: Clock
) -> None:
    await VenueRow.filter(id=1).update(wheelchair=True, hearing_loop=False, access_note="Heis.")
    editor, event = await signed_in(), await make(clock)
    page = (await editor.get(address(event, "rediger"))).text
    said = "Slik er det ellers på Hamar-kulturhus: Rullestoltilpasset lokale. Ikke teleslynge. Heis"
    assert said in words_of(page)
    elsewhere = event_form(page) | {"place": ["5"], "title": [""]}
    refused = await editor.post(address(event, "rediger"), elsewhere)
    assert "Ingen har skrevet hvordan det er ellers på Domkirkeodden." in refused.text
    saved = event_form(page) | {"access_hearing_loop": ["ja"], "access_note": ["Ring på."]}
    await editor.post(address(event, "rediger"), {**saved, "handling": "lagre"})
    access = (await get_event(event.id)).details.access
    assert (access.wheelchair, access.hearing_loop, access.note) == (None, True, "Ring på.")


async def test_lending_is_saved_and_told(signed_in: SignIn) -> None:
    editor = await signed_in()
    lent = {
        "lending_is_open": "ja",
        "lending_minutes": "45",
        "lending_needs": "Et rom",
        "lending_fee": "Gratis",
        "lending_contact": "Ring oss",
    }
    made = await editor.post(NEW, {**STORY_TIME, **lent})
    assert (await only_event()).details.lending == Lending(
        is_open=True, minutes=45, needs="Et rom", fee="Gratis", contact="Ring oss"
    )
    told = words_of((await editor.get(made.headers["location"])).text)
    assert "Åpent for lån. 45 minutter. Et rom. Gratis. Ring oss" in told


async def test_how_it_went_is_asked_when_there_is_something_to_tell(
    signed_in: SignIn, clock: Clock
) -> None:
    editor, to_come = await signed_in(), await make(clock)
    assert "experience" not in await form_of(editor, to_come)
    assert "experience" not in event_form((await editor.get(NEW)).text)
    been = await make(clock, day=date(2026, 11, 22))
    fields = await form_of(editor, been)
    assert fields["experience"] == [""]
    await editor.post(address(been, "rediger"), {**fields, "experience": "Mange kom."})
    assert (await get_event(been.id)).details.experience == "Mange kom."
    assert "Mange kom." in (await editor.get(address(been))).text
    kept = {name: given for name, given in fields.items() if name != "experience"}
    await editor.post(address(been, "rediger"), {**kept, "versjon": "2"})
    assert (await get_event(been.id)).details.experience == "Mange kom."


HINTED = {**STORY_TIME, "title": "AVLYST: Lesestund 8. februar på Hamar bibliotek"}


async def test_a_title_that_says_too_much_gets_help_and_is_saved(signed_in: SignIn) -> None:
    """D-7: in the preview, beside the problems, and on the page of what was just saved."""
    editor = await signed_in()
    help_words = "Tenk på tittelen"
    assert help_words not in (await editor.get(NEW)).text
    for fields in ({**HINTED, "handling": "forhandsvis"}, {**HINTED, "end_time": "x"}):
        shown = words_of((await editor.post(NEW, fields)).text)
        assert help_words in shown
        assert "«AVLYST» settes foran tittelen av seg selv" in shown
        assert "«Hamar bibliotek» står ved siden av tittelen" in shown
        assert "Datoen står ved siden av tittelen" in shown
    made = await editor.post(NEW, HINTED)
    assert made.status_code == 303
    assert help_words in (await editor.get(made.headers["location"])).text
    event = await only_event()
    assert event.details.title == HINTED["title"]
    assert help_words not in (await editor.get(address(event))).text


async def test_a_good_title_gets_no_help(signed_in: SignIn) -> None:
    editor = await signed_in()
    shown = await editor.post(NEW, {**STORY_TIME, "handling": "forhandsvis"})
    assert "Tenk på tittelen" not in shown.text


ROW_TEXTS = ("person_name", "person_role", "book_title", "book_author", "partner")
LINE_TEXTS = ("image_credit", "funding", "lending_fee", "lending_contact", "access_note")
LONG_TEXTS = ("lending_needs", "experience")
HOSTILE = (
    "</script><script>alert(1)</script>",
    "<!--<script>",
    '"onfocus="alert(1)',
    "{{7*7}}",
    "<svg/onload=alert(1)>",
    "</textarea><img src=x onerror=alert(1)>",
    "%(num)d 100%",
)


async def pages_with(text: str, editor: SignedIn, event: Event) -> tuple[str, str, str]:
    """Give the refused form, the saved form and the page of an event with this text everywhere."""
    fields = await form_of(editor, event)
    texts = dict.fromkeys((*ROW_TEXTS, *LINE_TEXTS, *LONG_TEXTS), text)
    rows = {"book_isbn": "", "book_url": ["https://example.org/", "b>"][0]}
    refused = await editor.post(
        address(event, "rediger"), {**fields, **texts, "book_isbn": text, "book_url": text}
    )
    assert refused.status_code == 422
    saved = await editor.post(address(event, "rediger"), {**fields, **texts, **rows})
    assert saved.status_code == 303
    form = await editor.get(address(event, "rediger"))
    return refused.text, form.text, (await editor.get(address(event))).text


async def test_hostile_text_in_every_new_field_is_text(signed_in: SignIn, clock: Clock) -> None:
    """T-4, A-5, A-13."""
    editor = await signed_in()
    event = await make(clock, day=date(2026, 11, 22), title="Lesestund")
    harmless = [outline(page) for page in await pages_with("Trygg tekst", editor, event)]
    for hostile in HOSTILE:
        refused, form, page = await pages_with(hostile, editor, event)
        assert [outline(one) for one in (refused, form, page)] == harmless, hostile
        for shown in (refused, form):
            kept = event_form(shown)
            for name in (*ROW_TEXTS, *LINE_TEXTS, *LONG_TEXTS):
                assert kept[name][0] == hostile, name
        assert event_form(refused)["book_isbn"][0] == hostile
        for name in ("people", "books", "partners", "funding", "lending", "experience"):
            said = getattr((await get_event(event.id)).details, name)
            assert hostile in str(said).replace("\\'", "'"), name
        assert words_of(page).count(hostile) >= 9


@pytest.mark.parametrize("count", [1, 3])
async def test_the_form_asks_the_same_of_the_database_whatever_there_is(
    signed_in: SignIn, clock: Clock, count: int
) -> None:
    """Session, vocabulary, drafts, the last events and templates; then the event, and no more."""
    editor = await signed_in()
    for number in range(count):
        said = details(f"Lesestund {number}", venue_id=1, people=(Person(name="A"),) * count)
        new = NewEvent(details=said, schedule=weekly(DAY, count))
        event = await create_event(new, staff_id=editor.person.id, now=clock())
    costs = {}
    for path in (NEW, f"{NEW}?fra={event.id}", address(event, "rediger")):
        with counted_queries() as statements:
            assert (await editor.get(path)).status_code == 200
        costs[path.replace(str(event.id), "")] = len(statements)
    session, vocabulary, drafts, last, whole_event = 3, 10, 1, 3, 5
    assert costs == {
        NEW: session + vocabulary + drafts + last,
        f"{NEW}?fra=": session + vocabulary + whole_event,
        "/ansatt/arrangementer//rediger": session + vocabulary + drafts + whole_event,
    }
