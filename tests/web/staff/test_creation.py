"""A new event: entered, refused with everything typed, previewed, made once."""

import asyncio
import re
from datetime import date

from calendar_app.domain.access import Role
from calendar_app.domain.event import Event, State, Workflow
from calendar_app.domain.timing import Timed, wall
from calendar_app.storage.events import get_event
from calendar_app.storage.occurrences import occurrences_of
from tests.support.event_lines import event_lines
from tests.support.staff_forms import STORY_TIME, WEEKLY, event_form, outline, words_of
from tests.support.web import SignedIn, SignIn

NEW = "/ansatt/arrangementer/nytt"
TODAY = date(2026, 11, 23)
HOSTILE = (
    "</script><script>alert(1)</script>",
    "<!--<script>",
    '"onfocus="alert(1)',
    "{{7*7}}",
    "{%raw%}",
    "<svg/onload=alert(1)>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1>'>",
    "<details open ontoggle=alert(1)>",
    "%(line)s %d 100%",
)


BAD_INPUT: tuple[tuple[dict[str, str], list[str]], ...] = (
    ({"end_time": "17.59"}, ["end_time"]),
    ({"start_date": "2026-03-29", "start_time": "02.30"}, ["start_time"]),
    ({"start_date": "2026-10-25", "start_time": "02.30"}, ["start_reading"]),
    ({"place": str(2**63)}, ["place"]),
    ({"organiser_id": str(2**63)}, ["organiser_id"]),
    ({"organiser_id": "2"}, ["organiser_id"]),
    ({"category_id": "１"}, ["category_id"]),
    ({"capacity": str(2**63 - 1)}, ["capacity"]),
    ({"price_kind": "paid", "price_amount": str(2**31)}, ["price_amount"]),
    ({"when": "series", "ends": "until", "until": "2027-02-01"}, ["until"]),
    (
        {"when": "series", "repeats": "daily", "ends": "until", "until": "2027-02-08"}
        | {"left_out": "8.2.2027"},
        ["repeats"],
    ),
    ({"when": "series", "ends": "count", "count": "1e3"}, ["count"]),
    ({"when": "series", "ends": "count", "count": "99999"}, ["count"]),
)


async def events() -> list[Event]:
    lines = await event_lines(today=TODAY)
    return [await get_event(line.event_id) for line in lines]


async def test_an_event_is_made_as_entered(signed_in: SignIn) -> None:
    editor = await signed_in()
    made = await editor.post(NEW, {**STORY_TIME, "handling": "utkast"})
    assert made.status_code == 303
    [event] = await events()
    assert made.headers["location"].split("?")[0] == f"/ansatt/arrangementer/{event.id}"
    assert (event.details.title, event.details.organiser_id) == ("Lesestund", 1)
    day = date(2027, 2, 8)
    assert event.schedule.first == Timed(wall(day, 18 * 60), wall(day, 18 * 60 + 45))
    shown = await editor.get(made.headers["location"])
    assert "mandag 8. februar 2027 kl. 18.00–18.45" in shown.text


async def test_the_button_says_how_far_it_goes(signed_in: SignIn) -> None:
    editor = await signed_in()
    for handling, workflow in {
        "utkast": Workflow.DRAFT,
        "planlegg": Workflow.PLANNED,
        "publiser": Workflow.PUBLISHED,
        "": Workflow.DRAFT,
        "slett alt": Workflow.DRAFT,
    }.items():
        await editor.post(NEW, {**STORY_TIME, "title": f"Med {handling}", "handling": handling})
        [event] = [one for one in await events() if one.details.title == f"Med {handling}".strip()]
        assert event.workflow is workflow


async def test_what_is_published_stands_on_the_public_page_at_once(signed_in: SignIn) -> None:
    editor = await signed_in()
    await editor.get("/kalender")
    await editor.post(NEW, {**STORY_TIME, "title": "Mumiedagen", "handling": "publiser"})
    assert "Mumiedagen" in (await editor.get("/kalender")).text


