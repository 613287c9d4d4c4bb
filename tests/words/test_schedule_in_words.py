"""Schedules in words, as a parent and a librarian would say them."""

from dataclasses import replace
from datetime import date

import pytest

from calendar_app.domain.event import Schedule
from calendar_app.domain.recurrence import Frequency, RecurrenceRule
from calendar_app.domain.timing import AllDay, Span, Timed, wall
from calendar_app.words.schedule import schedule_words

FIRST = date(2026, 10, 21)
WEEKLY = RecurrenceRule(frequency=Frequency.WEEKLY)
MONTHLY = RecurrenceRule(frequency=Frequency.MONTHLY)
DAILY = RecurrenceRule(frequency=Frequency.DAILY)
OPEN_NB = " kl. 11.00–11.45 fra 21. oktober 2026, ingen sluttdato"
OPEN_NN = " kl. 11.00–11.45 frå 21. oktober 2026, ingen sluttdato"
OPEN_EN = ", 11:00–11:45 from 21 October 2026, no end date"


def timed(day: date, start: int = 660, end: int = 705) -> Timed:
    return Timed(wall(day, start), wall(day, end))


def test_weekly_series_with_an_end_and_a_date_left_out() -> None:
    schedule = Schedule(
        first=timed(FIRST),
        rule=replace(WEEKLY, until=date(2027, 3, 31)),
        exdates=frozenset({date(2026, 12, 2)}),
    )
    assert schedule_words(schedule, "nb") == (
        "Hver onsdag kl. 11.00–11.45 fra 21. oktober 2026 til 31. mars 2027, ikke 2. desember"
    )
    assert schedule_words(schedule, "nn") == (
        "Kvar onsdag kl. 11.00–11.45 frå 21. oktober 2026 til 31. mars 2027, ikkje 2. desember"
    )
    assert schedule_words(schedule, "en") == (
        "Every Wednesday, 11:00–11:45 from 21 October 2026 to 31 March 2027, except 2 December"
    )


@pytest.mark.parametrize(
    ("rule", "nb", "nn", "en"),
    [
        (DAILY, "Hver dag", "Kvar dag", "Every day"),
        (replace(DAILY, interval=2), "Annenhver dag", "Annakvar dag", "Every other day"),
        (replace(DAILY, interval=3), "Hver 3. dag", "Kvar 3. dag", "Every 3 days"),
        (
            replace(WEEKLY, weekdays=(3, 1)),
            "Hver tirsdag og torsdag",
            "Kvar tysdag og torsdag",
            "Every Tuesday and Thursday",
        ),
        (
            replace(WEEKLY, weekdays=(0, 1, 2, 3, 4)),
            "Hver dag fra mandag til fredag",
            "Kvar dag frå måndag til fredag",
            "Every day from Monday to Friday",
        ),
        (replace(WEEKLY, weekdays=tuple(range(7))), "Hver dag", "Kvar dag", "Every day"),
        (
            replace(WEEKLY, interval=2, weekdays=(2, 4)),
            "Annenhver uke på onsdag og fredag",
            "Annakvar veke på onsdag og fredag",
            "Every other week on Wednesday and Friday",
        ),
        (
            replace(WEEKLY, interval=3),
            "Hver 3. uke på onsdag",
            "Kvar 3. veke på onsdag",
            "Every 3 weeks on Wednesday",
        ),
        (
            replace(MONTHLY, nth=3, weekdays=(2,)),
            "Den tredje onsdagen hver måned",
            "Den tredje onsdagen kvar månad",
            "The third Wednesday of every month",
        ),
        (
            replace(MONTHLY, nth=-1, weekdays=(4,)),
            "Siste fredag i måneden",
            "Siste fredag i månaden",
            "The last Friday of every month",
        ),
        (
            replace(MONTHLY, nth=1, weekdays=(5,), interval=2),
            "Den første lørdagen annenhver måned",
            "Den første laurdagen annankvar månad",
            "The first Saturday of every other month",
        ),
        (
            replace(MONTHLY, month_day=15),
            "Den 15. hver måned",
            "Den 15. kvar månad",
            "The 15th of every month",
        ),
        (
            replace(MONTHLY, month_day=22, interval=3),
            "Den 22. hver 3. måned",
            "Den 22. kvar 3. månad",
            "The 22nd of every 3 months",
        ),
    ],
)
def test_rules(rule: RecurrenceRule, nb: str, nn: str, en: str) -> None:
    schedule = Schedule(first=timed(FIRST), rule=rule)
    assert schedule_words(schedule, "nb") == nb + OPEN_NB
    assert schedule_words(schedule, "nn") == nn + OPEN_NN
    assert schedule_words(schedule, "en") == en + OPEN_EN


