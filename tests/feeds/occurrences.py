"""A published occurrence, the words and a head, for the tests of feeds."""

from datetime import UTC, date, datetime
from typing import Any

from calendar_app.domain.calledoff import CalledOff
from calendar_app.domain.event import Person, PriceKind, Registration, RegistrationKind
from calendar_app.domain.published import Place, PublishedOccurrence
from calendar_app.domain.timing import Span, Timed, wall
from calendar_app.domain.vocabulary import Access, Label
from feeds.labels import Labels
from feeds.vcalendar import CalendarHead, join_calendar, render_head
from feeds.vevent import render_vevent
from tests.support.published import HAMAR, make_published

UID = "5e1f2c1a-3b7d-4c7e-9d0a-1f2e3d4c5b6a"
TODAY = date(2027, 2, 1)
BRANCH = Place(
    venue_id=1,
    slug="hamar-kulturhus",
    name="Hamar bibliotek, hovedbiblioteket",
    room="Barneavdelingen",
    street="Torggata 100",
    postal_code="2317",
    city="Hamar",
    latitude=60.794512,
    longitude=11.067981,
    library_id=1,
)
TUESDAY = Timed(wall(date(2027, 2, 9), 11 * 60), wall(date(2027, 2, 9), 11 * 60 + 45))

_PRICES = {PriceKind.FREE: "Gratis", PriceKind.FREE_TICKET: "Gratis, men du må ha billett"}
_ACCESS = {"wheelchair": "Rullestoltilpasset lokale", "hearing_loop": "Teleslynge"}


def _old_time(span: Span) -> str:
    return f"Flyttet fra {span.first:%d.%m.%Y}."


def _ages(low: int | None, high: int | None) -> str:
    return "for alle" if low is None and high is None else f"{low}–{high} år"


def _registration_details(registration: Registration, capacity: int | None) -> list[str]:
    details = [f"Plass til {capacity}"] if capacity is not None else []
    if registration.opens_at:
        details.append(f"Påmeldingen åpner {registration.opens_at:%d.%m.%Y}")
    return details


LABELS = Labels(
    language="nb",
    cancelled="AVLYST",
    full="FULLT",
    postponed="UTSATT",
    new_time="NY TID",
    people="Med",
    age="Alder",
    price="Pris",
    registration="Påmelding",
    access="Tilrettelegging",
    organiser="Arrangør",
    online="Delta på nett",
    when=lambda span: f"{span.first:%d.%m.%Y}",
    old_time=_old_time,
    ages=_ages,
    price_words=lambda price: _PRICES.get(price.kind, f"{price.amount} kr"),
    registration_details=_registration_details,
    access_offered=lambda access: [_ACCESS[one] for one in _ACCESS if getattr(access, one)],
)

HEAD = CalendarHead(
    name="Lesekalender: Hamar, 0–3 år",
    description="Arrangementer for barn 0–3 år i Hamar.",
    source_url="https://kalender.example/kalender.ics?alder=0-3&bibliotek=hamar",
    page_url="https://kalender.example/kalender?alder=0-3&bibliotek=hamar",
    colour="#1F5E8C",
)


_SINGING: dict[str, Any] = {
    "uid": UID,
    "event_id": 17,
    "event_slug": "babysang-hamar",
    "is_series": True,
    "span": TUESDAY,
    "title": "Babysang",
    "summary": "Vi synger og leser for de minste.",
    "description": "Ta gjerne med **teppe** og besteforeldre.",
    "organiser": HAMAR,
    "categories": (Label(slug="sang", nb="Sang og rim", nn="Song og rim", en="Songs, rhymes"),),
    "age_from": 0,
    "age_to": 1,
    "age_note": "Søsken er velkomne",
    "place": BRANCH,
    "access": Access(wheelchair=True, hearing_loop=False),
    "people": (Person(name="barnebibliotekaren", role="Sangleder"),),
    "sequence": 2,
    "last_modified": datetime(2027, 1, 15, 8, 30, 15, tzinfo=UTC),
    "created_at": datetime(2026, 12, 1, 12, 0, 0, tzinfo=UTC),
}


def event_url(occurrence: PublishedOccurrence) -> str:
    return f"https://kalender.example/arrangement/{occurrence.event_slug}-{occurrence.event_id}"


def occurrence(**changes: Any) -> PublishedOccurrence:
    """Give a baby song on a Tuesday in Hamar, with `changes`."""
    return make_published(**(_SINGING | changes))


def link(url: str, **changes: Any) -> Registration:
    """Give a registration by link, with `changes`."""
    return Registration(kind=RegistrationKind.LINK, url=url, **changes)


def vevent(
    shown: PublishedOccurrence,
    *,
    called_off: CalledOff = CalledOff.STATUS,
    today: date = TODAY,
) -> bytes:
    """Render one date with the words and addresses of these tests."""
    return render_vevent(
        shown, called_off=called_off, labels=LABELS, event_url=event_url, today=today
    )


def feed(*vevents: bytes, head: CalendarHead = HEAD) -> bytes:
    """Join rendered dates into a feed."""
    return join_calendar(render_head(head), vevents)