async def test_a_series_gets_its_dates(signed_in: SignIn) -> None:
    editor = await signed_in()
    fields = {**WEEKLY, "left_out": "15.2.2027", "extra_dates": "10.2.2027 kl. 10.00–11.00"}
    await editor.post(NEW, fields)
    [event] = await events()
    days = [one.recurrence_date for one in await occurrences_of(event.id)]
    assert days == [date(2027, 2, 8), date(2027, 2, 10), date(2027, 2, 22), date(2027, 3, 1)]


async def test_the_empty_form_sends_nothing_that_is_wrong_but_what_is_missing(
    signed_in: SignIn,
) -> None:
    editor = await signed_in()
    fields = event_form((await editor.get(NEW)).text)
    refused = await editor.post(NEW, fields)
    assert refused.status_code == 422
    wrong = ["title", "start_date", "start_time", "end_time", "for_everybody"]
    assert problems_in(refused.text) == wrong


async def test_a_library_with_one_house_need_not_say_where(signed_in: SignIn) -> None:
    """Hamar has one house in the tests, Ringsaker two."""
    hamar, ringsaker = await signed_in(), await signed_in(Role.EDITOR, "ringsaker")
    assert event_form((await hamar.get(NEW)).text)["place"] == ["1"]
    assert event_form((await ringsaker.get(NEW)).text)["place"] == [""]


async def test_all_problems_come_at_once_with_everything_still_there(signed_in: SignIn) -> None:
    editor = await signed_in()
    typed = {
        **STORY_TIME,
        "title": "",
        "start_date": "31. februar 2027",
        "start_time": "klokka sju",
        "for_everybody": "",
        "age_from": "tre",
        "price_kind": "paid",
        "price_amount": "en hundrelapp",
        "description": "Linje 1\n\nLinje <2>",
        "registration_kind": "link",
        "registration_url": "javascript:alert(1)",
        "capacity": "0",
        "category_id": "2",
        "handling": "publiser",
    }
    del typed["for_everybody"]
    refused = await editor.post(NEW, typed)
    assert refused.status_code == 422
    wrong = [
        "title",
        "start_date",
        "start_time",
        "age_from",
        "price_amount",
        "registration_url",
        "capacity",
    ]
    assert problems_in(refused.text) == wrong
    assert re.findall(r'class="field-error" id="f-(\w+)-error"', refused.text) == wrong
    assert 'id="feil" role="alert" tabindex="-1"' in refused.text
    kept = event_form(refused.text)
    for name in set(typed) - {"handling"}:
        assert kept[name][0].strip() == typed[name], name
    assert await events() == []


async def test_a_fold_is_open_when_it_holds_something_or_is_wrong(signed_in: SignIn) -> None:
    editor = await signed_in()
    fold = re.compile(r'<details class="fold form-fold"( open)?>\s*<summary>([^<]+)<')
    empty = (await editor.get(NEW)).text
    assert {state for state, _ in fold.findall(empty)} == {""}
    fields = event_form(empty) | {"contact": "62 00 00 00", "capacity": "mange"}
    refused = await editor.post(NEW, fields)
    assert [name for state, name in fold.findall(refused.text) if state] == [
        "Plasser, frister og venteliste",
        "Kontakt og støtte",
    ]


async def test_hostile_text_is_shown_as_typed_and_makes_no_element(signed_in: SignIn) -> None:
    """T-4, A-5, A-13: in the refused form, on the event's page, in the list, on the dialogs."""
    editor = await signed_in()
    refused, *shown = await pages_with("Trygg tekst", editor)
    for hostile in HOSTILE:
        refused_now, *shown_now = await pages_with(hostile, editor)
        assert outline(refused_now) == outline(refused), hostile
        kept = event_form(refused_now)
        assert {kept[name][0] for name in (*TEXTS, "end_time")} == {hostile}
        assert [outline(page) for page in shown_now] == [outline(page) for page in shown], hostile
        assert [hostile in words_of(page) for page in shown_now] == [True] * len(shown)


TEXTS = ("title", "summary", "description", "contact", "internal_note")


