"""What can be chosen in the staff forms: pairs of value and label, in the reader's language."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol, TypeVar

from calendar_app.domain.access import StaffMember
from calendar_app.domain.event import (
    Arranger,
    EventDetails,
    Mode,
    PriceKind,
    RegistrationKind,
    Visibility,
)
from calendar_app.domain.languages import read_languages
from calendar_app.domain.statistics import statistics_types
from calendar_app.domain.vocabulary import Library, Venue, Vocabulary
from calendar_app.web.forms.place import place_value
from calendar_app.words.catalogue import translations
from calendar_app.words.languages import language_name
from calendar_app.words.names import WEEKDAYS
from calendar_app.words.states import choice_name

Pairs = tuple[tuple[str, str], ...]


class _Offered(Protocol):
    """A row that can be taken out of the forms."""

    @property
    def id(self) -> int: ...
    @property
    def retired_at(self) -> datetime | None: ...


_Row = TypeVar("_Row", bound=_Offered)

_COMMON_LANGUAGES = ("nb", "nn", "se", "en", "uk", "ar", "so", "ti", "pl", "fa")
"""Languages that are offered; others stay when an event has them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceGroup:
    """The venues of one library with their rooms, or the other places."""

    label: str
    options: Pairs


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    organisers: Pairs
    libraries: Pairs
    places: tuple[PlaceGroup, ...]
    categories: Pairs
    age_bands: Pairs
    funding_lines: Pairs
    modes: Pairs
    price_kinds: Pairs
    registration_kinds: Pairs
    visibilities: Pairs
    statistics_types: Pairs
    arrangers: Pairs
    languages: Pairs
    weekdays: Pairs


def event_choices(
    vocabulary: Vocabulary,
    *,
    person: StaffMember,
    details: EventDetails,
    tags: Collection[str] = (),
    year: int,
    language: str,
) -> Choices:
    """Give what the event's form offers; what `details` already say is always among it.

    What is retired is offered to nobody else. `tags` are languages that were chosen meanwhile.
    """
    own = person.library_ids
    organiser, partners = {details.organiser_id}, details.co_organiser_ids
    libraries = vocabulary.libraries.values()
    here = place_value(details.venue_id, details.room_id)
    return Choices(
        organisers=_libraries(
            one for one in live(libraries, organiser) if one.id in {*own, *organiser}
        ),
        libraries=_libraries(live(libraries, {*organiser, *partners})),
        places=place_groups(vocabulary, own=own, language=language, kept=here),
        categories=_labels(live(vocabulary.categories.values(), details.category_ids), language),
        age_bands=_labels(live(vocabulary.age_bands.values(), details.age_band_ids), language),
        funding_lines=tuple(
            (str(one.id), one.name)
            for one in live(vocabulary.funding_lines.values(), {details.funding_line_id})
        ),
        modes=_names(Mode, language),
        price_kinds=_names(PriceKind, language),
        registration_kinds=_names(RegistrationKind, language),
        visibilities=_names(_offered_visibilities(details), language),
        statistics_types=_types(details, year, language),
        arrangers=_names(Arranger, language),
        languages=_languages((details.content_language, *details.languages, *tags), language),
        weekdays=tuple((str(day), name) for day, name in enumerate(WEEKDAYS[language])),
    )


def live(rows: Iterable[_Row], kept: Collection[int | None] = ()) -> list[_Row]:
    """Leave out what is retired, but for the ids in `kept`."""
    return [row for row in rows if row.retired_at is None or row.id in kept]


def place_groups(
    vocabulary: Vocabulary, *, own: Collection[int], language: str, kept: str = ""
) -> tuple[PlaceGroup, ...]:
    """Group all places by library, the person's own first and other places last.

    `kept` is the value of a place that is offered even when it is retired.
    """
    venues = [
        (venue, options)
        for venue in vocabulary.venues.values()
        if (options := _places_of(venue, kept))
    ]
    order = sorted(
        {venue.library_id for venue, _ in venues},
        key=lambda one: (one is None, one not in own, one or 0),
    )
    return tuple(
        PlaceGroup(
            label=_group_name(vocabulary, library_id, language),
            options=tuple(
                option
                for venue, options in venues
                if venue.library_id == library_id
                for option in options
            ),
        )
        for library_id in order
    )


def _group_name(vocabulary: Vocabulary, library_id: int | None, language: str) -> str:
    if library_id is None:
        return translations(language).gettext("Andre steder")
    return vocabulary.libraries[library_id].name


def _places_of(venue: Venue, kept: str) -> Pairs:
    """Offer a venue and its rooms; the rooms of a retired venue are retired with it."""
    places = [(place_value(venue.id, None), venue.name, venue.retired_at)]
    for room in venue.rooms:
        name = f"{venue.short_name} – {room.name}"
        retired_at = venue.retired_at or room.retired_at
        places.append((place_value(venue.id, room.id), name, retired_at))
    return tuple(
        (value, name) for value, name, retired_at in places if retired_at is None or value == kept
    )


def _libraries(rows: Iterable[Library]) -> Pairs:
    return tuple((str(row.id), row.name) for row in rows)


def _labels(rows: Iterable[object], language: str) -> Pairs:
    return tuple((str(row.id), row.label.name(language)) for row in rows)  # type: ignore[attr-defined]


def _names(choices: Iterable[StrEnum], language: str) -> Pairs:
    return tuple((one.value, choice_name(one, language)) for one in choices)  # type: ignore[arg-type]


def _offered_visibilities(details: EventDetails) -> tuple[Visibility, ...]:
    """Leave out the communities of practice, unless the event is one's already."""
    return tuple(
        one
        for one in Visibility
        if one is not Visibility.COMMUNITY or details.visibility is Visibility.COMMUNITY
    )


def _types(details: EventDetails, year: int, language: str) -> Pairs:
    types = tuple((row.slug, row.name(language)) for row in statistics_types(year))
    own = details.statistics_type
    return types if not own or own in dict(types) else (*types, (own, own))


def _languages(tags: Iterable[str], language: str) -> Pairs:
    more = (tag for tag in tags if read_languages(tag.lower()))
    return tuple(
        (tag, language_name(tag, language)) for tag in dict.fromkeys((*_COMMON_LANGUAGES, *more))
    )
