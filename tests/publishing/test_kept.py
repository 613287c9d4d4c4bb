"""What one process keeps of the publication, and what it says of what others keep (FC-33, R8)."""

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest

from calendar_app.domain.event import Event, Workflow
from calendar_app.domain.timing import DAY, local_date
from calendar_app.publishing.index import PublishedIndex, load_index, updated
from calendar_app.publishing.kept import RETRY, Kept
from calendar_app.storage.errors import DatabaseUnavailableError
from calendar_app.storage.events import set_workflow
from calendar_app.storage.kept_file import NAME, name_draft, open_kept, write_draft
from calendar_app.storage.published import publication_state, published_dates
from calendar_app.storage.published_series import published_series_of
from tests.support.events import edit, publish, single, timed, weekly
from tests.support.samples import store_vocabulary
from tests.support.web import NOW

TODAY = local_date(NOW)
LAST_DAY = TODAY + timedelta(days=399)


@dataclass
class Process:
    """A process that follows the publication and keeps it, as a server does."""

    kept: Kept
    index: PublishedIndex

    async def look(self) -> None:
        """See what changed, before anything of it is read."""
        update = await updated(self.index, await publication_state())
        self.index = update.index
        await self.kept.follow(update.index, None if update.everything else update.event_ids)

    async def catch_up(self) -> None:
        await self.look()
        await self.kept.catch_up()


async def started(
    path: Path, *, database: str = "here", ticks: Callable[[], float] = lambda: 0.0
) -> Process:
    kept = Kept(path, database=database, settle_seconds=0, ticks=ticks)
    process = Process(kept, await load_index(TODAY))
    await kept.follow(process.index, None)
    return process


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "kept" / NAME


@pytest.fixture
async def event(database: str, path: Path) -> Event:
    path.parent.mkdir()
    await store_vocabulary(now=NOW)
    return await publish(weekly(TODAY, count=5), now=NOW, title="Lesestund", venue_id=1)


def is_there(path: Path) -> bool:
    return path.exists()


def delete(path: Path) -> None:
    path.unlink()


