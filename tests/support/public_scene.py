"""One of everything that the public sees, its texts given: who can write them, can write anything.

Among the rows of tests/support/vocabulary.py, whose names are texts too.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from calendar_app.domain.event import (
    Book,
    Event,
    Image,
    Mode,
    Person,
    Price,
    PriceKind,
    Registration,
    RegistrationKind,
)
from calendar_app.domain.periods import Period, PeriodKind
from calendar_app.domain.vocabulary import Access, Label, Room, Tour
from calendar_app.storage.images import StoredImage, save_image
from calendar_app.storage.named_filters import add_named_filter
from calendar_app.storage.occurrences import cancel_date, occurrences_of
from calendar_app.storage.periods import add_periods
from calendar_app.storage.vocabulary import load_vocabulary
from calendar_app.storage.vocabulary_changes import (
    save_age_band,
    save_category,
    save_library,
    save_tour,
    save_venue,
)
from tests.support.events import publish, single, timed, weekly
from tests.support.public_pages import Samples
from tests.support.vocabulary import VOCABULARY
from tests.support.web import NOW

NAMED = "utvalg"
PICTURE = "a" * 64
FIRST = date(2026, 11, 25)

HOSTILE = (
    "</script><script>alert(1)</script><!--<script>",
    '" onfocus="alert(1)" autofocus=\'',
    "</title></textarea></style><svg/onload=alert(1)>",
    "<math><mtext><style><!--</style><img src=x onerror=alert(1)>",
    "<details open ontoggle=alert(1)>{{7*7}}{%raw%}%(count)s ]]>",
)
"""None is longer than the shortest name may be."""

LINK = "?a=1&b='onfocus=alert(1)//"
"""What an address ends with that tries to leave its attribute."""

Text = Callable[[str], str]
"""Gives the text of a field by its name."""


async def make_public_scene(
    text: Text = str.capitalize, *, link: str = "", first: date = FIRST
) -> Samples:
    """Store it; `link` is put behind every web address. Ids come out the same each time."""
    await _name_everything(text)
    await save_image(
        StoredImage(hash=PICTURE, content=b"RIFF", width=40, height=20),
        now=NOW,
    )
    series = await publish(
        weekly(first, count=4), now=NOW, title=text("title"), **_details(text, link)
    )
    dates = await occurrences_of(series.id)
    await cancel_date(series.id, dates[1].id, reason=text("reason"), staff_id=None, now=NOW)
    single_one = await publish(
        single(timed(first + timedelta(days=1))),
        now=NOW,
        title=text("title"),
        place_text=text("place"),
        registration=Registration(kind=RegistrationKind.CONTACT, contact=text("contact")),
    )
    await add_named_filter(NAMED, text("named filter"), "bibliotek=hamar", None, now=NOW)
    holiday = Period(
        id=0,
        kind=PeriodKind.SCHOOL_HOLIDAY,
        library_id=1,
        name=text("holiday"),
        first=date(2026, 12, 21),
        last=date(2027, 1, 1),
    )
    await add_periods(holiday, now=NOW)
    return Samples(events=(_name(series), _name(single_one)), named=NAMED, picture=PICTURE)


def _name(event: Event) -> str:
    return f"{event.slug}-{event.id}"


def _details(text: Text, link: str) -> dict[str, Any]:
    return {
        "organiser_id": 1,
        "co_organiser_ids": (4,),
        "summary": text("summary"),
        "description": text("description"),
        "category_ids": (1,),
        "age_from": 3,
        "age_to": 6,
        "age_band_ids": (2,),
        "age_note": text("age note"),
        "mode": Mode.HYBRID,
        "online_url": f"https://example.org/mote{link}",
        "venue_id": 1,
        "room_id": 1,
        "price": Price(kind=PriceKind.PAID, amount=80, note=text("price note")),
        "registration": Registration(
            kind=RegistrationKind.LINK,
            url=f"https://example.org/pamelding{link}",
            note=text("sign-up note"),
        ),
        "access": Access(wheelchair=True, note=text("access note")),
        "image": Image(hash=PICTURE, alt=text("alt"), credit=text("credit")),
        "people": (Person(name=text("person"), role=text("role")),),
        "books": (
            Book(title=text("book"), author=text("author"), url=f"https://example.org/bok{link}"),
        ),
        "partners": (text("partner"),),
        "funding": text("funding"),
        "contact": text("contact"),
        "tour_id": 1,
    }


async def _name_everything(text: Text) -> None:
    """Give each row of the vocabulary texts for names; slugs stay."""
    for library in VOCABULARY.libraries.values():
        named = replace(library, name=text("library"), short_name=text("short name"))
        await save_library(named, now=NOW)
    for venue in VOCABULARY.venues.values():
        named_venue = replace(
            venue,
            name=text("venue"),
            short_name=text("short venue"),
            building=text("building"),
            street=text("street"),
            city=text("city"),
            postal_code=text("code")[:10],
            access=Access(wheelchair=True, note=text("access note")),
            rooms=(Room(id=0, slug="salen", name=text("room")),),
        )
        await save_venue(named_venue, now=NOW)
    for band in VOCABULARY.age_bands.values():
        await save_age_band(replace(band, label=_label(band.label, text)), now=NOW)
    for category in VOCABULARY.categories.values():
        await save_category(replace(category, label=_label(category.label, text)), now=NOW)
    await save_tour(Tour(id=0, slug="turne", title=text("tour")), now=NOW)
    await load_vocabulary()


def _label(label: Label, text: Text) -> Label:
    return replace(label, nb=text("label nb"), nn=text("label nn"), en=text("label en"))
