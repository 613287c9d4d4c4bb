"""A series has one name for ever, and change signals of its own that follow its dates'."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from calendar_app.domain.change import DateChange, Scope
from calendar_app.domain.event import Event, EventDetails, Occurrence, Workflow
from calendar_app.domain.imported import ImportedEvent
from calendar_app.domain.naming import Named
from calendar_app.storage.events import NewEvent, create_event, get_event, set_workflow
from calendar_app.storage.imports import add_imported
from calendar_app.storage.occurrences import cancel_date, change_date, occurrences_of
from calendar_app.storage.open_series import extend_open_series
from calendar_app.storage.slugs import rename_slug
from tests.support.events import edit, publish, single, timed, weekly
from tests.support.samples import store_vocabulary
from tests.support.schedules import FIRST, week

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)


@pytest.fixture(autouse=True)
async def vocabulary(database: str) -> None:
    await store_vocabulary(now=NOW)


async def slug_of(event: Event) -> str:
    return (await get_event(event.id)).series_slug


async def test_two_series_of_one_title_have_two_names() -> None:
    slugs = [(await publish(weekly(FIRST), now=NOW)).series_slug for _ in range(3)]
    assert slugs == ["lesestund", "lesestund-2", "lesestund-3"]


async def test_a_name_of_another_time_is_not_given_again() -> None:
    """SEL-28."""
    first = await publish(weekly(FIRST), now=NOW)
    await rename_slug(Named.SERIES, "lesestund", "stund", now=NOW)
    assert (await publish(weekly(FIRST), now=NOW)).series_slug == "lesestund-2"
    assert await slug_of(first) == "stund"


async def test_series_published_at_once_have_names_of_their_own() -> None:
    """SEL-28, on a database where both look at the same moment."""
    made = await asyncio.gather(*(publish(weekly(FIRST), now=NOW) for _ in range(4)))
    assert sorted(one.series_slug for one in made) == [
        "lesestund",
        "lesestund-2",
        "lesestund-3",
        "lesestund-4",
    ]


async def test_what_becomes_a_series_gets_a_name_then_and_keeps_it() -> None:
    """Not of a single event, not of a draft; not taken away or changed by any edit."""
    event = await publish(single(timed(FIRST)), now=NOW)
    assert event.series_slug == ""
    await edit(event.id, now=NOW, schedule=weekly(FIRST), title="Babysang")
    assert await slug_of(event) == "babysang"
    await edit(event.id, now=NOW, title="Bokprat")
    await edit(event.id, now=NOW, schedule=single(timed(FIRST)))
    assert await slug_of(event) == "babysang"

    draft = EventDetails(title="Lesestund", organiser_id=1)
    made = await create_event(
        NewEvent(details=draft, schedule=weekly(FIRST)), staff_id=None, now=NOW
    )
    assert made.series_slug == ""
    await set_workflow(made.id, Workflow.PUBLISHED, staff_id=None, now=NOW)
    assert await slug_of(made) == "lesestund"


async def test_an_imported_series_has_a_name() -> None:
    entry = ImportedEvent(uid="kilde", digest="1", title="Bokkafé", schedule=weekly(FIRST))
    details = EventDetails(title="Bokkafé", organiser_id=1)
    event = await add_imported(
        entry, details, library_id=1, source="f", workflow=Workflow.PUBLISHED, now=NOW
    )
    assert event.series_slug == "bokkafe"


async def test_both_parts_of_a_series_that_is_cut_in_two_keep_its_name() -> None:
    event = await publish(weekly(FIRST, count=4), now=NOW)
    later = await _change(event, 2, DateChange(title="Lesestund for store"), Scope.FOLLOWING)
    assert later.id != event.id
    assert (await slug_of(event), await slug_of(later)) == ("lesestund", "lesestund")
    last = await _change(later, 1, DateChange(title="Avslutning"), Scope.FOLLOWING)
    assert await slug_of(last) == "lesestund"


async def test_a_series_is_newer_whenever_one_of_its_dates_is() -> None:
    """FC-18: and never when none is."""
    event = await publish(weekly(FIRST, count=4), now=NOW)
    assert _signals(event) == (0, NOW)
    dates = await occurrences_of(event.id)
    await _change(event, 1, DateChange(note="Ta med pute"), Scope.THIS)
    assert _signals(await get_event(event.id)) == (1, LATER)
    await cancel_date(event.id, dates[2].id, reason="Sykdom", staff_id=None, now=LATER)
    assert _signals(await get_event(event.id)) == (2, LATER + timedelta(seconds=1))
    shorter = weekly(FIRST, count=4, exdates=frozenset({week(3)}))
    await edit(event.id, now=LATER, schedule=shorter)
    assert _signals(await get_event(event.id)) == (3, LATER + timedelta(seconds=2))
    await edit(event.id, now=LATER, schedule=weekly(FIRST, count=4))
    assert _signals(await get_event(event.id)) == (4, LATER + timedelta(seconds=3))
    await edit(event.id, now=LATER + timedelta(hours=1), internal_note="Nøkkelen ligger i skuffen")
    assert _signals(await get_event(event.id)) == (4, LATER + timedelta(seconds=3))


async def test_an_open_series_that_goes_on_is_newer() -> None:
    """FC-18: its rule is the same, and its dates are not."""
    event = await publish(weekly(FIRST), now=NOW)
    month_later = NOW + timedelta(days=30)
    assert await extend_open_series(now=lambda: month_later) == 1
    assert _signals(await get_event(event.id)) == (1, month_later)


async def test_withdrawn_and_back_a_series_counts_on() -> None:
    """FC-17, FC-18."""
    event = await publish(weekly(FIRST, count=2), now=NOW)
    await set_workflow(event.id, Workflow.WITHDRAWN, staff_id=None, now=LATER)
    gone = await get_event(event.id)
    await set_workflow(event.id, Workflow.PUBLISHED, staff_id=None, now=NOW)
    back = await get_event(event.id)
    assert back.series_sequence > gone.series_sequence >= event.series_sequence
    assert _modified(back) > _modified(gone) >= _modified(event)
    assert _modified(back) >= max(_dates(await occurrences_of(event.id)))


async def test_the_later_part_of_a_series_is_as_new_as_its_dates() -> None:
    """FC-18: also when they were changed within the second in which it was cut."""
    event = await publish(weekly(FIRST, count=4), now=NOW)
    for note in ("Ta med pute", "Ta med teppe", "Ta med begge"):
        await _change(event, 2, DateChange(note=note), Scope.THIS, now=NOW)
    later = await _change(event, 2, DateChange(title="Annet"), Scope.FOLLOWING, now=NOW)
    newest = max(_dates(await occurrences_of(later.id)))
    assert newest == NOW + timedelta(seconds=4)
    assert _signals(await get_event(later.id)) == (0, newest)
    assert (await get_event(event.id)).series_sequence == 4


async def test_a_draft_has_no_signals() -> None:
    draft = EventDetails(title="Lesestund", organiser_id=1)
    made = await create_event(
        NewEvent(details=draft, schedule=weekly(FIRST)), staff_id=None, now=NOW
    )
    await edit(made.id, now=LATER, title="Noe annet")
    found = await get_event(made.id)
    assert (found.series_sequence, found.series_modified) == (0, None)


async def _change(
    event: Event, number: int, change: DateChange, scope: Scope, *, now: datetime = LATER
) -> Event:
    dates = await occurrences_of(event.id)
    return await change_date(
        event.id,
        dates[number].id,
        change,
        scope=scope,
        expected_version=(await get_event(event.id)).version,
        announce_move=False,
        staff_id=None,
        now=now,
    )


def _signals(event: Event) -> tuple[int, datetime | None]:
    return event.series_sequence, event.series_modified


def _modified(event: Event) -> datetime:
    assert event.series_modified
    return event.series_modified


def _dates(occurrences: list[Occurrence]) -> list[datetime]:
    return [one.last_modified for one in occurrences if one.last_modified]
