"""Which ages an event is for, whether it was said in years or in bands."""

from calendar_app.domain.event import EventDetails
from calendar_app.domain.vocabulary import Vocabulary


def age_span(details: EventDetails, vocabulary: Vocabulary) -> tuple[int | None, int | None]:
    """Give the ages, both included: those entered, else what the bands cover together."""
    if details.age_from is not None or details.age_to is not None:
        return details.age_from, details.age_to
    bands = [vocabulary.age_bands[one] for one in details.age_band_ids]
    if not bands:
        return None, None
    highs = [band.high for band in bands if band.high is not None]
    return min(band.low for band in bands), max(highs) if len(highs) == len(bands) else None
