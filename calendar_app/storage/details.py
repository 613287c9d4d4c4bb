"""What an event says, as columns and back. Nothing here runs a query."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from calendar_app.domain.event import (
    Arranger,
    Book,
    EventDetails,
    Image,
    Mode,
    Person,
    Price,
    PriceKind,
    Registration,
    RegistrationKind,
    Visibility,
)
from calendar_app.domain.gathering import AgendaItem, Document, Gathering
from calendar_app.domain.lending import Lending
from calendar_app.domain.vocabulary import ACCESS_FLAGS, Access
from calendar_app.storage.spans import Row


def details_columns(details: EventDetails) -> dict[str, Any]:
    """Give the columns of the event table that hold the details."""
    price, registration, image = details.price, details.registration, details.image
    lending, gathering = details.lending, details.gathering
    return {
        "organiser_id": details.organiser_id,
        "title": details.title,
        "summary": details.summary,
        "description": details.description,
        "content_language": details.content_language,
        "languages": list(details.languages),
        "age_from": details.age_from,
        "age_to": details.age_to,
        "age_note": details.age_note,
        "mode": details.mode.value,
        "online_url": details.online_url,
        "venue_id": details.venue_id,
        "room_id": details.room_id,
        "place_text": details.place_text,
        "price_kind": price.kind.value,
        "price_amount": price.amount,
        "price_note": price.note,
        "registration_kind": registration.kind.value,
        "registration_url": registration.url,
        "registration_contact": registration.contact,
        "registration_opens_at": registration.opens_at,
        "registration_closes_at": registration.closes_at,
        "registration_note": registration.note,
        "waiting_list": registration.waiting_list,
        "guardian_registers": registration.guardian_registers,
        "capacity": details.capacity,
        **{name: getattr(details.access, name) for name in ACCESS_FLAGS},
        "access_note": details.access.note,
        "image_hash": image.hash,
        "image_alt": image.alt,
        "image_credit": image.credit,
        "people": [asdict(one) for one in details.people],
        "books": [asdict(one) for one in details.books],
        "partners": list(details.partners),
        "tour_id": details.tour_id,
        "funding_line_id": details.funding_line_id,
        "funding": details.funding,
        "contact": details.contact,
        "visibility": details.visibility.value,
        "statistics_type": details.statistics_type,
        "arranger": details.arranger.value,
        "is_lent": lending.is_open,
        "lending_minutes": lending.minutes,
        "lending_needs": lending.needs,
        "lending_fee": lending.fee,
        "lending_contact": lending.contact,
        "host_id": gathering.host_id,
        "agenda": [asdict(one) for one in gathering.agenda],
        "documents": [asdict(one) for one in gathering.documents],
        "notes_afterwards": gathering.notes,
        "experience": details.experience,
        "internal_note": details.internal_note,
    }


def details_of(
    row: Row,
    co_organiser_ids: Sequence[int],
    category_ids: Sequence[int],
    age_band_ids: Sequence[int],
    community_ids: Sequence[int],
) -> EventDetails:
    """Build what an event says of its row and the rows that hang on it, in their order."""
    return EventDetails(
        title=row["title"],
        organiser_id=row["organiser_id"],
        co_organiser_ids=tuple(co_organiser_ids),
        summary=row["summary"],
        description=row["description"],
        content_language=row["content_language"],
        languages=tuple(row["languages"]),
        category_ids=tuple(category_ids),
        age_band_ids=tuple(age_band_ids),
        age_from=row["age_from"],
        age_to=row["age_to"],
        age_note=row["age_note"],
        mode=Mode(row["mode"]),
        online_url=row["online_url"],
        venue_id=row["venue_id"],
        room_id=row["room_id"],
        place_text=row["place_text"],
        price=Price(
            kind=PriceKind(row["price_kind"]), amount=row["price_amount"], note=row["price_note"]
        ),
        registration=_registration(row),
        capacity=row["capacity"],
        access=Access(**{name: row[name] for name in ACCESS_FLAGS}, note=row["access_note"]),
        image=Image(hash=row["image_hash"], alt=row["image_alt"], credit=row["image_credit"]),
        people=tuple(Person(**one) for one in row["people"]),
        books=tuple(Book(**one) for one in row["books"]),
        partners=tuple(row["partners"]),
        tour_id=row["tour_id"],
        funding_line_id=row["funding_line_id"],
        funding=row["funding"],
        contact=row["contact"],
        visibility=Visibility(row["visibility"]),
        statistics_type=row["statistics_type"],
        arranger=Arranger(row["arranger"]),
        lending=_lending(row),
        gathering=_gathering(row, community_ids),
        experience=row["experience"],
        internal_note=row["internal_note"],
    )


def _registration(row: Row) -> Registration:
    return Registration(
        kind=RegistrationKind(row["registration_kind"]),
        url=row["registration_url"],
        contact=row["registration_contact"],
        opens_at=row["registration_opens_at"],
        closes_at=row["registration_closes_at"],
        waiting_list=row["waiting_list"],
        guardian_registers=row["guardian_registers"],
        note=row["registration_note"],
    )


def _lending(row: Row) -> Lending:
    return Lending(
        is_open=row["is_lent"],
        minutes=row["lending_minutes"],
        needs=row["lending_needs"],
        fee=row["lending_fee"],
        contact=row["lending_contact"],
    )


def _gathering(row: Row, community_ids: Sequence[int]) -> Gathering:
    return Gathering(
        host_id=row["host_id"],
        community_ids=tuple(community_ids),
        agenda=tuple(AgendaItem(**one) for one in row["agenda"] or ()),
        documents=tuple(Document(**one) for one in row["documents"] or ()),
        notes=row["notes_afterwards"],
    )
