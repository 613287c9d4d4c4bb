"""Public holidays against the table of facts/domain.md, section 11."""

from datetime import date

import pytest

from calendar_app.domain.holidays import holiday, holidays

MOVING = (
    "skjartorsdag",
    "langfredag",
    "1-paskedag",
    "2-paskedag",
    "himmelfart",
    "1-pinsedag",
    "2-pinsedag",
)

TABLE = {
    2026: ((4, 2), (4, 3), (4, 5), (4, 6), (5, 14), (5, 24), (5, 25)),
    2027: ((3, 25), (3, 26), (3, 28), (3, 29), (5, 6), (5, 16), (5, 17)),
    2028: ((4, 13), (4, 14), (4, 16), (4, 17), (5, 25), (6, 4), (6, 5)),
    2029: ((3, 29), (3, 30), (4, 1), (4, 2), (5, 10), (5, 20), (5, 21)),
    2030: ((4, 18), (4, 19), (4, 21), (4, 22), (5, 30), (6, 9), (6, 10)),
}


@pytest.mark.parametrize("year", TABLE)
def test_holidays_of_a_year_are_the_fixed_and_the_moving_ones(year: int) -> None:
    expected = {date(year, *when): name for name, when in zip(MOVING, TABLE[year], strict=True)} | {
        date(year, 1, 1): "nyttarsdag",
        date(year, 5, 1): "1-mai",
        date(year, 5, 17): "17-mai",
        date(year, 12, 25): "1-juledag",
        date(year, 12, 26): "2-juledag",
    }
    found = {day: label.slug for day, label in holidays(year).items()}
    assert found == expected
    assert list(found) == sorted(found)


@pytest.mark.parametrize("year", TABLE)
def test_a_single_day_agrees_with_the_list_of_its_year(year: int) -> None:
    days = (date.fromordinal(date(year, 1, 1).toordinal() + offset) for offset in range(365))
    named = {day: label for day in days if (label := holiday(day))}
    assert named == holidays(year)


def test_a_day_that_is_two_holidays_is_named_by_the_fixed_one() -> None:
    both = holiday(date(2027, 5, 17))
    assert both is not None
    assert both.slug == "17-mai"
    assert len(holidays(2027)) == 11


def test_an_ordinary_day_is_none() -> None:
    assert holiday(date(2027, 2, 8)) is None
