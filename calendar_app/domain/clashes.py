"""What is good to know of a date before it is settled: hints, and never a stop.

- The same room at the same time, by the instants at which both are there.
- The same children or youth on the same day in another library. Two regular series lie side by
  side week after week, and that is as it should be: one of the two is always a single event.
- The same guest in another library within three days: the journey might be shared. Stops of one
  tour share it already.
- A public holiday, or a school holiday of the library that arranges it (D-38, D-39).

What is called off meets nothing. What lasts longer than three days (an exhibition) is beside
what else happens there, and meets only what lasts as long. Each sort of meeting is one sweep over
the dates in order of start, so a year of four libraries takes a few milliseconds.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from calendar_app.domain.event import Mode, Visibility
from calendar_app.domain.holidays import holiday
from calendar_app.domain.periods import Period, PeriodKind
from calendar_app.domain.plan import PlannedDate
from calendar_app.domain.published import CALLED_OFF
from calendar_app.domain.text import fold
from calendar_app.domain.timing import DAY, AllDay, wall
from calendar_app.domain.vocabulary import Label

SHARED_JOURNEY = 3
"""Days between two visits of one guest that may still be one journey."""

MOST_TOLD = 3
"""Hints of one kind for one date: whoever has read three knows."""

_LONG = 3
_MOST_AT_ONCE = 200
"""A room holds no more at a time, nor a day. An import gone wrong must not stop the page."""

_MINUTE = 60


class HintKind(StrEnum):
    ROOM = "room"
    AUDIENCE = "audience"
    GUEST = "guest"
    PUBLIC_HOLIDAY = "public_holiday"
    SCHOOL_HOLIDAY = "school_holiday"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """One thing to know; `other` is the date that is met, `holiday` and `period` the day off."""

    kind: HintKind
    other: PlannedDate | None = None
    guest: str = ""
    holiday: Label | None = None
    period: Period | None = None


Meeting = tuple[HintKind, PlannedDate, PlannedDate, str]
"""What sort, which two dates, and the guest's name where it is one."""

_Stay = tuple[int, int, PlannedDate]
"""From when up to, not including, when something is there; in seconds or in days."""


def meetings(dates: Iterable[PlannedDate]) -> Iterator[Meeting]:
    """Find every two dates that ought to know of each other."""
    takes_place = [one for one in dates if one.state not in CALLED_OFF]
    yield from _in_one_room(takes_place)
    yield from _for_one_audience(takes_place)
    yield from _with_one_guest(takes_place)


def meeting_hints(
    dates: Iterable[PlannedDate], *, about: Collection[int] | None = None
) -> dict[int, list[Hint]]:
    """Give the hints of dates that meet others, by id of the date; `about` None is all of them."""
    found: dict[int, list[Hint]] = defaultdict(list)
    for kind, one, other, guest in meetings(dates):
        for mine, theirs in ((one, other), (other, one)):
            if about is None or mine.id in about:
                _tell(found[mine.id], Hint(kind=kind, other=theirs, guest=guest))
    return {number: hints for number, hints in found.items() if hints}


def hints_about(
    own: Collection[PlannedDate], others: Iterable[PlannedDate], periods: Collection[Period]
) -> dict[int, tuple[Hint, ...]]:
    """Give all hints for `own` dates among `others`, by id; dates without any are absent."""
    ids = {one.id for one in own}
    met = meeting_hints([*own, *others], about=ids)
    found = {one.id: (*met.get(one.id, ()), *day_hints(one, periods)) for one in own}
    return {number: hints for number, hints in found.items() if hints}


def day_hints(one: PlannedDate, periods: Iterable[Period]) -> Iterator[Hint]:
    """Give the days off that a date begins on, or lies in."""
    if one.state in CALLED_OFF:
        return
    day = one.span.first
    label = holiday(day)
    if label:
        yield Hint(kind=HintKind.PUBLIC_HOLIDAY, holiday=label)
    for period in periods:
        is_here = period.library_id == one.event.organiser_id and period.first <= day <= period.last
        if period.kind is PeriodKind.SCHOOL_HOLIDAY and is_here:
            yield Hint(kind=HintKind.SCHOOL_HOLIDAY, period=period)


