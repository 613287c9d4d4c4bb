"""Ages overlap, and events without age are for everybody (SEL-30, SEL-31, D-10, D-11)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendar_app.domain.ages import OLDEST, AgeSpan, age_order, read_ages, years, years_of_event
from tests.support.published import make_published
from tests.support.selections import selected

ALL = {make_published().uid}


@pytest.mark.parametrize(
    ("low", "high", "query", "matches"),
    [
        (5, 8, "3-6", True),
        (7, 9, "3-6", False),
        (6, 9, "3-6", True),
        (3, None, "0-2", False),
        (3, None, "13-", True),
        (None, 6, "6", True),
        (None, 6, "7", False),
        (None, None, "0", True),
        (None, None, "3-6", True),
        (None, None, "120", True),
        (None, None, "ungdom", True),
        (3, None, "5", True),
        (9, 13, "barnehage", False),
        (9, 13, "ungdom", True),
        (0, 0, "0", True),
        (18, None, "120", True),
    ],
)
def test_an_event_matches_when_the_spans_overlap(
    low: int | None, high: int | None, query: str, matches: bool
) -> None:
    """SEL-30, D-10"""
    event = make_published(age_from=low, age_to=high)
    assert selected(f"alder={query}", [event]) == (ALL if matches else set())


@pytest.mark.parametrize(
    ("low", "high", "query", "matches"),
    [
        (6, 6, "-6", False),
        (3, 6, "-6", True),
        (0, 5, "-6", True),
        (18, None, "-18-", False),
        (3, None, "-18-", True),
        (16, None, "-18-", True),
        (None, None, "-18-", True),
        (None, None, "-0-", True),
        (19, 25, "-voksne", False),
        (2, 4, "-0-3,-3-6", True),
        (3, 4, "-0-3,-3-6", False),
        (3, 6, "3-6,-6", True),
        (6, 6, "3-6,-6", False),
    ],
)
def test_a_minus_leaves_out_only_what_lies_wholly_inside(
    low: int | None, high: int | None, query: str, matches: bool
) -> None:
    """SEL-31 and DESIGN, section 3: `alder=-6` is 'not 6', never 'up to 6'."""
    event = make_published(age_from=low, age_to=high)
    assert selected(f"alder={query}", [event]) == (ALL if matches else set())


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("5", AgeSpan(5, 5)),
        ("05", AgeSpan(5, 5)),
        ("3-6", AgeSpan(3, 6)),
        ("4-4", AgeSpan(4, 4)),
        ("13-", AgeSpan(13, None)),
        ("0", AgeSpan(0, 0)),
        ("6-3", None),
        ("121", None),
        ("3-121", None),
        ("1000", None),
        ("3-6-9", None),
        ("٣", None),
        ("", None),
    ],
)
def test_ages_are_read_as_numbers_or_not_at_all(text: str, span: AgeSpan | None) -> None:
    assert read_ages(text) == span


@given(st.integers(0, OLDEST), st.none() | st.integers(0, OLDEST))
def test_a_written_span_reads_as_itself(low: int, high: int | None) -> None:
    span = AgeSpan(low, None if high is None else max(low, high))
    assert read_ages(str(span)) == span


@given(*[st.none() | st.integers(0, OLDEST)] * 4)
def test_sets_of_years_have_one_in_common_when_the_spans_overlap(
    low: int | None, high: int | None, first: int | None, last: int | None
) -> None:
    """The rule of the sheet, by itself: `min <= b and a <= max`, an open end always holds."""
    if (low or 0) > (high if high is not None else OLDEST):
        low, high = high, low
    if (first or 0) > (last if last is not None else OLDEST):
        first, last = last, first
    overlap = (low is None or last is None or low <= last) and (
        first is None or high is None or first <= high
    )
    assert bool(years_of_event(low, high) & years(first, last)) == overlap


def test_numbers_come_before_names_and_by_their_lower_bound() -> None:
    shuffled = ["ungdom", "13-", "3-6", "10", "barn", "3-", "3"]
    assert sorted(shuffled, key=age_order) == ["3", "3-6", "3-", "10", "13-", "barn", "ungdom"]
