"""What somebody ought to look at: dates and events of one's own libraries that lack something.

- No place, although people are to come somewhere.
- No age: an event that came from a source, where nobody here has said whom it is for. In our own
  form somebody has always said it, 'for everybody' too, so one edit there is enough.
- Cancelled, and nobody says why.
- Attendance that is missing, from the day after.

The first three are told once per event, by its next date in the coming eight weeks: nobody needs
to hear of next summer today. Attendance is told of each date of the last 60 days.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from dateutil.relativedelta import relativedelta

from calendar_app.domain.event import State, Visibility, Workflow
from calendar_app.domain.plan import PlannedDate
from calendar_app.domain.published import CALLED_OFF
from calendar_app.domain.timing import Window

AHEAD = timedelta(weeks=8)
BEHIND = timedelta(days=60)

COUNTED = (Visibility.PUBLIC, Visibility.SCHOOLS)
"""What the statistics ask the attendance of."""

_TOLD = (Workflow.PLANNED, Workflow.PUBLISHED)
_SHORT = timedelta(days=10)


class Need(StrEnum):
    PLACE = "place"
    AGE = "age"
    REASON = "reason"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lack:
    """What an event lacks, with the first of its dates that lacks it."""

    need: Need
    date: PlannedDate


def desk_window(today: date) -> Window:
    """Give all days that a desk asks about, read as one."""
    return Window(today - BEHIND, max(today + AHEAD, month_ahead(today).end))


def month_ahead(today: date) -> Window:
    """Give the rest of the month; near its end the next month too, lest nothing be left."""
    end = today.replace(day=1) + relativedelta(months=1)
    if end - today < _SHORT:
        end += relativedelta(months=1)
    return Window(today, end)


def lacks(
    dates: Iterable[PlannedDate],
    *,
    library_ids: Collection[int],
    seen_to: Collection[int],
    today: date,
) -> list[Lack]:
    """Tell what is to be mended, in the order of `dates`.

    `seen_to` are the ids of events from a source that somebody here has gone through.
    """
    found: dict[tuple[Need, int], Lack] = {}
    for one in dates:
        event = one.event
        is_ours = event.organiser_id in library_ids and event.workflow in _TOLD
        if not is_ours or one.span.last < today:
            continue
        for need in _needs(one, seen_to):
            found.setdefault((need, event.id), Lack(need=need, date=one))
    return list(found.values())


def may_lack_ages(dates: Iterable[PlannedDate]) -> set[int]:
    """Give the ids of the events of which one must ask whether somebody has gone through them."""
    return {
        one.event.id
        for one in dates
        if one.event.is_imported
        and not one.event.says_ages
        and one.event.visibility is Visibility.PUBLIC
    }


def to_be_counted(
    dates: Iterable[PlannedDate], *, library_ids: Collection[int], today: date
) -> list[PlannedDate]:
    """Give the dates that took place, of which somebody should say how many came; latest first."""
    found = [
        one
        for one in dates
        if one.event.organiser_id in library_ids
        and one.event.workflow is Workflow.PUBLISHED
        and one.event.visibility in COUNTED
        and one.state not in CALLED_OFF
        and today - BEHIND <= one.span.first
        and one.span.last < today
    ]
    return found[::-1]


def coming(
    dates: Sequence[PlannedDate], *, window: Window, visibilities: Collection[Visibility]
) -> list[PlannedDate]:
    """Give the dates that begin in the window and are told of, of events for these people."""
    return [
        one
        for one in dates
        if window.overlaps(one.span.first, one.span.first)
        and one.event.workflow in _TOLD
        and one.event.visibility in visibilities
    ]


def _needs(one: PlannedDate, seen_to: Collection[int]) -> Iterable[Need]:
    event = one.event
    if one.state is State.CANCELLED and not one.state_reason:
        yield Need.REASON
    if one.state in CALLED_OFF:
        return
    if not one.has_place:
        yield Need.PLACE
    if event.id not in seen_to and event.id in may_lack_ages([one]):
        yield Need.AGE
