"""How an address says it is to be shown: read and written, never an error (SEL-42)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendar_app.domain.selection import Selection
from calendar_app.domain.timing import Window
from calendar_app.domain.view import (
    View,
    ViewKind,
    first_day,
    read_view,
    shown_as,
    shown_days,
    step,
    view_query,
    within,
)

LIST, WEEK, MONTH = ViewKind.LIST, ViewKind.WEEK, ViewKind.MONTH
TODAY = date(2026, 11, 23)

anchors = st.dates(date(1970, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("query", "view"),
    [
        ("", View()),
        ("visning=liste", View()),
        ("visning=maned", View(MONTH)),
        ("visning=M%C3%85ned", View(MONTH)),
        ("visning=maned&dato=2026-12", View(MONTH, date(2026, 12, 1))),
        ("visning=maned&dato=2026-12-03", View(MONTH, date(2026, 12, 1))),
        ("visning=maned&dato=2026-W49", View(MONTH, date(2026, 11, 1))),
        ("visning=uke&dato=2026-W49", View(WEEK, date(2026, 11, 30))),
        ("visning=uke&dato=2026-w49", View(WEEK, date(2026, 11, 30))),
        ("visning=uke&dato=2026-12-03", View(WEEK, date(2026, 11, 30))),
        ("visning=uke&dato=2026-12", View(WEEK, date(2026, 11, 30))),
        ("visning=uke&dato=2026-W53", View(WEEK, date(2026, 12, 28))),
        ("visning=uke&dato=1970-W01", View(WEEK, date(1969, 12, 29))),
        ("antall=1&niva=5", View(count=1, level=5)),
        ("antall=50&niva=1", View(count=50, level=1)),
        ("dato=2026-12&bibliotek=moss", View()),
    ],
)
def test_a_view_is_read(query: str, view: View) -> None:
    assert read_view(query) == view
    assert read_view(query.encode()) == view


@pytest.mark.parametrize(
    ("query", "view"),
    [
        ("visning=ar", View()),
        ("visning=uke&visning=maned", View()),
        ("visning=maned&dato=1969-12", View(MONTH)),
        ("visning=maned&dato=2101-01", View(MONTH)),
        ("visning=maned&dato=2026-13", View(MONTH)),
        ("visning=uke&dato=2025-W53", View(WEEK)),
        ("visning=uke&dato=2026-W00", View(WEEK)),
        ("visning=uke&dato=2026-02-30", View(WEEK)),
        ("visning=uke&dato=0000-W01", View(WEEK)),
        ("visning=maned&dato=2026-11&dato=2026-12", View(MONTH)),
        ("antall=0&niva=0", View()),
        ("antall=51&niva=6", View()),
        ("antall=-1&niva=1.5", View()),
        ("antall=%D9%A3&niva=%FF", View()),
    ],
)
def test_what_is_not_understood_falls_back(query: str, view: View) -> None:
    assert read_view(query) == view


@given(st.binary(max_size=200) | st.text(max_size=200))
def test_no_address_is_an_error(query: bytes | str) -> None:
    written = view_query(read_view(query))
    assert read_view(written) == read_view(query)


@given(st.sampled_from(ViewKind), anchors, st.integers(1, 50), st.integers(1, 5))
def test_what_is_written_reads_as_itself(kind: ViewKind, day: date, count: int, level: int) -> None:
    view = read_view(f"visning={kind}&dato={day}&antall={count}&niva={level}")
    assert view.kind is kind
    assert (view.count, view.level) == (count, level)
    assert (view.anchor is None) is (kind is LIST)
    assert read_view(view_query(view)) == view


def test_defaults_are_not_written() -> None:
    assert view_query(View()) == ""
    assert view_query(View(MONTH, date(2026, 12, 1), 5, 3)) == (
        "visning=maned&dato=2026-12&antall=5&niva=3"
    )
    assert view_query(View(WEEK, date(2026, 12, 28))) == "visning=uke&dato=2026-W53"


def test_another_kind_of_view_shows_the_same_days() -> None:
    assert shown_as(View(MONTH, date(2026, 12, 1), 5), WEEK) == View(WEEK, date(2026, 11, 30))
    assert shown_as(View(WEEK, date(2026, 11, 30)), MONTH) == View(MONTH, date(2026, 12, 1))
    assert shown_as(View(WEEK, date(2026, 11, 30)), LIST) == View()
    assert shown_as(View(MONTH), WEEK) == View(WEEK)


def test_a_view_without_a_date_shows_that_of_today() -> None:
    assert first_day(View(MONTH), TODAY) == date(2026, 11, 1)
    assert first_day(View(WEEK), TODAY) == TODAY
    december = Window(date(2026, 12, 1), date(2027, 1, 1))
    assert shown_days(View(MONTH, date(2026, 12, 1)), TODAY) == december
    assert shown_days(View(WEEK), TODAY) == Window(TODAY, date(2026, 11, 30))


def test_months_and_weeks_lead_on_until_the_addresses_end() -> None:
    assert step(View(MONTH), TODAY, forward=True) == View(MONTH, date(2026, 12, 1))
    assert step(View(MONTH), TODAY, forward=False) == View(MONTH, date(2026, 10, 1))
    assert step(View(WEEK), TODAY, forward=True) == View(WEEK, date(2026, 11, 30))
    assert step(View(WEEK), TODAY, forward=False) == View(WEEK, date(2026, 11, 16))
    assert step(View(MONTH, date(2100, 12, 1)), TODAY, forward=True) is None
    assert step(View(MONTH, date(1970, 1, 1)), TODAY, forward=False) is None
    assert step(View(WEEK, date(1969, 12, 29)), TODAY, forward=False) is None
    assert step(View(WEEK, date(2100, 12, 27)), TODAY, forward=True) is None
    assert step(View(), TODAY, forward=True) is None


@pytest.mark.parametrize(
    ("since", "until", "shown"),
    [
        (None, None, (date(2026, 12, 1), date(2027, 1, 1))),
        (date(2026, 11, 1), date(2026, 12, 5), (date(2026, 12, 1), date(2026, 12, 6))),
        (date(2026, 12, 24), date(2027, 5, 1), (date(2026, 12, 24), date(2027, 1, 1))),
    ],
)
def test_days_of_an_address_narrow_a_month(
    since: date | None, until: date | None, shown: tuple[date, date]
) -> None:
    december = shown_days(View(MONTH, date(2026, 12, 1)), TODAY)
    narrowed = within(Selection(since=since, until=until), december, TODAY)
    assert narrowed.window(TODAY, default=december) == Window(*shown)


def test_a_month_outside_the_days_of_an_address_shows_nothing() -> None:
    december = shown_days(View(MONTH, date(2026, 12, 1)), TODAY)
    narrowed = within(Selection(since=date(2027, 2, 1)), december, TODAY)
    own = narrowed.window(TODAY, default=december)
    assert not own.overlaps(date(2026, 12, 1), date(2026, 12, 31))
    assert not own.overlaps(date(2027, 2, 1), date(2027, 2, 2))


@given(st.sampled_from([WEEK, MONTH]), anchors, st.booleans())
def test_a_step_there_and_back_is_none(kind: ViewKind, day: date, forward: bool) -> None:
    view = read_view(f"visning={kind}&dato={day}")
    there = step(view, TODAY, forward=forward)
    if there is not None:
        assert read_view(view_query(there)) == there
        assert step(there, TODAY, forward=not forward) == view
