"""The objects inside a JSON entry (`docs/feeds.md`), each with all its keys, always in order."""

from collections.abc import Callable, Mapping

from calendar_app.domain.event import Book, Image, Person, Price, Registration, RegistrationKind
from calendar_app.domain.published import Organiser, Place, TourStop
from calendar_app.domain.text import clean_line, clean_text, clean_url
from calendar_app.domain.timing import AllDay, Span
from calendar_app.domain.vocabulary import ACCESS_FLAGS, Access, Label
from feeds.json_text import instant
from feeds.labels import Labels
from feeds.location import point
from feeds.values import own_address

Json = Mapping[str, object]
ImageAddress = Callable[[str], str]
"""Gives the absolute address of a picture by its hash; our own addresses are made elsewhere."""


def time_part(span: Span) -> Json:
    """Give whole days as dates, both included; times as wall time with its offset from UTC."""
    if isinstance(span, AllDay):
        return {"all_day": True, "start": span.first.isoformat(), "end": span.last.isoformat()}
    return {"all_day": False, "start": span.start.isoformat(), "end": span.end.isoformat()}


def address_part(text: str) -> str | None:
    """Give an address that is safe to link to, None for any other (T-3)."""
    return clean_url(text) or None


def organiser_part(organiser: Organiser) -> Json:
    return {"slug": organiser.slug, "name": clean_line(organiser.name)}


def category_part(label: Label, language: str) -> Json:
    return {"slug": label.slug, "name": clean_line(label.name(language))}


def place_part(place: Place) -> Json:
    """Give a place; `slug` is null for one that was given as text."""
    found = point(place)
    return {
        "slug": place.slug or None,
        "name": clean_line(place.name),
        "room": clean_line(place.room),
        "street": clean_line(place.street),
        "postal_code": clean_line(place.postal_code),
        "city": clean_line(place.city),
        "lat": found[0] if found else None,
        "lon": found[1] if found else None,
    }


def price_part(price: Price, labels: Labels) -> Json:
    """Give a price; `amount` is in whole kroner."""
    return {
        "kind": price.kind.value,
        "amount": price.amount,
        "words": labels.price_words(price),
        "note": clean_text(price.note),
    }


def registration_part(registration: Registration, *, is_open: bool) -> Json:
    """Give how to sign up; no link for what does not take place."""
    is_link = registration.kind is RegistrationKind.LINK
    is_contact = registration.kind is RegistrationKind.CONTACT
    opens, closes = registration.opens_at, registration.closes_at
    return {
        "kind": registration.kind.value,
        "url": address_part(registration.url) if is_link and is_open else None,
        "contact": clean_text(registration.contact) if is_contact else "",
        "opens": instant(opens) if opens else None,
        "closes": instant(closes) if closes else None,
        "waiting_list": registration.waiting_list,
        "guardian_registers": registration.guardian_registers,
        "note": clean_text(registration.note),
    }


def access_part(access: Access) -> Json:
    """Give each flag as true, false, or null when nobody has said."""
    return {name: getattr(access, name) for name in ACCESS_FLAGS} | {
        "note": clean_text(access.note)
    }


def image_part(image: Image, image_url: ImageAddress | None) -> Json | None:
    if not image.hash:
        return None
    return {
        "hash": clean_line(image.hash),
        "url": own_address(image_url(image.hash)) if image_url else None,
        "alt": clean_text(image.alt),
        "credit": clean_line(image.credit),
    }


def person_part(person: Person) -> Json:
    return {"name": clean_line(person.name), "role": clean_line(person.role)}


def book_part(book: Book) -> Json:
    return {
        "title": clean_line(book.title),
        "author": clean_line(book.author),
        "isbn": clean_line(book.isbn),
        "url": address_part(book.url),
    }


def tour_part(tour: TourStop | None) -> Json | None:
    return {"slug": tour.slug, "title": clean_line(tour.title)} if tour else None