async def pages_with(text: str, editor: SignedIn) -> list[str]:
    """Give the refused form of an event with this text, then its page, dialogs and the list."""
    fields = STORY_TIME | dict.fromkeys(TEXTS, text)
    refused = await editor.post(NEW, {**fields, "end_time": text})
    assert refused.status_code == 422
    await editor.post(NEW, {**fields, "handling": "planlegg"})
    [event] = await events()
    assert (event.details.title, event.details.description) == (text, text)
    address = f"/ansatt/arrangementer/{event.id}"
    paths = (address, f"{address}/avlysning", f"{address}/sletting", "/ansatt/arrangementer")
    pages = [(await editor.get(path)).text for path in paths]
    await editor.post(f"{address}/sletting")
    return [refused.text, *pages]


async def test_what_no_database_takes_is_cleaned_the_same_on_both(signed_in: SignIn) -> None:
    """NUL and control characters go; a lone surrogate cannot even be sent as UTF-8."""
    editor = await signed_in()
    body = "&".join(
        f"{name}={value}"
        for name, value in {
            **STORY_TIME,
            "csrf_token": editor.csrf_token,
            "title": "Le%00se%ED%A0%80stund%1B%5B31m%E2%80%AE",
            "description": "a%00b%0D%0Ac",
        }.items()
    )
    made = await editor.client.post(
        NEW, content=body, headers={"content-type": "application/x-www-form-urlencoded"}
    )
    assert made.status_code == 303
    [event] = await events()
    assert "\x00" not in event.details.title
    assert event.details.title.startswith("Lese")
    assert event.details.description == "ab\nc"


async def test_a_body_of_five_megabytes_is_refused(signed_in: SignIn) -> None:
    editor = await signed_in()
    refused = await editor.post(NEW, {**STORY_TIME, "description": "x" * 5_000_000})
    assert refused.status_code == 413
    assert await events() == []


async def test_the_longest_acceptable_texts_are_stored(signed_in: SignIn) -> None:
    editor = await signed_in()
    texts = {"title": "æ" * 200, "description": "ø" * 20_000}
    assert (await editor.post(NEW, {**STORY_TIME, **texts})).status_code == 303
    longer = await editor.post(NEW, {**STORY_TIME, **{name: f"{t}x" for name, t in texts.items()}})
    assert problems_in(longer.text) == ["title", "description"]


async def test_bad_input_is_refused_beside_its_field(signed_in: SignIn) -> None:
    editor = await signed_in()
    for fields, wrong in BAD_INPUT:
        refused = await editor.post(NEW, {**STORY_TIME, **fields, "handling": "publiser"})
        assert (refused.status_code, problems_in(refused.text)) == (422, wrong), fields
    assert await events() == []


async def test_the_autumn_hour_is_asked_and_the_answer_taken(signed_in: SignIn) -> None:
    editor = await signed_in()
    night = {**STORY_TIME, "start_date": "25.10.2026", "start_time": "02.30", "end_time": "05.00"}
    asked = await editor.post(NEW, night)
    assert asked.status_code == 422
    assert re.findall(r'name="start_reading" value="(\w+)"', asked.text) == [
        "sommertid",
        "vintertid",
    ]
    answered = event_form(asked.text) | {"start_reading": ["vintertid"]}
    assert (await editor.post(NEW, answered)).status_code == 303
    [line] = await event_lines(today=TODAY, past=True)
    event = await get_event(line.event_id)
    assert isinstance(event.schedule.first, Timed)
    assert event.schedule.first.starts_at.isoformat() == "2026-10-25T01:30:00+00:00"


async def test_the_preview_lists_the_dates_and_saves_nothing(signed_in: SignIn) -> None:
    editor = await signed_in()
    fields = {**WEEKLY, "start_date": "22.3.2027", "left_out": "5.4.2027", "title": ""}
    shown = await editor.post(NEW, {**fields, "handling": "forhandsvis"})
    assert shown.status_code == 200
    assert "Hver mandag kl. 18.00–18.45 fra 22. mars 2027, 4 ganger, ikke 5. april" in shown.text
    assert re.findall(r'name="left_out_ticks" value="([\d-]+)"( checked)?', shown.text) == [
        ("2027-03-22", ""),
        ("2027-03-29", ""),
        ("2027-04-05", " checked"),
        ("2027-04-12", ""),
    ]
    assert "2. påskedag" in shown.text
    assert "uke 13" in shown.text
    assert await events() == []


