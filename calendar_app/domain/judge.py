"""What makes the details of an event acceptable: every problem at once, as codes.

Limits are those of facts/reliability.md, section 10. Fields carry the names of `EventDetails`,
with `price_` and `registration_` before those of its parts, and `place` for venue, room and
free text together. Who may organise is a question of access, not asked here; what is wrong
with the schedule is told by `calendar_app.domain.series`.
"""

import re
from collections.abc import Callable, Iterable, Iterator

from calendar_app.domain.event import EventDetails, Mode, PriceKind, RegistrationKind
from calendar_app.domain.isbn import is_isbn
from calendar_app.domain.problems import Problem
from calendar_app.domain.text import URL_LENGTH, is_url
from calendar_app.domain.vocabulary import Vocabulary

TITLE_MAX = 200
PLACE_MAX = 200
SUMMARY_MAX = 2_000
TEXT_MAX = 20_000
NOTE_MAX = 2_000
AGE_MAX = 120
CAPACITY_MAX = 100_000
AMOUNT_MAX = 100_000
CHOICES_MAX = 20
ROWS_MAX = 20
NAME_MAX = 200
LENDING_MINUTES_MAX = 7 * 24 * 60

_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}")
_TYPE_MAX = 60
_SHOWN_MAX = 40


def judge(details: EventDetails, vocabulary: Vocabulary) -> list[Problem]:
    """Tell everything that is wrong with the details of an event, in the order of the form."""
    rules: tuple[Callable[[EventDetails, Vocabulary], Iterable[Problem]], ...] = (
        _text_problems,
        _image_problems,
        _place_problems,
        _organiser_problems,
        _subject_problems,
        _age_problems,
        _people_problems,
        _book_problems,
        _partner_problems,
        _price_problems,
        _registration_problems,
        _language_problems,
        _funding_problems,
        _lending_problems,
    )
    return [problem for rule in rules for problem in rule(details, vocabulary)]


def url_problems(url: str, *, field: str) -> Iterator[Problem]:
    """Refuse an address that is not a whole http or https address (T-3); "" is none."""
    if len(url) > URL_LENGTH:
        yield _too_long(field, URL_LENGTH)
    elif url and not is_url(url):
        yield Problem(field, "not_a_url")


def place_problems(
    venue_id: int | None, room_id: int | None, place_text: str, vocabulary: Vocabulary
) -> Iterator[Problem]:
    """Refuse a place that does not exist; none at all is not judged here."""
    venue = vocabulary.venues.get(venue_id) if venue_id is not None else None
    is_stray_room = room_id is not None and (venue is None or venue.room(room_id) is None)
    if is_stray_room or (venue_id is not None and venue is None):
        yield Problem("place", "unknown_choice")
    yield from length_problems(("place_text", place_text, PLACE_MAX))


def length_problems(*texts: tuple[str, str, int]) -> Iterator[Problem]:
    """Refuse texts that are too long: triples of field, text and limit."""
    for field, text, limit in texts:
        if len(text) > limit:
            yield _too_long(field, limit)


def number_problems(value: int | None, low: int, high: int, *, field: str) -> Iterator[Problem]:
    """Refuse a number outside its limits, both included; None is none."""
    if value is not None and not low <= value <= high:
        yield Problem(field, "number_out_of_range", {"min": low, "max": high})


def _text_problems(details: EventDetails, _: Vocabulary) -> Iterator[Problem]:
    if not details.title.strip():
        yield Problem("title", "required")
    yield from length_problems(
        ("title", details.title, TITLE_MAX),
        ("summary", details.summary, SUMMARY_MAX),
        ("description", details.description, TEXT_MAX),
        ("internal_note", details.internal_note, TEXT_MAX),
        ("age_note", details.age_note, NOTE_MAX),
        ("price_note", details.price.note, NOTE_MAX),
        ("registration_note", details.registration.note, NOTE_MAX),
        ("registration_contact", details.registration.contact, NOTE_MAX),
        ("access_note", details.access.note, NOTE_MAX),
        ("funding", details.funding, NOTE_MAX),
        ("contact", details.contact, NOTE_MAX),
        ("statistics_type", details.statistics_type, _TYPE_MAX),
        ("image_alt", details.image.alt, NOTE_MAX),
        ("image_credit", details.image.credit, NOTE_MAX),
        ("experience", details.experience, TEXT_MAX),
    )


def _image_problems(details: EventDetails, _: Vocabulary) -> Iterator[Problem]:
    """Refuse a picture that says nothing to those who do not see it (WCAG 1.1.1)."""
    if details.image.hash and not details.image.alt.strip():
        yield Problem("image_alt", "missing_image_alt")


def _place_problems(details: EventDetails, vocabulary: Vocabulary) -> Iterator[Problem]:
    wrong = list(place_problems(details.venue_id, details.room_id, details.place_text, vocabulary))
    yield from wrong
    has_place = details.venue_id is not None or bool(details.place_text.strip())
    if details.mode is not Mode.ONLINE and not has_place:
        yield Problem("place", "missing_place")
    if details.mode is not Mode.IN_PERSON and not details.online_url:
        yield Problem("online_url", "missing_online_url")
    yield from url_problems(details.online_url, field="online_url")
    yield from number_problems(details.capacity, 1, CAPACITY_MAX, field="capacity")


