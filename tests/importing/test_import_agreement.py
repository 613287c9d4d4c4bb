"""What we read of a series = what recurring-ical-events makes of the same VEVENT.

An independent expansion (dateutil is below both, everything else is not), over random rules
inside and outside our subset, in four zones, across both changes of the clocks.
"""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import recurring_ical_events
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from calendar_app.domain.series import horizon, schedule_problems
from calendar_app.domain.timing import ZONE, AllDay
from calendar_app.importing.readers import ics
from tests.importing.calendars import calendar, spans

TODAY = date(2026, 3, 1)
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
ZONES = ("Europe/Oslo", "Europe/London", "America/New_York", "UTC")

Times = list[tuple[str, str]]

days = st.dates(date(2025, 9, 1), date(2027, 4, 30))
clocks = st.integers(0, 23 * 2).map(lambda half: (half // 2, half % 2 * 30))
weekday_sets = st.lists(st.sampled_from(WEEKDAYS), min_size=1, max_size=4, unique=True).map(
    ",".join
)
nths = st.tuples(st.sampled_from((1, 2, 3, 4, 5, -1, -2)), st.sampled_from(WEEKDAYS))
months = st.lists(st.integers(1, 12), min_size=1, max_size=3, unique=True)
month_days = st.lists(st.integers(1, 31) | st.integers(-3, -1), min_size=1, max_size=3, unique=True)


def numbers(values: list[int]) -> str:
    return ",".join(str(value) for value in values)


in_subset = st.one_of(
    st.just("FREQ=DAILY"),
    st.just("FREQ=WEEKLY"),
    weekday_sets.map(lambda value: f"FREQ=WEEKLY;BYDAY={value}"),
    st.just("FREQ=MONTHLY"),
    st.integers(1, 31).map(lambda value: f"FREQ=MONTHLY;BYMONTHDAY={value}"),
    nths.map(lambda value: f"FREQ=MONTHLY;BYDAY={value[0]}{value[1]}"),
    nths.map(lambda value: f"FREQ=MONTHLY;BYDAY={value[1]};BYSETPOS={value[0]}"),
    st.just("FREQ=YEARLY"),
)
outside = st.one_of(
    weekday_sets.map(lambda value: f"FREQ=DAILY;BYDAY={value}"),
    months.map(lambda value: f"FREQ=WEEKLY;BYMONTH={numbers(value)}"),
    month_days.map(lambda value: f"FREQ=MONTHLY;BYMONTHDAY={numbers(value)}"),
    weekday_sets.map(lambda value: f"FREQ=MONTHLY;BYDAY={value};BYSETPOS=-1"),
    months.map(lambda value: f"FREQ=YEARLY;BYMONTH={numbers(value)}"),
    nths.map(lambda value: f"FREQ=YEARLY;BYDAY={value[0]}{value[1]}"),
    st.integers(1, 366).map(lambda value: f"FREQ=YEARLY;BYYEARDAY={value}"),
    st.integers(1, 53).map(lambda value: f"FREQ=YEARLY;BYWEEKNO={value};BYDAY=MO"),
)
ends = st.one_of(
    st.just(""),
    st.integers(1, 30).map(lambda value: f";COUNT={value}"),
    st.integers(0, 700).map(lambda value: f"UNTIL+{value}"),
)


# recurring-ical-events 3.8.2 takes an RDATE out when its time in UTC reads like the local time of
# an EXDATE; none of the zones is three or seven hours from UTC.
later_clocks = st.sampled_from((0, 3, 7))


@st.composite
def events(draw: st.DrawFn) -> str:
    """One VEVENT with a rule, timed or of whole days, with left-out and extra dates."""
    day, (hour, minute) = draw(days), draw(clocks)
    zone = draw(st.sampled_from(ZONES))
    is_all_day = draw(st.integers(0, 4)) == 0

    def moment(name: str, offset: int = 0, later: int = 0) -> str:
        when = datetime(day.year, day.month, day.day, hour, minute) + timedelta(offset, later * 60)  # noqa: DTZ001
        if is_all_day:
            return f"{name};VALUE=DATE:{when:%Y%m%d}"
        if zone == "UTC":
            return f"{name}:{when:%Y%m%dT%H%M%SZ}"
        return f"{name};TZID={zone}:{when:%Y%m%dT%H%M%S}"

    rule = draw(in_subset | outside)
    rule += draw(st.sampled_from(("", ";INTERVAL=2", ";INTERVAL=3")))
    rule += draw(st.sampled_from(("", ";WKST=SU", ";WKST=MO")))
    end = draw(ends)
    if end.startswith("UNTIL+"):
        last = day + timedelta(int(end.removeprefix("UNTIL+")))
        end = f";UNTIL={last:%Y%m%d}" + ("" if is_all_day else "T235900Z")
    length = draw(st.integers(1, 3)) * 1440 if is_all_day else draw(st.integers(1, 60)) * 30
    left_out = draw(st.lists(st.integers(0, 60), max_size=3, unique=True))
    extra = draw(st.lists(st.integers(-5, 300), max_size=3, unique=True))
    return "\r\n".join(
        [
            "BEGIN:VEVENT",
            "UID:1@example.org",
            "SUMMARY:Lesestund",
            moment("DTSTART"),
            moment("DTEND", later=length),
            f"RRULE:{rule}{end}",
            *(moment("EXDATE", offset) for offset in left_out),
            *(moment("RDATE", offset, draw(later_clocks) * 60) for offset in extra),
            "END:VEVENT",
        ]
    )


def ours(data: bytes) -> Times:
    reading = ics.read(data, today=TODAY)
    codes = {one.problem.code for one in reading.findings if one.is_left_out}
    assert codes <= {"no_dates"}
    times: Times = []
    for event in reading.events:
        wrong = {one.code for one in schedule_problems(event.schedule, today=TODAY)}
        assert wrong <= {"time_does_not_exist", "exdate_not_in_rule"}
        for span in spans(event, today=TODAY):
            if isinstance(span, AllDay):
                times.append((str(span.first), str(span.last + timedelta(1))))
            else:
                times.append((str(span.starts_at), str(span.ends_at)))
    return sorted(times)


def theirs(data: bytes, *, is_open: bool) -> Times:
    last = horizon(TODAY) if is_open else date(2100, 12, 31)
    expanded = recurring_ical_events.of(Calendar.from_ical(data)).between(
        date(2024, 1, 1), last + timedelta(3)
    )
    times: Times = []
    for one in expanded:
        start, end = one["DTSTART"].dt, one["DTEND"].dt
        if not isinstance(start, datetime):
            if start <= last:
                times.append((str(start), str(end)))
        elif does_exist(start) and start.astimezone(ZONE).date() <= last:
            times.append((str(start.astimezone(UTC)), str(end.astimezone(UTC))))
    return sorted(times)


def does_exist(start: datetime) -> bool:
    """RFC 5545 §3.3.10 ignores what the clocks skip; recurring-ical-events keeps it."""
    zone = ZoneInfo(str(start.tzinfo))
    return start.astimezone(UTC).astimezone(zone).replace(tzinfo=None) == start.replace(tzinfo=None)


@settings(max_examples=200, deadline=None)
@given(events())
def test_dates_are_those_of_an_independent_expansion(event: str) -> None:
    data = calendar(event)
    first = Calendar.from_ical(data).events[0].start
    # Read otherwise on purpose: see test_a_start_that_the_clocks_skip_is_kept (R15).
    assume(not isinstance(first, datetime) or does_exist(first))
    is_open = "COUNT" not in event and "UNTIL" not in event
    expected = theirs(data, is_open=is_open)
    assume(len(expected) <= 2000)
    assert ours(data) == expected
