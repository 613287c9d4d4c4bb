"""What the pages about numbers show: who came, the year, the report."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from calendar_app.domain.event import Event, Occurrence
from calendar_app.domain.problems import Problem
from calendar_app.domain.vocabulary import Library
from calendar_app.web.forms.typed import Typed
from calendar_app.words.tables import Table

MOST_ROWS = 20
"""Dates on one page: more is no work for between two other tasks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendancePage:
    """The form of one date."""

    title: str
    event: Event
    date: Occurrence
    action: str
    back: str
    typed: Typed
    problems: tuple[Problem, ...]
    labels: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingPage:
    """Dates that lack a number; `hidden` more are not on the page."""

    title: str
    rows: Sequence[tuple[Event, Occurrence]]
    hidden: int
    action: str
    typed: Typed
    problems: tuple[Problem, ...]
    labels: Mapping[str, str]
    years: Sequence[int]
    may_enter: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StatisticsPage:
    """The statistics of a year; `chosen` is None for all libraries."""

    title: str
    year: int
    years: Sequence[int]
    libraries: Sequence[Library]
    chosen: Library | None
    tables: Sequence[Table]
    missing: int
    sheet: str
    is_running: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPage:
    """The report of a period, or the form alone where that cannot be read."""

    title: str
    first: str
    last: str
    period: tuple[date, date] | None
    tables: Sequence[Table]
    funding: Sequence[str]
    sheet: str
    problems: tuple[Problem, ...]
    labels: Mapping[str, str]
