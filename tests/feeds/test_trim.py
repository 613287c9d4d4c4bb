"""The window of a feed, and what gives way when it grows too large (FC-21, FC-22)."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calendar_app.domain.selection import feed_window
from feeds.trim import (
    HEAD_BYTES,
    MAX_BYTES,
    MAX_VEVENTS,
    Piece,
    Trimmed,
    Trimming,
    trim,
)

TODAY = date(2027, 2, 1)
ROOM = MAX_BYTES - HEAD_BYTES


def _pieces(days: Iterable[int], size: int = 100) -> list[Piece]:
    """Make a piece on each day, counted from today, of `size` bytes."""
    return [
        Piece(uid=str(number), first=_day(day), last=_day(day), vevent=b"x" * size)
        for number, day in enumerate(days)
    ]


def _day(count: int) -> date:
    return TODAY + timedelta(days=count)


def _shortest(size: int) -> Callable[[Piece], Piece]:
    return lambda piece: replace(piece, vevent=piece.vevent[:size])


def _trim(pieces: list[Piece], short: int = 100) -> Trimmed:
    return trim(pieces, today=TODAY, shorten=_shortest(short))


def _days(trimmed: Trimmed) -> list[int]:
    return sorted({(piece.first - TODAY).days for piece in trimmed.pieces})


@pytest.mark.parametrize(
    ("first", "last", "shown"),
    [(-60, -60, True), (-61, -61, False), (400, 400, True), (401, 401, False), (-90, 500, True)],
)
def test_window_is_by_overlap_and_whole_days(first: int, last: int, shown: bool) -> None:
    """FC-21."""
    assert feed_window(TODAY).overlaps(_day(first), _day(last)) is shown


def test_feed_that_fits_is_left_whole_and_in_order() -> None:
    """By day; within a day as they came, which is the order of every list."""
    pieces = _pieces([5, -60, 400, 0] * 250)
    trimmed = _trim(pieces)
    assert trimmed.trimming == Trimming()
    assert not trimmed.trimming
    assert list(trimmed.pieces) == sorted(pieces, key=lambda piece: piece.first)


def test_past_goes_down_to_fourteen_days_first() -> None:
    """FC-22."""
    trimmed = _trim(_pieces([*range(-60, 0), *range(941)]))
    assert trimmed.trimming == Trimming(past_from=_day(-14))
    assert _days(trimmed)[0] == -14
    assert len(trimmed.pieces) == 14 + 941


def test_descriptions_are_shortened_next_when_bytes_are_too_many() -> None:
    """FC-22."""
    trimmed = _trim(_pieces([*range(-60, 400)], size=2_200), short=1_000)
    assert trimmed.trimming == Trimming(past_from=_day(-14), shortened=True)
    assert {len(piece.vevent) for piece in trimmed.pieces} == {1_000}


def test_descriptions_stay_long_when_it_is_events_that_are_too_many() -> None:
    """FC-22: shortening them would help nobody."""
    trimmed = _trim(_pieces([-1] * 5 + [0] * 999), short=1)
    assert trimmed.trimming == Trimming(past_from=_day(0))
    assert {len(piece.vevent) for piece in trimmed.pieces} == {100}


def test_horizon_comes_nearer_last_by_whole_days() -> None:
    """FC-21, FC-22."""
    trimmed = _trim(_pieces([-1] * 5 + [0] * 600 + [1] * 300 + [2] * 200 + [3]))
    assert trimmed.trimming == Trimming(past_from=_day(0), until=_day(1))
    assert _days(trimmed) == [0, 1]
    assert len(trimmed.pieces) == 900


def test_horizon_comes_nearer_for_bytes_too() -> None:
    """FC-22."""
    trimmed = _trim(_pieces(range(300), size=4_000), short=4_000)
    assert trimmed.trimming == Trimming(shortened=True, until=_day(ROOM // 4_000 - 1))
    assert len(trimmed.pieces) == ROOM // 4_000


def test_day_that_alone_is_too_much_keeps_what_fits() -> None:
    trimmed = _trim(_pieces([0] * 1200))
    assert trimmed.trimming == Trimming(until=_day(0))
    assert len(trimmed.pieces) == MAX_VEVENTS


def test_nothing_is_announced_that_left_nothing_out() -> None:
    trimmed = _trim(_pieces(range(1, 300), size=4_000), short=500)
    assert trimmed.trimming == Trimming(shortened=True)


def test_what_is_going_on_today_is_not_past() -> None:
    """FC-21."""
    exhibition = Piece(uid="long", first=_day(-50), last=_day(0), vevent=b"x")
    trimmed = _trim([*_pieces([-1] * 1200 + [1] * 999), exhibition])
    assert exhibition in trimmed.pieces
    assert _days(trimmed) == [-50, 1]


@given(
    st.lists(
        st.tuples(st.integers(-60, 400), st.integers(0, 20), st.integers(1, 9_000)), max_size=30
    ),
    st.integers(1, 60),
)
@settings(deadline=None, max_examples=60)
def test_limits_hold_and_the_past_goes_before_the_future(
    shapes: list[tuple[int, int, int]], times: int
) -> None:
    """FC-21, FC-22."""
    pieces = [
        Piece(uid=f"{number}-{copy}", first=_day(day), last=_day(day + length), vevent=b"x" * size)
        for number, (day, length, size) in enumerate(shapes)
        for copy in range(times)
    ]
    trimmed = _trim(pieces, short=800)
    kept = {piece.uid for piece in trimmed.pieces}
    assert len(kept) == len(trimmed.pieces) <= MAX_VEVENTS
    assert sum(len(piece.vevent) for piece in trimmed.pieces) <= ROOM
    left_out = [piece for piece in pieces if piece.uid not in kept]
    assert bool(trimmed.trimming) == bool(left_out or trimmed.trimming.shortened)
    if any(piece.last >= TODAY for piece in left_out):
        assert all(piece.last >= TODAY for piece in trimmed.pieces)
