"""The form of one date of a series: what it says for itself, and how far the change reaches."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain

from calendar_app.domain.change import OWN_FIELDS, DateChange, Scope
from calendar_app.domain.event import Event, Occurrence, Overrides, Schedule
from calendar_app.domain.judge import (
    CAPACITY_MAX,
    NOTE_MAX,
    SUMMARY_MAX,
    TITLE_MAX,
    length_problems,
    number_problems,
    place_problems,
    url_problems,
)
from calendar_app.domain.problems import Problem
from calendar_app.domain.series import horizon, planned_dates, schedule_problems
from calendar_app.domain.timing import AllDay, Span, same_span
from calendar_app.domain.vocabulary import Vocabulary
from calendar_app.web.forms.event import YES
from calendar_app.web.forms.place import PLACE_FIELDS, place_value, read_place
from calendar_app.web.forms.schedule import shown_problem
from calendar_app.web.forms.span import SPAN_FIELDS, read_span, typed_span
from calendar_app.web.forms.typed import Reader, Typed, sorted_problems

DATE_FIELDS = (
    "scope",
    *SPAN_FIELDS,
    "announce_move",
    "title",
    "summary",
    "note",
    *PLACE_FIELDS,
    "capacity",
    "registration_url",
)

_ORDER = {name: place for place, name in enumerate(DATE_FIELDS)}


NEW_DATE_FIELDS = (*SPAN_FIELDS, *PLACE_FIELDS, "note")


@dataclass(frozen=True, slots=True, kw_only=True)
class DateEntry:
    """What was typed of one date.

    `change` is what the scope is meant to change; `typed_change` all that the form said.
    """

    typed: Typed
    scope: Scope
    change: DateChange
    typed_change: DateChange
    problems: tuple[Problem, ...] = ()


def read_date_entry(
    typed: Typed, *, event: Event, stored: Occurrence, vocabulary: Vocabulary, today: date
) -> DateEntry:
    """Read and judge the form.

    Over several dates only what differs from `stored` is a change: the title of this one date,
    which the form shows, is not meant for all.
    """
    reader = Reader(typed)
    scope = reader.choice("scope", Scope.THIS)
    if scope is not Scope.THIS and is_stray(event, stored, today=today):
        reader.refuse("scope", "unknown_choice")
    change = _read_change(reader, is_whole=isinstance(stored.span, AllDay))
    unread = {problem.field for problem in reader.problems}
    judged = (one for one in _judge(change, vocabulary, today) if one.field not in unread)
    problems = sorted_problems(chain(reader.problems, judged), _ORDER)
    wanted = change if scope is Scope.THIS else _only_new(change, change_of(stored))
    return DateEntry(
        typed=typed,
        scope=scope,
        change=wanted,
        typed_change=change,
        problems=tuple(problems),
    )


def typed_new_date(event: Event) -> Typed:
    """Give the texts that the form of one more date begins with: the times of the series."""
    typed = typed_span(event.schedule.first)
    return typed.having(start_date=(), end_date=())


def read_new_date(
    typed: Typed, *, is_whole: bool, vocabulary: Vocabulary, today: date
) -> tuple[Span | None, Overrides, tuple[Problem, ...]]:
    """Read and judge one more date: when it is, and where if that is not where it usually is."""
    reader = Reader(typed)
    change = _read_change(reader, is_whole=is_whole)
    unread = {problem.field for problem in reader.problems}
    judged = (one for one in _judge(change, vocabulary, today) if one.field not in unread)
    problems = tuple(sorted_problems(chain(reader.problems, judged), _ORDER))
    own = Overrides(
        note=change.note,
        venue_id=change.venue_id,
        room_id=change.room_id,
        place_text=change.place_text,
    )
    return change.span, own, problems


def is_stray(event: Event, stored: Occurrence, *, today: date) -> bool:
    """Tell whether the schedule no longer gives this date: then it stands for itself alone."""
    planned = planned_dates(event.schedule, horizon=horizon(today))
    return all(one.recurrence_date != stored.recurrence_date for one in planned)


def change_of(stored: Occurrence) -> DateChange:
    """Give what a date says for itself now, as if somebody had just typed it."""
    own = stored.overrides
    return DateChange(
        span=stored.span,
        title=own.title,
        summary=own.summary,
        note=own.note,
        venue_id=own.venue_id,
        room_id=own.room_id,
        place_text=own.place_text,
        capacity=own.capacity,
        registration_url=own.registration_url,
    )


def typed_date(stored: Occurrence) -> Typed:
    """Give the texts that the form of a date begins with."""
    own = stored.overrides
    return typed_span(stored.span).having(
        scope=Scope.THIS.value,
        announce_move=YES,
        title=own.title,
        summary=own.summary,
        note=own.note,
        place=place_value(own.venue_id, own.room_id),
        place_text=own.place_text,
        capacity="" if own.capacity is None else str(own.capacity),
        registration_url=own.registration_url,
    )


def _read_change(reader: Reader, *, is_whole: bool) -> DateChange:
    venue_id, room_id, place_text = read_place(reader)
    return DateChange(
        span=read_span(reader, is_whole=is_whole),
        title=reader.line("title"),
        summary=reader.line("summary"),
        note=reader.line("note"),
        venue_id=venue_id,
        room_id=room_id,
        place_text=place_text,
        capacity=reader.number("capacity"),
        registration_url=reader.line("registration_url"),
    )


def _judge(change: DateChange, vocabulary: Vocabulary, today: date) -> Iterator[Problem]:
    if change.span is not None:
        is_whole = isinstance(change.span, AllDay)
        for problem in schedule_problems(Schedule(first=change.span), today=today):
            yield shown_problem(problem, is_whole=is_whole)
    yield from length_problems(
        ("title", change.title, TITLE_MAX),
        ("summary", change.summary, SUMMARY_MAX),
        ("note", change.note, NOTE_MAX),
    )
    yield from place_problems(change.venue_id, change.room_id, change.place_text, vocabulary)
    yield from number_problems(change.capacity, 1, CAPACITY_MAX, field="capacity")
    yield from url_problems(change.registration_url, field="registration_url")


def _only_new(change: DateChange, before: DateChange) -> DateChange:
    """Blank what the form merely showed, and name what was emptied; the note stays its own."""
    nothing = DateChange()
    same: dict[str, object] = {
        name: getattr(nothing, name)
        for name in OWN_FIELDS
        if name not in ("venue_id", "room_id", "place_text")
        and getattr(change, name) == getattr(before, name)
    }
    same["cleared"] = frozenset(
        name
        for name in OWN_FIELDS
        if getattr(change, name) == getattr(nothing, name) != getattr(before, name)
    )
    place = (change.venue_id, change.room_id, change.place_text)
    if place == (before.venue_id, before.room_id, before.place_text):
        same |= {"venue_id": None, "room_id": None, "place_text": ""}
    if change.span and before.span and same_span(change.span, before.span):
        same["span"] = None
    return replace(change, **same)  # type: ignore[arg-type]
