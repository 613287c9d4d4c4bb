"""What an edit will do to the stored dates, told before it is saved.

Made of the same `reconcile` that the save uses, so what is told and what is done cannot differ.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

from calendar_app.domain.change import Scope
from calendar_app.domain.event import Occurrence, Schedule
from calendar_app.domain.reconcile import Reconciliation, reconcile
from calendar_app.domain.series import Planned, planned_dates
from calendar_app.domain.timing import Span, same_span

FAR = timedelta(days=300)
"""A date that moves this far is asked about: most likely the year was mistyped."""


@dataclass(frozen=True, slots=True)
class Move:
    """One stored date as it was and as it will be."""

    before: Occurrence
    after: Occurrence

    @property
    def is_far(self) -> bool:
        """Tell whether it goes so far that it may be a slip of the finger."""
        return is_far(self.before.span, self.after.span)


@dataclass(frozen=True, slots=True, kw_only=True)
class Consequences:
    """What becomes of the dates of one event; each stored date is in exactly one of the parts.

    `same` keep their time, `moved` get another, `dropped` vanish. `own` keep a time that was set
    for them alone although the series gets another, and `strays` stay although the series no
    longer has them: these two are for staff to decide. `past` took place and stay. `recorded`
    are the ids of dates with attendance or sign-ups.
    """

    same: tuple[Occurrence, ...] = ()
    moved: tuple[Move, ...] = ()
    added: tuple[Planned, ...] = ()
    dropped: tuple[Occurrence, ...] = ()
    own: tuple[Occurrence, ...] = ()
    strays: tuple[Occurrence, ...] = ()
    past: tuple[Occurrence, ...] = ()
    recorded: frozenset[int] = frozenset()

    @property
    def conflicts(self) -> tuple[Occurrence, ...]:
        """Give the dates that say something else than their series, in order."""
        return tuple(sorted((*self.own, *self.strays), key=lambda row: (row.span.first, row.id)))

    @property
    def is_to_be_asked(self) -> bool:
        """Tell whether somebody must say yes first. A single date just goes where it is sent."""
        stored = (*self.same, *self.moved, *self.dropped, *self.own, *self.strays, *self.past)
        if len(stored) <= 1 and not self.strays:
            return any(move.is_far for move in self.moved)
        return bool(self.moved or self.dropped or self.own or self.strays)

    @property
    def is_to_be_settled(self) -> bool:
        """Tell whether there is more to say than that dates move: some vanish or disagree."""
        is_far = any(move.is_far for move in self.moved)
        return bool(self.dropped or self.own or self.strays or is_far)

    @property
    def fingerprint(self) -> str:
        """Name exactly this outcome, so that a yes to it is a yes to no other."""
        told = [
            *(f"moved {one.after.id} {one.after.span}" for one in self.moved),
            *(f"added {one.span}" for one in self.added),
            *(f"dropped {row.id}" for row in self.dropped),
            *(f"own {row.id} {row.span}" for row in self.own),
            *(f"stray {row.id} {row.id in self.recorded}" for row in self.strays),
        ]
        return sha256("\n".join(told).encode()).hexdigest()[:24]


def consequences(
    rows: Sequence[Occurrence],
    *,
    before: Schedule,
    after: Schedule,
    horizon: date,
    today: date,
    recorded: Collection[int] = (),
) -> Consequences:
    """Tell what an edit from `before` to `after` does to the stored dates `rows`.

    A date that the series had lost before is not asked about again.
    """
    result = reconcile(
        rows, before=before, after=after, horizon=horizon, today=today, recorded=recorded
    )
    old = {one.recurrence_date: one.span for one in planned_dates(before, horizon=horizon)}
    new = {one.recurrence_date: one.span for one in planned_dates(after, horizon=horizon)}
    is_series = before.is_series or after.is_series
    was = {row.id: row for row in rows}
    parts: dict[str, list[Occurrence]] = {"same": [], "own": [], "past": []}
    moves = []
    for row in result.kept:
        if not same_span(row.span, was[row.id].span):
            moves.append(Move(was[row.id], row))
        else:
            plans = old.get(was[row.id].recurrence_date), new.get(row.recurrence_date)
            parts[_part(row, *plans, is_past=is_series and row.span.last < today)].append(row)
    known = [row for row in result.conflicts if row.recurrence_date not in old]
    return Consequences(
        same=(*parts["same"], *known),
        moved=tuple(moves),
        added=result.added,
        dropped=result.dropped,
        own=tuple(parts["own"]),
        strays=_newly_lost(result, old),
        past=tuple(parts["past"]),
        recorded=frozenset(recorded) & was.keys(),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """One answer to 'what shall change': how many dates it means, and from which on.

    `own` of them were changed for themselves and keep what they say; `recorded` hold attendance
    or sign-ups, which stay; `past` have taken place and are not among them.
    """

    scope: Scope
    dates: int
    first: date | None = None
    own: int = 0
    recorded: int = 0
    past: int = 0


def reaches(
    stored: Occurrence,
    rows: Sequence[Occurrence],
    *,
    today: date,
    is_stray: bool = False,
    recorded: Collection[int] = (),
) -> tuple[Reach, ...]:
    """Count the dates that each scope would change, seen from `stored`.

    A date that the series no longer has stands for itself alone. From the first date on, 'this
    and the following' would be all: then it is not asked.
    """
    only_this = Reach(scope=Scope.THIS, dates=1)
    if is_stray:
        return (only_this,)
    following = [one for one in rows if one.recurrence_date >= stored.recurrence_date]
    found = [only_this]
    if len(following) < len(rows):
        found.append(_reach(Scope.FOLLOWING, stored, following, today, recorded))
    found.append(_reach(Scope.ALL, stored, rows, today, recorded))
    return tuple(found)


def _reach(
    scope: Scope,
    stored: Occurrence,
    rows: Sequence[Occurrence],
    today: date,
    recorded: Collection[int],
) -> Reach:
    coming = [one for one in rows if one.span.last >= today]
    return Reach(
        scope=scope,
        dates=len(coming),
        first=min((one.span.first for one in coming), default=None),
        own=sum(1 for one in coming if one.is_changed and one.id != stored.id),
        recorded=sum(1 for one in rows if one.id in recorded),
        past=len(rows) - len(coming),
    )


def is_far(one: Span, other: Span) -> bool:
    """Tell whether two spans lie so far apart that a mistyped year is likely."""
    return abs(one.first - other.first) > FAR


def _part(row: Occurrence, old: Span | None, new: Span | None, *, is_past: bool) -> str:
    if is_past:
        return "past"
    is_told_otherwise = old is None or new is None or not same_span(old, new)
    return "own" if row.has_own_time and is_told_otherwise else "same"


def _newly_lost(result: Reconciliation, old: dict[date, Span]) -> tuple[Occurrence, ...]:
    return tuple(row for row in result.conflicts if row.recurrence_date in old)
