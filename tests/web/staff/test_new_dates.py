"""A date added to an event, and one of a draft taken away, as the pages offer and take it."""

from datetime import date, timedelta
from typing import Any

import pytest

from calendar_app.domain.event import Event, Workflow
from calendar_app.domain.timing import AllDay
from calendar_app.storage.events import NewEvent, create_event, get_event
from calendar_app.storage.occurrences import occurrences_of
from tests.support.events import details, edit, publish, single, timed, weekly
from tests.support.recorded import count_people
from tests.support.staff_forms import event_form, outline, words_of
from tests.support.web import Clock, SignedIn, SignIn

DAY = date(2027, 2, 8)


def address(event: Event, *more: object) -> str:
    return "/".join((f"/ansatt/arrangementer/{event.id}", *map(str, more)))


async def days(event: Event) -> list[date]:
    return [row.span.first for row in await occurrences_of(event.id)]


async def add(editor: SignedIn, event: Event, **said: Any) -> Any:
    path = address(event, "datoer", "ny")
    page = await editor.get(path)
    assert page.status_code == 200
    return await editor.post(path, {**event_form(page.text), **said})


async def draft(clock: Clock, weeks: int = 3) -> Event:
    new = NewEvent(details=details(), schedule=weekly(DAY, weeks), workflow=Workflow.DRAFT)
    return await create_event(new, staff_id=None, now=clock())


async def test_the_form_begins_with_the_times_of_the_series(
    signed_in: SignIn, clock: Clock
) -> None:
    editor = await signed_in()
    event = await publish(weekly(DAY, 2), now=clock())
    assert f'href="{address(event, "datoer", "ny")}"' in (await editor.get(address(event))).text
    added = await add(editor, event, start_date="2027-02-10", place="5", note="Ute")
    assert added.headers["location"] == f"{address(event)}?melding=dato-lagt-til"
    rows = await occurrences_of(event.id)
    assert rows[1].span == timed(date(2027, 2, 10))
    assert (rows[1].overrides.venue_id, rows[1].overrides.note) == (5, "Ute")


async def test_whole_days_and_single_events_take_one_more_too(
    signed_in: SignIn, clock: Clock
) -> None:
    editor = await signed_in()
    whole = await publish(single(AllDay(DAY, DAY)), now=clock())
    await add(editor, whole, start_date="2027-03-01", end_date="2027-03-02")
    spans = [row.span for row in await occurrences_of(whole.id)]
    assert spans == [AllDay(DAY, DAY), AllDay(date(2027, 3, 1), date(2027, 3, 2))]


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"start_date": ""}, "start_date"),
        ({"start_date": "2027-02-08"}, "start_time"),
        ({"start_date": "2026-11-01"}, "start_time"),
        ({"start_date": "2027-02-09", "end_time": "10"}, "end_time"),
        ({"start_date": "2027-02-09", "place": "99"}, "place"),
        ({"start_date": "2027-02-09", "place": "5", "place_text": "Hagen"}, "place_text"),
        ({"start_date": "2027-03-28", "start_time": "02.30", "end_time": "4"}, "start_time"),
    ],
)
async def test_what_cannot_be_is_refused_with_everything_still_there(
    signed_in: SignIn, clock: Clock, said: dict[str, str], field: str
) -> None:
    editor = await signed_in()
    event = await publish(weekly(DAY, 2), now=clock())
    refused = await add(editor, event, **said, note="Ute")
    assert refused.status_code == 422
    assert f'href="#f-{field}"' in refused.text
    assert event_form(refused.text)["note"] == ["Ute"]
    assert await get_event(event.id) == event


async def test_a_date_of_a_draft_is_taken_away_after_a_yes(signed_in: SignIn, clock: Clock) -> None:
    editor = await signed_in()
    event = await draft(clock)
    row = (await occurrences_of(event.id))[1]
    path = address(event, "datoer", row.id, "fjerning")
    assert f'href="{path}"' in (await editor.get(address(event))).text
    assert "som om den aldri hadde vært der" in (await editor.get(path)).text
    assert len(await days(event)) == 3
    done = await editor.post(path)
    assert done.headers["location"] == f"{address(event)}?melding=dato-fjernet"
    assert await days(event) == [DAY, DAY + timedelta(weeks=2)]


async def test_a_date_that_others_know_of_is_not_taken_away(
    signed_in: SignIn, clock: Clock
) -> None:
    editor = await signed_in()
    event = await publish(weekly(DAY, 3), now=clock())
    row = (await occurrences_of(event.id))[1]
    path = address(event, "datoer", row.id, "fjerning")
    assert path not in (await editor.get(address(event))).text
    for answer in (await editor.get(path), await editor.post(path)):
        assert answer.headers["location"] == f"{address(event)}?melding=ikke-mulig"
    assert len(await days(event)) == 3


async def test_a_date_with_attendance_is_not_taken_away_and_the_page_says_why(
    signed_in: SignIn, clock: Clock
) -> None:
    editor = await signed_in()
    event = await draft(clock)
    row = (await occurrences_of(event.id))[1]
    await count_people(row.id, now=clock())
    done = await editor.post(address(event, "datoer", row.id, "fjerning"))
    page = await editor.get(done.headers["location"])
    assert "Datoen har oppmøte eller påmeldinger" in page.text
    assert len(await days(event)) == 3


@pytest.mark.parametrize("text", ["</h1><script>alert(1)</script>", '"><img src=x onerror=x>'])
async def test_hostile_text_is_text_here_too(signed_in: SignIn, clock: Clock, text: str) -> None:
    """T-4."""
    editor = await signed_in()
    pages = []
    for title in ("Lesestund", text):
        event = await publish(weekly(DAY, 3), now=clock(), title=title)
        pages.append((await add(editor, event, start_date=title, note=title)).text)
    assert text in words_of(pages[1])
    assert event_form(pages[1])["note"] == [text]
    assert outline(pages[1]) == outline(pages[0])


@pytest.mark.parametrize("weeks", [3, 2])
async def test_a_day_whose_date_was_moved_away_is_refused_and_not_passed_over(
    signed_in: SignIn, clock: Clock, weeks: int
) -> None:
    """Also when the series ended before it since: else 'added' would be said of nothing."""
    editor = await signed_in()
    event = await publish(weekly(DAY, 3), now=clock())
    last = (await occurrences_of(event.id))[2]
    path = address(event, "datoer", last.id)
    form = event_form((await editor.get(path)).text)
    await editor.post(path, {**form, "start_date": "2027-02-23", "note": "Tirsdag"})
    await edit(event.id, schedule=weekly(DAY, weeks), now=clock())
    before = await occurrences_of(event.id)
    refused = await add(editor, event, start_date="2027-02-22")
    assert refused.status_code == 422
    said = "Datoen mandag 22. februar 2027 finnes, men er flyttet til tirsdag 23. februar 2027."
    assert said in words_of(refused.text)
    assert await occurrences_of(event.id) == before
