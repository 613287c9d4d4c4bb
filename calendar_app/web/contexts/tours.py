"""What the pages show of tours: each with its stops in order of date."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from calendar_app.domain.access import StaffMember, answers_for, may_read
from calendar_app.domain.event import Event
from calendar_app.domain.problems import Problem
from calendar_app.domain.published import PublishedOccurrence, described, is_public
from calendar_app.domain.timing import Span
from calendar_app.domain.vocabulary import Tour, Vocabulary
from calendar_app.storage.event_rows import StoredEvent
from calendar_app.words.borrowing import borrowing_labels
from calendar_app.words.catalogue import translations
from calendar_app.words.lists import listed


@dataclass(frozen=True, slots=True, kw_only=True)
class TourLine:
    """One tour in the list; `next_span` is its next date, None when all have been."""

    tour: Tour
    stops: int
    libraries: str
    next_span: Span | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TourListPage:
    title: str
    tours: tuple[TourLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """One event of a tour; `first` is its first date, None when it has none."""

    event: Event
    first: PublishedOccurrence | None
    library: str
    dates: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TourPage:
    """`is_public` tells whether there is anything to see of it in the public calendar."""

    title: str
    tour: Tour
    stops: tuple[Stop, ...]
    is_public: bool
    may_rename: bool
    typed_title: str
    problems: tuple[Problem, ...]
    labels: Mapping[str, str]


def seen_stops(person: StaffMember, events: Sequence[StoredEvent]) -> list[StoredEvent]:
    """Keep the stops that the person may see; a tour without any is not there."""
    return [one for one in events if may_read(person, one.event)]


def may_rename(person: StaffMember, events: Sequence[StoredEvent]) -> bool:
    """Tell whether the person answers for the host: whose event was there first."""
    first = min(events, key=lambda one: one.event.id)
    return answers_for(person, first.event.details.organiser_id)


def tour_list(
    tours: Mapping[int, Sequence[StoredEvent]],
    vocabulary: Vocabulary,
    *,
    person: StaffMember,
    today: date,
    language: str,
) -> TourListPage:
    """Show the tours that the person may see a stop of, the next one first."""
    lines = [
        _line(vocabulary.tours[tour_id], stops, vocabulary, today, language)
        for tour_id, events in tours.items()
        if (stops := seen_stops(person, events))
    ]
    lines.sort(key=lambda one: (one.next_span is None, _day(one), one.tour.title))
    return TourListPage(title=translations(language).gettext("Turneer"), tours=tuple(lines))


def tour_page(
    tour: Tour,
    events: Sequence[StoredEvent],
    vocabulary: Vocabulary,
    *,
    person: StaffMember,
    typed_title: str | None = None,
    problems: tuple[Problem, ...] = (),
    language: str,
) -> TourPage:
    """Show one tour; `events` are all of its own."""
    stops = seen_stops(person, events)
    return TourPage(
        title=tour.title,
        tour=tour,
        stops=tuple(_stop(one, vocabulary) for one in stops),
        is_public=any(is_public(one.event) for one in stops),
        may_rename=may_rename(person, events),
        typed_title=tour.title if typed_title is None else typed_title,
        problems=problems,
        labels=borrowing_labels(language),
    )


def _line(
    tour: Tour, stops: Sequence[StoredEvent], vocabulary: Vocabulary, today: date, language: str
) -> TourLine:
    spans = [one.span for stop in stops for one in stop.occurrences if one.span.last >= today]
    organisers = dict.fromkeys(one.event.details.organiser_id for one in stops)
    names = tuple(vocabulary.libraries[one].short_name for one in organisers)
    return TourLine(
        tour=tour,
        stops=len(stops),
        libraries=listed(names, language),
        next_span=min(spans, key=lambda one: one.first, default=None),
    )


def _day(line: TourLine) -> date:
    return line.next_span.first if line.next_span else date.max


def _stop(stored: StoredEvent, vocabulary: Vocabulary) -> Stop:
    event, dates = stored.event, stored.occurrences
    return Stop(
        event=event,
        first=described(event, dates[0], vocabulary) if dates else None,
        library=vocabulary.libraries[event.details.organiser_id].short_name,
        dates=len(dates),
    )
