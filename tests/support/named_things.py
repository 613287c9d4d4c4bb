"""Two public series that have nothing in common, and what they are called by.

The fixture `stored`; a test folder that wants it imports it in its conftest.py.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from calendar_app.domain.event import Event
from calendar_app.domain.keys import Row, slug_of
from calendar_app.domain.naming import Named
from calendar_app.domain.vocabulary import NamedFilter, Tour
from calendar_app.storage.named_filters import add_named_filter
from calendar_app.storage.public_names import public_names
from calendar_app.storage.vocabulary import load_vocabulary
from calendar_app.storage.vocabulary_changes import save_tour
from tests.support.events import publish
from tests.support.samples import store_vocabulary
from tests.support.schedules import weekly

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
HAMAR, RINGSAKER, GJOVIK = 1, 2, 4
KULTURHUS, RADHUS = 1, 4

PRESENT = {
    Named.LIBRARY: ("hamar", "gjovik"),
    Named.VENUE: ("hamar-kulturhus", "gjovik-radhus"),
    Named.AGE_BAND: ("smabarn", "barnehage"),
    Named.CATEGORY: ("lesestund", "forfatterbesok"),
    Named.SERIES: ("babysang", "bokprat"),
    Named.TOUR: ("askeladden", "jules-verne"),
    Named.FILTER: ("smatt", "stort"),
}
"""Of each kind what the one event uses, and what the other one does."""


@dataclass(frozen=True)
class Stored:
    one: Event
    other: Event


@pytest.fixture
async def stored(database: str) -> Stored:
    """Two public series that have nothing in common."""
    await store_vocabulary(now=NOW)
    tours = [
        await save_tour(Tour(id=0, slug=slug, title=slug.capitalize()), now=NOW)
        for slug in PRESENT[Named.TOUR]
    ]
    for slug in PRESENT[Named.FILTER]:
        await add_named_filter(slug, slug.capitalize(), "", None, now=NOW)
    one = await publish(
        weekly(),
        now=NOW,
        title="Babysang",
        venue_id=KULTURHUS,
        category_ids=(1,),
        age_band_ids=(1,),
        tour_id=tours[0],
    )
    other = await publish(
        weekly(),
        now=NOW,
        title="Bokprat",
        organiser_id=GJOVIK,
        venue_id=RADHUS,
        category_ids=(2,),
        age_band_ids=(2,),
        tour_id=tours[1],
    )
    return Stored(one, other)


async def names(kind: Named) -> dict[str, tuple[str, ...]]:
    """Give what things are called now, with what they were called before."""
    vocabulary = await load_vocabulary()
    series = (await public_names()).series
    rows: dict[Named, Iterable[Row | NamedFilter]] = {
        Named.LIBRARY: vocabulary.libraries.values(),
        Named.VENUE: vocabulary.venues.values(),
        Named.AGE_BAND: vocabulary.age_bands.values(),
        Named.CATEGORY: vocabulary.categories.values(),
        Named.SERIES: series.values(),
        Named.TOUR: vocabulary.tours.values(),
        Named.FILTER: vocabulary.filters.values(),
    }
    return {
        one.slug if isinstance(one, NamedFilter) else slug_of(one): one.aliases
        for one in rows[kind]
    }
