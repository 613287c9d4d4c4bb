"""What an event says, field by field in words: for its page and for comparing two versions."""

from collections.abc import Iterable

from calendar_app.domain.event import (
    Book,
    EventDetails,
    Mode,
    Person,
    RegistrationKind,
    Schedule,
)
from calendar_app.domain.lending import Lending
from calendar_app.domain.statistics import statistics_types
from calendar_app.domain.vocabulary import Vocabulary
from calendar_app.web.contexts.venue_access import access_words
from calendar_app.words.ages import age_words
from calendar_app.words.catalogue import translations
from calendar_app.words.languages import language_name
from calendar_app.words.lists import listed
from calendar_app.words.price import price_words
from calendar_app.words.registration import registration_details
from calendar_app.words.schedule import schedule_words
from calendar_app.words.states import choice_name


def facts(
    details: EventDetails,
    schedule: Schedule,
    vocabulary: Vocabulary,
    *,
    year: int,
    language: str,
) -> dict[str, str]:
    """Say everything, by the names of `words.fields`; "" where nothing is said.

    `year` is that of the statistics types.
    """
    return {
        "title": details.title,
        "summary": details.summary,
        "image_alt": details.image.alt if details.image.hash else "",
        "image_credit": details.image.credit,
        "when": schedule_words(schedule, language),
        "place": place_of(details, vocabulary),
        "mode": choice_name(details.mode, language),
        "online_url": details.online_url,
        "organiser_id": vocabulary.libraries[details.organiser_id].name,
        "co_organiser_ids": _names_of_libraries(details.co_organiser_ids, vocabulary, language),
        "category_id": _categories(details, vocabulary, language),
        "for_everybody": _ages(details, vocabulary, language),
        "age_note": details.age_note,
        "description": details.description,
        "people": "; ".join(_person(one) for one in details.people),
        "books": "; ".join(_book(one) for one in details.books),
        "partners": _listed(details.partners, language),
        "price_kind": price_words(details.price, language),
        "price_note": details.price.note,
        "registration_kind": _registration(details, language),
        "registration_note": details.registration.note,
        "access": _access(details, language),
        "content_language": language_name(details.content_language, language),
        "languages": _listed((language_name(tag, language) for tag in details.languages), language),
        "contact": details.contact,
        "funding": _funding(details, vocabulary),
        "lending": _lending(details.lending, language),
        "visibility": choice_name(details.visibility, language),
        "statistics_type": _statistics_type(details, year, language),
        "arranger": choice_name(details.arranger, language),
        "experience": details.experience,
        "internal_note": details.internal_note,
    }


def place_of(details: EventDetails, vocabulary: Vocabulary) -> str:
    """Say where an event usually is, "" for an online one."""
    if details.mode is Mode.ONLINE:
        return ""
    return place_name(details.venue_id, details.room_id, details.place_text, vocabulary)


def place_name(
    venue_id: int | None, room_id: int | None, place_text: str, vocabulary: Vocabulary
) -> str:
    """Name a venue or a room of it, else give the place in words."""
    venue = vocabulary.venues.get(venue_id) if venue_id is not None else None
    if venue is None:
        return place_text
    room = venue.room(room_id)
    return f"{venue.name} – {room.name}" if room else venue.name


def _names_of_libraries(ids: Iterable[int], vocabulary: Vocabulary, language: str) -> str:
    return _listed((vocabulary.libraries[one].name for one in ids), language)


def _categories(details: EventDetails, vocabulary: Vocabulary, language: str) -> str:
    names = (vocabulary.categories[one].label.name(language) for one in details.category_ids)
    return _listed(names, language)


def _ages(details: EventDetails, vocabulary: Vocabulary, language: str) -> str:
    bands = [vocabulary.age_bands[one].label.name(language) for one in details.age_band_ids]
    has_span = details.age_from is not None or details.age_to is not None
    span = [age_words(details.age_from, details.age_to, language)] if has_span or not bands else []
    return ", ".join([*bands, *span])


def _registration(details: EventDetails, language: str) -> str:
    registration = details.registration
    told = registration_details(registration, capacity=details.capacity, language=language)
    where = registration.url if registration.kind is RegistrationKind.LINK else registration.contact
    kind = choice_name(registration.kind, language)
    return ". ".join(part for part in (kind, where, *told) if part)


def _person(person: Person) -> str:
    return f"{person.name}, {person.role}" if person.role else person.name


def _book(book: Book) -> str:
    isbn = f"ISBN {book.isbn}" if book.isbn else ""
    return ", ".join(part for part in (book.title, book.author, isbn, book.url) if part)


def _funding(details: EventDetails, vocabulary: Vocabulary) -> str:
    line = vocabulary.funding_lines.get(details.funding_line_id or 0)
    return line.name if line else details.funding


def _lending(lending: Lending, language: str) -> str:
    """Say what others may borrow; what is written and closed for now is told as that."""
    if lending == Lending():
        return ""
    text = translations(language)
    minutes = lending.minutes or 0
    length = text.ngettext("%(num)d minutt", "%(num)d minutter", minutes) % {"num": minutes}
    told = (
        text.gettext("Åpent for lån") if lending.is_open else text.gettext("Ikke åpent for lån nå"),
        length if minutes else "",
        lending.needs,
        lending.fee,
        lending.contact,
    )
    return ". ".join(part for part in told if part)


def _access(details: EventDetails, language: str) -> str:
    """Say what differs from the venue."""
    return ". ".join(access_words(details.access, language))


def _statistics_type(details: EventDetails, year: int, language: str) -> str:
    names = {row.slug: row.name(language) for row in statistics_types(year)}
    return names.get(details.statistics_type, details.statistics_type)


def _listed(names: Iterable[str], language: str) -> str:
    return listed(tuple(names), language)
