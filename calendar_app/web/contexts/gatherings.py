"""What templates/staff/gatherings.html shows: gatherings to come and past, and whose turn it is."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from calendar_app.domain.access import StaffMember, may_read
from calendar_app.domain.event import Event, Mode, State, Visibility, Workflow
from calendar_app.domain.hosting import Hosting, next_host
from calendar_app.domain.published import CALLED_OFF, effective_state
from calendar_app.domain.timing import Span
from calendar_app.domain.vocabulary import LibraryKind, Vocabulary
from calendar_app.storage.event_rows import StoredEvent
from calendar_app.web.contexts.choices import live
from calendar_app.web.contexts.gathering_page import audience_words
from calendar_app.words.catalogue import translations
from calendar_app.words.gatherings import own_sign_up_words

MOST_PAST = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class GatheringLine:
    """One gathering; `span` is its next date, or its last when all are past."""

    event: Event
    span: Span | None
    state: State
    host: str
    audience: str
    dates: int
    mine: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GatheringsPage:
    title: str
    coming: tuple[GatheringLine, ...]
    past: tuple[GatheringLine, ...]
    next_host: str
    may_create: bool


def gatherings_page(
    stored: Iterable[StoredEvent],
    vocabulary: Vocabulary,
    own: Mapping[int, Mode],
    *,
    person: StaffMember,
    today: date,
    language: str,
) -> GatheringsPage:
    """Put the page together of what the person may read; `own` are their sign-ups by date."""
    stored = list(stored)
    readable = [one for one in stored if may_read(person, one.event)]
    coming = [one for one in readable if _last_day(one, today) >= today]
    past = [one for one in readable if _last_day(one, today) < today]
    lines = [_line(one, vocabulary, own, today, language) for one in coming]
    gone = [_line(one, vocabulary, own, today, language) for one in past]
    hosts = [one for one in live(vocabulary.libraries.values()) if one.kind is LibraryKind.LIBRARY]
    turn = next_host([one.id for one in hosts], hostings(stored))
    return GatheringsPage(
        title=translations(language).gettext("Samlinger"),
        coming=tuple(sorted(lines, key=_order)),
        past=tuple(sorted(gone, key=_order, reverse=True)[:MOST_PAST]),
        next_host=vocabulary.libraries[turn].name if turn else "",
        may_create=bool(person.roles),
    )


def hostings(stored: Iterable[StoredEvent]) -> Iterator[Hosting]:
    """Give who hosts all staff and when: what all may know of, and what is not called off."""
    for one in stored:
        host_id, visibility = one.event.details.gathering.host_id, one.event.details.visibility
        is_told = one.event.workflow in (Workflow.PLANNED, Workflow.PUBLISHED)
        if host_id is None or visibility is not Visibility.STAFF or not is_told:
            continue
        for date_ in one.occurrences:
            if effective_state(one.event, date_) not in CALLED_OFF:
                yield host_id, date_.span.first


def _line(
    one: StoredEvent, vocabulary: Vocabulary, own: Mapping[int, Mode], today: date, language: str
) -> GatheringLine:
    event, dates = one.event, one.occurrences
    coming = [date_ for date_ in dates if date_.span.last >= today]
    shown = coming[0] if coming else (dates[-1] if dates else None)
    host = vocabulary.libraries.get(event.details.gathering.host_id or 0)
    way = own.get(shown.id) if shown else None
    return GatheringLine(
        event=event,
        span=shown.span if shown else None,
        state=effective_state(event, shown) if shown else event.state,
        host=host.short_name if host else "",
        audience=audience_words(event.details, vocabulary, language),
        dates=len(coming) or len(dates),
        mine=own_sign_up_words(way, language) if way else "",
    )


def _last_day(one: StoredEvent, today: date) -> date:
    """Give the last day of a gathering; one without dates is yet to come."""
    return max((date_.span.last for date_ in one.occurrences), default=today)


def _order(line: GatheringLine) -> tuple[date, str, int]:
    first = line.span.first if line.span else date.min
    return first, line.event.details.title, line.event.id
