"""The small vocabulary of the tests, stored as the program stores it."""

from datetime import datetime

from calendar_app.domain.vocabulary import Vocabulary
from calendar_app.storage.vocabulary import load_vocabulary
from calendar_app.storage.vocabulary_changes import (
    save_age_band,
    save_category,
    save_library,
    save_venue,
)
from tests.support.vocabulary import VOCABULARY


async def store_vocabulary(*, now: datetime) -> Vocabulary:
    """Store it in an empty database, in the order of its ids, so that they come out the same."""
    for library in VOCABULARY.libraries.values():
        await save_library(library, now=now)
    for venue in VOCABULARY.venues.values():
        await save_venue(venue, now=now)
    for band in VOCABULARY.age_bands.values():
        await save_age_band(band, now=now)
    for category in VOCABULARY.categories.values():
        await save_category(category, now=now)
    return await load_vocabulary()
