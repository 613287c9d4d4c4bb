"""The objects inside an event of schema.org; what nobody has said is left out, never empty."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from calendar_app.domain.event import Book, Mode, Person, Price, PriceKind, Registration, State
from calendar_app.domain.event import RegistrationKind as Kind
from calendar_app.domain.isbn import is_isbn, normal_isbn
from calendar_app.domain.published import Organiser, Place, PublishedOccurrence
from calendar_app.domain.text import clean_line, clean_text, clean_url
from calendar_app.domain.timing import AllDay, Span
from calendar_app.domain.vocabulary import Access
from feeds.json_text import instant
from feeds.labels import Labels
from feeds.location import point

Json = Mapping[str, object]

SCHEMA: Final = "https://schema.org/"
COUNTRY: Final = "NO"
CURRENCY: Final = "NOK"

_OF_THE_BUILDING = ("wheelchair", "accessible_wc", "hearing_loop")


def said(**parts: object) -> Json:
    """Make an object of what is said: no None, no empty text, list or object."""
    return {
        name.replace("at_", "@", 1) if name.startswith("at_") else name: value
        for name, value in parts.items()
        if value is not None and value not in ("", [], {})
    }


def dates_part(span: Span) -> Json:
    """Give start and end: wall time with its offset, whole days as dates, both included.

    Google wants a date alone where no time is known, and no end where none is (a start at
    midnight would be taken for one).
    """
    if isinstance(span, AllDay):
        return {"startDate": span.first.isoformat(), "endDate": span.last.isoformat()}
    start = {"startDate": span.start.isoformat()}
    return start if span.starts_at == span.ends_at else {**start, "endDate": span.end.isoformat()}


def locations_part(one: PublishedOccurrence, *, labels: Labels, page: str) -> object:
    """Give a place, a virtual location, or both; there always is one (Google requires it).

    The address to take part is told only while it takes place; `page` stands there otherwise.
    An event without a place is at its organiser, as its page says.
    """
    own = "" if one.is_called_off else clean_url(one.online_url)
    virtual = said(at_type="VirtualLocation", url=own or page)
    if one.mode is Mode.ONLINE:
        return virtual
    place = _place(one.place or Place(name=one.organiser.name), one.access, labels)
    return place if one.mode is Mode.IN_PERSON else [place, virtual]


def _place(place: Place, access: Access, labels: Labels) -> Json:
    name, room = clean_line(place.name), clean_line(place.room)
    found = point(place)
    return said(
        at_type="Place",
        name=f"{name}, {room}" if room else name,
        address=said(
            at_type="PostalAddress",
            streetAddress=clean_line(place.street),
            postalCode=clean_line(place.postal_code),
            addressLocality=clean_line(place.city),
            addressCountry=COUNTRY,
        ),
        geo=found and said(at_type="GeoCoordinates", latitude=found[0], longitude=found[1]),
        amenityFeature=_amenities(access, labels),
    )


def _amenities(access: Access, labels: Labels) -> list[Json]:
    flags = {name: getattr(access, name) for name in _OF_THE_BUILDING}
    return [
        said(at_type="LocationFeatureSpecification", name=phrase, value=True)
        for phrase in labels.access_offered(Access(**flags))
    ]


def offer_part(one: PublishedOccurrence, *, labels: Labels, page: str, is_over: bool) -> Json:
    """Give what it costs and where to get a place, {} when nobody has said what it costs.

    Nothing is available of what is called off or over.
    """
    if one.price.kind is PriceKind.UNSTATED:
        return {}
    is_offered = not (one.is_called_off or is_over)
    available = "SoldOut" if one.state is State.FULL else "InStock"
    opens, amount = one.registration.opens_at, _amount(one.price)
    return said(
        at_type="Offer",
        name=labels.price_words(one.price),
        description=clean_text(one.price.note),
        price=amount,
        priceCurrency=None if amount is None else CURRENCY,
        url=(_sign_up(one.registration) if is_offered else "") or page,
        availability=SCHEMA + available if is_offered else None,
        validFrom=instant(opens) if opens else None,
    )


def _amount(price: Price) -> int | None:
    return price.amount if price.kind is PriceKind.PAID else 0


def _sign_up(registration: Registration) -> str:
    return clean_url(registration.url) if registration.kind is Kind.LINK else ""


def is_free(price: Price) -> bool | None:
    """Tell whether nobody pays, None when nobody has said; a free ticket is free (D-36)."""
    return None if price.kind is PriceKind.UNSTATED else price.kind is not PriceKind.PAID


def age_range(low: int | None, high: int | None) -> str:
    """Give ages as schema.org writes them: `3-6`, `3-`, `0-6`; "" for everybody."""
    if high is None:
        return f"{low}-" if low else ""
    return f"{low or 0}-{high}"


def organisers_part(
    organisers: Iterable[Organiser], organiser_url: Callable[[Organiser], str]
) -> list[Json]:
    return [
        said(at_type="Organization", name=clean_line(one.name), url=organiser_url(one))
        for one in organisers
    ]


def people_part(people: Sequence[Person]) -> list[Json]:
    return [
        said(at_type="Person", name=clean_line(one.name), jobTitle=clean_line(one.role))
        for one in people
    ]


def books_part(books: Sequence[Book]) -> list[Json]:
    return [_book(one) for one in books]


def _book(book: Book) -> Json:
    author, isbn = clean_line(book.author), normal_isbn(book.isbn)
    return said(
        at_type="Book",
        name=clean_line(book.title),
        author=said(at_type="Person", name=author) if author else None,
        isbn=isbn if is_isbn(isbn) else "",
        url=clean_url(book.url),
    )
