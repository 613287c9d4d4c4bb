"""A gathering as entered: the event's form without what only the public needs, and an agenda.

Read over what the event said before, so that whatever this form does not show stays.
"""

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date
from itertools import chain

from calendar_app.domain.event import EventDetails, Mode, Registration, RegistrationKind, Visibility
from calendar_app.domain.gathering import AgendaItem, Document, Gathering
from calendar_app.domain.gathering_judge import gathering_problems
from calendar_app.domain.judge import judge
from calendar_app.domain.problems import Problem
from calendar_app.domain.vocabulary import Vocabulary
from calendar_app.web.forms.entry import Entry, read_dates
from calendar_app.web.forms.place import place_value, read_place
from calendar_app.web.forms.reading import read_number
from calendar_app.web.forms.registration import typed_registration
from calendar_app.web.forms.schedule import SCHEDULE_FIELDS
from calendar_app.web.forms.typed import Reader, Typed, sorted_problems

AGENDA_COLUMNS = ("agenda_time", "agenda_text")
DOCUMENT_COLUMNS = ("document_label", "document_url")
_MOMENTS = ("registration_opens", "registration_closes")

GATHERING_FIELDS = (
    "title",
    "summary",
    "visibility",
    "community_ids",
    *SCHEDULE_FIELDS,
    "announce_move",
    "mode",
    "place",
    "place_text",
    "online_url",
    "host_id",
    "organiser_id",
    "agenda",
    *AGENDA_COLUMNS,
    "description",
    "documents",
    *DOCUMENT_COLUMNS,
    "capacity",
    *(f"{name}_{part}" for name in _MOMENTS for part in ("date", "time")),
    "contact",
    "gathering_notes",
)
"""Every field in the order in which it is shown, which is that of the problems."""

_ORDER = {name: place for place, name in enumerate(GATHERING_FIELDS)}
_SHOWN_AT = {"registration_closes": "registration_closes_date"}
_FIRST_MINUTE, _LAST_MINUTE = 0, 23 * 60 + 59


def read_gathering_entry(
    typed: Typed,
    *,
    base: EventDetails,
    vocabulary: Vocabulary,
    organisers: Collection[int],
    today: date,
) -> Entry:
    """Read and judge the whole form; `organisers` are the libraries the person may choose."""
    reader = Reader(typed)
    details = _read_details(reader, base)
    schedule, of_schedule = read_dates(typed, today=today)
    unread = {problem.field for problem in reader.problems}
    judged = (
        replace(one, field=_SHOWN_AT.get(one.field, one.field))
        for one in (*judge(details, vocabulary), *gathering_problems(details, vocabulary))
    )
    problems = chain(
        reader.problems,
        (problem for problem in judged if problem.field not in unread),
        _organiser_problems(details, vocabulary, organisers),
        of_schedule,
    )
    return Entry(
        typed=typed,
        details=details,
        schedule=schedule,
        problems=tuple(sorted_problems(problems, _ORDER)),
    )


def typed_gathering(details: EventDetails) -> Typed:
    """Give the texts that would have made these details."""
    gathering, registration = details.gathering, typed_registration(details.registration)
    moments = {name: text for name, text in registration.items() if name.startswith(_MOMENTS)}
    typed = Typed(
        {
            "title": (details.title,),
            "summary": (details.summary,),
            "visibility": (details.visibility,),
            "community_ids": tuple(str(one) for one in gathering.community_ids),
            "mode": (details.mode,),
            "place": (place_value(details.venue_id, details.room_id),),
            "place_text": (details.place_text,),
            "online_url": (details.online_url,),
            "host_id": ("" if gathering.host_id is None else str(gathering.host_id),),
            "organiser_id": (str(details.organiser_id),),
            "agenda_time": tuple(one.time for one in gathering.agenda),
            "agenda_text": tuple(one.text for one in gathering.agenda),
            "description": (details.description,),
            "document_label": tuple(one.label for one in gathering.documents),
            "document_url": tuple(one.url for one in gathering.documents),
            "capacity": ("" if details.capacity is None else str(details.capacity),),
            "contact": (details.contact,),
            "gathering_notes": (gathering.notes,),
        }
    )
    return typed.having(**moments)


def _read_details(reader: Reader, base: EventDetails) -> EventDetails:
    mode = reader.choice("mode", Mode.IN_PERSON)
    is_online = mode is Mode.ONLINE
    venue_id, room_id, place_text = (None, None, "") if is_online else read_place(reader)
    visibility = reader.choice("visibility", Visibility.STAFF)
    return replace(
        base,
        title=reader.line("title"),
        organiser_id=read_number(reader.typed.text("organiser_id")) or 0,
        summary=reader.line("summary"),
        description=reader.text("description"),
        mode=mode,
        online_url="" if mode is Mode.IN_PERSON else reader.line("online_url"),
        venue_id=venue_id,
        room_id=room_id,
        place_text=place_text,
        registration=_read_registration(reader),
        capacity=reader.number("capacity"),
        contact=reader.line("contact"),
        visibility=visibility,
        gathering=_read_gathering(reader),
    )


def _read_gathering(reader: Reader) -> Gathering:
    hosts = reader.ids("host_id")
    return Gathering(
        host_id=hosts[0] if hosts else None,
        community_ids=reader.ids("community_ids"),
        agenda=tuple(
            AgendaItem(time=time, text=text) for time, text in reader.rows(*AGENDA_COLUMNS)
        ),
        documents=tuple(
            Document(label=label or url, url=url) for label, url in reader.rows(*DOCUMENT_COLUMNS)
        ),
        notes=reader.text("gathering_notes"),
    )


def _read_registration(reader: Reader) -> Registration:
    """Read from when until when; people sign up on the page of the gathering itself."""
    return Registration(
        kind=RegistrationKind.NONE,
        opens_at=reader.moment("registration_opens", otherwise=_FIRST_MINUTE),
        closes_at=reader.moment("registration_closes", otherwise=_LAST_MINUTE),
    )


def _organiser_problems(
    details: EventDetails, vocabulary: Vocabulary, organisers: Collection[int]
) -> Iterator[Problem]:
    if details.organiser_id in vocabulary.libraries and details.organiser_id not in organisers:
        yield Problem("organiser_id", "not_your_library")
