"""Pages for tests: the product's templates and static files, and samples of what is shown."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from typing import Any

from jinja2 import Environment

from calendar_app.addresses import Addresses
from calendar_app.domain.event import (
    Book,
    Mode,
    Person,
    Price,
    PriceKind,
    Registration,
    RegistrationKind,
    State,
)
from calendar_app.domain.grammar import parse
from calendar_app.domain.published import PublishedOccurrence
from calendar_app.domain.timing import AllDay
from calendar_app.domain.vocabulary import Access
from calendar_app.web.public.chosen_filters import chips, loosen, remarks, ways_out
from calendar_app.web.public.context import (
    Alternate,
    CalendarPage,
    LanguageLink,
    Subscription,
    Ways,
)
from calendar_app.web.public.event_context import EventPage, LibraryLink
from calendar_app.web.public.filters import filter_form
from calendar_app.web.public.listing import days, ongoing, soonest, split_dates
from calendar_app.web.public.map_links import map_address
from calendar_app.web.public.subscribe_context import SubscribePage
from calendar_app.web.render import Link, Pages, Site, environment
from calendar_app.web.static_files import StaticFiles
from tests.support.published import GJOVIK, KULTURHUSET, make_published, timed
from tests.support.vocabulary import VOCABULARY

TODAY = date(2027, 2, 8)
NOTICE = "Dette er et demonstrasjonsprogram."
SITE = Site(
    name="Lesekalender",
    line="Mjøsbybiblioteket: Hamar og Gjøvik",
    notice=NOTICE,
    footer=(Link(label="Tilgjengelighetserklæring", href="https://uustatus.example/1"),),
)
URLS = Addresses("https://kalender.example")
SUBSCRIPTION = Subscription(
    webcal="webcal://kalender.example/kalender.ics",
    https="https://kalender.example/kalender.ics",
    page="/abonner",
)
WAYS = Ways(
    webcal=SUBSCRIPTION.webcal,
    https=SUBSCRIPTION.https,
    google="https://calendar.google.example/",
    outlook="https://outlook.live.example/",
    microsoft_365="https://outlook.office.example/",
)
ALTERNATES = (
    Alternate(type="text/calendar", label="iCalendar", href=SUBSCRIPTION.https),
    Alternate(
        type="application/rss+xml", label="RSS", href="https://kalender.example/kalender.rss"
    ),
)
LANGUAGES = (LanguageLink(language="nn", label="Nynorsk", href="/kalender?ui=nn"),)


def make_pages(site: Site = SITE, urls: object = URLS) -> Pages:
    return Pages(site=lambda _: site, urls=urls, static=StaticFiles())


def make_environment(language: str = "nb") -> Environment:
    return environment(language, urls=URLS, static=StaticFiles())


def href(occurrence: PublishedOccurrence) -> str:
    return f"/arrangement/{occurrence.event_slug}-{occurrence.event_id}"


def everything(**changes: Any) -> PublishedOccurrence:
    """Make a date of which every field says something."""
    full: dict[str, Any] = {
        "description": "Vi leser **høyt**.\n\n- ta med teppe",
        "note": "I kveld i foajeen.",
        "co_organisers": (GJOVIK,),
        "age_note": "Passer best for de minste.",
        "mode": Mode.HYBRID,
        "online_url": "https://example.org/mote",
        "place": replace(KULTURHUSET, room="Galleriet"),
        "price": Price(kind=PriceKind.PAID, amount=80, note="Voksne følger gratis."),
        "registration": Registration(
            kind=RegistrationKind.LINK,
            url="https://example.org/pamelding",
            contact="hamar@example.org",
            opens_at=datetime(2027, 1, 4, 8, 0, tzinfo=UTC),
            closes_at=datetime(2027, 2, 1, 11, 0, tzinfo=UTC),
            waiting_list=True,
            guardian_registers=True,
            note="Ta med lånekort.",
        ),
        "capacity": 16,
        "access": Access(wheelchair=True, hearing_loop=False, note="Heis fra foajeen."),
        "people": (Person(name="en forteller", role="Forteller"), Person(name="en fiolinist")),
        "books": (
            Book(title="Eventyr", author="Asbjørnsen og Moe", url="https://example.org/bok"),
            Book(title="Sanger"),
        ),
        "partners": ("Kulturskolen", "Frivilligsentralen"),
        "funding": "Støttet av Nasjonalbiblioteket.",
        "contact": "62 00 00 00",
        "languages": ("nb", "uk"),
    }
    return make_published(**(full | changes))


def in_every_state() -> list[PublishedOccurrence]:
    """Make dates of every state, one going on already, in order."""
    moved = {"state": State.MOVED, "moved_from": timed(date(2027, 2, 10))}
    return [
        make_published(span=AllDay(date(2027, 2, 1), date(2027, 2, 20)), title="Utstilling"),
        make_published(state=State.CANCELLED, state_reason="Bibliotekaren er syk."),
        everything(state=State.FULL),
        make_published(span=timed(date(2027, 2, 9)), state=State.POSTPONED),
        make_published(span=timed(date(2027, 2, 15)), **moved),
        make_published(
            span=timed(date(2027, 2, 16)), title="قصة", summary="نقرأ", content_language="ar"
        ),
    ]


def address(query: str) -> str:
    return f"/kalender?{query}" if query else "/kalender"


def calendar_page(
    occurrences: list[PublishedOccurrence], query: str = "", **changes: Any
) -> CalendarPage:
    parsed = parse(query, VOCABULARY)
    ways = ways_out(parsed, VOCABULARY)
    page = CalendarPage(
        title="Hva skjer",
        heading="Hva skjer",
        description="Arrangementer fra Lesekalender.",
        canonical="https://kalender.example/kalender",
        alternates=ALTERNATES,
        languages=LANGUAGES,
        today=TODAY,
        form=filter_form(
            parsed, VOCABULARY, action="/kalender", today=TODAY, languages=("nb", "se", "uk")
        ),
        subscription=SUBSCRIPTION,
        ongoing=ongoing(occurrences, start=TODAY, href=href),
        days=days(occurrences, start=TODAY, href=href),
        total=len(occurrences),
        chips=chips(parsed, VOCABULARY, address=address),
        remarks=remarks(parsed, VOCABULARY, address=address),
        loosen=loosen(ways, [len(ways)] * len(ways), language="nb", address=address),
        reset_href="/kalender",
    )
    return replace(page, **changes)


def event_page(occurrences: list[PublishedOccurrence], **changes: Any) -> EventPage:
    coming, past = split_dates(occurrences, today=changes.get("today", TODAY))
    shown = coming[0].occurrence if coming else past[-1].occurrence
    page = EventPage(
        title=shown.title,
        event=shown,
        today=TODAY,
        coming=coming,
        past=past,
        organisers=(
            LibraryLink(label=shown.organiser.name, href="/kalender?bibliotek=hamar", slug="hamar"),
        ),
        ics_href=f"{href(shown)}.ics",
        subscription=SUBSCRIPTION,
        library_subscription=Link(label="Abonner på Hamar", href="/abonner?bibliotek=hamar"),
        map_href=map_address(shown.place),
    )
    return replace(page, **changes)


def subscribe_page(
    occurrences: list[PublishedOccurrence], query: str = "", **changes: Any
) -> SubscribePage:
    parsed = parse(query, VOCABULARY)
    page = SubscribePage(
        title="Abonner på kalenderen",
        languages=LANGUAGES,
        words="Alle arrangementer",
        today=TODAY,
        list_href="/kalender",
        form=filter_form(parsed, VOCABULARY, action="/abonner", today=TODAY),
        ways=WAYS,
        total=len(occurrences),
        soonest=soonest(occurrences, most=3, href=href),
        chips=chips(parsed, VOCABULARY, address=address),
        remarks=remarks(parsed, VOCABULARY, address=address),
        other_state_href="/abonner?avlyst=nei",
    )
    return replace(page, **changes)


class Document(HTMLParser):
    """A page taken apart: its elements with their attributes, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    @property
    def text(self) -> str:
        """All text, its white space reduced to single spaces."""
        return " ".join(" ".join(self.texts).split())

    def all(self, tag: str = "", **wanted: str) -> list[dict[str, str | None]]:
        """Find the attributes of elements; `class_` is a whole class attribute."""
        names = {name.rstrip("_"): value for name, value in wanted.items()}
        return [
            attributes
            for name, attributes in self.elements
            if tag in ("", name) and names.items() <= attributes.items()
        ]

    def values(self, attribute: str) -> Iterator[str]:
        for _, attributes in self.elements:
            value = attributes.get(attribute)
            if value is not None:
                yield value
