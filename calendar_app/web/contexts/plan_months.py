"""A month of the plan in words: weeks, days, and what each library has on them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from calendar_app.domain.event import State, Visibility, Workflow
from calendar_app.domain.holidays import holiday
from calendar_app.domain.periods import Period, PeriodKind
from calendar_app.domain.plan import PlannedDate
from calendar_app.domain.published import CALLED_OFF
from calendar_app.domain.timing import DAY, AllDay, Window, monday_of
from calendar_app.domain.vocabulary import Library
from calendar_app.words.dates import (
    date_range_words,
    date_words,
    day_number,
    month_words,
    short_date_words,
    time_words,
    week_words,
)
from calendar_app.words.lists import listed
from calendar_app.words.names import SHORT_WEEKDAYS
from calendar_app.words.states import choice_name

_SUNDAY = 6

DatesByDay = Mapping[tuple[date, int], Sequence[PlannedDate]]
"""What stands on a day in the column of a library."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A word in a frame, as components/badge.html has them."""

    label: str
    kind: str


@dataclass(frozen=True, slots=True)
class Item:
    """One date in a cell. `until` is said of what lasts longer than its day."""

    time: str
    title: str
    language: str
    href: str
    until: str
    is_off: bool
    workflow: str
    marks: tuple[Mark, ...]
    hints: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A day at a library. `holiday` is the school holiday; `says_holiday`: where it begins."""

    library: str
    items: tuple[Item, ...]
    holiday: str
    says_holiday: bool

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing to read."""
        return not self.items and not (self.holiday and self.says_holiday)


@dataclass(frozen=True, slots=True)
class Day:
    """`name` is the whole date in words; `href` leads to a new event on this day."""

    weekday: str
    number: str
    name: str
    href: str
    holiday: str
    kind: str
    cells: tuple[Cell | None, ...]

    @property
    def is_empty(self) -> bool:
        """Tell whether a narrow screen can do without it."""
        return (
            not self.holiday
            and self.kind != "today"
            and all(one is None or one.is_empty for one in self.cells)
        )


@dataclass(frozen=True, slots=True)
class Week:
    name: str
    named: tuple[str, ...]
    days: tuple[Day, ...]

    @property
    def is_empty(self) -> bool:
        """Tell whether a narrow screen can do without it."""
        return not self.named and all(one.is_empty for one in self.days)


@dataclass(frozen=True, slots=True)
class Month:
    anchor: str
    name: str
    weeks: tuple[Week, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Painter:
    """Puts months into words: `columns` are the libraries that have one, `hints` by date.

    `events` is the address of all events; a year asks 1,500 times for one below it.
    """

    events: str
    language: str
    today: date
    columns: tuple[Library, ...]
    periods: Sequence[Period]
    hints: Mapping[int, tuple[str, ...]]
    may_create: bool

    def month(self, window: Window, by_day: DatesByDay) -> Month:
        """Give one month with its weeks; those at its ends hold only its own days."""
        count = (window.end - window.start) // DAY
        days = [window.start + number * DAY for number in range(count)]
        return Month(
            anchor=f"{window.start:%Y-%m}",
            name=month_words(window.start, self.language),
            weeks=tuple(
                self._week(tuple(group), by_day) for _, group in groupby(days, key=monday_of)
            ),
        )

    def _week(self, days: Sequence[date], by_day: DatesByDay) -> Week:
        first = days[0]
        is_of_another_year = first.isocalendar().year != first.year
        window = Window(first, days[-1] + DAY)
        here = [one for one in self.periods if one.touches(window)]
        school = {
            library.id: [
                one
                for one in here
                if one.library_id == library.id and one.kind is PeriodKind.SCHOOL_HOLIDAY
            ]
            for library in self.columns
        }
        return Week(
            name=week_words(first, self.language, year=is_of_another_year),
            named=tuple(
                f"{one.name}, {date_range_words(one.first, one.last, self.language)}"
                for one in here
                if one.kind is PeriodKind.NAMED_WEEK
            ),
            days=tuple(self._day(day, first, school, by_day) for day in days),
        )

    def _day(
        self,
        day: date,
        first: date,
        school: Mapping[int, Sequence[Period]],
        by_day: DatesByDay,
    ) -> Day:
        label = holiday(day)
        new = f"{self.events}/nytt?dato={day}"
        return Day(
            weekday=SHORT_WEEKDAYS[self.language][day.weekday()],
            number=day_number(day, self.language),
            name=date_words(day, self.language),
            href=new if self.may_create and day >= self.today else "",
            holiday=label.name(self.language) if label else "",
            kind=self._kind(day, is_free=label is not None),
            cells=tuple(
                self._cell(day, first, library, school[library.id], by_day)
                for library in self.columns
            ),
        )

    def _kind(self, day: date, *, is_free: bool) -> str:
        if day == self.today:
            return "today"
        if is_free or day.weekday() == _SUNDAY:
            return "free"
        return "saturday" if day.weekday() == _SUNDAY - 1 else "ordinary"

    def _cell(
        self,
        day: date,
        first: date,
        library: Library,
        school: Sequence[Period],
        by_day: DatesByDay,
    ) -> Cell | None:
        off = [one for one in school if one.first <= day <= one.last] if school else ()
        dates = by_day.get((day, library.id), ())
        if not off and not dates:
            return None
        return Cell(
            library=library.short_name,
            items=tuple(self._item(one, library) for one in dates),
            holiday=listed([one.name for one in off], self.language),
            says_holiday=any(day in (one.first, first) for one in off),
        )

    def _item(self, one: PlannedDate, library: Library) -> Item:
        event, span = one.event, one.span
        until = short_date_words(span.last, self.language) if span.last > span.first else ""
        return Item(
            time="" if isinstance(span, AllDay) else time_words(span.start, self.language),
            title=one.title,
            language=event.content_language,
            href=f"{self.events}/{event.id}",
            until=until,
            is_off=one.state in CALLED_OFF,
            workflow=event.workflow.value,
            marks=tuple(self._marks(one)),
            hints=self.hints.get(one.id, ()),
        )

    def _marks(self, one: PlannedDate) -> list[Mark]:
        event, marks = one.event, []
        if event.workflow is not Workflow.PUBLISHED:
            marks.append(Mark(choice_name(event.workflow, self.language), event.workflow.value))
        if one.state is not State.SCHEDULED:
            marks.append(Mark(choice_name(one.state, self.language), one.state.value))
        if event.visibility is not Visibility.PUBLIC:
            marks.append(Mark(choice_name(event.visibility, self.language), "quiet"))
        return marks
