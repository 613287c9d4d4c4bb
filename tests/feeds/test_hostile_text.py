"""No text, in any field, can start a line of its own or take a neighbour with it (FC-3, T-1)."""

import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from calendar_app.domain.event import Mode, Person, Price, Registration, RegistrationKind, State
from calendar_app.domain.vocabulary import Access, Label
from feeds.lint import lint
from tests.feeds.occurrences import BRANCH, HEAD, feed, link, occurrence, vevent
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
}

BEFORE, AFTER = vevent(occurrence(uid="before")), vevent(occurrence(uid="after"))
CONTROL = re.compile(rb"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f]|\xc2[\x80-\x9f]")


def _counts(body: bytes) -> tuple[int, int, int]:
    """Count content lines as three kinds of reader do."""
    text = body.decode().replace("\r\n ", "")
    return len(text.split("\r\n")), len(re.split("\r\n|\r|\n", text)), len(text.splitlines())


def _assert_harmless(body: bytes, twin: bytes) -> None:
    assert _counts(body) == _counts(twin)
    assert CONTROL.search(body) is None
    assert lint(body) == []
    events = Calendar.from_ical(body).walk("VEVENT")
    assert len(events) == 3
    assert body.count(BEFORE) == body.count(AFTER) == 1


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text)[:24])
def test_hostile_text_stays_in_its_line(field: str, text: str) -> None:
    changes = FIELDS[field]
    body = feed(BEFORE, vevent(occurrence(**changes(text))), AFTER)
    _assert_harmless(body, feed(BEFORE, vevent(occurrence(**changes("A"))), AFTER))


@pytest.mark.parametrize("field", ["name", "description"])
@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text)[:24])
def test_hostile_text_stays_in_its_line_of_the_head(field: str, text: str) -> None:
    pieces = BEFORE, vevent(occurrence()), AFTER
    body = feed(*pieces, head=replace(HEAD, **{field: text}))
    _assert_harmless(body, feed(*pieces))


@pytest.mark.parametrize("text", ["A;,\\", "A\\n", "A\\N", "A" * 10_000, "<b>A</b>", "A, B; C: D"])
def test_hostile_title_reads_back_as_typed(text: str) -> None:
    (event,) = Calendar.from_ical(feed(vevent(occurrence(title=text)))).walk("VEVENT")
    assert str(event["SUMMARY"]) == text


@given(st.text(st.characters() | st.characters(categories=["Cs", "Cc"]), max_size=200))
@settings(deadline=None, max_examples=100)
def test_any_text_at_all_stays_in_its_line(text: str) -> None:
    changes = {"title": f"A{text}", "summary": text, "description": text, "note": f"A{text}"}
    body = feed(BEFORE, vevent(occurrence(**changes)), AFTER)
    clean = {"title": "A", "note": "A"}
    _assert_harmless(body, feed(BEFORE, vevent(occurrence(**clean)), AFTER))
