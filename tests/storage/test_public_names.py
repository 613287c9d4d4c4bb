"""Which series and tours an address may name: those that the public can see."""

from datetime import UTC, datetime

import pytest

from calendar_app.domain.event import EventDetails, Visibility, Workflow
from calendar_app.domain.naming import Named
from calendar_app.domain.vocabulary import Series, Tour, Vocabulary
from calendar_app.publishing.index import PublishedIndex, Update, load_index, updated
from calendar_app.storage.events import NewEvent, create_event, set_workflow
from calendar_app.storage.public_names import PublicNames, public_names
from calendar_app.storage.published import publication_state
from calendar_app.storage.slugs import rename_slug
from calendar_app.storage.vocabulary_changes import save_tour
from tests.support.counting import counted_queries
from tests.support.events import edit, publish, single, timed, weekly
from tests.support.samples import store_vocabulary
from tests.support.schedules import FIRST

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
TODAY = FIRST


@pytest.fixture(autouse=True)
async def tour(database: str) -> int:
    await store_vocabulary(now=NOW)
    return await save_tour(Tour(id=0, slug="askeladden", title="Askeladden"), now=NOW)


async def test_series_and_stops_are_named_with_their_aliases(tour: int) -> None:
    series = await publish(weekly(FIRST), now=NOW, title="Babysang")
    stop = await publish(single(timed(FIRST)), now=NOW, tour_id=tour)
    await publish(single(timed(FIRST)), now=NOW)
    await rename_slug(Named.SERIES, "babysang", "babysong", now=NOW)
    babysong = Series(slug="babysong", title="Babysang", aliases=("babysang",))
    assert await public_names() == PublicNames({series.id: babysong}, {stop.id: tour})
    assert await public_names([stop.id]) == PublicNames({}, {stop.id: tour})
    assert await public_names([]) == PublicNames({}, {})


@pytest.mark.parametrize(
    ("workflow", "visibility"),
    [
        (Workflow.DRAFT, Visibility.PUBLIC),
        (Workflow.PLANNED, Visibility.PUBLIC),
        (Workflow.PUBLISHED, Visibility.STAFF),
        (Workflow.PUBLISHED, Visibility.SCHOOLS),
    ],
)
async def test_what_nobody_may_see_has_no_name(
    tour: int, workflow: Workflow, visibility: Visibility
) -> None:
    """SEL-42: nor does it take one away from what everybody sees."""
    hidden = EventDetails(title="Babysang", organiser_id=1, tour_id=tour, visibility=visibility)
    new = NewEvent(details=hidden, schedule=weekly(FIRST), workflow=workflow)
    await create_event(new, staff_id=None, now=NOW)
    assert await public_names() == PublicNames({}, {})
    series = await publish(weekly(FIRST), now=NOW, title="Babysang")
    assert (await public_names()).series == {series.id: Series(slug="babysang", title="Babysang")}


async def test_a_withdrawn_series_loses_its_place_and_keeps_its_name() -> None:
    """SEL-28."""
    series = await publish(weekly(FIRST), now=NOW, title="Babysang")
    await set_workflow(series.id, Workflow.WITHDRAWN, staff_id=None, now=NOW)
    assert await public_names() == PublicNames({}, {})
    twin = await publish(weekly(FIRST), now=NOW, title="Babysang")
    await set_workflow(series.id, Workflow.PUBLISHED, staff_id=None, now=NOW)
    found = (await public_names()).series
    assert (found[series.id].slug, found[twin.id].slug) == ("babysang", "babysang-2")


async def test_the_index_takes_in_the_names_of_what_changed(tour: int) -> None:
    """Whatever happens, it holds what a fresh one would, and reads no more than that."""
    kept = await publish(weekly(FIRST), now=NOW, title="Lesestund")
    index = await load_index(TODAY)
    series = await publish(weekly(FIRST), now=NOW, title="Babysang")
    index = await _taken_in(index)
    assert set(index.vocabulary.series) == {kept.id, series.id}
    await edit(series.id, now=NOW, title="Babysang for alle", tour_id=tour)
    index = await _taken_in(index)
    assert index.vocabulary.series[series.id].title == "Babysang for alle"
    assert index.vocabulary.stops == {series.id: tour}
    await set_workflow(series.id, Workflow.WITHDRAWN, staff_id=None, now=NOW)
    index = await _taken_in(index)
    assert (set(index.vocabulary.series), dict(index.vocabulary.stops)) == ({kept.id}, {})


async def test_an_edit_that_names_nothing_leaves_the_vocabulary_alone() -> None:
    """What hangs on the vocabulary, such as the spellings of all names, need not be made anew."""
    await publish(weekly(FIRST), now=NOW, title="Lesestund")
    other = await publish(weekly(FIRST), now=NOW, title="Babysang")
    index = await load_index(TODAY)
    await edit(other.id, now=NOW, summary="Noe nytt")
    assert (await _taken_in(index)).vocabulary is index.vocabulary


async def _taken_in(index: PublishedIndex) -> PublishedIndex:
    with counted_queries() as statements:
        update: Update = await updated(index, await publication_state())
    assert len(statements) <= 10
    assert not update.everything
    fresh = await load_index(TODAY)
    assert _names(update.index.vocabulary) == _names(fresh.vocabulary)
    assert [one.uid for one in update.index.entries.dates] == [
        one.uid for one in fresh.entries.dates
    ]
    return update.index


def _names(vocabulary: Vocabulary) -> tuple[dict[int, Series], dict[int, int]]:
    return dict(vocabulary.series), dict(vocabulary.stops)
