"""How a published date is shown on a given day; only local midnight changes anything of it."""

from dataclasses import replace
from datetime import date

from calendar_app.domain.event import State
from calendar_app.domain.published import PublishedOccurrence


def shown_on(occurrence: PublishedOccurrence, today: date) -> PublishedOccurrence:
    """Give a date as it is shown on the local date `today`.

    One in the past got its new time long ago, so it is told as an ordinary one (DESIGN,
    section 4), on pages and in feeds alike.
    """
    if occurrence.moved_from is None or occurrence.span.last >= today:
        return occurrence
    state = State.SCHEDULED if occurrence.state is State.MOVED else occurrence.state
    return replace(occurrence, state=state, moved_from=None)