def _tell(told: list[Hint], hint: Hint) -> None:
    if sum(1 for one in told if one.kind is hint.kind) < MOST_TOLD:
        told.append(hint)


def _in_one_room(dates: Iterable[PlannedDate]) -> Iterator[Meeting]:
    rooms = ((one, (one.room_id, _is_long(one))) for one in dates if one.room_id is not None)
    for one, other in _met(rooms, _instants):
        yield HintKind.ROOM, one, other, ""


def _for_one_audience(dates: Iterable[PlannedDate]) -> Iterator[Meeting]:
    open_to_all = ((one, None) for one in dates if _draws_the_young(one))
    for one, other in _met(open_to_all, _days):
        here, there = one.event, other.event
        is_regular = here.is_series and there.is_series
        if here.young & there.young and not is_regular and _are_apart(one, other):
            yield HintKind.AUDIENCE, one, other, ""


def _with_one_guest(dates: Sequence[PlannedDate]) -> Iterator[Meeting]:
    names = {fold(name): name for one in dates for name in one.event.guests}
    visits = ((one, name) for one in dates for name in dict.fromkeys(map(fold, one.event.guests)))
    by_name: Mapping[str, list[PlannedDate]] = defaultdict(list)
    for one, name in visits:
        by_name[name].append(one)
    for name, met in by_name.items():
        for one, other in _met(((visit, None) for visit in met), _days_of_a_journey):
            tour = one.event.tour_id
            if _are_apart(one, other) and (tour is None or tour != other.event.tour_id):
                yield HintKind.GUEST, one, other, names[name]


def _met(
    dates: Iterable[tuple[PlannedDate, object]], stay: Callable[[PlannedDate], tuple[int, int]]
) -> Iterator[tuple[PlannedDate, PlannedDate]]:
    """Sweep over each group; yields pairs of different events that are there at once."""
    groups: Mapping[object, list[_Stay]] = defaultdict(list)
    for one, group in dates:
        start, end = stay(one)
        groups[group].append((start, end, one))
    for stays in groups.values():
        stays.sort(key=lambda given: (given[0], given[2].id))
        here: list[_Stay] = []
        for start, end, one in stays:
            here = [given for given in here if given[1] > start][-_MOST_AT_ONCE:]
            for _, _, other in here:
                if one.event.id != other.event.id:
                    yield other, one
            here.append((start, end, one))


def _instants(one: PlannedDate) -> tuple[int, int]:
    """Give seconds since 1970; what has no length is still there for a minute."""
    span = one.span
    if isinstance(span, AllDay):
        first, last = wall(span.first, 0), wall(span.last + DAY, 0)
    else:
        first, last = span.start, span.end
    start = int(first.timestamp())
    return start, max(int(last.timestamp()), start + _MINUTE)


def _days(one: PlannedDate) -> tuple[int, int]:
    return one.span.first.toordinal(), one.span.last.toordinal() + 1


def _days_of_a_journey(one: PlannedDate) -> tuple[int, int]:
    first, after = _days(one)
    return first, after + SHARED_JOURNEY


def _draws_the_young(one: PlannedDate) -> bool:
    event = one.event
    is_here = event.visibility is Visibility.PUBLIC and event.mode is not Mode.ONLINE
    return bool(event.young) and is_here and not _is_long(one)


def _is_long(one: PlannedDate) -> bool:
    first, after = _days(one)
    return after - first > _LONG


def _are_apart(one: PlannedDate, other: PlannedDate) -> bool:
    """Tell whether no library has to do with both: who arranges both knows already."""
    return not one.event.library_ids & other.event.library_ids
