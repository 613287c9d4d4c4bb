"""Rules against an independent expansion: recurring-ical-events reads the rule from iCalendar."""

from datetime import UTC, date, datetime, timedelta

import recurring_ical_events
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from calendar_app.domain.event import Schedule
from calendar_app.domain.recurrence import WEEKDAYS, Frequency, RecurrenceRule, rule_dates
from calendar_app.domain.rrule import read_rrule, rrule_text
from calendar_app.domain.series import normalised, planned_dates
from calendar_app.domain.timing import ZONE, Timed

HORIZON = date(2028, 12, 31)
END = datetime(2029, 1, 1, tzinfo=ZONE)

starts = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)).map(  # noqa: DTZ001
    # Every hour of the day but those between 1 and 4, in which the clocks change.
    lambda moment: moment.replace(hour=4 + moment.hour % 20, second=0, microsecond=0)
)
lengths = st.integers(1, 30 * 60).map(lambda minutes: timedelta(minutes=minutes))


@st.composite
def rules(draw: st.DrawFn, first: date) -> RecurrenceRule:
    frequency = draw(st.sampled_from(Frequency))
    ends = draw(st.sampled_from(["count", "until", "open"]))
    weekly = tuple(sorted(draw(st.sets(st.integers(0, 6), min_size=1))))
    by_nth = draw(st.booleans())
    return RecurrenceRule(
        frequency=frequency,
        interval=draw(st.integers(1, 4)),
        weekdays={
            Frequency.DAILY: (),
            Frequency.WEEKLY: weekly,
            Frequency.MONTHLY: weekly[:1] if by_nth else (),
        }[frequency],
        month_day=(
            draw(st.integers(1, 31)) if frequency is Frequency.MONTHLY and not by_nth else None
        ),
        nth=(
            draw(st.sampled_from([1, 2, 3, 4, -1]))
            if frequency is Frequency.MONTHLY and by_nth
            else None
        ),
        count=draw(st.integers(1, 60)) if ends == "count" else None,
        until=first + timedelta(days=draw(st.integers(0, 500))) if ends == "until" else None,
    )


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_dates_equal_an_independent_expansion_across_both_clock_changes(
    data: st.DataObject,
) -> None:
    start = data.draw(starts).replace(tzinfo=ZONE)
    end = (start + data.draw(lengths)).replace(hour=data.draw(st.integers(4, 23)))
    end = end if end > start else start + timedelta(hours=1)
    rule = data.draw(rules(start.date()))
    left_out = data.draw(st.sets(st.integers(0, 20), max_size=4))
    schedule = normalised(Schedule(first=Timed(start, end), rule=rule), horizon=HORIZON)
    days = rule_dates(rule, first=schedule.first.first, horizon=HORIZON)
    if not days:
        return
    schedule = Schedule(
        first=schedule.first,
        rule=rule,
        exdates=frozenset(day for number, day in enumerate(days) if number in left_out),
    )
    ours = [
        (one.span.start, one.span.end)
        for one in planned_dates(schedule, horizon=HORIZON)
        if isinstance(one.span, Timed) and one.span.start < END
    ]
    assert ours == _expanded(schedule)


def _expanded(schedule: Schedule) -> list[tuple[datetime, datetime]]:
    assert isinstance(schedule.first, Timed)
    assert schedule.rule is not None
    lines = [
        "BEGIN:VCALENDAR",
        "BEGIN:VEVENT",
        "UID:x",
        f"DTSTART;TZID=Europe/Oslo:{schedule.first.start:%Y%m%dT%H%M%S}",
        f"DTEND;TZID=Europe/Oslo:{schedule.first.end:%Y%m%dT%H%M%S}",
        f"RRULE:{_rrule(schedule.rule)};WKST=MO",
    ]
    for day in sorted(schedule.exdates):
        moment = schedule.first.start.replace(year=day.year, month=day.month, day=day.day)
        lines.append(f"EXDATE;TZID=Europe/Oslo:{moment:%Y%m%dT%H%M%S}")
    lines += ["END:VEVENT", "END:VCALENDAR", ""]
    calendar = Calendar.from_ical("\r\n".join(lines).encode())
    found = recurring_ical_events.of(calendar).between(date(2026, 1, 1), END)
    # Their end follows from the duration; ours is a wall time, so starts alone are compared,
    # and each end lies as many wall-clock minutes after its start as in the first date.
    length = schedule.first.end - schedule.first.start
    starts_found = sorted(event["DTSTART"].dt for event in found)
    return [(start, start + length) for start in starts_found]


def _rrule(rule: RecurrenceRule) -> str:
    """RFC 5545 wants UNTIL in UTC beside a DTSTART with a zone: the end of that local day."""
    text = rrule_text(rule)
    if rule.until is None:
        return text
    last = datetime(rule.until.year, rule.until.month, rule.until.day, 23, 59, tzinfo=ZONE)
    return text.replace(
        f"UNTIL={rule.until:%Y%m%d}", f"UNTIL={last.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    )


@given(st.data())
def test_a_rule_reads_back_from_its_text(data: st.DataObject) -> None:
    rule = data.draw(rules(date(2026, 11, 23)))
    assert read_rrule(rrule_text(rule)) == rule


def test_a_rule_is_written_in_the_words_of_the_standard() -> None:
    every_other_week = RecurrenceRule(
        frequency=Frequency.WEEKLY, interval=2, weekdays=(0, 2), until=date(2027, 6, 30)
    )
    last_friday = RecurrenceRule(frequency=Frequency.MONTHLY, nth=-1, weekdays=(4,), count=9)
    assert rrule_text(every_other_week) == "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;UNTIL=20270630"
    assert rrule_text(last_friday) == "FREQ=MONTHLY;BYDAY=-1FR;COUNT=9"
    assert WEEKDAYS[4] == "FR"


def test_an_open_rule_ends_at_the_horizon_and_a_closed_one_is_given_whole() -> None:
    weekly = RecurrenceRule(frequency=Frequency.WEEKLY, weekdays=(0,))
    first = date(2026, 11, 23)
    horizon = date(2026, 12, 7)
    assert rule_dates(weekly, first=first, horizon=horizon) == [
        date(2026, 11, 23),
        date(2026, 11, 30),
        date(2026, 12, 7),
    ]
    five = RecurrenceRule(frequency=Frequency.WEEKLY, weekdays=(0,), count=5)
    assert len(rule_dates(five, first=first, horizon=horizon)) == 5
