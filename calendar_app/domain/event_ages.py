"""Which ages an event is for, whether it was said in years or in bands."""

from collections.abc import Sequence

from calendar_app.domain.event import EventDetails
from calendar_app.domain.vocabulary import AgeBand, Vocabulary


def age_span(details: EventDetails, vocabulary: Vocabulary) -> tuple[int | None, int | None]:
    """Give the ages, both included: those entered, else what the bands cover together."""
    bands = [vocabulary.age_bands[one] for one in details.age_band_ids]
    return ages_said(details.age_from, details.age_to, bands)


def ages_said(
    low: int | None, high: int | None, bands: Sequence[AgeBand]
) -> tuple[int | None, int | None]:
    """Give the ages of what says `low` and `high` itself, or names age bands instead."""
    if low is not None or high is not None or not bands:
        return low, high
    highs = [band.high for band in bands if band.high is not None]
    return min(band.low for band in bands), max(highs) if len(highs) == len(bands) else None