def damage(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[-20] ^= 1
    path.write_bytes(content)


def reshape(path: Path) -> None:
    """Let the file be of a release that knows other fields."""
    kept = open_kept(path)
    assert kept
    sizes = {key: kept.size(key) for key in kept.keys}
    head = {**kept.head, "shape": "another"}
    assert name_draft(write_draft(path, head, sizes, map(kept.block, sizes)), path)


async def test_it_gives_what_storage_gives(event: Event, path: Path) -> None:
    """With the change signals too, which are no part of equality."""
    other = await publish(single(timed(TODAY)), now=NOW)
    process = await started(path)
    ids = [event.id, other.id]
    dates = await published_dates(ids, process.index.vocabulary, window=process.index.window)
    series = await published_series_of(ids)
    await process.kept.catch_up()
    events = await process.kept.events(ids)
    given = [one for found in events.values() for one in found.dates]
    assert list(map(repr, given)) == list(map(repr, dates))
    assert {key: one.series for key, one in events.items() if one.series} == series


async def test_another_start_finds_the_same_index(event: Event, path: Path) -> None:
    process = await started(path)
    await process.kept.catch_up()
    again = Kept(path, database="here")
    assert again.is_there()
    index = await again.standing(None, TODAY)
    assert repr(index.entries) == repr(process.index.entries)
    assert repr(index.entries.facets) == repr(process.index.entries.facets)
    assert replace(index, entries=process.index.entries) == process.index
    assert len((await again.events([event.id]))[event.id].dates) == 5


async def test_another_day_is_cut_out_of_what_is_there(event: Event, path: Path) -> None:
    """Over midnight, in memory and from the file: what leaves the window is gone."""
    process = await started(path)
    await process.kept.catch_up()
    later = TODAY + 67 * DAY  # the window goes back 60 days: two of five weeks have left it
    for kept, known in ((process.kept, process.index), (Kept(path, database="here"), None)):
        index = await kept.standing(known, later)
        assert (index.today, index.window.start) == (later, later - 60 * DAY)
        assert [one.first for one in index.entries.dates] == [
            TODAY + week * timedelta(weeks=1) for week in (1, 2, 3, 4)
        ]
        assert len((await kept.events([event.id]))[event.id].dates) == 5


async def test_an_event_that_changed_is_not_kept_until_it_was_read_again(
    event: Event, path: Path
) -> None:
    """All dates of a selection or none: never the old ones, never some."""
    other = await publish(single(timed(TODAY)), now=NOW)
    process = await started(path)
    await process.kept.catch_up()
    await edit(event.id, now=NOW, summary="Nytt")
    await process.look()
    with pytest.raises(DatabaseUnavailableError):
        await process.kept.events([event.id, other.id])
    assert set(await process.kept.events([other.id])) == {other.id}
    await process.kept.catch_up()
    assert {one.summary for one in (await process.kept.events([event.id]))[event.id].dates} == {
        "Nytt"
    }
    index = await Kept(path, database="here").standing(None, TODAY)
    assert index.state == process.index.state


async def test_dates_that_a_new_day_brings_are_read(event: Event, path: Path) -> None:
    """The window reaches one day further each midnight."""
    far = await publish(weekly(LAST_DAY - 5 * DAY, count=3), now=NOW)
    process = await started(path)
    await process.kept.catch_up()
    assert len((await process.kept.events([far.id]))[far.id].dates) == 1
    tomorrow = await load_index(TODAY + 3 * DAY)
    await process.kept.follow(tomorrow, None)
    with pytest.raises(DatabaseUnavailableError):
        await process.kept.events([far.id])
    assert is_there(path)  # what it says is still true
    await process.kept.catch_up()
    assert len((await process.kept.events([far.id]))[far.id].dates) == 2
    kept = open_kept(path)
    assert kept
    assert kept.head["today"] == str(tomorrow.today)


async def test_the_file_of_an_older_state_is_gone_before_anybody_is_answered_from_a_newer(
    event: Event, path: Path
) -> None:
    """So a later start cannot go back behind what subscribers saw (FC-20, SEQUENCE)."""
    process = await started(path)
    await process.kept.catch_up()
    await edit(event.id, now=NOW, summary="Nytt")
    assert is_there(path)
    await process.look()
    assert not is_there(path)


async def test_a_draft_is_not_named_when_the_publication_moved_on(event: Event, path: Path) -> None:
    """Also of a change that nobody has taken in here; and no draft is left."""
    process = await started(path)
    await edit(event.id, now=NOW, summary="Nytt")
    await process.kept.catch_up()
    assert list(path.parent.iterdir()) == []
    await process.catch_up()
    assert list(path.parent.iterdir()) == [path]


async def test_what_was_taken_back_by_another_process_does_not_stand(
    event: Event, path: Path
) -> None:
    """FC-20: it happened within the second in which this process did not look."""
    process = await started(path)
    await process.kept.catch_up()
    assert await process.kept.standing(process.index, TODAY) is process.index
    delete(path)
    for _ in range(2):
        with pytest.raises(DatabaseUnavailableError):
            await process.kept.standing(process.index, TODAY)


async def test_what_could_never_be_written_stands_in_memory(
    event: Event, path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """R4: a disk without room is no reason to serve nothing; it is said once."""
    ticks = count(step=RETRY + 1)
    process = await started(path, ticks=lambda: next(ticks))
    path.parent.rmdir()
    for _ in range(3):
        await process.kept.catch_up()
    assert [record.getMessage().split(" (")[0] for record in caplog.records] == [
        f"{path} cannot be written"
    ]
    assert await process.kept.standing(process.index, TODAY) is process.index
    assert len((await process.kept.events([event.id]))[event.id].dates) == 5
    path.parent.mkdir()
    await process.kept.catch_up()
    assert is_there(path)


async def test_a_newer_file_of_another_process_is_what_stands(event: Event, path: Path) -> None:
    """Two workers on one host: the other one has seen what this one has not."""
    one, other = await started(path), await started(path)
    await one.kept.catch_up()
    await other.kept.catch_up()
    await set_workflow(event.id, Workflow.WITHDRAWN, staff_id=None, now=NOW)
    fresh = await publish(single(timed(TODAY)), now=NOW)
    await other.catch_up()
    index = await one.kept.standing(one.index, TODAY)
    assert index.state == other.index.state
    assert [entry.event_id for entry in index.entries.dates] == [fresh.id]
    assert set(await one.kept.events([fresh.id])) == {fresh.id}


async def test_what_another_process_wrote_of_the_same_state_need_not_be_written_again(
    event: Event, path: Path
) -> None:
    one, other = await started(path), await started(path)
    await one.kept.catch_up()
    written = os.stat(path).st_ino
    await other.kept.catch_up()
    assert os.stat(path).st_ino == written
    assert len((await other.kept.events([event.id]))[event.id].dates) == 5


async def test_a_file_that_somebody_deleted_is_written_again(event: Event, path: Path) -> None:
    process = await started(path)
    await process.kept.catch_up()
    delete(path)
    await process.kept.catch_up()
    assert is_there(path)


async def test_a_file_of_another_database_is_not_ours(event: Event, path: Path) -> None:
    process = await started(path, database="elsewhere")
    await process.kept.catch_up()
    await refused(path)


async def test_a_file_of_another_shape_is_not_ours(event: Event, path: Path) -> None:
    """A release that changes a field reads nothing that an older or a newer one wrote."""
    process = await started(path)
    await process.kept.catch_up()
    reshape(path)
    await refused(path)


async def test_a_damaged_block_is_found_out(event: Event, path: Path) -> None:
    process = await started(path)
    await process.kept.catch_up()
    damage(path)
    with pytest.raises(DatabaseUnavailableError):
        await Kept(path, database="here").standing(None, TODAY)


async def refused(path: Path) -> None:
    kept = Kept(path, database="here")
    assert not kept.is_there()
    with pytest.raises(DatabaseUnavailableError):
        await kept.standing(None, TODAY)


async def test_a_start_removes_the_file_of_another_state_at_once(event: Event, path: Path) -> None:
    """It was written before a crash, or by a server that was away longer."""
    process = await started(path)
    await process.kept.catch_up()
    await edit(event.id, now=NOW, summary="Nytt")
    await started(path)
    assert not is_there(path)


async def test_half_written_drafts_are_tidied_away_at_the_start(event: Event, path: Path) -> None:
    """Each kill while writing would leave one for ever."""
    write_draft(path, {}, {}, [])
    await started(path)
    assert list(path.parent.iterdir()) == []


async def test_after_an_outage_over_midnight_what_came_into_the_window_is_kept_too(
    database: str, path: Path
) -> None:
    """FC-33: cut for the new day without storage, the index did not know the last date."""
    path.parent.mkdir()
    await store_vocabulary(now=NOW)
    event = await publish(weekly(LAST_DAY - timedelta(days=6), 3), now=NOW)
    process = await started(path)
    await process.kept.catch_up()
    await process.kept.standing(process.index, TODAY + DAY)
    back = await load_index(TODAY + DAY)
    assert len(back.entries.dates) == 2
    await process.kept.follow(back, None)
    await process.kept.catch_up()
    assert len((await process.kept.events([event.id]))[event.id].dates) == 2
    again = await Kept(path, database="here").standing(None, TODAY + DAY)
    assert len(again.entries.dates) == 2
