"""The plan: what all libraries intend, date by date, with what planning side by side asks of it.

It knows less of an event than its page does, so that a year of four libraries is read at once.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from dateutil.relativedelta import relativedelta

from calendar_app.domain.ages import years
from calendar_app.domain.event import (
    EventDetails,
    Mode,
    Person,
    State,
    Visibility,
    Workflow,
)
from calendar_app.domain.event_ages import ages_said
from calendar_app.domain.timing import Span, Window
from calendar_app.domain.vocabulary import Vocabulary

CHILDREN_AND_YOUTH = years(0, 17)
"""An event for all from 13 to 19 is for youth, one for all from 18 on is not."""

MOST_MONTHS = 12
USUAL_MONTHS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedEvent:
    """What the plan knows of an event, whatever its date.

    `library_ids` are all that arrange it. `young` are the ages under 18 that it is for, as a
    set (`calendar_app.domain.ages`); what names no age is for everybody, and `young` is then
    empty: it competes with nothing. `guests` are the names of those who may come from afar.
    `is_imported`: it came from a source.
    """

    id: int
    title: str
    organiser_id: int
    library_ids: frozenset[int]
    content_language: str = "nb"
    workflow: Workflow = Workflow.DRAFT
    visibility: Visibility = Visibility.PUBLIC
    mode: Mode = Mode.IN_PERSON
    is_series: bool = False
    young: int = 0
    says_ages: bool = True
    guests: tuple[str, ...] = ()
    tour_id: int | None = None
    is_imported: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedDate:
    """One date; `id` is that of the occurrence, or negative for one that is not stored yet.

    `title`, `state`, `state_reason`, `room_id` and `has_place` are those of this date: its own,
    else its event's.
    """

    id: int
    event: PlannedEvent
    span: Span
    title: str
    state: State = State.SCHEDULED
    state_reason: str = ""
    room_id: int | None = None
    has_place: bool = True


def months_from(first: date, count: int) -> tuple[Window, ...]:
    """Give `count` whole months, the first being that of a date."""
    starts = [first.replace(day=1) + relativedelta(months=number) for number in range(count + 1)]
    return tuple(Window(start, end) for start, end in pairwise(starts))


def young_ages(low: int | None, high: int | None) -> int:
    """Give the ages under 18 of a span, as a set; nobody when no age was said."""
    if low is None and high is None:
        return 0
    return years(max(low or 0, 0), high) & CHILDREN_AND_YOUTH


def guest_names(people: Iterable[Person]) -> tuple[str, ...]:
    """Give the names of those who may travel: at least two words that begin as names do.

    'en forfatter' and 'barnebibliotekaren' are roles: two libraries that write so do not mean
    the same person. Letters that know no case may begin a name.
    """
    return tuple(one.name for one in people if _is_name(one.name))


def planned_event(
    details: EventDetails,
    vocabulary: Vocabulary,
    *,
    event_id: int,
    is_series: bool,
    workflow: Workflow = Workflow.DRAFT,
) -> PlannedEvent:
    """Give what the plan would know of an event that is being written, judged or not."""
    known = vocabulary.age_bands
    bands = [known[one] for one in details.age_band_ids if one in known]
    low, high = ages_said(details.age_from, details.age_to, bands)
    return PlannedEvent(
        id=event_id,
        title=details.title,
        organiser_id=details.organiser_id,
        library_ids=frozenset((details.organiser_id, *details.co_organiser_ids)),
        content_language=details.content_language,
        workflow=workflow,
        visibility=details.visibility,
        mode=details.mode,
        is_series=is_series,
        young=young_ages(low, high),
        says_ages=low is not None or high is not None,
        guests=guest_names(details.people),
        tour_id=details.tour_id,
    )


def planned_spans(
    event: PlannedEvent, details: EventDetails, spans: Sequence[Span]
) -> Iterator[PlannedDate]:
    """Give dates that are not stored yet; their ids are -1, -2, ..."""
    for number, span in enumerate(spans, start=1):
        yield PlannedDate(
            id=-number,
            event=event,
            span=span,
            title=details.title,
            room_id=None if details.mode is Mode.ONLINE else details.room_id,
        )


def _is_name(text: str) -> bool:
    parts = [word for word in text.split() if word[0].isalpha() and not word[0].islower()]
    return len(parts) >= 2
