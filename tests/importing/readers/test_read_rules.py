"""Rules of a file: refused before anything expands them, or expanded within bounds."""

from datetime import date, time

import pytest
from icalendar.prop import vRecur

from calendar_app.domain.recurrence import Frequency, RecurrenceRule
from calendar_app.importing.readers.rules import SourceRule, expand, source_rule
from calendar_app.importing.readers.subset import proposal
from calendar_app.importing.reading import UnreadableError


def checked(text: str, start: time = time(11)) -> SourceRule:
    return source_rule(vRecur.from_ical(text), text, start=start)


def dates(text: str, first: date, last: date) -> list[date]:
    return expand(checked(text), first=first, last=last)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("FREQ=SECONDLY", "import_rule_too_frequent"),
        ("FREQ=MINUTELY;COUNT=1000000000", "import_rule_too_frequent"),
        ("FREQ=HOURLY", "import_rule_too_frequent"),
        ("INTERVAL=2", "import_rule_unreadable"),
        ("FREQ=DAILY;INTERVAL=0", "import_rule_unsupported"),
        ("FREQ=DAILY;INTERVAL=1001", "import_rule_unsupported"),
        ("FREQ=DAILY;COUNT=0", "import_rule_unsupported"),
        ("FREQ=DAILY;COUNT=2001", "import_rule_unsupported"),
        ("FREQ=DAILY;BYHOUR=8,9", "import_rule_unsupported"),
        ("FREQ=DAILY;BYHOUR=12", "import_rule_unsupported"),
        ("FREQ=DAILY;BYSETPOS=1", "import_rule_unsupported"),
        ("FREQ=DAILY;RSCALE=CHINESE", "import_rule_unsupported"),
        ("FREQ=YEARLY;BYYEARDAY=" + ",".join(map(str, range(1, 33))), "import_rule_unsupported"),
        ("FREQ=MONTHLY;BYMONTHDAY=0", "import_rule_unreadable"),
        ("FREQ=MONTHLY;BYMONTHDAY=32", "import_rule_unreadable"),
        ("FREQ=YEARLY;BYMONTH=13", "import_rule_unreadable"),
    ],
)
def test_rules_beyond_the_limits_are_refused_before_expansion(text: str, code: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        checked(text)
    assert caught.value.problem.code == code


@pytest.mark.parametrize(
    "text",
    [
        "FREQ=DAILY;INTERVAL=1000",
        "FREQ=DAILY;COUNT=2000",
        "FREQ=DAILY;COUNT=-1",
        "FREQ=DAILY;BYHOUR=11;BYMINUTE=0;BYSECOND=0",
        "FREQ=YEARLY;BYYEARDAY=" + ",".join(map(str, range(1, 32))),
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
    ],
)
def test_rules_at_the_limits_are_taken(text: str) -> None:
    assert checked(text).text == text


def test_expansion_is_that_of_our_own_years() -> None:
    assert dates(
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", date(2026, 1, 1), date(2026, 4, 1)
    ) == [
        date(2026, 1, 30),
        date(2026, 2, 27),
        date(2026, 3, 31),
    ]
    assert dates("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", date(2024, 2, 29), date(2033, 1, 1)) == [
        date(2024, 2, 29),
        date(2028, 2, 29),
        date(2032, 2, 29),
    ]
    assert dates("FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO", date(2026, 1, 1), date(2029, 1, 1)) == [
        date(2027, 1, 4),
        date(2028, 1, 3),
        date(2029, 1, 1),
    ]


def test_a_counted_rule_stops_at_its_count_and_at_the_end() -> None:
    assert len(dates("FREQ=DAILY;COUNT=5", date(2026, 1, 1), date(2100, 1, 1))) == 5
    assert len(dates("FREQ=DAILY;COUNT=5", date(2026, 1, 1), date(2026, 1, 3))) == 3


@pytest.mark.parametrize("end", ["", ";COUNT=10"])
def test_a_rule_that_never_matches_ends(end: str) -> None:
    """T-8: it costs dateutil seconds, up to the year 9999."""
    assert (
        dates(f"FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30{end}", date(2026, 1, 1), date(2031, 1, 1)) == []
    )


WEEKLY = RecurrenceRule(frequency=Frequency.WEEKLY, weekdays=(1,))
MONTHLY = RecurrenceRule(frequency=Frequency.MONTHLY)


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("FREQ=DAILY;INTERVAL=3", RecurrenceRule(frequency=Frequency.DAILY, interval=3)),
        ("FREQ=WEEKLY", WEEKLY),
        ("FREQ=WEEKLY;BYDAY=TU;WKST=SU", WEEKLY),
        (
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE,MO",
            RecurrenceRule(frequency=Frequency.WEEKLY, interval=2, weekdays=(0, 2)),
        ),
        (
            "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR",
            RecurrenceRule(frequency=Frequency.WEEKLY, weekdays=(0, 1, 2, 3, 4)),
        ),
        ("FREQ=MONTHLY", RecurrenceRule(frequency=Frequency.MONTHLY, month_day=1)),
        ("FREQ=MONTHLY;BYMONTHDAY=1", RecurrenceRule(frequency=Frequency.MONTHLY, month_day=1)),
        (
            "FREQ=MONTHLY;BYDAY=1TU",
            RecurrenceRule(frequency=Frequency.MONTHLY, weekdays=(1,), nth=1),
        ),
        (
            "FREQ=MONTHLY;BYDAY=TU;BYSETPOS=-1",
            RecurrenceRule(frequency=Frequency.MONTHLY, weekdays=(1,), nth=-1),
        ),
        (
            "FREQ=YEARLY",
            RecurrenceRule(frequency=Frequency.MONTHLY, interval=12, month_day=1),
        ),
        (
            "FREQ=YEARLY;BYMONTH=12;BYDAY=1TU",
            RecurrenceRule(frequency=Frequency.MONTHLY, interval=12, weekdays=(1,), nth=1),
        ),
        ("FREQ=YEARLY;BYMONTH=6", None),
        ("FREQ=YEARLY;INTERVAL=84", None),
        ("FREQ=DAILY;INTERVAL=2;BYDAY=MO", None),
        ("FREQ=DAILY;BYMONTH=12", None),
        ("FREQ=WEEKLY;BYMONTH=12", None),
        ("FREQ=MONTHLY;BYMONTHDAY=1,15", None),
        ("FREQ=MONTHLY;BYDAY=5TU", None),
        ("FREQ=MONTHLY;BYDAY=TU", None),
        ("FREQ=MONTHLY;BYDAY=1TU,3TU", None),
        ("FREQ=MONTHLY;BYDAY=TU;BYMONTHDAY=8,9,10,11,12,13,14", None),
        ("FREQ=MONTHLY;BYDAY=TU;BYSETPOS=1,2", None),
        ("FREQ=YEARLY;BYWEEKNO=49", None),
    ],
)
def test_rules_with_a_form_of_ours_get_it(text: str, own: RecurrenceRule | None) -> None:
    assert proposal(checked(text), first=date(2026, 12, 1)) == own
