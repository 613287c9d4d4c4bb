"""The event's form, apart from its dates: what staff say about an event.

It reads raw texts and keeps them, and judges shape alone. Fields that do not apply (an amount
for what is free, a place for what is online) are not read; what the form does not show (the tour,
what only gatherings have) stays as it was.
"""

from dataclasses import replace

from calendar_app.domain.event import (
    Arranger,
    EventDetails,
    Mode,
    Price,
    PriceKind,
    Visibility,
)
from calendar_app.domain.vocabulary import ACCESS_FLAGS, Access
from calendar_app.web.forms.books import BOOK_FIELDS, read_books, typed_books
from calendar_app.web.forms.image import IMAGE_FIELDS, read_image, typed_image
from calendar_app.web.forms.lending import LENDING_FIELDS, read_lending, typed_lending
from calendar_app.web.forms.partners import PARTNER_FIELDS, read_partners, typed_partners
from calendar_app.web.forms.people import PEOPLE_FIELDS, read_people, typed_people
from calendar_app.web.forms.place import place_value, read_place
from calendar_app.web.forms.reading import read_number
from calendar_app.web.forms.registration import (
    REGISTRATION_FIELDS,
    read_registration,
    typed_registration,
)
from calendar_app.web.forms.typed import Reader, Typed

TITLE_FIELDS = ("title", "summary", *IMAGE_FIELDS)
"""Those of the form's first part; the dates come after them."""

MORE_FIELDS = (
    "mode",
    "place",
    "place_text",
    "online_url",
    "organiser_id",
    "co_organiser_ids",
    "category_id",
    "more_category_ids",
    "for_everybody",
    "age_band_ids",
    "age_from",
    "age_to",
    "age_note",
    "description",
    *PEOPLE_FIELDS,
    *BOOK_FIELDS,
    *PARTNER_FIELDS,
    "price_kind",
    "price_amount",
    "price_note",
    *REGISTRATION_FIELDS,
    "capacity",
    *(f"access_{flag}" for flag in ACCESS_FLAGS),
    "access_note",
    "content_language",
    "languages",
    "contact",
    "funding_line_id",
    "funding",
    *LENDING_FIELDS,
    "statistics_type",
    "arranger",
    "experience",
    "visibility",
    "internal_note",
)
DETAIL_FIELDS = (*TITLE_FIELDS, *MORE_FIELDS)

YES, NO = "ja", "nei"

_FLAGS = {"": None, YES: True, NO: False}


def read_details(reader: Reader, *, base: EventDetails) -> EventDetails:
    """Read what the form says over what the event said before."""
    organiser = read_number(reader.typed.text("organiser_id")) or 0
    mode = reader.choice("mode", Mode.IN_PERSON)
    venue_id, room_id, place_text = _read_place(reader, mode)
    age_from, age_to, band_ids = _read_ages(reader)
    return replace(
        base,
        title=reader.line("title"),
        organiser_id=organiser,
        co_organiser_ids=tuple(one for one in reader.ids("co_organiser_ids") if one != organiser),
        summary=reader.line("summary"),
        description=reader.text("description"),
        content_language=reader.line("content_language") or base.content_language,
        languages=reader.typed.all("languages") or ("nb",),
        category_ids=_read_categories(reader),
        age_band_ids=band_ids,
        age_from=age_from,
        age_to=age_to,
        age_note=reader.line("age_note"),
        mode=mode,
        online_url="" if mode is Mode.IN_PERSON else reader.line("online_url"),
        venue_id=venue_id,
        room_id=room_id,
        place_text=place_text,
        price=_read_price(reader),
        registration=read_registration(reader),
        capacity=reader.number("capacity"),
        access=_read_access(reader),
        image=read_image(reader, base=base.image),
        people=read_people(reader),
        books=read_books(reader),
        partners=read_partners(reader),
        funding_line_id=reader.number("funding_line_id"),
        funding=reader.line("funding"),
        contact=reader.line("contact"),
        visibility=reader.choice("visibility", Visibility.PUBLIC),
        statistics_type=reader.line("statistics_type"),
        arranger=reader.choice("arranger", Arranger.OWN),
        lending=read_lending(reader),
        experience=_read_experience(reader, base),
        internal_note=reader.text("internal_note"),
    )


