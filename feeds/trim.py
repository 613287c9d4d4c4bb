"""What gives way when a feed grows too large (FC-21, FC-22).

Google stops reading at about 1 MB and loses the rest silently, so a feed stays below it and
says what it left out. The past always goes before the future.
"""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from calendar_app.domain.timing import DAY

MAX_VEVENTS = 1_000
MAX_BYTES = 900_000
"""Bytes of a whole feed."""

HEAD_BYTES = 8_000
"""Kept free for the head and the tail, so that the head may say what was trimmed."""

DAYS_BACK_TRIMMED = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """How much of a feed there may be: entries, and bytes of them all without head and tail."""

    entries: int
    size: int


ICS_BOUNDS = Bounds(entries=MAX_VEVENTS, size=MAX_BYTES - HEAD_BYTES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One rendered VEVENT with the local dates, both included, that it touches.

    In other formats than iCalendar it is whatever stands for the date there.
    """

    uid: str
    first: date
    last: date
    vevent: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Trimming:
    """What was left out, for X-WR-CALDESC and the header X-Feed-Truncated.

    `past_from`: nothing that ended before this date is there. `shortened`: descriptions are.
    `until`: nothing that begins after this date is there.
    """

    past_from: date | None = None
    shortened: bool = False
    until: date | None = None

    def __bool__(self) -> bool:
        return self != Trimming()


@dataclass(frozen=True, slots=True)
class Trimmed:
    """The pieces that fit, by first date, and what that took."""

    pieces: tuple[Piece, ...]
    trimming: Trimming


def trim(
    pieces: Sequence[Piece],
    *,
    today: date,
    shorten: Callable[[Piece], Piece] | None,
    bounds: Bounds = ICS_BOUNDS,
) -> Trimmed:
    """Make pieces fit into one feed, one step after the other until they do.

    The order is decided: the past down to 14 days, descriptions down to 300 characters (when
    it is bytes that are too many; `shorten` renders a piece again, and is None in a format that
    shortens nothing), the past altogether, and at last the horizon, by whole days. What is
    going on today is not past.
    """
    result = Trimmed(tuple(sorted(pieces, key=_first)), Trimming())
    if _fits(result, bounds):
        return result
    result = _without_past(result, today - timedelta(days=DAYS_BACK_TRIMMED))
    if shorten and _size(result.pieces) > bounds.size:
        short = tuple(map(shorten, result.pieces))
        result = Trimmed(short, replace(result.trimming, shortened=True))
    if not _fits(result, bounds):
        result = _without_past(result, today)
    return result if _fits(result, bounds) else _with_nearer_horizon(result, bounds)


def _first(piece: Piece) -> date:
    """Sort by day alone: within a day the order in which they came is that of every list."""
    return piece.first


def _size(pieces: Sequence[Piece]) -> int:
    return sum(len(piece.vevent) for piece in pieces)


def _fits(result: Trimmed, bounds: Bounds) -> bool:
    return len(result.pieces) <= bounds.entries and _size(result.pieces) <= bounds.size


def _without_past(result: Trimmed, day: date) -> Trimmed:
    kept = tuple(piece for piece in result.pieces if piece.last >= day)
    if len(kept) == len(result.pieces):
        return result
    return Trimmed(kept, replace(result.trimming, past_from=day))


def _with_nearer_horizon(result: Trimmed, bounds: Bounds) -> Trimmed:
    """Keep the days that fit whole; of one day that alone is too much, keep what fits."""
    room, fitting = bounds.size, 0
    for piece in result.pieces[: bounds.entries]:
        room -= len(piece.vevent)
        if room < 0:
            break
        fitting += 1
    cut_day = result.pieces[fitting].first
    whole = bisect_left(result.pieces, cut_day, key=_first)
    until = cut_day - DAY if whole else cut_day
    return Trimmed(result.pieces[: whole or fitting], replace(result.trimming, until=until))
