"""What the pages show of programmes to borrow: the list, the offer, and the form that asks."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from calendar_app.domain.access import StaffMember, may_read, may_write
from calendar_app.domain.borrowing import can_be_asked_for, may_borrow_for
from calendar_app.domain.event import Event
from calendar_app.domain.event_ages import age_span
from calendar_app.domain.judge import AGE_MAX
from calendar_app.domain.problems import Problem
from calendar_app.domain.vocabulary import Library, Vocabulary
from calendar_app.web.forms.reading import read_number
from calendar_app.web.forms.typed import Typed
from calendar_app.words.borrowing import borrowing_labels
from calendar_app.words.catalogue import translations
from calendar_app.words.fields import field_labels

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LentFilter:
    """What the address asks for; unknown values ask for nothing."""

    age: int | None = None
    library: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LentLine:
    """One programme; `age_from` and `age_to` are what its bands come to, if it has any."""

    event: Event
    organiser: Library
    age_from: int | None
    age_to: int | None
    categories: str
    may_ask: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LentListPage:
    title: str
    filter: LentFilter
    libraries: Pairs
    lines: tuple[LentLine, ...]
    own: tuple[LentLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferPage:
    """The form that opens a programme for borrowing, or changes what others are told."""

    title: str
    event: Event
    typed: Typed
    version: int
    problems: tuple[Problem, ...]
    labels: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class AskPage:
    title: str
    event: Event
    organiser: Library
    libraries: Pairs
    typed: Typed
    problems: tuple[Problem, ...]
    labels: Mapping[str, str]


def read_lent_filter(age: str, library: str, vocabulary: Vocabulary) -> LentFilter:
    """Read the filter from the address."""
    number = read_number(age)
    return LentFilter(
        age=number if number is not None and 0 <= number <= AGE_MAX else None,
        library=library if vocabulary.library(library) else "",
    )


def lent_list(
    events: Sequence[Event],
    vocabulary: Vocabulary,
    *,
    asked: LentFilter,
    person: StaffMember,
    language: str,
) -> LentListPage:
    """Show what the person may borrow, and apart from it what their own libraries lend."""
    lines = [_line(one, vocabulary, person, language) for one in events if may_read(person, one)]
    wanted = [line for line in lines if _is_wanted(line, asked)]
    return LentListPage(
        title=translations(language).gettext("Lån et opplegg"),
        filter=asked,
        libraries=tuple((one.slug, one.short_name) for one in _hosts(lines)),
        lines=tuple(
            line
            for line in wanted
            if not may_write(person, line.event) and can_be_asked_for(line.event)
        ),
        own=tuple(line for line in wanted if may_write(person, line.event)),
    )


def offer_page(
    event: Event,
    typed: Typed,
    *,
    version: int,
    problems: tuple[Problem, ...] = (),
    language: str,
) -> OfferPage:
    """Put the form of the offer together."""
    is_open = event.details.lending.is_open
    text = translations(language)
    return OfferPage(
        title=text.gettext("Opplegget er til låns") if is_open else text.gettext("Åpne for utlån"),
        event=event,
        typed=typed,
        version=version,
        problems=problems,
        labels=field_labels(language),
    )


def ask_page(
    event: Event,
    typed: Typed,
    vocabulary: Vocabulary,
    *,
    libraries: Collection[int],
    problems: tuple[Problem, ...] = (),
    language: str,
) -> AskPage:
    """Put the form that asks together; `libraries` are those the person may ask for."""
    own = (vocabulary.libraries[one] for one in libraries)
    return AskPage(
        title=translations(language).gettext("Spør om å låne"),
        event=event,
        organiser=vocabulary.libraries[event.details.organiser_id],
        libraries=tuple((str(one.id), one.name) for one in own if one.retired_at is None),
        typed=typed,
        problems=problems,
        labels=borrowing_labels(language),
    )


def _line(event: Event, vocabulary: Vocabulary, person: StaffMember, language: str) -> LentLine:
    details = event.details
    low, high = age_span(details, vocabulary)
    names = (vocabulary.categories[one].label.name(language) for one in details.category_ids)
    return LentLine(
        event=event,
        organiser=vocabulary.libraries[details.organiser_id],
        age_from=low,
        age_to=high,
        categories=", ".join(names),
        may_ask=can_be_asked_for(event) and bool(may_borrow_for(person, event)),
    )


def _is_wanted(line: LentLine, asked: LentFilter) -> bool:
    if asked.library and line.organiser.slug != asked.library:
        return False
    low, high = line.age_from, line.age_to
    return asked.age is None or (
        (low is None or low <= asked.age) and (high is None or asked.age <= high)
    )


def _hosts(lines: Iterable[LentLine]) -> list[Library]:
    found = {line.organiser.id: line.organiser for line in lines}
    return [found[one] for one in sorted(found)]
