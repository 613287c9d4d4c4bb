"""Which VEVENTs belong together: one UID is one event, with what is said of single dates.

Files break that in every way (R14): no UID, one UID twice, changes without the event they
change. Each has one fixed answer, so that the same file always gives the same events.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from calendar_app.domain.problems import Problem
from calendar_app.domain.text import clean_line
from calendar_app.importing.limits import UID_LENGTH
from calendar_app.importing.readers.moments import key_of
from calendar_app.importing.readers.notes import Notes
from calendar_app.importing.readers.vevent import SourceEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """One event: the VEVENT that describes it, and those that change single dates."""

    uid: str
    master: SourceEvent
    changes: tuple[SourceEvent, ...] = ()

    @property
    def meaning(self) -> tuple[str, ...]:
        """All that the source says of the event."""
        everything = (self.master, *self.changes)
        return tuple(sorted(line for one in everything for line in one.meaning))


def groups(events: Iterable[SourceEvent], notes: Notes) -> list[Group]:
    """Put events together, in the order of the file. What is private is left out here."""
    by_uid: dict[str, list[SourceEvent]] = {}
    for event in events:
        by_uid.setdefault(_uid(event), []).append(event)
    found = [
        group for uid, versions in by_uid.items() for group in _of_one_uid(uid, versions, notes)
    ]
    return sorted(found, key=lambda group: group.master.lines)


def _of_one_uid(uid: str, versions: Sequence[SourceEvent], notes: Notes) -> list[Group]:
    masters = [
        one if one.recurrence is None else _alone(one)
        for one in versions
        if one.recurrence is None or not one.uid
    ]
    changes = [one for one in versions if one.recurrence is not None and one.uid]
    if not masters:
        return _orphans(uid, _newest_changes(changes, notes), notes)
    *others, newest = _newest(masters, notes)
    if newest.is_private:
        for one in (newest, *changes):
            notes.leave_out(one.lines, Problem("", "import_private"))
        changes = []
    found = [] if newest.is_private else [Group(uid=uid, master=newest)]
    if found:
        found = [replace(found[0], changes=tuple(_newest_changes(changes, notes)))]
    return found + _apart(uid, others, notes)


def _newest(masters: Sequence[SourceEvent], notes: Notes) -> list[SourceEvent]:
    """Choose among events with one UID: SEQUENCE, then LAST-MODIFIED, then the later in the file.

    Where neither stamp tells which is newer and title or place differ, they are not versions of
    one event but events of a program that repeats its UIDs; all of them are kept, the last one
    with the UID itself.
    """
    newest_stamp = max(one.age[:2] for one in masters)
    kept: dict[tuple[str, str], SourceEvent] = {}
    for one in sorted(masters, key=lambda one: one.age):
        if one.age[:2] == newest_stamp:
            kept.pop(_subject(one), None)
            kept[_subject(one)] = one
    winners = list(kept.values())
    winning_lines = {one.lines for one in winners}
    for one in masters:
        if one.lines not in winning_lines:
            winner = kept.get(_subject(one), winners[-1])
            _leave_duplicate(one, winner, notes)
    return winners


def _newest_changes(changes: Sequence[SourceEvent], notes: Notes) -> list[SourceEvent]:
    """Choose among changes of one date in the same way."""
    kept: dict[object, SourceEvent] = {}
    for one in sorted(changes, key=lambda one: one.age):
        assert one.recurrence is not None
        older = kept.pop(key_of(one.recurrence), None)
        if older is not None:
            _leave_duplicate(older, one, notes)
        kept[key_of(one.recurrence)] = one
    return sorted(kept.values(), key=lambda one: one.lines)


def _orphans(uid: str, changes: Sequence[SourceEvent], notes: Notes) -> list[Group]:
    """Make events of changes whose series is not in the file: their dates do take place."""
    found = []
    for one in changes:
        if one.is_private:
            notes.leave_out(one.lines, Problem("", "import_private"))
        elif not one.title:
            notes.leave_out(one.lines, Problem("", "import_no_title"))
        else:
            assert one.recurrence is not None
            key = f"{uid}#{key_of(one.recurrence):%Y%m%dT%H%M}"
            found.append(Group(uid=key, master=_alone(one)))
    return found


def _apart(uid: str, others: Sequence[SourceEvent], notes: Notes) -> list[Group]:
    found = []
    for one in others:
        if one.is_private:
            notes.leave_out(one.lines, Problem("", "import_private"))
        else:
            problem = Problem("", "import_uid_shared")
            notes.remark(one.lines, problem, title=one.title)
            found.append(Group(uid=f"{uid}#{_derived(one)[:16]}", master=one))
    return found


def _leave_duplicate(loser: SourceEvent, winner: SourceEvent, notes: Notes) -> None:
    problem = Problem("", "import_duplicate", {"line": winner.lines[0]})
    notes.leave_out(loser.lines, problem, title="" if loser.is_private else loser.title)


def _alone(event: SourceEvent) -> SourceEvent:
    return replace(event, recurrence=None, rules=(), rdates=(), exdates=())


def _subject(event: SourceEvent) -> tuple[str, str]:
    return event.title, event.place_text


def _uid(event: SourceEvent) -> str:
    """Give the name of an event at its source, of a length that can be stored."""
    uid = clean_line(event.uid)
    if not uid:
        return f"derived:{_derived(event)}"
    if len(uid) > UID_LENGTH:
        return f"sha256:{_digest(uid)}"
    return uid


def _derived(event: SourceEvent) -> str:
    start = key_of(event.start).isoformat()
    return _digest("\n".join((event.title, start, event.place_text)))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", errors="replace")).hexdigest()
