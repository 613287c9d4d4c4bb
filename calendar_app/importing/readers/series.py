"""From the dates of a group to events of ours: a rule where it means the same, else dates.

Faithfulness is never assumed. A rule is kept when our own expansion of it gives the same dates
as that of the file; otherwise the dates themselves are stored.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from dateutil.relativedelta import relativedelta

from calendar_app.domain.event import Overrides, Schedule, State
from calendar_app.domain.imported import ImportedDate, ImportedEvent
from calendar_app.domain.judge import NOTE_MAX
from calendar_app.domain.problems import Problem
from calendar_app.domain.recurrence import MAX_DATES, RecurrenceRule
from calendar_app.domain.series import horizon, planned_dates, schedule_problems
from calendar_app.domain.timing import same_span
from calendar_app.importing.limits import YEARS_AHEAD, YEARS_BACK
from calendar_app.importing.readers.dates import Dates, dates_of
from calendar_app.importing.readers.entries import Entry, entries_of, layered, visible
from calendar_app.importing.readers.groups import Group
from calendar_app.importing.readers.moments import follows_our_clock
from calendar_app.importing.readers.notes import Notes
from calendar_app.importing.readers.subset import proposal
from calendar_app.importing.readers.texts import shortened
from calendar_app.importing.readers.vevent import SourceEvent
from calendar_app.importing.reading import UnreadableError

_READER = 1
"""Part of every digest: raised when the reader understands the same lines differently."""

_EXPECTED = frozenset(("time_does_not_exist", "exdate_not_in_rule"))
"""What the form refuses so that somebody looks, and a file may well hold: an hour that the clocks
skip gives no date, and a left-out date may lie beyond the horizon."""


def imported_events(group: Group, *, today: date, notes: Notes) -> list[ImportedEvent]:
    """Make the events of one group: one, or more when it has two dates on one day.

    No two dates of a series of ours fall on one day (FC-12). Two showings on one day are both
    real, so the later one goes into an event of its own with the same texts.
    Raises UnreadableError when nothing is left of it.
    """
    dates = dates_of(group.master, group.changes, today=today)
    entries = entries_of(group, dates, today=today, notes=notes)
    dates, entries = _within_limits(group, dates, entries, today=today, notes=notes)
    if not visible(entries):
        raise UnreadableError("no_dates")
    main, *others = layered(entries)
    schedule = _by_rule(group.master, dates, entries, main, today=today)
    _tell(group.master, dates, schedule, others, notes=notes)
    schedule = schedule or _by_dates(dates, main, today=today)
    events = [_event(group, schedule, main, today=today)]
    for number, layer in enumerate(others, start=2):
        settled = [_settled(entry) for entry in layer]
        schedule = _by_dates(dates, settled, today=today)
        events.append(_event(group, schedule, settled, number=number, today=today))
    return events


def _within_limits(
    group: Group, dates: Dates, entries: list[Entry], *, today: date, notes: Notes
) -> tuple[Dates, list[Entry]]:
    """Keep the years around today of a series that has more dates than an event may have."""
    if len(visible(entries)) <= MAX_DATES:
        return dates, entries
    first = today - relativedelta(years=YEARS_BACK)
    last = today + relativedelta(years=YEARS_AHEAD)
    problem = Problem("", "import_series_shortened", {"first": first, "last": last})
    notes.remark(group.master.lines, problem, title=group.master.title)
    kept = [entry for entry in entries if first <= entry.dated.span.first <= last]
    if len(visible(kept)) > MAX_DATES:
        raise UnreadableError("too_many_dates", max=MAX_DATES)
    return replace(dates, is_shortened=True, last=min(dates.last, last)), kept


def _by_rule(
    master: SourceEvent,
    dates: Dates,
    entries: Sequence[Entry],
    main: Sequence[Entry],
    *,
    today: date,
) -> Schedule | None:
    """Give the schedule with a rule of ours, if one means exactly the same.

    An open rule goes on beyond what can be compared: it must also follow our clock.
    """
    of_rule = sorted(
        (entry.dated for entry in entries if entry.dated.is_of_rule),
        key=lambda dated: dated.span.first,
    )
    if len(master.rules) != 1 or not of_rule:
        return None
    own = proposal(master.rules[0], first=of_rule[0].span.first)
    if own is None or (dates.is_open and not follows_our_clock(master.start, today=today)):
        return None
    if not dates.is_open:
        is_counted = master.rules[0].count is not None and not dates.is_shortened
        own = _ended(own, of_rule[-1].span.first, len(of_rule) if is_counted else None)
    bare = Schedule(first=of_rule[0].span, rule=own)
    planned = planned_dates(bare, horizon=dates.last)
    if len(planned) != len(of_rule) or not all(
        same_span(ours.span, theirs.span) for ours, theirs in zip(planned, of_rule, strict=True)
    ):
        return None
    shown = visible(main)
    staying = {entry.dated.key for entry in shown}
    return replace(
        bare,
        rdates=tuple(entry.dated.span for entry in shown if not entry.dated.is_of_rule),
        exdates=frozenset(one.span.first for one in of_rule if one.key not in staying),
    )


def _ended(rule: RecurrenceRule, until: date, count: int | None) -> RecurrenceRule:
    return replace(rule, count=count) if count is not None else replace(rule, until=until)


def _by_dates(dates: Dates, entries: Sequence[Entry], *, today: date) -> Schedule:
    """Give the schedule as a list of dates; those of an open rule go to the horizon."""
    shown = [entry.dated for entry in visible(entries)]
    if dates.is_open:
        end = horizon(today)
        near = [one for one in shown if not one.is_of_rule or one.span.first <= end]
        shown = near or shown[:1]
    first, *rest = (dated.span for dated in shown)
    return Schedule(first=first, rdates=tuple(rest))


def _tell(
    master: SourceEvent,
    dates: Dates,
    schedule: Schedule | None,
    others: Sequence[Sequence[Entry]],
    *,
    notes: Notes,
) -> None:
    """Tell what differs from the file: an end, a rule that became dates, a day with two."""
    problems = []
    if dates.is_cut and not dates.is_shortened:
        problems.append(Problem("", "import_series_cut", {"last": dates.last}))
    if master.rules and schedule is None:
        code = "import_rule_as_dates_open" if dates.is_open else "import_rule_as_dates"
        problems.append(Problem("", code, {"rule": master.rules[0].text}))
    if others:
        day = min(entry.span.first for entry in others[0])
        problems.append(Problem("", "import_two_dates_same_day", {"date": day}))
    for problem in problems:
        notes.remark(master.lines, problem, title=master.title)


def _event(
    group: Group, schedule: Schedule, entries: Sequence[Entry], *, today: date, number: int = 1
) -> ImportedEvent:
    wrong = [one for one in schedule_problems(schedule, today=today) if one.code not in _EXPECTED]
    if wrong:
        raise UnreadableError.of(wrong[0])
    master = group.master
    changes = (_imported_date(master, entry) for entry in visible(entries))
    return ImportedEvent(
        uid=group.uid if number == 1 else f"{group.uid}#{number}",
        digest=_digest(group.meaning),
        title=master.title,
        description=master.description,
        place_text=master.place_text,
        online_url=master.online_url,
        url=master.url,
        categories=master.categories,
        state=State.CANCELLED if master.is_cancelled else State.SCHEDULED,
        schedule=schedule,
        dates=tuple(one for one in changes if one is not None),
        lines=master.lines,
    )


def _imported_date(master: SourceEvent, entry: Entry) -> ImportedDate | None:
    """Give what one date says otherwise; a text that it leaves empty is that of its event."""
    change, planned = entry.change, entry.dated.span
    if change is None:
        return None
    state = None
    if change.is_cancelled != master.is_cancelled:
        state = State.CANCELLED if change.is_cancelled else State.SCHEDULED
    own_text = change.description if change.description != master.description else ""
    overrides = Overrides(
        title=change.title if change.title != master.title else "",
        note=shortened(own_text, NOTE_MAX),
        place_text=change.place_text if change.place_text != master.place_text else "",
        state=state,
    )
    span = None if same_span(entry.span, planned) else entry.span
    if span is None and overrides == Overrides():
        return None
    return ImportedDate(recurrence_date=planned.first, span=span, overrides=overrides)


def _settled(entry: Entry) -> Entry:
    """Let the time at which it takes place be the planned one."""
    return replace(entry, dated=replace(entry.dated, span=entry.span))


def _digest(meaning: Sequence[str]) -> str:
    text = json.dumps([_READER, *meaning])
    return hashlib.sha256(text.encode("ascii")).hexdigest()
