"""Dates and times in words (D-1 to D-5), in the three languages."""

from datetime import UTC, date, datetime

import pytest
from babel.dates import get_day_names, get_month_names

from calendar_app.domain.timing import AllDay, Timed, wall
from calendar_app.domain.vocabulary import LANGUAGES
from calendar_app.words.dates import (
    clock_words,
    date_range_words,
    date_words,
    day_heading,
    hours_words,
    moment_words,
    month_words,
    relative_day,
    short_date_words,
    short_span_words,
    span_words,
    week_words,
)
from calendar_app.words.names import MONTHS, WEEKDAYS

MONDAY = date(2027, 2, 8)
EVENING = Timed(wall(MONDAY, 18 * 60), wall(MONDAY, 19 * 60))


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("nb", "mandag 8. februar 2027 kl. 18.00–19.00"),
        ("nn", "måndag 8. februar 2027 kl. 18.00–19.00"),
        ("en", "Monday 8 February 2027, 18:00–19:00"),
    ],
)
def test_single_evening(language: str, expected: str) -> None:
    """D-2."""
    assert span_words(EVENING, language) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("nb", "lørdag 27. mars 2027 kl. 20.00 – søndag 28. mars 2027 kl. 09.00"),
        ("nn", "laurdag 27. mars 2027 kl. 20.00 – søndag 28. mars 2027 kl. 09.00"),
        ("en", "Saturday 27 March 2027, 20:00 – Sunday 28 March 2027, 09:00"),
    ],
)
def test_overnight_has_both_dates_and_the_wall_clock(language: str, expected: str) -> None:
    """D-3, over the night when the clocks go forward."""
    night = Timed(wall(date(2027, 3, 27), 20 * 60), wall(date(2027, 3, 28), 9 * 60))
    assert span_words(night, language) == expected


def test_series_keeps_its_hour_over_a_year() -> None:
    """D-4: what is said is the wall clock, summer and winter."""
    days = [date(2027, month, 3) for month in range(1, 13)]
    spans = [Timed(wall(day, 11 * 60), wall(day, 12 * 60)) for day in days]
    assert {hours_words(span, "nb") for span in spans} == {"11.00–12.00"}


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("nb", "tirsdag 1. juni – tirsdag 17. august 2027"),
        ("nn", "tysdag 1. juni – tysdag 17. august 2027"),
        ("en", "Tuesday 1 June – Tuesday 17 August 2027"),
    ],
)
def test_whole_days_show_both_days_included(language: str, expected: str) -> None:
    """D-5."""
    assert span_words(AllDay(date(2027, 6, 1), date(2027, 8, 17)), language) == expected


def test_whole_days_in_one_month_over_new_year_and_alone() -> None:
    assert span_words(AllDay(date(2027, 2, 22), date(2027, 2, 26)), "nb") == (
        "mandag 22. – fredag 26. februar 2027"
    )
    assert span_words(AllDay(date(2027, 12, 31), date(2028, 1, 2)), "nb") == (
        "fredag 31. desember 2027 – søndag 2. januar 2028"
    )
    assert span_words(AllDay(date(2027, 5, 17), date(2027, 5, 17)), "nn") == (
        "måndag 17. mai 2027, heile dagen"
    )


def test_midnight_ends_the_day_it_began() -> None:
    span = Timed(wall(MONDAY, 19 * 60), wall(MONDAY, 24 * 60))
    assert span_words(span, "nb") == "mandag 8. februar 2027 kl. 19.00–00.00"


def test_start_and_end_at_once_is_one_time() -> None:
    assert span_words(Timed(EVENING.start, EVENING.start), "nb") == (
        "mandag 8. februar 2027 kl. 18.00"
    )


@pytest.mark.parametrize(
    ("language", "new_year", "winter"),
    [
        ("nb", "uke 53 (2026)", "uke 8 (2027)"),
        ("nn", "veke 53 (2026)", "veke 8 (2027)"),
        ("en", "week 53 (2026)", "week 8 (2027)"),
    ],
)
def test_weeks_are_iso_weeks_with_their_year(language: str, new_year: str, winter: str) -> None:
    """D-1."""
    assert week_words(date(2027, 1, 1), language, year=True) == new_year
    assert week_words(date(2027, 2, 24), language, year=True) == winter


def test_short_forms() -> None:
    wednesday = date(2027, 2, 24)
    assert [short_date_words(wednesday, language) for language in LANGUAGES] == [
        "ons. 24. feb.",
        "ons. 24. feb.",
        "Wed 24 Feb",
    ]
    assert short_date_words(date(2027, 3, 27), "nn") == "lau. 27. mars"
    assert short_span_words(EVENING, "nb") == "man. 8. feb. kl. 18.00–19.00"


def test_hours_where_the_date_stands_already() -> None:
    night = Timed(wall(date(2027, 3, 27), 20 * 60), wall(date(2027, 3, 28), 9 * 60))
    assert hours_words(EVENING, "en") == "18:00–19:00"
    assert hours_words(night, "nb") == "20.00 – søn. 28. mars kl. 09.00"
    assert hours_words(AllDay(MONDAY, MONDAY), "nn") == "Heile dagen"
    assert hours_words(AllDay(MONDAY, date(2027, 3, 1)), "nb") == "Til og med 1. mars"


def test_date_ranges() -> None:
    assert date_range_words(date(2027, 2, 22), date(2027, 2, 26), "nb") == "22.–26. februar 2027"
    assert date_range_words(date(2027, 6, 1), date(2027, 8, 17), "nb") == "1. juni–17. august 2027"
    assert date_range_words(date(2027, 6, 1), date(2027, 8, 17), "en") == "1 June – 17 August 2027"
    assert date_range_words(MONDAY, MONDAY, "nb") == "8. februar 2027"


def test_near_days_are_named() -> None:
    assert day_heading(MONDAY, "nb", today=MONDAY) == "I dag, mandag 8. februar"
    assert day_heading(MONDAY, "nn", today=date(2027, 2, 7)) == "I morgon, måndag 8. februar"
    assert day_heading(MONDAY, "en", today=date(2026, 2, 7)) == "Monday 8 February 2027"
    assert relative_day(MONDAY, "nb", today=date(2027, 2, 6)) == ""


def test_moments_are_told_in_local_time() -> None:
    assert moment_words(datetime(2026, 11, 24, 13, 5, tzinfo=UTC), "nb") == (
        "24. november 2026 kl. 14.05"
    )
    assert clock_words(EVENING.start, "nb") == "kl. 18.00"
    assert month_words(MONDAY, "nn") == "februar 2027"


@pytest.mark.parametrize(
    ("language", "locale"), [("nb", "nb_NO"), ("nn", "nn_NO"), ("en", "en_GB")]
)
def test_names_agree_with_cldr(language: str, locale: str) -> None:
    """Facts/domain.md, section 4: our tables are those of CLDR, without its surprises."""
    assert dict(enumerate(WEEKDAYS[language])) == dict(get_day_names("wide", locale=locale))
    assert dict(enumerate(MONTHS[language], 1)) == dict(get_month_names("wide", locale=locale))


def test_no_slash_or_hyphen_in_any_date_of_a_year() -> None:
    """D-2."""
    days = [date.fromordinal(date(2027, 1, 1).toordinal() + number) for number in range(365)]
    said = " ".join(
        words(day, language)
        for day in days
        for language in LANGUAGES
        for words in (date_words, short_date_words, week_words, month_words)
    )
    assert "/" not in said
    assert "-" not in said
