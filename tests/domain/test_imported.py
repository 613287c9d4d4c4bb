"""Imported events as details of ours: what the form would accept, nothing of ours lost."""

from dataclasses import replace
from datetime import date

import pytest

from calendar_app.domain.event import EventDetails, Mode, Schedule
from calendar_app.domain.imported import ImportedEvent, new_details, with_source
from calendar_app.domain.judge import judge
from calendar_app.domain.timing import AllDay
from calendar_app.domain.vocabulary import Category, Label, Library, Room, Venue, Vocabulary, by_id


def label(slug: str, nb: str) -> Label:
    return Label(slug=slug, nb=nb, nn=nb, en=slug)


VOCABULARY = Vocabulary(
    libraries=by_id(Library(id=1, slug="hamar", name="Hamar bibliotek", short_name="Hamar")),
    venues=by_id(
        Venue(id=9, slug="galleri-2", name="Galleriet", short_name="Galleriet", library_id=2),
        Venue(
            id=10,
            slug="kulturhus",
            name="Hamar kulturhus",
            short_name="Kulturhuset",
            library_id=1,
            rooms=(Room(id=100, slug="sal", name="Salen"),),
        ),
        Venue(id=11, slug="galleri", name="Galleriet", short_name="Galleriet", library_id=1),
    ),
    categories=by_id(
        Category(id=30, label=label("lesestund", "Lesestund"), aliases=("eventyrstund",)),
        Category(id=31, label=label("konsert", "Konsert")),
    ),
)
DAY = date(2026, 12, 1)
EVENT = ImportedEvent(
    uid="1@example.org",
    digest="x",
    title="Lesestund",
    description="Velkommen.",
    place_text="Vangkirka",
    schedule=Schedule(first=AllDay(DAY, DAY)),
)


def details(**changes: object) -> EventDetails:
    return new_details(replace(EVENT, **changes), organiser_id=1, vocabulary=VOCABULARY)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"place_text": ""},
        {"place_text": "Kulturhuset"},
        {"place_text": "", "online_url": "https://example.org/rom"},
        {"description": "x" * 20_000, "title": "x" * 200, "place_text": "x" * 200},
    ],
)
def test_details_are_those_that_the_form_accepts(changes: dict[str, object]) -> None:
    assert judge(details(**changes), VOCABULARY) == []


def test_a_place_is_a_venue_of_ours_when_it_is_called_so() -> None:
    known, unknown = details(place_text="HAMAR KULTURHUS"), details()
    assert (known.venue_id, known.place_text) == (10, "")
    assert (unknown.venue_id, unknown.place_text) == (None, "Vangkirka")
    assert details(place_text="Galleriet").venue_id == 11


def test_without_a_place_it_is_at_the_library() -> None:
    assert details(place_text="").place_text == "Hamar bibliotek"


def test_an_online_event() -> None:
    online = details(place_text="", online_url="https://example.org/rom")
    assert (online.mode, online.place_text) == (Mode.ONLINE, "")


def test_known_categories_are_found_by_name_or_alias() -> None:
    assert details(categories=("Eventyrstund", "KONSERT", "Lesestund", "Ukjent")).category_ids == (
        30,
        31,
    )


def test_the_page_of_the_event_is_linked_once() -> None:
    url = "https://example.org/a"
    assert details(url=url).description == f"Velkommen.\n\n<{url}>"
    assert details(url=url, description="").description == f"<{url}>"
    assert details(url=url, description=f"Se {url}").description == f"Se {url}"


def test_the_link_does_not_make_a_text_longer_than_the_form_allows() -> None:
    long = details(url="https://example.org/a", description="x" * 20_000)
    assert judge(long, VOCABULARY) == []


def test_a_change_at_the_source_leaves_what_only_we_know() -> None:
    stored = replace(
        details(place_text="Kulturhuset", categories=("Konsert",)),
        room_id=100,
        internal_note="husk nøkkel",
        age_from=3,
    )
    changed = with_source(
        stored,
        replace(EVENT, title="Ny", place_text="Kulturhuset"),
        vocabulary=VOCABULARY,
    )
    assert changed == replace(stored, title="Ny", description="Velkommen.")
    moved = with_source(stored, EVENT, vocabulary=VOCABULARY)
    assert (moved.venue_id, moved.room_id, moved.place_text) == (None, None, "Vangkirka")
