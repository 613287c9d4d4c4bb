"""One date as one JSON object: every fact that is public, and no other."""

import json
import re
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from calendar_app.domain.event import (
    Book,
    Image,
    Mode,
    Price,
    PriceKind,
    Registration,
    RegistrationKind,
    State,
)
from calendar_app.domain.published import Place, PublishedOccurrence, TourStop
from calendar_app.domain.timing import AllDay, Timed, wall
from feeds.json_entry import render_json_entry
from tests.feeds.occurrences import BRANCH, LABELS, TODAY, event_url, link, occurrence
from tests.support.published import GJOVIK

_DOCUMENT = Path(__file__).parents[2] / "docs" / "feeds.md"


def _entry(shown: PublishedOccurrence, *, today: date = TODAY) -> bytes:
    return render_json_entry(
        shown, labels=LABELS, event_url=event_url, image_url=_image_url, today=today
    )


def _image_url(digest: str) -> str:
    return f"https://kalender.example/bilde/{digest}.webp"


def _read(today: date = TODAY, **changes: Any) -> dict[str, Any]:
    found = json.loads(_entry(occurrence(**changes), today=today))
    assert isinstance(found, dict)
    return found


FULL: dict[str, Any] = {
    "state": State.MOVED,
    "state_reason": "Salen er opptatt.",
    "moved_from": Timed(wall(date(2027, 2, 8), 660), wall(date(2027, 2, 8), 705)),
    "note": "Vi er i foajeen.",
    "co_organisers": (GJOVIK,),
    "languages": ("nb", "se"),
    "mode": Mode.HYBRID,
    "online_url": "https://example.org/direkte",
    "price": Price(kind=PriceKind.PAID, amount=80, note="Voksne følger gratis"),
    "registration": link(
        "https://example.org/p",
        opens_at=datetime(2027, 1, 20, 8, tzinfo=UTC),
        closes_at=datetime(2027, 2, 8, 23, tzinfo=UTC),
        waiting_list=True,
        note="Én per barn.",
    ),
    "capacity": 25,
    "image": Image(hash="ab12", alt="En bamse", credit="Biblioteket"),
    "books": (Book(title="Under havet", author="N. N.", isbn="978", url="https://example.org/b"),),
    "partners": ("Kulturskolen",),
    "series_slug": "babysang",
    "tour": TourStop(id=3, slug="turne-2027", title="Mjøsturneen"),
    "funding": "Støttet av fylket.",
    "contact": "post@example.org",
}


