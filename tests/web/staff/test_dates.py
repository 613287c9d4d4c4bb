"""One date of a series: changed alone, with those that follow, or with all; and set back."""

import re
from datetime import date, timedelta
from typing import Any

from calendar_app.domain.event import Event, Occurrence, Schedule, State
from calendar_app.domain.recurrence import Frequency, RecurrenceRule
from calendar_app.domain.timing import Timed, wall
from calendar_app.storage.events import get_event
from calendar_app.storage.occurrences import cancel_date, occurrences_of
from tests.support.events import edit, publish, single, timed, weekly
from tests.support.recorded import count_people
from tests.support.staff_forms import Fields, event_form, words_of
from tests.support.web import NOW, Clock, SignedIn, SignIn

DAY = date(2027, 2, 8)
TODAY = NOW.date()


def address(event: Event, *more: object) -> str:
    return "/".join((f"/ansatt/arrangementer/{event.id}", *map(str, more)))


async def nth(event: Event, number: int) -> Occurrence:
    return (await occurrences_of(event.id))[number]


async def form_of(editor: SignedIn, event: Event, stored: Occurrence) -> Fields:
    page = await editor.get(address(event, "datoer", stored.id))
    assert page.status_code == 200
    return event_form(page.text)


async def change(
    editor: SignedIn, event: Event, stored: Occurrence, form: Fields | None = None, **said: Any
) -> Any:
    """Send the form of a date with some fields changed."""
    form = form or await form_of(editor, event, stored)
    return await editor.post(address(event, "datoer", stored.id), {**form, **said})


async def starts(event: Event) -> list[str]:
    return [
        f"{one.span.start:%d.%m %H:%M}"
        for one in await occurrences_of(event.id)
        if isinstance(one.span, Timed)
    ]


async def test_the_question_says_how_many_dates_each_answer_means(
    signed_in: SignIn, clock: Clock
) -> None:
    editor = await signed_in()
    event = await publish(weekly(TODAY - timedelta(weeks=2), 6), now=clock())
    page = await editor.get(address(event, "datoer", (await nth(event, 3)).id))
    words = " ".join(words_of(page.text).split())
    assert "Bare denne datoen De andre datoene blir som de er." in words
    assert "Denne og de følgende Endrer 3 datoer fra 30. november 2026. Serien deles i" in words
    assert "Alle datoene Endrer 4 datoer fra 23. november 2026. De 2 som har vært" in words


async def test_the_question_counts_what_was_changed_for_itself_and_what_was_recorded(
    signed_in: SignIn, clock: Clock
) -> None:
    editor = await signed_in()
    event = await publish(weekly(DAY, 4), now=clock())
    await change(editor, event, await nth(event, 3), note="Ta med pute")
    await count_people((await nth(event, 2)).id, now=clock())
    page = await editor.get(address(event, "datoer", (await nth(event, 1)).id))
    words = " ".join(words_of(page.text).split())
    kept = "1 dato som er endret for seg, beholder sitt. Oppmøte og påmeldinger blir stående."
    assert f"Endrer 3 datoer fra 15. februar 2027. {kept} Serien deles" in words
    assert f"Endrer 4 datoer fra 8. februar 2027. {kept}" in words


async def test_the_form_sent_as_it_is_changes_nothing(signed_in: SignIn, clock: Clock) -> None:
    editor = await signed_in()
    event = await publish(weekly(DAY, 4), now=clock())
    before = await occurrences_of(event.id)
    for scope in ("denne", "alle"):
        answer = await change(editor, event, before[1], scope=scope)
        assert answer.status_code == 303
        assert await occurrences_of(event.id) == before


async def test_one_date_alone_gets_another_time_and_words(signed_in: SignIn, clock: Clock) -> None:
    editor = await signed_in()
    event = await publish(weekly(DAY, 3), now=clock())
    second = await nth(event, 1)
    answer = await change(
        editor,
        event,
        second,
        start_time="kl. 17",
        end_time="17.45",
        title="Lesestund med gjest",
        note="Inngang bak",
        place="1",
        capacity="12",
    )
    assert answer.headers["location"] == f"{address(event)}?melding=dato-lagret"
    assert await starts(event) == ["08.02 11:00", "15.02 17:00", "22.02 11:00"]
    stored = await nth(event, 1)
    own = stored.overrides
    assert (stored.uid, stored.has_own_time) == (second.uid, True)
    assert (own.title, own.note, own.venue_id, own.capacity) == (
        "Lesestund med gjest",
        "Inngang bak",
        1,
        12,
    )
    assert (own.state, stored.moved_from) == (State.MOVED, second.span)


