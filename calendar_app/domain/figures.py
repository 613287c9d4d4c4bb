"""What the statistics count: dates that took place, each once (facts/domain.md, section 8).

Counted are published dates for the public and for schools. Drafts, plans, what was withdrawn,
called off or postponed, and what is for staff, count nowhere (D-27, D-28). A date belongs to the
period and the year in which it begins.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from calendar_app.domain.ages import OLDEST
from calendar_app.domain.attendance import Attendance
from calendar_app.domain.event import Arranger, Event, Occurrence, Visibility, Workflow
from calendar_app.domain.event_ages import age_span
from calendar_app.domain.published import CALLED_OFF, effective_state
from calendar_app.domain.vocabulary import Vocabulary

YOUTH_UNTIL = 19
"""The oldest that an event for children and youth is for; the bands of the four end there."""

COUNTED = (Visibility.PUBLIC, Visibility.SCHOOLS)
"""Whom an event is for that counts: what is for schools does, though the public never sees it."""

_Key = TypeVar("_Key")


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Local dates, both included."""

    first: date
    last: date

    def holds(self, day: date) -> bool:
        """Tell whether the day lies in it."""
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldDate:
    """One date that took place.

    `library_id` is the library whose municipality counts it. `age_band_ids` are the bands that
    were chosen, else those that its ages share years with; none when it is for everybody.
    """

    event_id: int
    occurrence_id: int
    title: str
    day: date
    library_id: int
    co_organiser_ids: tuple[int, ...]
    visibility: Visibility
    statistics_type: str
    arranger: Arranger
    is_for_youth: bool
    age_band_ids: tuple[int, ...]
    tour_id: int | None
    attendance: Attendance | None

    @property
    def has_number(self) -> bool:
        """Tell whether somebody has said how many came."""
        return self.attendance is not None and self.attendance.participants is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """What a number of dates come to. `missing` have no number and are in no average (D-30)."""

    dates: int = 0
    youth_dates: int = 0
    participants: int = 0
    children_youth: int = 0
    digital: int = 0
    missing: int = 0

    @property
    def average(self) -> float | None:
        """Participants of a date with a number, None when there is none."""
        counted = self.dates - self.missing
        return self.participants / counted if counted else None


def took_place(event: Event, one: Occurrence, *, period: Period, today: date) -> bool:
    """Tell whether a date began in the period, is over or on today, and was held."""
    return (
        event.workflow is Workflow.PUBLISHED
        and period.holds(one.span.first)
        and one.span.first <= today
        and effective_state(event, one) not in CALLED_OFF
    )


def held_dates(
    dates: Iterable[tuple[Event, Occurrence]],
    attendance: Mapping[int, Attendance],
    vocabulary: Vocabulary,
    *,
    period: Period,
    today: date,
) -> list[HeldDate]:
    """Give what counts, in order of day. `attendance` is by id of the date."""
    found = [
        _held(event, one, attendance.get(one.id), vocabulary)
        for event, one in dates
        if event.details.visibility in COUNTED
        and took_place(event, one, period=period, today=today)
    ]
    counted = (one for one in found if one.attendance is None or one.attendance.counts)
    return sorted(counted, key=lambda one: (one.day, one.title, one.occurrence_id))


def sums(dates: Iterable[HeldDate]) -> Sums:
    """Add dates up."""
    dates = list(dates)
    numbers = [one.attendance for one in dates if one.attendance and one.has_number]
    return Sums(
        dates=len(dates),
        youth_dates=sum(one.is_for_youth for one in dates),
        participants=sum(one.participants or 0 for one in numbers),
        children_youth=sum(one.children_youth or 0 for one in numbers),
        digital=sum(one.digital or 0 for one in numbers),
        missing=len(dates) - len(numbers),
    )


def sums_by(
    dates: Iterable[HeldDate], keys: Callable[[HeldDate], Sequence[_Key]]
) -> dict[_Key, Sums]:
    """Add dates up under each of their keys, in the order in which the keys first come."""
    sorted_out: dict[_Key, list[HeldDate]] = {}
    for one in dates:
        for key in keys(one):
            sorted_out.setdefault(key, []).append(one)
    return {key: sums(of_key) for key, of_key in sorted_out.items()}


def _held(
    event: Event, one: Occurrence, attendance: Attendance | None, vocabulary: Vocabulary
) -> HeldDate:
    details = event.details
    low, high = age_span(details, vocabulary)
    return HeldDate(
        event_id=event.id,
        occurrence_id=one.id,
        title=one.overrides.title or details.title,
        day=one.span.first,
        library_id=_counting_library(event, one, vocabulary),
        co_organiser_ids=details.co_organiser_ids,
        visibility=details.visibility,
        statistics_type=details.statistics_type,
        arranger=details.arranger,
        is_for_youth=high is not None and high <= YOUTH_UNTIL,
        age_band_ids=details.age_band_ids or _bands(low, high, vocabulary),
        tour_id=details.tour_id,
        attendance=attendance,
    )


def _counting_library(event: Event, one: Occurrence, vocabulary: Vocabulary) -> int:
    """Name the library that counts a date: who arranges it, or where a tour stopped (D-31)."""
    details = event.details
    venue_id = one.overrides.venue_id or (None if one.overrides.place_text else details.venue_id)
    venue = vocabulary.venues.get(venue_id) if venue_id is not None else None
    if details.tour_id is not None and venue is not None and venue.library_id is not None:
        return venue.library_id
    return details.organiser_id


def _bands(low: int | None, high: int | None, vocabulary: Vocabulary) -> tuple[int, ...]:
    """Name the bands that have some of these years; a band without limits says nothing."""
    if low is None and high is None:
        return ()
    ages = (low or 0, OLDEST if high is None else high)
    return tuple(
        band.id
        for band in vocabulary.age_bands.values()
        if (band.low, band.high) != (0, None)
        and _share_ages(ages, (band.low, OLDEST if band.high is None else band.high))
    )


def _share_ages(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Tell whether two spans share more than an end: bands overlap there on purpose."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    is_point = one[0] == one[1] or other[0] == other[1]
    return shared > 0 or (shared == 0 and is_point)