def test_entry_is_all_that_is_public_in_this_order() -> None:
    said = _read(**FULL)
    assert list(said.items()) == list(
        {
            "uid": "5e1f2c1a-3b7d-4c7e-9d0a-1f2e3d4c5b6a",
            "url": "https://kalender.example/arrangement/babysang-hamar-17",
            "event": {"id": 17, "slug": "babysang-hamar"},
            "title": "Babysang",
            "state": "moved",
            "state_reason": "Salen er opptatt.",
            "all_day": False,
            "start": "2027-02-09T11:00:00+01:00",
            "end": "2027-02-09T11:45:00+01:00",
            "moved_from": {
                "all_day": False,
                "start": "2027-02-08T11:00:00+01:00",
                "end": "2027-02-08T11:45:00+01:00",
            },
            "note": "Vi er i foajeen.",
            "summary": "Vi synger og leser for de minste.",
            "description": "Ta gjerne med teppe og besteforeldre.",
            "description_markdown": "Ta gjerne med **teppe** og besteforeldre.",
            "content_language": "nb",
            "languages": ["nb", "se"],
            "organiser": {"slug": "hamar", "name": "Hamar bibliotek"},
            "co_organisers": [{"slug": "gjovik", "name": "Gjøvik bibliotek og litteraturhus"}],
            "categories": [{"slug": "sang", "name": "Sang og rim"}],
            "ages": {"from": 0, "to": 1, "words": "0–1 år", "note": "Søsken er velkomne"},
            "mode": "hybrid",
            "online_url": "https://example.org/direkte",
            "place": {
                "slug": "hamar-kulturhus",
                "name": "Hamar bibliotek, hovedbiblioteket",
                "room": "Barneavdelingen",
                "street": "Torggata 100",
                "postal_code": "2317",
                "city": "Hamar",
                "lat": 60.794512,
                "lon": 11.067981,
            },
            "price": {
                "kind": "paid",
                "amount": 80,
                "words": "80 kr",
                "note": "Voksne følger gratis",
            },
            "registration": {
                "kind": "link",
                "url": "https://example.org/p",
                "contact": "",
                "opens": "2027-01-20T08:00:00Z",
                "closes": "2027-02-08T23:00:00Z",
                "waiting_list": True,
                "guardian_registers": False,
                "note": "Én per barn.",
            },
            "capacity": 25,
            "access": {
                "wheelchair": True,
                "accessible_wc": None,
                "hearing_loop": False,
                "sign_language": None,
                "low_sensory": None,
                "note": "",
            },
            "image": {
                "hash": "ab12",
                "url": _image_url("ab12"),
                "alt": "En bamse",
                "credit": "Biblioteket",
            },
            "people": [{"name": "barnebibliotekaren", "role": "Sangleder"}],
            "books": [
                {
                    "title": "Under havet",
                    "author": "N. N.",
                    "isbn": "978",
                    "url": "https://example.org/b",
                }
            ],
            "partners": ["Kulturskolen"],
            "series": "babysang",
            "tour": {"slug": "turne-2027", "title": "Mjøsturneen"},
            "funding": "Støttet av fylket.",
            "contact": "post@example.org",
            "sequence": 2,
            "last_modified": "2027-01-15T08:30:15Z",
            "created": "2026-12-01T12:00:00Z",
        }.items()
    )


def test_what_nobody_said_is_empty_and_what_does_not_apply_is_null() -> None:
    nothing: dict[str, Any] = {
        "summary": "",
        "description": "",
        "categories": (),
        "age_from": None,
        "age_to": None,
        "age_note": "",
        "place": None,
        "people": (),
    }
    said = _read(**nothing)
    assert list(said) == list(_read(**FULL))
    assert {key: said[key] for key in ("place", "image", "tour", "series", "moved_from")} == {
        "place": None,
        "image": None,
        "tour": None,
        "series": None,
        "moved_from": None,
    }
    assert said["ages"] == {"from": None, "to": None, "words": "for alle", "note": ""}
    assert (said["summary"], said["description"], said["description_markdown"]) == ("", "", "")
    assert (said["categories"], said["people"], said["capacity"]) == ([], [], None)
    assert said["online_url"] is None


@pytest.mark.parametrize("state", State)
def test_title_is_plain_and_state_is_the_true_one(state: State) -> None:
    """FC-19: the mark before the title is for calendar programs; here is a key for it."""
    said = _read(state=state)
    assert (said["title"], said["state"]) == ("Babysang", state.value)


def test_date_that_moved_is_scheduled_from_the_day_after() -> None:
    moved = {"state": State.MOVED, "moved_from": AllDay(date(2027, 2, 1), date(2027, 2, 1))}
    before = _read(today=date(2027, 2, 9), **moved)
    assert (before["state"], before["moved_from"]) == (
        "moved",
        {"all_day": True, "start": "2027-02-01", "end": "2027-02-01"},
    )
    after = _read(today=date(2027, 2, 10), **moved)
    assert (after["state"], after["moved_from"]) == ("scheduled", None)