def _organiser_problems(details: EventDetails, vocabulary: Vocabulary) -> Iterator[Problem]:
    if details.organiser_id not in vocabulary.libraries:
        yield Problem("organiser_id", "unknown_choice")
    others = details.co_organiser_ids
    if details.organiser_id in others or not _are_known(others, vocabulary.libraries):
        yield Problem("co_organiser_ids", "unknown_choice")


def _subject_problems(details: EventDetails, vocabulary: Vocabulary) -> Iterator[Problem]:
    if not _are_known(details.category_ids, vocabulary.categories):
        yield Problem("category_ids", "unknown_choice")
    if not _are_known(details.age_band_ids, vocabulary.age_bands):
        yield Problem("age_band_ids", "unknown_choice")


def _age_problems(details: EventDetails, _: Vocabulary) -> Iterator[Problem]:
    yield from number_problems(details.age_from, 0, AGE_MAX, field="age_from")
    yield from number_problems(details.age_to, 0, AGE_MAX, field="age_to")
    low, high = details.age_from, details.age_to
    if low is not None and high is not None and high < low:
        yield Problem("age_to", "age_reversed")


def _people_problems(details: EventDetails, _: Vocabulary) -> Iterator[Problem]:
    yield from _row_problems("people", len(details.people))
    for person in details.people:
        if not person.name:
            yield Problem("people", "missing_person_name", {"role": person.role})
        yield from length_problems(
            ("people", person.name, NAME_MAX), ("people", person.role, NAME_MAX)
        )


def _book_problems(details: EventDetails, _: Vocabulary) -> Iterator[Problem]:
    yield from _row_problems("books", len(details.books))
    for book in details.books:
        if not book.title:
            yield Problem("books", "missing_book_title")
        if book.isbn and not is_isbn(book.isbn):
            yield Problem("books", "not_an_isbn", {"isbn": book.isbn[:_SHOWN_MAX]})
        yield from length_problems(
            ("books", book.title, NAME_MAX), ("books", book.author, NAME_MAX)
        )
        yield from url_problems(book.url, field="books")


def _partner_problems(details: EventDetails, _: Vocabulary) -> Iterator[Problem]:
    yield from _row_problems("partners", len(details.partners))
    yield from length_problems(*(("partners", one, NAME_MAX) for one in details.partners))


def _row_problems(field: str, count: int) -> Iterator[Problem]:
    if count > ROWS_MAX:
        yield Problem(field, "too_many_rows", {"max": ROWS_MAX})


def _price_problems(details: EventDetails, _: Vocabulary) -> Iterator[Problem]:
    if details.price.kind is PriceKind.PAID and details.price.amount is None:
        yield Problem("price_amount", "missing_amount")
    yield from number_problems(details.price.amount, 1, AMOUNT_MAX, field="price_amount")


def _registration_problems(details: EventDetails, _: Vocabulary) -> Iterator[Problem]:
    registration = details.registration
    if registration.kind is RegistrationKind.LINK and not registration.url:
        yield Problem("registration_url", "missing_registration_url")
    if registration.kind is RegistrationKind.CONTACT and not registration.contact.strip():
        yield Problem("registration_contact", "missing_registration_contact")
    yield from url_problems(registration.url, field="registration_url")
    opens, closes = registration.opens_at, registration.closes_at
    if opens and closes and closes <= opens:
        yield Problem("registration_closes", "closes_before_opens")


def _language_problems(details: EventDetails, _: Vocabulary) -> Iterator[Problem]:
    if not _LANGUAGE_TAG.fullmatch(details.content_language):
        yield Problem("content_language", "unknown_choice")
    tags = details.languages
    if len(tags) > CHOICES_MAX or not all(_LANGUAGE_TAG.fullmatch(tag) for tag in tags):
        yield Problem("languages", "unknown_choice")


def _funding_problems(details: EventDetails, vocabulary: Vocabulary) -> Iterator[Problem]:
    line_id = details.funding_line_id
    if line_id is not None and line_id not in vocabulary.funding_lines:
        yield Problem("funding_line_id", "unknown_choice")
    elif line_id is not None and details.funding:
        yield Problem("funding", "two_fundings")


def _lending_problems(details: EventDetails, _: Vocabulary) -> Iterator[Problem]:
    lending = details.lending
    yield from number_problems(lending.minutes, 1, LENDING_MINUTES_MAX, field="lending_minutes")
    yield from length_problems(
        ("lending_needs", lending.needs, NOTE_MAX),
        ("lending_fee", lending.fee, NOTE_MAX),
        ("lending_contact", lending.contact, NOTE_MAX),
    )


def _too_long(field: str, limit: int) -> Problem:
    return Problem(field, "too_long", {"max": limit})


def _are_known(ids: tuple[int, ...], rows: Iterable[int]) -> bool:
    """Tell whether every id is one of the rows, none named twice."""
    return len(set(ids)) == len(ids) and set(ids) <= set(rows)
