"""After an edit of a schedule: which stored dates stay, move, come and go.

A row and its uid are worth keeping: subscribers know the uid, and cancellations and attendance
hang on the row. So the same local date keeps its row; when a series is shifted, its first date
becomes its first, its second its second; and what staff changed or called off is never silently
dropped, nor is a date on which somebody has been counted or has signed up.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

from calendar_app.domain.event import Occurrence, Schedule, State
from calendar_app.domain.published import CALLED_OFF
from calendar_app.domain.recurrence import rule_dates
from calendar_app.domain.series import Planned, planned_dates
from calendar_app.domain.timing import Span, same_span


class Choice(StrEnum):
    """What staff decide of a date that says something else than its series."""

    KEEP = "behold"
    FOLLOW = "folg"
    CANCEL = "avlys"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """The decisions by row id, `KEEP` where there is none; `reason` is for those called off."""

    choices: Mapping[int, Choice] = field(default_factory=dict)
    reason: str = ""

    def choice(self, row: Occurrence) -> Choice:
        """Give what was decided of a row."""
        return self.choices.get(row.id, Choice.KEEP)


UNSETTLED = Settlement()
"""Nothing was decided: whatever says something of its own keeps it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciliation:
    """What to do with the rows. `conflicts` stay although the schedule no longer has them."""

    kept: tuple[Occurrence, ...]
    added: tuple[Planned, ...]
    dropped: tuple[Occurrence, ...]
    conflicts: tuple[Occurrence, ...]


def reconcile(
    rows: Sequence[Occurrence],
    *,
    before: Schedule,
    after: Schedule,
    horizon: date,
    today: date,
    announce_move: bool = False,
    recorded: Collection[int] = (),
    settlement: Settlement = UNSETTLED,
) -> Reconciliation:
    """Match the rows that the schedule `before` gave with what the schedule `after` gives.

    Dates of a series that are past stay as they took place, and no new ones appear in its past;
    a single date follows its schedule wherever it goes. With `announce_move` a date that gets
    another time is marked as moved, with the old time beside it. `recorded` are the ids of rows
    that hold attendance or sign-ups and stay whatever anybody decides; `settlement` says what
    was decided of dates that say something else than the series.
    """
    planned = {one.recurrence_date: one for one in planned_dates(after, horizon=horizon)}
    places = _places(rows, _successors(before, after, horizon, today), planned)
    is_series = before.is_series or after.is_series
    kept: list[Occurrence] = []
    left: list[Occurrence] = []
    for row in rows:
        plan = places.get(row.id)
        if is_series and row.span.last < today:
            kept.append(replace(row, recurrence_date=plan.recurrence_date) if plan else row)
        elif plan:
            kept.append(_placed(row, plan, announce_move, settlement))
        else:
            left.append(row)
    held = {plan.recurrence_date for plan in places.values()}
    staying = {row.id for row in left if _stays(row, recorded, settlement)}
    return Reconciliation(
        kept=tuple(kept),
        added=tuple(
            plan
            for plan in planned.values()
            if plan.recurrence_date not in held
            and not (is_series and rows and plan.span.last < today)
        ),
        dropped=tuple(row for row in left if row.id not in staying),
        conflicts=tuple(_settled(row, settlement) for row in left if row.id in staying),
    )


def moved(row: Occurrence, span: Span, *, announce: bool) -> Occurrence:
    """Give a date another span; with `announce` the old one stays visible beside it.

    The old one is the time that was announced first, however often the date moves; back at
    that time it is no longer moved. One that is called off stays called off.
    """
    own = row.overrides
    if row.moved_from is not None and same_span(row.moved_from, span):
        settled = None if own.state is State.MOVED else own.state
        return replace(row, span=span, moved_from=None, overrides=replace(own, state=settled))
    if not announce or own.state in (State.CANCELLED, State.POSTPONED):
        return replace(row, span=span)
    state = State.FULL if own.state is State.FULL else State.MOVED
    return replace(
        row,
        span=span,
        moved_from=row.moved_from or row.span,
        overrides=replace(own, state=state),
    )


