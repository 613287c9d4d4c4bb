"""Periods with a name: the weekend, and the next school holidays (D-5)."""

from datetime import date

import pytest

from calendar_app.domain.periods import Period, PeriodKind
from calendar_app.domain.shortcuts import NextHoliday, next_holidays, weekend

TODAY = date(2026, 11, 23)
CHRISTMAS = (date(2026, 12, 21), date(2027, 1, 1))
LONGER = (date(2026, 12, 19), date(2027, 1, 3))
WINTER = (date(2027, 2, 22), date(2027, 2, 26))


def holiday(
    library_id: int | None, name: str, days: tuple[date, date], **changes: object
) -> Period:
    kind = changes.get("kind", PeriodKind.SCHOOL_HOLIDAY)
    assert isinstance(kind, PeriodKind)
    return Period(id=1, kind=kind, library_id=library_id, name=name, first=days[0], last=days[1])


@pytest.mark.parametrize(
    ("today", "days"),
    [
        (date(2026, 11, 23), (date(2026, 11, 28), date(2026, 11, 29))),
        (date(2026, 11, 27), (date(2026, 11, 28), date(2026, 11, 29))),
        (date(2026, 11, 28), (date(2026, 11, 28), date(2026, 11, 29))),
        (date(2026, 11, 29), (date(2026, 11, 29), date(2026, 11, 29))),
        (date(2026, 12, 31), (date(2027, 1, 2), date(2027, 1, 3))),
    ],
)
def test_the_weekend_is_what_is_left_of_it(today: date, days: tuple[date, date]) -> None:
    assert weekend(today) == days


def test_libraries_with_the_same_holiday_have_one() -> None:
    periods = [
        holiday(1, "Juleferie", CHRISTMAS),
        holiday(2, "Juleferie", CHRISTMAS),
        holiday(1, "Vinterferie", WINTER),
    ]
    assert next_holidays(periods, {1, 2}, TODAY) == [NextHoliday("Juleferie", *CHRISTMAS, (1, 2))]


def test_libraries_that_differ_have_one_each_in_order() -> None:
    periods = [holiday(1, "Juleferie", CHRISTMAS), holiday(2, "Juleferie", LONGER)]
    longer, christmas = (
        NextHoliday("Juleferie", *LONGER, (2,)),
        NextHoliday("Juleferie", *CHRISTMAS, (1,)),
    )
    assert next_holidays(periods, {1, 2}, TODAY) == [longer, christmas]
    assert next_holidays(periods, {1}, TODAY) == [christmas]
    assert next_holidays(periods, {3}, TODAY) == []


def test_at_most_two_are_offered() -> None:
    days = [(date(2027, 2, 20 + number), date(2027, 2, 26)) for number in range(4)]
    periods = [holiday(number, "Vinterferie", one) for number, one in enumerate(days)]
    assert len(next_holidays(periods, set(range(4)), TODAY)) == 2


def test_a_holiday_that_goes_on_is_the_next_one_until_it_is_over() -> None:
    periods = [holiday(1, "Juleferie", CHRISTMAS), holiday(1, "Vinterferie", WINTER)]
    (christmas,) = next_holidays(periods, {1}, CHRISTMAS[1])
    (winter,) = next_holidays(periods, {1}, date(2027, 1, 2))
    assert (christmas.name, winter.name) == ("Juleferie", "Vinterferie")


def test_days_off_and_named_weeks_are_no_school_holidays() -> None:
    day = (date(2026, 11, 27), date(2026, 11, 27))
    week = holiday(None, "Leseuke", CHRISTMAS, kind=PeriodKind.NAMED_WEEK)
    assert next_holidays([holiday(1, "Fridag", day), week], {1}, TODAY) == []
