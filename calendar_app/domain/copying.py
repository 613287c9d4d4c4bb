"""A copy of an event as the start of another (W-10): what is copied, and what stays behind."""

from dataclasses import replace

from calendar_app.domain.event import EventDetails
from calendar_app.domain.lending import Lending

LEFT_OUT = frozenset({"tour_id", "experience"})
"""What belongs to the event that took place, and not to the next of its kind."""

OF_ITS_LIBRARY = frozenset({"organiser_id", "co_organiser_ids", "lending", "internal_note"})
"""What another library's copy does not take over, or takes over as its own."""


def copied_details(details: EventDetails, *, library_id: int) -> EventDetails:
    """Give what a copy says that `library_id` arranges; its dates are the form's own matter.

    The notes of a gathering are what came of it, so they stay with it.
    """
    gathering = replace(details.gathering, notes="")
    copy = replace(details, tour_id=None, experience="", gathering=gathering)
    if library_id == details.organiser_id:
        return copy
    partners = tuple(one for one in details.co_organiser_ids if one != library_id)
    return replace(
        copy,
        organiser_id=library_id,
        co_organiser_ids=partners,
        lending=Lending(),
        internal_note="",
    )
