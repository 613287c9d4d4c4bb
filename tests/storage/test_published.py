"""The version by which processes learn of changes, and what a restore does to it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from calendar_app.domain.event import EventDetails, Visibility, Workflow
from calendar_app.domain.imported import ImportedEvent
from calendar_app.domain.timing import Window
from calendar_app.domain.vocabulary import Category
from calendar_app.storage.events import NewEvent, create_event, get_event, set_workflow
from calendar_app.storage.imports import add_imported, change_imported
from calendar_app.storage.published import (
    KEPT_VERSIONS,
    Changes,
    after_restore,
    changes_since,
    events_in,
    forget_old_changes,
    publication_state,
    published_dates,
)
from calendar_app.storage.vocabulary import load_vocabulary
from calendar_app.storage.vocabulary_changes import save_category
from tests.support.samples import store_vocabulary
from tests.support.schedules import FIRST, week, weekly
from tests.support.vocabulary import label

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
DETAILS = EventDetails(title="Lesestund", organiser_id=1, venue_id=1)


@pytest.fixture(autouse=True)
async def vocabulary(database: str) -> None:
    await store_vocabulary(now=NOW)


async def make(*, workflow: Workflow = Workflow.PUBLISHED, **details: object) -> int:
    said = replace(DETAILS, **details)  # type: ignore[arg-type]
    new = NewEvent(details=said, schedule=weekly(), workflow=workflow)
    return (await create_event(new, staff_id=None, now=NOW)).id


async def changes(since: int) -> Changes | None:
    return await changes_since(since, upto=(await publication_state()).version)


async def test_a_version_names_the_events_that_it_changed() -> None:
    start = (await publication_state()).version
    one, other = await make(), await make()
    await make(workflow=Workflow.DRAFT)
    assert await changes(start) == Changes(frozenset({one, other}), vocabulary=False)
    middle = (await publication_state()).version
    await set_workflow(one, Workflow.WITHDRAWN, staff_id=None, now=NOW)
    assert await changes(middle) == Changes(frozenset({one}), vocabulary=False)


async def test_a_new_category_is_a_change_of_the_vocabulary() -> None:
    start = (await publication_state()).version
    await save_category(Category(id=0, label=label("film")), now=NOW)
    assert await changes(start) == Changes(frozenset(), vocabulary=True)


async def test_too_far_behind_nothing_can_be_told() -> None:
    assert await changes_since(1, upto=KEPT_VERSIONS + 2) is None
    await forget_old_changes()
    assert await changes(0) is not None


async def test_the_stamp_moves_on_and_never_back() -> None:
    first = (await publication_state()).stamp
    event_id = await make()
    await set_workflow(event_id, Workflow.WITHDRAWN, staff_id=None, now=NOW - timedelta(days=9))
    assert (await publication_state()).stamp == first
    await set_workflow(event_id, Workflow.PUBLISHED, staff_id=None, now=NOW + timedelta(seconds=5))
    assert (await publication_state()).stamp == NOW + timedelta(seconds=6)


async def test_only_public_events_with_a_date_in_the_window_are_named() -> None:
    event_id = await make()
    await make(workflow=Workflow.PLANNED)
    await make(visibility=Visibility.SCHOOLS)
    assert await events_in(Window(FIRST, week(1))) == [event_id]
    assert await events_in(Window(date(2028, 1, 1), date(2029, 1, 1))) == []


async def test_the_window_bounds_what_is_read() -> None:
    event_id = await make()
    vocabulary = await load_vocabulary()
    inside = Window(week(1), week(3))
    found = await published_dates([event_id], vocabulary, window=inside)
    assert [one.span.first for one in found] == [week(1), week(2)]


async def test_a_restore_makes_every_public_date_newer_than_any_phone_knows() -> None:
    """FC-17: SEQUENCE + 1,000, stamps now; what was never public stays without."""
    event_id = await make()
    draft_id = await make(workflow=Workflow.DRAFT)
    vocabulary = await load_vocabulary()
    before = await publication_state()
    later = NOW + timedelta(days=1, microseconds=7)
    await after_restore(later)
    found = await published_dates([event_id], vocabulary)
    assert {(one.sequence, one.last_modified) for one in found} == {(1000, NOW + timedelta(days=1))}
    state = await publication_state()
    assert (state.version, state.stamp) == (
        before.version + 1,
        NOW + timedelta(days=1, seconds=1),
    )
    event, draft = await get_event(event_id), await get_event(draft_id)
    assert (event.series_sequence, event.series_modified) == (1000, NOW + timedelta(days=1))
    assert (draft.series_sequence, draft.series_modified) == (0, None)


async def test_a_restore_makes_personal_feeds_newer_and_leaves_imports_importable() -> None:
    """FC-17: SEQUENCE in a personal feed is the version; the import's own goes along."""
    draft_id = await make(workflow=Workflow.DRAFT)
    entry = ImportedEvent(uid="kilde", digest="1", title="Bokkafé", schedule=weekly())
    imported = await add_imported(
        entry, DETAILS, library_id=1, source="f", workflow=Workflow.PUBLISHED, now=NOW
    )
    await after_restore(NOW)
    versions = [(await get_event(one)).version for one in (draft_id, imported.id)]
    assert versions == [1001, 1001]
    newer = replace(entry, digest="2")
    assert await change_imported(imported.id, newer, DETAILS, source="f", now=NOW)


@pytest.mark.parametrize("ahead", [0, 1, 2, 50])
async def test_a_server_that_runs_through_a_restore_reads_everything_anew(ahead: int) -> None:
    """Its version may be the restored one's, or a higher one, of a past that is no more."""
    await make()
    seen = (await publication_state()).version + ahead
    await after_restore(NOW + timedelta(days=1))
    found = await changes_since(seen, upto=(await publication_state()).version)
    assert found is None or found.vocabulary