async def test_the_new_time_is_not_announced_without_the_tick(
    signed_in: SignIn, clock: Clock
) -> None:
    editor = await signed_in()
    event = await publish(weekly(DAY, 3), now=clock())
    second = await nth(event, 1)
    form = await form_of(editor, event, second)
    assert form.pop("announce_move") == ["ja"]
    await change(editor, event, second, form, start_time="10.00")
    assert (await nth(event, 1)).overrides.state is None


async def test_all_dates_move_together(signed_in: SignIn, clock: Clock) -> None:
    editor = await signed_in()
    event = await publish(weekly(DAY, 3), now=clock())
    uids = [one.uid for one in await occurrences_of(event.id)]
    answer = await change(
        editor, event, await nth(event, 1), scope="alle", start_date="16.2.2027", title="Ny"
    )
    assert answer.headers["location"] == f"{address(event)}?melding=serie-endret"
    assert await starts(event) == ["09.02 11:00", "16.02 11:00", "23.02 11:00"]
    assert [one.uid for one in await occurrences_of(event.id)] == uids
    assert (await get_event(event.id)).details.title == "Ny"


async def test_this_and_the_following_become_an_event_of_their_own(
    signed_in: SignIn, clock: Clock
) -> None:
    editor = await signed_in()
    event = await publish(weekly(DAY, 4), now=clock())
    uids = [one.uid for one in await occurrences_of(event.id)]
    answer = await change(
        editor, event, await nth(event, 2), scope="folgende", start_time="12.00", end_time="13.00"
    )
    found = re.fullmatch(
        r"/ansatt/arrangementer/(\d+)\?melding=serie-delt", answer.headers["location"]
    )
    assert found
    later = await get_event(int(found[1]))
    assert await starts(event) == ["08.02 11:00", "15.02 11:00"]
    assert await starts(later) == ["22.02 12:00", "01.03 12:00"]
    assert [one.uid for one in await occurrences_of(later.id)] == uids[2:]


async def test_what_one_date_says_for_itself_is_not_meant_for_all(
    signed_in: SignIn, clock: Clock
) -> None:
    """The form shows the date's own title; changing the time of all must not spread it."""
    editor = await signed_in()
    event = await publish(weekly(DAY, 3), now=clock())
    second = await nth(event, 1)
    await change(editor, event, second, title="Med gjest", place_text="I hagen", start_time="10")
    form = await form_of(editor, event, await nth(event, 1))
    await change(editor, event, second, form, scope="alle", summary="Ta med teppe")
    saved = await get_event(event.id)
    assert (saved.details.title, saved.details.place_text) == ("Lesestund", "")
    assert saved.details.summary == "Ta med teppe"
    assert (await nth(event, 1)).overrides.title == "Med gjest"
    assert await starts(event) == ["08.02 11:00", "15.02 10:00", "22.02 11:00"]


async def test_a_monthly_series_is_not_moved_by_one_of_its_dates(
    signed_in: SignIn, clock: Clock
) -> None:
    editor = await signed_in()
    rule = RecurrenceRule(frequency=Frequency.MONTHLY, month_day=8, count=3)
    event = await publish(Schedule(first=timed(DAY), rule=rule), now=clock())
    answer = await change(
        editor, event, await nth(event, 1), scope="alle", start_date="9.3.2027", title="Ny"
    )
    assert answer.status_code == 422
    assert "En månedlig serie kan ikke flyttes" in answer.text
    assert event_form(answer.text)["title"] == ["Ny"]
    assert await get_event(event.id) == event


async def test_all_problems_come_at_once_with_everything_still_there(
    signed_in: SignIn, clock: Clock
) -> None:
    editor = await signed_in()
    event = await publish(weekly(DAY, 3), now=clock())
    first = await nth(event, 0)
    typed: dict[str, Any] = {
        "scope": "alle",
        "start_date": "29.3.2026",
        "start_time": "02.30",
        "title": "x" * 201,
        "place": "99",
        "capacity": "mange",
    }
    answer = await change(editor, event, first, **typed)
    assert answer.status_code == 422
    assert re.findall(r'<li><a href="#f-(\w+)">', answer.text) == [
        "start_time",
        "title",
        "place",
        "capacity",
    ]
    kept = event_form(answer.text)
    assert {name: kept[name][0] for name in typed if name != "place"} == {
        name: text for name, text in typed.items() if name != "place"
    }
    assert await get_event(event.id) == event