def typed_details(details: EventDetails) -> Typed:
    """Give the texts that would have made these details."""
    main, *more = details.category_ids or ("",)
    is_for_everybody = (details.age_from, details.age_to, details.age_band_ids) == (None, None, ())
    typed = Typed(
        {
            "title": (details.title,),
            "summary": (details.summary,),
            "description": (details.description,),
            "mode": (details.mode,),
            "place": (place_value(details.venue_id, details.room_id),),
            "place_text": (details.place_text,),
            "online_url": (details.online_url,),
            "organiser_id": (str(details.organiser_id),),
            "co_organiser_ids": _texts(details.co_organiser_ids),
            "category_id": (str(main),),
            "more_category_ids": _texts(more),
            "for_everybody": (YES,) if is_for_everybody else (),
            "age_band_ids": _texts(details.age_band_ids),
            "age_from": (_text(details.age_from),),
            "age_to": (_text(details.age_to),),
            "age_note": (details.age_note,),
            "price_kind": (details.price.kind,),
            "price_amount": (_text(details.price.amount),),
            "price_note": (details.price.note,),
            "capacity": (_text(details.capacity),),
            "content_language": (details.content_language,),
            "languages": details.languages,
            "funding_line_id": (_text(details.funding_line_id),),
            "funding": (details.funding,),
            "contact": (details.contact,),
            "visibility": (details.visibility,),
            "statistics_type": (details.statistics_type,),
            "arranger": (details.arranger,),
            "experience": (details.experience,),
            "internal_note": (details.internal_note,),
        }
    )
    return typed.having(
        **typed_image(details.image),
        **typed_people(details.people),
        **typed_books(details.books),
        **typed_partners(details.partners),
        **typed_registration(details.registration),
        **_typed_access(details.access),
        **typed_lending(details.lending),
    )


def _read_place(reader: Reader, mode: Mode) -> tuple[int | None, int | None, str]:
    return (None, None, "") if mode is Mode.ONLINE else read_place(reader)


def _read_categories(reader: Reader) -> tuple[int, ...]:
    """Read the categories, the main one first."""
    ids = (*reader.ids("category_id"), *reader.ids("more_category_ids"))
    return tuple(dict.fromkeys(ids))


def _read_ages(reader: Reader) -> tuple[int | None, int | None, tuple[int, ...]]:
    """Read whom it is for; 'everybody' is said, never only left open."""
    if reader.typed.has("for_everybody"):
        return None, None, ()
    before = len(reader.problems)
    low, high = reader.number("age_from"), reader.number("age_to")
    bands = reader.ids("age_band_ids")
    if (low, high, bands) == (None, None, ()) and len(reader.problems) == before:
        reader.refuse("for_everybody", "missing_age")
    return low, high, bands


def _read_price(reader: Reader) -> Price:
    kind = reader.choice("price_kind", PriceKind.FREE)
    amount = reader.number("price_amount") if kind is PriceKind.PAID else None
    return Price(kind=kind, amount=amount, note=reader.line("price_note"))


def _read_access(reader: Reader) -> Access:
    """Read what differs from the venue."""
    flags = {
        flag: _FLAGS[reader.one_of(f"access_{flag}", _FLAGS, default="")] for flag in ACCESS_FLAGS
    }
    return Access(**flags, note=reader.line("access_note"))


def _read_experience(reader: Reader, base: EventDetails) -> str:
    """Read how it went; the form asks only when there is something to tell."""
    return reader.text("experience") if reader.typed.has("experience") else base.experience


def _typed_access(access: Access) -> dict[str, str]:
    words = {None: "", True: YES, False: NO}
    flags = {f"access_{flag}": words[getattr(access, flag)] for flag in ACCESS_FLAGS}
    return flags | {"access_note": access.note}


def _texts(ids: list[int] | tuple[int, ...]) -> tuple[str, ...]:
    return tuple(str(one) for one in ids)


def _text(number: int | None) -> str:
    return "" if number is None else str(number)
