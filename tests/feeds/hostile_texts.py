"""Texts that try to leave their place (T-1), and every field that a text can stand in."""

from dataclasses import replace
from typing import Any

from calendar_app.domain.event import (
    Book,
    Image,
    Mode,
    Person,
    Price,
    Registration,
    RegistrationKind,
    State,
)
from calendar_app.domain.published import TourStop
from calendar_app.domain.vocabulary import Access, Label
from tests.feeds.occurrences import BRANCH, link
from tests.support.published import HAMAR

HOSTILE = [
    "A\r\nATTENDEE:mailto:x@e",
    "A\nBEGIN:VALARM",
    "A\r\nBEGIN:VEVENT",
    "A\r\n END:VEVENT\r\nEND:VCALENDAR\r\n",
    "A\rX:1",
    "A\x0bX:1",
    "A\x0cX:1",
    "A\x1cX:1",
    "A\x1dX:1",
    "A\x1eX:1",
    "A\x85X:1",
    "A\u2028X:1",
    "A\u2029X:1",
    "A\x00",
    "A\x1b[31m",
    "A\x07",
    "A\x7f",
    "A\ud800",
    "A\u202eB",
    "A\u2066B",
    "A;,\\",
    "A\\n",
    "A\\N",
    "A" * 74 + "🫐",
    "A" * 71 + "👩\u200d👩\u200d👧" * 20,
    "A" + "\u0301" * 10_000,
    "A" * 10_000,
    "A<script>alert(1)</script>",
    "A&#10;BEGIN:VALARM&#x2028;&#27;",
]

FIELDS: dict[str, Any] = {
    "uid": lambda text: {"uid": text},
    "title": lambda text: {"title": text},
    "summary": lambda text: {"summary": text},
    "description": lambda text: {"description": text},
    "note": lambda text: {"note": text},
    "reason": lambda text: {"state_reason": text, "state": State.CANCELLED},
    "age note": lambda text: {"age_note": text},
    "online link": lambda text: {"online_url": text, "mode": Mode.HYBRID},
    "place": lambda text: {"place": replace(BRANCH, name=text)},
    "room": lambda text: {"place": replace(BRANCH, room=text)},
    "street": lambda text: {"place": replace(BRANCH, street=text)},
    "town": lambda text: {"place": replace(BRANCH, city=text, postal_code=text)},
    "price note": lambda text: {"price": Price(note=text)},
    "sign-up link": lambda text: {"registration": link(text)},
    "sign-up note": lambda text: {"registration": link("https://example.org", note=text)},
    "sign-up contact": lambda text: {
        "registration": Registration(kind=RegistrationKind.CONTACT, contact=text)
    },
    "access note": lambda text: {"access": Access(note=text)},
    "person": lambda text: {"people": (Person(name=text),)},
    "role": lambda text: {"people": (Person(name="en gjest", role=text),)},
    "organiser": lambda text: {"organiser": replace(HAMAR, name=text)},
    "category": lambda text: {"categories": (Label(slug="x", nb=text, nn="", en=""),)},
    "co-organiser": lambda text: {"co_organisers": (replace(HAMAR, name=text),)},
    "language": lambda text: {"content_language": text, "languages": (text,)},
    "book": lambda text: {"books": (Book(title=text, author=text, isbn=text, url=text),)},
    "partner": lambda text: {"partners": (text,)},
    "image": lambda text: {"image": Image(hash=text, alt=text, credit=text)},
    "tour": lambda text: {"tour": TourStop(id=1, slug=text, title=text)},
    "series": lambda text: {"series_slug": text},
    "funding": lambda text: {"funding": text},
    "contact": lambda text: {"contact": text},
}
