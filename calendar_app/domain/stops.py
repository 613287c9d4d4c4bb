"""A stop of a tour: the event that a borrowed programme becomes.

It is an event of the borrower's with the host as its co-organiser, so that it stands in both
programmes and once in public.
"""

from dataclasses import replace

from calendar_app.domain.borrowing import BorrowCase, RequestState, StopState
from calendar_app.domain.event import EventDetails, Mode, Registration, State
from calendar_app.domain.gathering import Gathering
from calendar_app.domain.lending import Lending
from calendar_app.domain.published import effective_state
from calendar_app.domain.timing import same_span
from calendar_app.domain.vocabulary import Access, Vocabulary
from calendar_app.domain.workflow import is_told


def stop_details(
    host: EventDetails, *, library_id: int, tour_id: int, venue_id: int | None, contact: str
) -> EventDetails:
    """Copy a programme for the borrower: what it is, and nothing of how the host arranges it.

    The borrower holds it at their own place, takes sign-ups in their own way and writes their
    own notes; who it is only shared with stays so.
    """
    return replace(
        host,
        organiser_id=library_id,
        co_organiser_ids=(host.organiser_id,) if host.organiser_id != library_id else (),
        tour_id=tour_id,
        mode=Mode.IN_PERSON,
        online_url="",
        venue_id=venue_id,
        room_id=None,
        place_text="",
        access=Access(),
        registration=Registration(),
        capacity=None,
        contact=contact,
        funding="",
        funding_line_id=None,
        experience="",
        internal_note="",
        lending=Lending(),
        gathering=Gathering(community_ids=host.gathering.community_ids),
    )


def only_branch(library_id: int, vocabulary: Vocabulary) -> int | None:
    """Give the branch of a library that has one; of one that has several, nobody has said."""
    own = [
        one.id
        for one in vocabulary.venues.values()
        if one.library_id == library_id and one.retired_at is None
    ]
    return own[0] if len(own) == 1 else None


def stop_state(case: BorrowCase) -> StopState:
    """Tell how it stands with the stop of an accepted request."""
    stop, day = case.stop, case.stop_date
    if stop is None or day is None:
        return StopState.DELETED
    if not is_told(stop):
        return StopState.TAKEN_BACK
    found = {State.CANCELLED: StopState.CANCELLED, State.POSTPONED: StopState.POSTPONED}
    return found.get(effective_state(stop, day), StopState.GOING)


def can_get_another_date(case: BorrowCase) -> bool:
    """Tell whether the two sides may still settle another date for the stop."""
    return (
        case.request.state is RequestState.ACCEPTED
        and stop_state(case) is StopState.GOING
        and case.stop is not None
        and not case.stop.schedule.is_series
    )


def date_changed(case: BorrowCase) -> bool:
    """Tell whether the stop is at another time than both sides last agreed on."""
    agreed, day = case.request.agreed, case.stop_date
    return agreed is not None and day is not None and not same_span(agreed.span, day.span)
