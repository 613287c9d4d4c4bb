"""The forms of a request to borrow: what is wished, the date that is settled, and why not."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta

from calendar_app.domain.event import Event, Schedule
from calendar_app.domain.judge import NOTE_MAX, length_problems
from calendar_app.domain.problems import Problem
from calendar_app.domain.reach import MAX_YEARS
from calendar_app.domain.series import schedule_problems
from calendar_app.domain.timing import AllDay, Span, minute_of
from calendar_app.web.forms.schedule import shown_problem
from calendar_app.web.forms.span import SPAN_FIELDS, read_span
from calendar_app.web.forms.typed import Reader, Typed, sorted_problems

ASK_FIELDS = ("library_id", "wished_date", "wished_time", "message")

_MINUTES = 24 * 60
_ORDER = {name: place for place, name in enumerate((*ASK_FIELDS, *SPAN_FIELDS))}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What somebody asks for; `minute` counts from midnight, None when any time will do."""

    library_id: int
    day: date
    minute: int | None
    message: str


def read_wish(
    typed: Typed, *, libraries: Collection[int], today: date
) -> tuple[Wish | None, tuple[Problem, ...]]:
    """Read and judge what is asked for; `libraries` are those the person may ask for."""
    reader = Reader(typed)
    library_id = reader.number("library_id")
    if library_id not in libraries:
        reader.refuse("library_id", "not_your_library" if library_id else "required")
    day = reader.date("wished_date")
    clock = reader.clock("wished_time", is_required=False)
    message = reader.text("message")
    found = _sorted(
        [
            *reader.problems,
            *_day_problems(day, today, field="wished_date"),
            *length_problems(("message", message, NOTE_MAX)),
        ]
    )
    if found or day is None or library_id is None:
        return None, found
    minute = clock.minute % _MINUTES if clock else None
    return Wish(library_id=library_id, day=day, minute=minute, message=message), ()


def read_date(
    typed: Typed, *, text_field: str, today: date
) -> tuple[Span | None, str, tuple[Problem, ...]]:
    """Read and judge the date that one side says or proposes, and the word with it."""
    reader = Reader(typed)
    span = read_span(reader, is_whole=False)
    text = reader.text(text_field)
    found = [*reader.problems, *length_problems((text_field, text, NOTE_MAX))]
    if span is not None:
        found += _day_problems(span.first, today, field="start_date")
        found += (
            shown_problem(one, is_whole=False)
            for one in schedule_problems(Schedule(first=span), today=today)
        )
    return span, text, _sorted(found)


def read_why(typed: Typed, field: str) -> tuple[str, tuple[Problem, ...]]:
    """Read why somebody says no or withdraws: the other side is owed it."""
    text = Reader(typed).text(field)
    if not text:
        return "", (Problem(field, "borrow_reason_required"),)
    return text, tuple(length_problems((field, text, NOTE_MAX)))


def typed_answer(event: Event, *, day: date, minute: int | None) -> Typed:
    """Fill in the date that was wished, at the wished time or the host's, as long as it takes."""
    typed = Typed().having(start_date=day.isoformat())
    first = event.schedule.first
    if minute is None and not isinstance(first, AllDay):
        minute = minute_of(first.start)
    if minute is None:
        return typed
    typed = typed.having(start_time=_clock(minute))
    length = event.details.lending.minutes or _length(first)
    end = minute + length if length else _MINUTES + 1
    return typed.having(end_time=_clock(end)) if end <= _MINUTES else typed


def _length(first: Span) -> int | None:
    if isinstance(first, AllDay) or first.first != first.last:
        return None
    return (minute_of(first.end) - minute_of(first.start)) % _MINUTES


def _clock(minute: int) -> str:
    return f"{minute // 60:02}.{minute % 60:02}"


def _day_problems(day: date | None, today: date, *, field: str) -> Iterable[Problem]:
    last = today + relativedelta(years=MAX_YEARS)
    if day is not None and day < today:
        yield Problem(field, "date_is_past")
    elif day is not None and day >= last:
        yield Problem(field, "borrow_day_far", {"date": last})


def _sorted(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted_problems(problems, _ORDER))
