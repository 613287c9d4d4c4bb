"""Rows to domain objects and back. Nothing here runs a query."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from calendar_app.domain.event import (
    Arranger,
    Book,
    Event,
    EventDetails,
    Image,
    Mode,
    Occurrence,
    Overrides,
    Person,
    Price,
    PriceKind,
    Provenance,
    Registration,
    RegistrationKind,
    Schedule,
    State,
    Visibility,
    Workflow,
)
from calendar_app.domain.rrule import read_rrule, rrule_text
from calendar_app.domain.vocabulary import ACCESS_FLAGS, Access
from calendar_app.storage.spans import Row, span_columns, span_json, span_of, span_of_row


def event_of(
    row: Row,
    *,
    co_organiser_ids: Sequence[int],
    category_ids: Sequence[int],
    age_band_ids: Sequence[int],
) -> Event:
    """Build an event of its row and the rows that hang on it, in their order."""
    return Event(
        id=row["id"],
        uid=row["uid"],
        slug=row["slug"],
        details=_details(row, co_organiser_ids, category_ids, age_band_ids),
        schedule=_schedule(row),
        workflow=Workflow(row["workflow"]),
        state=State(row["state"]),
        state_reason=row["state_reason"],
        state_from=row["state_from"],
        previous_state=_state(row["previous_state"]),
        version=row["version"],
        created_at=row["created_at"],
        updated_at=row["updated_at"],
        published_at=row["published_at"],
        provenance=_provenance(row),
        series_slug=row["series_slug"],
        series_sequence=row["series_sequence"],
        series_modified=row["series_modified"],
    )


def details_columns(details: EventDetails) -> dict[str, Any]:
    """Give the columns of the event table that hold the details."""
    price, registration, image = details.price, details.registration, details.image
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
        "funding": details.funding,
        "contact": details.contact,
        "visibility": details.visibility.value,
        "statistics_type": details.statistics_type,
        "arranger": details.arranger.value,
        "internal_note": details.internal_note,
    }


def schedule_columns(schedule: Schedule) -> dict[str, Any]:
    """Give the columns of the event table that hold the schedule."""
    return {
        "first_span": span_json(schedule.first),
        "rrule": rrule_text(schedule.rule) if schedule.rule else None,
        "rdates": [span_json(one) for one in schedule.rdates],
        "exdates": sorted(day.isoformat() for day in schedule.exdates),
    }


def occurrence_of(row: Row) -> Occurrence:
    """Build an occurrence of its row."""
    return Occurrence(
        id=row["id"],
        uid=row["uid"],
        event_id=row["event_id"],
        recurrence_date=row["recurrence_date"],
        span=span_of_row(row),
        has_own_time=row["has_own_time"],
        moved_from=span_of(row["moved_from"]) if row["moved_from"] else None,
        overrides=Overrides(
            title=row["title"],
            summary=row["summary"],
            note=row["note"],
            venue_id=row["venue_id"],
            room_id=row["room_id"],
            place_text=row["place_text"],
            state=_state(row["state"]),
            state_reason=row["state_reason"],
            previous_state=_state(row["previous_state"]),
            capacity=row["capacity"],
            registration_url=row["registration_url"],
        ),
        sequence=row["sequence"],
        last_modified=row["last_modified"],
        created_at=row["created_at"],
    )


def occurrence_columns(occurrence: Occurrence) -> dict[str, Any]:
    """Give the columns of the occurrence table, but for the id."""
    own = occurrence.overrides
    return {
        "uid": occurrence.uid,
        "event_id": occurrence.event_id,
        "recurrence_date": occurrence.recurrence_date,
        **span_columns(occurrence.span),
        "has_own_time": occurrence.has_own_time,
        "moved_from": span_json(occurrence.moved_from) if occurrence.moved_from else None,
        "title": own.title,
        "summary": own.summary,
        "note": own.note,
        "venue_id": own.venue_id,
        "room_id": own.room_id,
        "place_text": own.place_text,
        "state": own.state.value if own.state else None,
        "state_reason": own.state_reason,
        "previous_state": own.previous_state.value if own.previous_state else None,
        "capacity": own.capacity,
        "registration_url": own.registration_url,
        "sequence": occurrence.sequence,
        "last_modified": occurrence.last_modified,
        "created_at": occurrence.created_at,
    }


def _details(
    row: Row,
    co_organiser_ids: Sequence[int],
    category_ids: Sequence[int],
    age_band_ids: Sequence[int],
) -> EventDetails:
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
        funding=row["funding"],
        contact=row["contact"],
        visibility=Visibility(row["visibility"]),
        statistics_type=row["statistics_type"],
        arranger=Arranger(row["arranger"]),
        internal_note=row["internal_note"],
    )


def _state(value: str | None) -> State | None:
    return State(value) if value else None


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


def _schedule(row: Row) -> Schedule:
    return Schedule(
        first=span_of(row["first_span"]),
        rule=read_rrule(row["rrule"]) if row["rrule"] else None,
        rdates=tuple(span_of(one) for one in row["rdates"]),
        exdates=frozenset(date.fromisoformat(day) for day in row["exdates"]),
    )


def _provenance(row: Row) -> Provenance | None:
    if row["source_uid"] is None:
        return None
    return Provenance(uid=row["source_uid"], name=row["source_name"], digest=row["source_digest"])