@pytest.mark.parametrize(
    ("day", "said"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (11, "11th"), (12, "12th"), (13, "13th"), (31, "31st")],
)
def test_english_ordinals(day: int, said: str) -> None:
    schedule = Schedule(first=timed(FIRST), rule=replace(MONTHLY, month_day=day))
    assert schedule_words(schedule, "en") == f"The {said} of every month{OPEN_EN}"


@pytest.mark.parametrize(("count", "said"), [(1, "én gang"), (10, "10 ganger")])
def test_counted_series(count: int, said: str) -> None:
    schedule = Schedule(first=timed(FIRST), rule=replace(WEEKLY, count=count))
    assert schedule_words(schedule, "nb") == (
        f"Hver onsdag kl. 11.00–11.45 fra 21. oktober 2026, {said}"
    )


def test_left_out_dates_say_their_year_when_day_and_month_would_not_do() -> None:
    schedule = Schedule(
        first=timed(FIRST),
        rule=replace(WEEKLY, until=date(2027, 12, 1)),
        exdates=frozenset({date(2026, 12, 2), date(2026, 11, 4)}),
    )
    assert schedule_words(schedule, "nb").endswith(
        "til 1. desember 2027, ikke 4. november 2026 og 2. desember 2026"
    )


def test_many_left_out_dates_are_counted() -> None:
    days = frozenset(date.fromordinal(FIRST.toordinal() + 7 * number) for number in range(1, 8))
    schedule = Schedule(first=timed(FIRST), rule=WEEKLY, exdates=days)
    assert schedule_words(schedule, "nb") == f"Hver onsdag{OPEN_NB}, unntatt 7 av datoene"


def test_extra_dates_bring_their_own_times() -> None:
    schedule = Schedule(
        first=timed(FIRST), rule=WEEKLY, rdates=(timed(date(2026, 10, 24), 720, 780),)
    )
    assert schedule_words(schedule, "nb") == (
        f"Hver onsdag{OPEN_NB}, i tillegg lørdag 24. oktober 2026 kl. 12.00–13.00"
    )


def test_overnight_and_whole_day_series() -> None:
    night = Timed(wall(FIRST, 20 * 60), wall(date(2026, 10, 22), 9 * 60))
    camp = Timed(wall(FIRST, 20 * 60), wall(date(2026, 10, 23), 9 * 60))
    cases: list[tuple[Span, str]] = [
        (night, "Hver onsdag kl. 20.00–09.00 neste dag"),
        (camp, "Hver onsdag kl. 20.00–09.00, slutter 2 dager senere"),
        (AllDay(FIRST, FIRST), "Hver onsdag, hele dagen"),
        (AllDay(FIRST, date(2026, 10, 23)), "Hver onsdag, 3 dager hver gang"),
    ]
    said = [schedule_words(Schedule(first=span, rule=WEEKLY), "nb") for span, _ in cases]
    assert said == [f"{words} fra 21. oktober 2026, ingen sluttdato" for _, words in cases]


def test_irregular_dates_with_the_same_hours_say_them_once() -> None:
    days = [date(2027, 2, 20), date(2027, 1, 30), date(2027, 3, 27)]
    schedule = Schedule(first=timed(days[0]), rdates=tuple(timed(day) for day in days[1:]))
    assert schedule_words(schedule, "nb") == (
        "lørdag 30. januar 2027, lørdag 20. februar 2027 og lørdag 27. mars 2027 kl. 11.00–11.45"
    )


def test_irregular_dates_with_different_hours_say_each() -> None:
    schedule = Schedule(
        first=timed(date(2027, 1, 30)), rdates=(timed(date(2027, 2, 20), 720, 780),)
    )
    assert schedule_words(schedule, "en") == (
        "Saturday 30 January 2027, 11:00–11:45 and Saturday 20 February 2027, 12:00–13:00"
    )


def test_many_irregular_dates_are_counted() -> None:
    days = [date(2027, month, 1) for month in range(1, 9)]
    schedule = Schedule(first=timed(days[0]), rdates=tuple(timed(day) for day in days[1:]))
    assert schedule_words(schedule, "nb") == "8 datoer fra 1. januar 2027 til 1. august 2027"


def test_single_date_is_its_span() -> None:
    assert schedule_words(Schedule(first=timed(FIRST)), "nb") == (
        "onsdag 21. oktober 2026 kl. 11.00–11.45"
    )
