"""After an edit of a schedule: which stored dates stay, move, come and go.

A row and its uid are worth keeping: subscribers know the uid, and cancellations and attendance
hang on the row. So the same local date keeps its row; when a whole series is shifted its rows
keep their order; and what staff changed or called off is never silently dropped.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from calendar_app.domain.event import Occurrence, State
from calendar_app.domain.series import Planned
from calendar_app.domain.timing import Span, same_span


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciliation:
    """What to do with the rows. `conflicts` stay although the schedule no longer has them."""

    kept: tuple[Occurrence, ...]
    added: tuple[Planned, ...]
    dropped: tuple[Occurrence, ...]
    conflicts: tuple[Occurrence, ...]


def reconcile(
    existing: Sequence[Occurrence],
    planned: Sequence[Planned],
    *,
    today: date,
    is_series: bool,
    announce_move: bool = False,
) -> Reconciliation:
    """Match the stored dates of one event with what its schedule now gives.

    Dates of a series that are past stay as they took place, and no new ones appear in its past;
    a single date follows its schedule wherever it goes. With `announce_move` a date that gets
    another time is marked as moved, with the old time beside it.
    """
    past = [one for one in existing if is_series and one.span.last < today]
    open_rows = [one for one in existing if one not in past]
    wanted = [one for one in planned if not _is_history(one, existing, is_series, today)]
    pairs, left, missing = _matched(open_rows, wanted)
    conflicts = tuple(one for one in left if one.is_changed)
    return Reconciliation(
        kept=(*past, *(_placed(row, plan, announce_move) for row, plan in pairs)),
        added=tuple(missing),
        dropped=tuple(one for one in left if not one.is_changed),
        conflicts=conflicts,
    )


def _is_history(
    plan: Planned, existing: Sequence[Occurrence], is_series: bool, today: date
) -> bool:
    """Tell whether a planned date lies in the past of a series that already has dates."""
    return is_series and bool(existing) and plan.span.last < today


def _matched(
    rows: list[Occurrence], wanted: list[Planned]
) -> tuple[list[tuple[Occurrence, Planned]], list[Occurrence], list[Planned]]:
    by_date = {plan.recurrence_date: plan for plan in wanted}
    pairs = [(row, by_date[row.recurrence_date]) for row in rows if row.recurrence_date in by_date]
    if not pairs:
        return _in_order(rows, wanted)
    matched_rows = {row.id for row, _ in pairs}
    matched_dates = {plan.recurrence_date for _, plan in pairs}
    return (
        pairs,
        [row for row in rows if row.id not in matched_rows],
        [plan for plan in wanted if plan.recurrence_date not in matched_dates],
    )


def _in_order(
    rows: list[Occurrence], wanted: list[Planned]
) -> tuple[list[tuple[Occurrence, Planned]], list[Occurrence], list[Planned]]:
    """Pair the rows of a series that was shifted as a whole: first to first, and so on."""
    ordered = sorted(rows, key=lambda row: row.recurrence_date)
    count = min(len(ordered), len(wanted))
    return list(zip(ordered, wanted, strict=False)), ordered[count:], wanted[count:]


def _placed(row: Occurrence, plan: Planned, announce_move: bool) -> Occurrence:
    """Give a row its planned date; a time that staff set for this date alone stays."""
    row = replace(row, recurrence_date=plan.recurrence_date)
    if row.has_own_time or same_span(row.span, plan.span):
        return row
    return moved(row, plan.span, announce=announce_move)


def moved(row: Occurrence, span: Span, *, announce: bool) -> Occurrence:
    """Give a date another span; with `announce` the old one stays visible beside it.

    A date that goes back to the time once announced is no longer moved. One that is called off
    stays called off.
    """
    own = row.overrides
    if row.moved_from is not None and same_span(row.moved_from, span):
        settled = None if own.state is State.MOVED else own.state
        return replace(row, span=span, moved_from=None, overrides=replace(own, state=settled))
    if not announce or own.state in (State.CANCELLED, State.POSTPONED):
        return replace(row, span=span)
    state = State.FULL if own.state is State.FULL else State.MOVED
    return replace(row, span=span, moved_from=row.span, overrides=replace(own, state=state))
