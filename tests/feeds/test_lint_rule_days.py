"""The linter's own arithmetic of rules names the days that dateutil names."""

from datetime import date, datetime, time, timedelta

import pytest
from dateutil.rrule import rrulestr
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from feeds.lint.rule_days import read_parts, rule_days

_DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
_SEEN = 800
"""Days from the first that are compared."""


@st.composite
def _rules(draw: st.DrawFn) -> str:
    frequency = draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]))
    pieces = [f"FREQ={frequency}"]
    if draw(st.booleans()):
        pieces.append(f"INTERVAL={draw(st.integers(1, 4))}")
    days = draw(st.lists(st.sampled_from(_DAYS), max_size=3, unique=True))
    months = draw(st.lists(st.integers(1, 12), max_size=3, unique=True))
    if months:
        pieces.append("BYMONTH=" + ",".join(map(str, months)))
    is_numbered = frequency == "MONTHLY" or (frequency == "YEARLY" and bool(months))
    if days and (is_numbered or frequency != "YEARLY"):
        number = draw(st.sampled_from(["", "1", "2", "5", "-1"])) if is_numbered else ""
        pieces.append("BYDAY=" + ",".join(number + day for day in days))
    elif frequency != "WEEKLY" and draw(st.booleans()):
        numbers = draw(st.lists(st.sampled_from([1, 15, 28, 31, -1, -31]), min_size=1, unique=True))
        pieces.append("BYMONTHDAY=" + ",".join(map(str, numbers)))
    if draw(st.booleans()):
        pieces.append(f"WKST={draw(st.sampled_from(_DAYS))}")
    if draw(st.booleans()):
        pieces.append(f"COUNT={draw(st.integers(1, 20))}")
    return ";".join(pieces)


@given(_rules(), st.dates(date(2024, 1, 1), date(2028, 12, 31)))
@settings(deadline=None, max_examples=150)
def test_days_are_those_of_dateutil(text: str, first: date) -> None:
    parts = read_parts(text)
    assert parts
    days = rule_days(parts, first, until=None)
    assert days is not None
    start = datetime.combine(first, time(10))
    end = start + timedelta(days=_SEEN)
    named = {one.date() for one in rrulestr(text, dtstart=start).between(start, end, inc=True)}
    # COUNT counts DTSTART too where the rule does not name it (RFC 5545 §3.8.5.3: undefined).
    assume("COUNT" not in parts or first in named)
    seen = (first + timedelta(days=number) for number in range(-7, _SEEN + 1))
    assert {one for one in seen if one in days} == named


@pytest.mark.parametrize(
    "text",
    [
        "FREQ=HOURLY",
        "FREQ=WEEKLY;BYSETPOS=1",
        "FREQ=DAILY;BYDAY=1MO",
        "FREQ=WEEKLY;BYMONTHDAY=1",
        "FREQ=YEARLY;BYDAY=20MO",
    ],
)
def test_a_rule_of_another_kind_is_not_judged(text: str) -> None:
    parts = read_parts(text)
    assert parts
    assert rule_days(parts, date(2027, 1, 1), until=None) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "WEEKLY",
        "FREQ=FORTNIGHTLY",
        "FREQ=WEEKLY;FREQ=DAILY",
        "FREQ=WEEKLY;COUNT=0",
        "FREQ=WEEKLY;COUNT=2;UNTIL=20280101T000000Z",
        "FREQ=WEEKLY;INTERVAL=0",
        "FREQ=WEEKLY;BYDAY=MA",
        "FREQ=WEEKLY;UNTIL=tomorrow",
        "FREQ=WEEKLY;X-OURS=1",
        "freq=weekly",
    ],
)
def test_what_is_no_rule_is_not_read(text: str) -> None:
    assert read_parts(text) is None


def test_a_rule_at_the_end_of_the_calendar_ends_with_it() -> None:
    days = rule_days({"FREQ": "DAILY", "COUNT": "9"}, date(9999, 12, 30), until=None)
    assert days is not None
    assert date.max in days