async def test_dates_ticked_in_the_preview_are_left_out(signed_in: SignIn) -> None:
    editor = await signed_in()
    shown = await editor.post(NEW, {**WEEKLY, "left_out": "15.2.2027", "handling": "forhandsvis"})
    fields = event_form(shown.text)
    assert fields["left_out"] == [""]
    assert fields["left_out_ticks"] == ["2027-02-15"]
    ticked = fields | {"left_out_ticks": ["2027-02-22"], "handling": ["utkast"]}
    assert (await editor.post(NEW, ticked)).status_code == 303
    [event] = await events()
    assert event.schedule.exdates == {date(2027, 2, 22)}


async def test_ticks_are_not_lost_when_the_form_is_refused(signed_in: SignIn) -> None:
    editor = await signed_in()
    refused = await editor.post(NEW, {**WEEKLY, "title": "", "left_out_ticks": "2027-02-22"})
    assert refused.status_code == 422
    assert event_form(refused.text)["left_out"][0].strip() == "22.2.2027"


async def test_a_preview_of_what_is_wrong_is_refused_for_its_dates_alone(
    signed_in: SignIn,
) -> None:
    editor = await signed_in()
    fields = {**WEEKLY, "title": "", "count": "", "handling": "forhandsvis"}
    refused = await editor.post(NEW, fields)
    assert refused.status_code == 422
    assert problems_in(refused.text) == ["count"]


async def test_a_form_sent_twice_makes_one_event(signed_in: SignIn) -> None:
    """T-22."""
    editor = await signed_in()
    fields = event_form((await editor.get(NEW)).text) | STORY_TIME | {"handling": "utkast"}
    first = await editor.post(NEW, fields)
    second = await editor.post(NEW, fields)
    assert (first.status_code, second.status_code) == (303, 303)
    assert first.headers["location"] == second.headers["location"]
    assert len(await events()) == 1


async def test_a_form_sent_fifty_times_at_once_makes_one_event(signed_in: SignIn) -> None:
    """T-22, with everything that a form may hold."""
    editor = await signed_in()
    fields = {**STORY_TIME, "handling": "publiser", "person_name": ["A", "B"], "partner": "C"}
    sent = await asyncio.gather(*(editor.post(NEW, fields) for _ in range(50)))
    assert {one.status_code for one in sent} == {303}
    assert len({one.headers["location"] for one in sent}) == 1
    assert len(await events()) == 1


async def test_going_back_and_changing_the_text_makes_another_event(signed_in: SignIn) -> None:
    editor = await signed_in()
    await editor.post(NEW, STORY_TIME)
    await editor.post(NEW, {**STORY_TIME, "title": "Lesestund for de store"})
    titles = {event.details.title for event in await events()}
    assert titles == {"Lesestund", "Lesestund for de store"}


async def test_the_same_form_with_another_button_says_that_it_is_there_already(
    signed_in: SignIn,
) -> None:
    editor = await signed_in()
    await editor.post(NEW, {**STORY_TIME, "handling": "utkast"})
    again = await editor.post(NEW, {**STORY_TIME, "handling": "publiser"})
    assert again.headers["location"].endswith("?melding=lagret-fra-for")
    [event] = await events()
    assert event.workflow is Workflow.DRAFT


async def test_two_people_with_the_same_key_make_two_events(signed_in: SignIn) -> None:
    for _ in range(2):
        await (await signed_in()).post(NEW, STORY_TIME)
    assert len(await events()) == 2


async def test_ids_and_states_in_the_body_are_not_looked_at(signed_in: SignIn) -> None:
    """A-18."""
    editor = await signed_in()
    await editor.post(NEW, STORY_TIME)
    [first] = await events()
    more = {"id": str(first.id), "event_id": str(first.id), "uid": first.uid, "state": "cancelled"}
    await editor.post(NEW, {**STORY_TIME, **more, "title": "En annen", "workflow": "published"})
    one, other = sorted(await events(), key=lambda event: event.id)
    assert one == first
    assert other.uid != first.uid
    assert (other.state, other.workflow) == (State.SCHEDULED, Workflow.DRAFT)


def problems_in(page: str) -> list[str]:
    """Give the fields that the summary of a refused form links to, in its order."""
    return re.findall(r'<li><a href="#f-(\w+)">', page)
