"""The dates of a group with what the file says of single ones, sorted into series of ours."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from calendar_app.domain.problems import Problem
from calendar_app.domain.recurrence import MAX_DATES
from calendar_app.domain.series import horizon
from calendar_app.domain.timing import Span
from calendar_app.importing.readers.dates import Dated, Dates
from calendar_app.importing.readers.groups import Group
from calendar_app.importing.readers.moments import day_of, key_of, span_of
from calendar_app.importing.readers.notes import Notes
from calendar_app.importing.readers.properties import Moment
from calendar_app.importing.readers.vevent import SourceEvent
from calendar_app.importing.reading import UnreadableError

_MOST_PER_DAY = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A date with the VEVENT that changes it, if one does."""

    dated: Dated
    change: SourceEvent | None = None

    @property
    def span(self) -> Span:
        """When it takes place in the end."""
        return span_of(self.change.start, self.change.length) if self.change else self.dated.span


def entries_of(group: Group, dates: Dates, *, today: date, notes: Notes) -> list[Entry]:
    """Match changes to dates by RECURRENCE-ID.

    A change of a date that the series does not have is a date of its own, unless its SEQUENCE
    tells that it belongs to an older version of the series. One that is private takes its date
    out of the series (A-21); a left-out date stays left out.
    """
    by_key = {one.key: one for one in dates.dates}
    by_day = {one.day: one for one in dates.dates}
    changed: dict[Moment, Entry] = {}
    for change in group.changes:
        assert change.recurrence is not None
        dated = _find(change.recurrence, by_key, by_day)
        if dated is None and dates.excludes(change.recurrence):
            continue
        if dated is None and change.age[0] < group.master.age[0]:
            notes.leave_out(change.lines, Problem("", "import_change_outdated"), title=change.title)
            continue
        entry = _entry(change, dated)
        changed[entry.dated.key] = _judged(entry, dates, today=today, notes=notes)
    unchanged = (Entry(dated=one) for one in dates.dates if one.key not in changed)
    return [*unchanged, *changed.values()]


def layered(entries: Iterable[Entry]) -> list[list[Entry]]:
    """Sort dates into series with one date a day each; what is left out goes with the first.

    The dates of the rule come first and so stay together.
    """
    layers = [_Layer()]
    for entry in sorted(entries, key=_order):
        if entry.dated.is_excluded:
            layers[0].entries.append(entry)
            continue
        if not any(layer.takes(entry) for layer in layers):
            layers.append(_Layer())
            layers[-1].takes(entry)
        if len(layers) > _MOST_PER_DAY:
            raise UnreadableError("too_many_dates", max=MAX_DATES)
    return [layer.entries for layer in layers]


@dataclass(slots=True)
class _Layer:
    entries: list[Entry] = field(default_factory=list)
    planned: set[date] = field(default_factory=set)
    final: set[date] = field(default_factory=set)

    def takes(self, entry: Entry) -> bool:
        """Take a date in, unless its day is taken, as planned or in the end."""
        planned, final = entry.dated.span.first, entry.span.first
        if planned in self.planned or final in self.final:
            return False
        self.planned.add(planned)
        self.final.add(final)
        self.entries.append(entry)
        return True


def _find(
    recurrence: Moment, by_key: dict[Moment, Dated], by_day: dict[date, Dated]
) -> Dated | None:
    found = by_key.get(key_of(recurrence))
    if found is not None:
        return found
    candidate = by_day.get(day_of(recurrence))
    if candidate is None:
        return None
    is_of_other_kind = isinstance(recurrence, datetime) != isinstance(candidate.key, datetime)
    return candidate if is_of_other_kind else None


def _entry(change: SourceEvent, dated: Dated | None) -> Entry:
    if dated is not None:
        return Entry(dated=dated, change=change)
    assert change.recurrence is not None
    own = Dated(
        key=key_of(change.recurrence),
        day=day_of(change.recurrence),
        span=span_of(change.start, change.length),
        is_of_rule=False,
    )
    return Entry(dated=own, change=change)


def _judged(entry: Entry, dates: Dates, *, today: date, notes: Notes) -> Entry:
    change, dated = entry.change, entry.dated
    assert change is not None
    if change.is_private:
        notes.leave_out(change.lines, Problem("", "import_private"))
        return Entry(dated=replace(dated, is_excluded=True))
    if change.concerns_following:
        notes.remark(change.lines, Problem("", "import_range_ignored"), title=change.title)
    if not (dates.is_open and dated.is_of_rule and dated.span.first > horizon(today)):
        return entry
    if change.is_cancelled:
        return Entry(dated=replace(dated, is_excluded=True))
    problem = Problem("", "import_date_too_far", {"date": dated.span.first})
    notes.leave_out(change.lines, problem, title=change.title)
    return Entry(dated=dated)


def _order(entry: Entry) -> tuple[bool, bool, date, str]:
    dated = entry.dated
    return not dated.is_of_rule, entry.change is not None, dated.span.first, str(dated.key)


def visible(entries: Sequence[Entry]) -> list[Entry]:
    """Give those that take place or took place, in order."""
    shown = (entry for entry in entries if not entry.dated.is_excluded)
    return sorted(shown, key=lambda entry: entry.dated.span.first)