def called_off(row: Occurrence, reason: str) -> Occurrence:
    """Cancel one date; what an undo goes back to is what it was before the first time."""
    own = row.overrides
    previous = own.previous_state if own.state in CALLED_OFF else own.state
    state = State.CANCELLED
    own = replace(own, state=state, state_reason=reason, previous_state=previous)
    return replace(row, overrides=own)


def _successors(before: Schedule, after: Schedule, horizon: date, today: date) -> dict[date, date]:
    """Tell which date of the new schedule each date of the old one becomes.

    Dates of the rule and dates given one by one are looked at apart, so that an extra date
    that stays does not hide that the rule was shifted.
    """
    old_rule, new_rule = _rule_days(before, horizon), _rule_days(after, horizon)
    found = _rule_successors(old_rule, new_rule, today)
    old_single, new_single = _single_days(before), _single_days(after)
    staying = set(old_single) & set(new_single)
    going = [day for day in old_single if day not in staying]
    coming = [day for day in new_single if day not in staying]
    found |= {day: day for day in staying}
    if len(going) == len(coming):
        found |= zip(going, coming, strict=True)
    if old_single and not old_rule and new_rule:
        # A single date became a series: it is one of its dates, or else its first.
        day = old_single[0]
        found.setdefault(day, day if day in new_rule else new_rule[0])
    return found


def _rule_successors(old: list[date], new: list[date], today: date) -> dict[date, date]:
    """Match the dates of two rules, left-out ones too, so that these do not shift the count.

    Where no date is the same, the rule was either shifted by less than the step from one date
    to the next: then the first becomes the first, and so on. Or it begins anew: then what is to
    come is matched with what was to come.
    """
    known = set(new)
    if any(day in known for day in old):
        return {day: day for day in old if day in known}
    if not _is_shift(old, new):
        old = [day for day in old if day >= today]
        new = [day for day in new if day >= today]
    return dict(zip(old, new, strict=False))


def _is_shift(old: list[date], new: list[date]) -> bool:
    steps = [later - day for day, later in pairwise(old)]
    smallest = min(steps, default=timedelta.max)
    return all(abs(there - here) < smallest for here, there in zip(old, new, strict=False))


def _rule_days(schedule: Schedule, horizon: date) -> list[date]:
    if schedule.rule is None:
        return []
    return rule_dates(schedule.rule, first=schedule.first.first, horizon=horizon)


def _single_days(schedule: Schedule) -> list[date]:
    first = [] if schedule.rule else [schedule.first.first]
    return sorted([*first, *(extra.first for extra in schedule.rdates)])


def _places(
    rows: Sequence[Occurrence],
    successors: Mapping[date, date],
    planned: Mapping[date, Planned],
) -> dict[int, Planned]:
    """Give each row its place in the new schedule, by row id; a date takes one row.

    A row that the old schedule no longer had comes back when the new one has its very date.
    """
    places: dict[int, Planned] = {}
    taken: set[date] = set()
    known = [row for row in rows if row.recurrence_date in successors]
    strays = [row for row in rows if row.recurrence_date not in successors]
    for row in (*known, *strays):
        day = successors.get(row.recurrence_date, row.recurrence_date)
        if day in planned and day not in taken:
            taken.add(day)
            places[row.id] = planned[day]
    return places


def _placed(
    row: Occurrence, plan: Planned, announce_move: bool, settlement: Settlement
) -> Occurrence:
    """Give a row its planned date; a time that staff set for this date alone stays."""
    row = replace(row, recurrence_date=plan.recurrence_date)
    if row.has_own_time and settlement.choice(row) is Choice.FOLLOW:
        row = replace(row, has_own_time=False)
    if row.has_own_time or same_span(row.span, plan.span):
        return _settled(row, settlement)
    return moved(row, plan.span, announce=announce_move)


def _stays(row: Occurrence, recorded: Collection[int], settlement: Settlement) -> bool:
    """Tell whether a row stays that the schedule has no date for."""
    if row.id in recorded:
        return True
    return row.is_changed and settlement.choice(row) is not Choice.FOLLOW


def _settled(row: Occurrence, settlement: Settlement) -> Occurrence:
    if settlement.choice(row) is not Choice.CANCEL:
        return row
    return called_off(row, settlement.reason)