async def test_a_stale_change_of_a_date_shows_both_versions(
    signed_in: SignIn, clock: Clock
) -> None:
    editor = await signed_in()
    event = await publish(weekly(DAY, 3), now=clock())
    second = await nth(event, 1)
    form = await form_of(editor, event, second)
    await change(editor, event, second, title="Deres tittel")
    stale = await change(editor, event, second, form, title="Min tittel", start_time="10.30")
    assert stale.status_code == 409
    words = words_of(stale.text)
    assert ("Deres tittel" in words, "Min tittel" in words) == (True, True)
    again = await editor.post(address(event, "datoer", second.id), event_form(stale.text))
    assert again.status_code == 303
    stored = await nth(event, 1)
    day = date(2027, 2, 15)
    assert stored.overrides.title == "Min tittel"
    assert stored.span == Timed(wall(day, 10 * 60 + 30), wall(day, 11 * 60 + 45))


async def test_a_date_goes_back_to_what_its_series_says(signed_in: SignIn, clock: Clock) -> None:
    editor = await signed_in()
    event = await publish(weekly(DAY, 3), now=clock())
    second = await nth(event, 1)
    await change(editor, event, second, start_time="10.00", title="Annet")
    path = address(event, "datoer", second.id)
    assert "Tilbake til det serien sier" in (await editor.get(path)).text
    answer = await editor.post(f"{path}/tilbakestilling")
    assert answer.headers["location"] == f"{address(event)}?melding=dato-tilbakestilt"
    stored = await nth(event, 1)
    assert (stored.span, stored.overrides.title) == (second.span, "")


async def test_a_date_that_its_series_no_longer_has_is_shown_and_can_be_taken_away(
    signed_in: SignIn, clock: Clock
) -> None:
    editor = await signed_in()
    event = await publish(weekly(DAY, 3), now=clock())
    last = await nth(event, 2)
    await cancel_date(event.id, last.id, reason="Sykdom", staff_id=None, now=clock())
    await edit(event.id, now=clock(), schedule=weekly(DAY, 2))
    assert "Ikke lenger i serien" in (await editor.get(address(event))).text
    path = address(event, "datoer", last.id)
    form = event_form((await editor.get(path)).text)
    assert form["scope"] == ["denne"]
    refused = await change(editor, event, last, form, scope="folgende")
    assert refused.status_code == 422
    await editor.post(f"{path}/tilbakestilling")
    assert len(await occurrences_of(event.id)) == 2


async def test_a_single_date_is_edited_as_its_event(signed_in: SignIn, clock: Clock) -> None:
    editor = await signed_in()
    event = await publish(single(timed(DAY)), now=clock())
    answer = await editor.get(address(event, "datoer", (await nth(event, 0)).id))
    assert answer.headers["location"] == address(event, "rediger")


async def test_a_date_of_another_event_is_not_there(signed_in: SignIn, clock: Clock) -> None:
    editor = await signed_in()
    event = await publish(weekly(DAY, 2), now=clock())
    other = await publish(weekly(DAY, 2), now=clock())
    foreign = await nth(other, 0)
    for path in ("", "/avlysning"):
        assert (await editor.get(address(event, "datoer", foreign.id) + path)).status_code == 404
    for path in (
        "",
        "/avlysning",
        "/avlysning/angre",
        "/fullt",
        "/fullt/angre",
        "/tilbakestilling",
    ):
        answer = await editor.post(address(event, "datoer", foreign.id) + path)
        assert answer.status_code == 404
    assert await occurrences_of(other.id) == [foreign, await nth(other, 1)]


async def test_a_date_that_shares_its_day_can_be_changed_where_it_is(
    signed_in: SignIn, clock: Clock
) -> None:
    """One was moved onto the day before the series got a date there: both are still there."""
    editor = await signed_in()
    event = await publish(weekly(DAY, 2), now=clock())
    second = DAY + timedelta(days=8)
    await change(editor, event, await nth(event, 1), start_date=second.isoformat())
    both = weekly(DAY, 2, rdates=(timed(second),))
    await edit(event.id, schedule=both, now=clock())
    answer = await change(editor, event, await nth(event, 1), note="Ta med pute")
    assert answer.status_code == 303
    assert (await nth(event, 1)).overrides.note == "Ta med pute"
