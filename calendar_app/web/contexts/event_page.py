"""What templates/staff/event.html shows: one event with its dates and what may be done."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from calendar_app.domain.access import StaffMember, may_leave, may_write
from calendar_app.domain.event import Event, Occurrence, Overrides, State, Workflow
from calendar_app.domain.holidays import holiday
from calendar_app.domain.published import (
    CALLED_OFF,
    PublishedOccurrence,
    described,
    is_public,
)
from calendar_app.domain.series import horizon, planned_dates
from calendar_app.domain.sign_up import is_gathering
from calendar_app.domain.vocabulary import Label, Library, Vocabulary
from calendar_app.domain.workflow import (
    can_be_cancelled,
    can_be_deleted,
    can_be_reinstated,
    is_told,
    steps_for,
)
from calendar_app.web.contexts.approval import Approval, approval_of
from calendar_app.web.contexts.facts import facts
from calendar_app.web.contexts.gathering_page import NO_GATHERING_FACTS, GatheringPart
from calendar_app.web.contexts.hints import HintLine
from calendar_app.web.contexts.title_help import title_help
from calendar_app.words.fields import field_labels

MOST_COMING = 30
"""So many coming dates are shown at first; a link shows the rest."""

_SHOWN_ELSEWHERE = ("title", "summary", "description", "when")


@dataclass(frozen=True, slots=True, kw_only=True)
class DateRow:
    """One date. `is_stray`: its series no longer has it, but it was changed and so it stays."""

    id: int
    shown: PublishedOccurrence
    holiday: Label | None
    is_changed: bool
    is_stray: bool
    is_cancelled_alone: bool
    can_be_cancelled: bool
    can_be_full: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPage:
    """`steps` are what the workflow allows from here, the usual one first."""

    title: str
    event: Event
    organiser: Library
    title_hints: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    coming: tuple[DateRow, ...]
    past: tuple[DateRow, ...]
    hidden: int
    may_write: bool
    leaving: tuple[Library, ...]
    steps: tuple[Workflow, ...]
    approval: Approval
    can_be_cancelled: bool
    can_be_reinstated: bool
    can_be_deleted: bool
    public_href: str
    gathering: GatheringPart | None = None
    hints: tuple[HintLine, ...] = ()


def event_page(
    event: Event,
    dates: Sequence[Occurrence],
    vocabulary: Vocabulary,
    *,
    person: StaffMember,
    today: date,
    language: str,
    public_href: str,
    shows_all: bool,
    proposed_by: str = "",
) -> EventPage:
    """Put the page together; `public_href` is used only when the public sees the event."""
    rows = _rows(event, dates, vocabulary, today=today)
    coming = tuple(row for row in rows if row.shown.span.last >= today)
    shown = coming if shows_all else coming[:MOST_COMING]
    writes = may_write(person, event)
    organiser = vocabulary.libraries[event.details.organiser_id]
    return EventPage(
        title=event.details.title,
        event=event,
        organiser=organiser,
        title_hints=title_help(event.details.title, vocabulary, language) if writes else (),
        facts=_facts(event, vocabulary, today=today, language=language),
        coming=shown,
        past=tuple(row for row in reversed(rows) if row.shown.span.last < today),
        hidden=len(coming) - len(shown),
        may_write=writes,
        leaving=tuple(
            vocabulary.libraries[one]
            for one in event.details.co_organiser_ids
            if may_leave(person, event, one)
        ),
        steps=steps_for(event, person, organiser),
        approval=approval_of(event, person=person, organiser=organiser, proposed_by=proposed_by),
        can_be_cancelled=writes and can_be_cancelled(event),
        can_be_reinstated=writes and can_be_reinstated(event),
        can_be_deleted=writes and can_be_deleted(event),
        public_href=public_href if is_public(event) else "",
    )


def _facts(
    event: Event, vocabulary: Vocabulary, *, today: date, language: str
) -> tuple[tuple[str, str], ...]:
    labels = field_labels(language)
    told = facts(event.details, event.schedule, vocabulary, year=today.year, language=language)
    hidden = (*_SHOWN_ELSEWHERE, *(NO_GATHERING_FACTS if is_gathering(event) else ()))
    return tuple((labels[name], text) for name, text in told.items() if text and name not in hidden)


def _rows(
    event: Event, dates: Sequence[Occurrence], vocabulary: Vocabulary, *, today: date
) -> list[DateRow]:
    planned = planned_dates(event.schedule, horizon=horizon(today))
    given = {one.recurrence_date for one in planned}
    return [_row(event, one, vocabulary, given=given, today=today) for one in dates]


def _row(
    event: Event, one: Occurrence, vocabulary: Vocabulary, *, given: set[date], today: date
) -> DateRow:
    shown = described(event, one, vocabulary)
    coming = shown.span.last >= today
    can_change_state = coming and is_told(event) and shown.state not in CALLED_OFF
    return DateRow(
        id=one.id,
        shown=shown,
        holiday=holiday(shown.span.first),
        is_changed=_says_something_of_its_own(one),
        is_stray=event.schedule.is_series and coming and one.recurrence_date not in given,
        is_cancelled_alone=one.overrides.state is State.CANCELLED,
        can_be_cancelled=event.schedule.is_series and can_change_state,
        can_be_full=can_change_state,
    )


def _says_something_of_its_own(one: Occurrence) -> bool:
    plain = replace(one.overrides, state=None, state_reason="")
    return one.has_own_time or plain != Overrides()
