"""What can be chosen in the staff forms: pairs of value and label, in the reader's language."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from calendar_app.domain.access import StaffMember
from calendar_app.domain.event import (
    Arranger,
    EventDetails,
    Mode,
    PriceKind,
    RegistrationKind,
    Visibility,
)
from calendar_app.domain.statistics import statistics_types
from calendar_app.domain.vocabulary import Venue, Vocabulary
from calendar_app.web.forms.place import place_value
from calendar_app.words.catalogue import translations
from calendar_app.words.languages import language_name
from calendar_app.words.names import WEEKDAYS
from calendar_app.words.states import choice_name

Pairs = tuple[tuple[str, str], ...]

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
    year: int,
    language: str,
) -> Choices:
    """Give what the event's form offers; what `details` already say is always among it."""
    organisers = {*person.library_ids, details.organiser_id}
    return Choices(
        organisers=_libraries(vocabulary, organisers),
        libraries=_libraries(vocabulary, vocabulary.libraries),
        places=place_groups(vocabulary, own=person.library_ids, language=language),
        categories=_labels(vocabulary.categories.values(), language),
        age_bands=_labels(vocabulary.age_bands.values(), language),
        modes=_names(Mode, language),
        price_kinds=_names(PriceKind, language),
        registration_kinds=_names(RegistrationKind, language),
        visibilities=_names(_offered_visibilities(details), language),
        statistics_types=_types(details, year, language),
        arrangers=_names(Arranger, language),
        languages=_languages(details, language),
        weekdays=tuple((str(day), name) for day, name in enumerate(WEEKDAYS[language])),
    )


def place_groups(
    vocabulary: Vocabulary, *, own: Collection[int], language: str
) -> tuple[PlaceGroup, ...]:
    """Group all places by library, the person's own first and other places last."""
    order = sorted(
        {venue.library_id for venue in vocabulary.venues.values()},
        key=lambda one: (one is None, one not in own, one or 0),
    )
    return tuple(
        PlaceGroup(
            label=_group_name(vocabulary, library_id, language),
            options=tuple(
                option
                for venue in vocabulary.venues.values()
                if venue.library_id == library_id
                for option in _places_of(venue)
            ),
        )
        for library_id in order
    )


def _group_name(vocabulary: Vocabulary, library_id: int | None, language: str) -> str:
    if library_id is None:
        return translations(language).gettext("Andre steder")
    return vocabulary.libraries[library_id].name


def _places_of(venue: Venue) -> Pairs:
    rooms = (
        (place_value(venue.id, room.id), f"{venue.short_name} – {room.name}")
        for room in venue.rooms
    )
    return ((place_value(venue.id, None), venue.name), *rooms)


def _libraries(vocabulary: Vocabulary, ids: Iterable[int]) -> Pairs:
    found = set(ids)
    return tuple(
        (str(row.id), row.name) for row in vocabulary.libraries.values() if row.id in found
    )


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


def _languages(details: EventDetails, language: str) -> Pairs:
    tags = dict.fromkeys((*_COMMON_LANGUAGES, details.content_language, *details.languages))
    return tuple((tag, language_name(tag, language)) for tag in tags)