@pytest.mark.parametrize(
    ("span", "all_day", "start", "end"),
    [
        (
            Timed(wall(date(2027, 7, 1), 660), wall(date(2027, 7, 1), 1440)),
            False,
            "2027-07-01T11:00:00+02:00",
            "2027-07-02T00:00:00+02:00",
        ),
        (
            Timed(wall(date(2027, 10, 31), 150), wall(date(2027, 10, 31), 150, fold=1)),
            False,
            "2027-10-31T02:30:00+02:00",
            "2027-10-31T02:30:00+01:00",
        ),
        (AllDay(date(2027, 2, 22), date(2027, 2, 26)), True, "2027-02-22", "2027-02-26"),
    ],
    ids=["summer", "the-hour-that-comes-twice", "whole-days-both-included"],
)
def test_start_and_end(span: Any, all_day: bool, start: str, end: str) -> None:
    said = _read(span=span)
    assert (said["all_day"], said["start"], said["end"]) == (all_day, start, end)


@pytest.mark.parametrize("state", [State.CANCELLED, State.POSTPONED])
def test_nobody_is_led_to_what_does_not_take_place(state: State) -> None:
    said = _read(**(FULL | {"state": state}))
    assert (said["online_url"], said["registration"]["url"]) == (None, None)
    assert said["registration"]["kind"] == "link"


def test_online_address_is_for_what_is_online() -> None:
    said = _read(mode=Mode.IN_PERSON, online_url="https://example.org/direkte")
    assert said["online_url"] is None


def test_contact_for_signing_up() -> None:
    contact = Registration(
        kind=RegistrationKind.CONTACT, contact="62 00 00 00", url="https://example.org/gammel"
    )
    said = _read(registration=contact)["registration"]
    assert (said["kind"], said["contact"], said["url"]) == ("contact", "62 00 00 00", None)


@pytest.mark.parametrize(
    ("latitude", "longitude"), [(None, None), (60.7, None), (float("nan"), 11.0), (91.0, 11.0)]
)
def test_impossible_point_is_none(latitude: float | None, longitude: float | None) -> None:
    place = _read(place=replace(BRANCH, latitude=latitude, longitude=longitude))["place"]
    assert (place["lat"], place["lon"]) == (None, None)


def test_place_given_as_text_has_no_slug() -> None:
    assert _read(place=Place(name="Under eika"))["place"] == {
        "slug": None,
        "name": "Under eika",
        "room": "",
        "street": "",
        "postal_code": "",
        "city": "",
        "lat": None,
        "lon": None,
    }


def test_names_follow_the_language_of_the_labels() -> None:
    english = replace(LABELS, language="en")
    entry = render_json_entry(occurrence(), labels=english, event_url=event_url, today=TODAY)
    assert json.loads(entry)["categories"] == [{"slug": "sang", "name": "Songs, rhymes"}]


def test_entry_is_compact_and_may_stand_in_a_page() -> None:
    """FC-4, T-4: one line, no `<` in it, the same bytes each time."""
    text = "</script><!-- <b>ø</b>"
    entry = _entry(occurrence(title=text, description=text))
    assert b"<" not in entry
    assert b"\n" not in entry
    assert '"title":"\\u003c/script>\\u003c!-- \\u003cb>ø\\u003c/b>",'.encode() in entry
    assert json.loads(entry)["title"] == text
    assert entry == _entry(occurrence(title=text, description=text))


def test_every_field_of_a_published_date_is_told_or_named_here() -> None:
    """A field that is added later is told to partners, or said to be none of their business."""
    told = {re.sub("_at$", "", one.name) for one in fields(PublishedOccurrence)}
    renamed = {
        "event_id": "event",
        "event_slug": "event",
        "span": "start",
        "age_from": "ages",
        "age_to": "ages",
        "age_note": "ages",
        "series_slug": "series",
    }
    derived = {"starts", "ends", "category_ids", "is_series", "recurrence_date"}
    assert {renamed.get(name, name) for name in told} - derived <= set(_read(**FULL))


def test_every_key_is_documented_for_partners() -> None:
    document = _DOCUMENT.read_text()
    entry = _read(**FULL)
    inner = {
        f"{key}.{name}"
        for key, value in entry.items()
        if isinstance(value, dict) and key != "moved_from"
        for name in value
    }
    assert [key for key in sorted(entry.keys() | inner) if f"`{key}`" not in document] == []
