"""Fields of the event's form that repeat, and those about image, lending and experience."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from calendar_app.domain.event import Book, EventDetails, Image, Person
from calendar_app.domain.lending import Lending
from calendar_app.domain.vocabulary import FundingLine, by_id
from calendar_app.web.forms.entry import Entry, read_entry
from calendar_app.web.forms.event import typed_details
from calendar_app.web.forms.typed import Typed
from tests.support.staff_forms import STORY_TIME
from tests.support.vocabulary import VOCABULARY

WORDS = replace(VOCABULARY, funding_lines=by_id(FundingLine(id=4, name="NB", text="NB")))
BASE = EventDetails(title="", organiser_id=1)
HASH = "0123456789abcdef" * 4


def entry(base: EventDetails = BASE, **changes: Any) -> Entry:
    return read_entry(
        Typed().having(**{**STORY_TIME, **changes}),
        base=base,
        vocabulary=WORDS,
        organisers=(1,),
        today=date(2026, 9, 1),
    )


def problems(**changes: Any) -> list[tuple[str, str]]:
    return [(one.field, one.code) for one in entry(**changes).problems]


def test_rows_become_people_books_and_partners() -> None:
    made = entry(
        person_name=["En forfatter", "", "En tegner"],
        person_role=["", "", " tegner "],
        book_title=["Kvitebjørnen", ""],
        book_author=["", ""],
        book_isbn=["978-0-306-40615-7", ""],
        book_url=["https://example.org/bok", ""],
        partner=["", "Mållaget", "  "],
    )
    assert made.problems == ()
    assert made.details.people == (
        Person(name="En forfatter"),
        Person(name="En tegner", role="tegner"),
    )
    assert made.details.books == (
        Book(title="Kvitebjørnen", isbn="9780306406157", url="https://example.org/bok"),
    )
    assert made.details.partners == ("Mållaget",)


def test_an_emptied_row_is_a_removed_one_and_the_others_keep_their_parts() -> None:
    base = replace(BASE, people=(Person(name="A", role="a"), Person(name="B", role="b")))
    made = entry(base, person_name=["", "B"], person_role=["", "b"])
    assert made.details.people == (Person(name="B", role="b"),)


def test_rows_of_unequal_length_are_read_as_far_as_they_go() -> None:
    """A browser sends them equally long; whoever does not loses nothing."""
    made = entry(person_name=["A"], person_role=["a", "b"])
    assert made.details.people == (Person(name="A", role="a"), Person(name="", role="b"))
    assert [(one.field, one.code) for one in made.problems] == [("people", "missing_person_name")]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"book_title": "B", "book_isbn": "9780306406158"}, [("books", "not_an_isbn")]),
        ({"book_isbn": "9780306406157"}, [("books", "missing_book_title")]),
        ({"book_title": "B", "book_url": "javascript:alert(1)"}, [("books", "not_a_url")]),
        ({"partner": ["x"] * 21}, [("partners", "too_many_rows")]),
        ({"image_hash": HASH}, [("image_alt", "missing_image_alt")]),
        ({"image_hash": "../../etc", "image_alt": "A"}, [("image_hash", "unknown_choice")]),
        ({"image_hash": HASH.upper(), "image_alt": "A"}, [("image_hash", "unknown_choice")]),
        ({"funding_line_id": "9"}, [("funding_line_id", "unknown_choice")]),
        ({"funding_line_id": "4", "funding": "Andre"}, [("funding", "two_fundings")]),
        ({"funding_line_id": "nb"}, [("funding_line_id", "not_a_number")]),
        ({"lending_minutes": "en time"}, [("lending_minutes", "not_a_number")]),
        ({"lending_minutes": "-5"}, [("lending_minutes", "number_out_of_range")]),
    ],
)
def test_what_is_wrong_is_said_at_its_list_or_field(
    changes: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    assert problems(**changes) == expected


def test_a_wrong_row_is_kept_as_it_was_typed() -> None:
    made = entry(book_title=["", "B"], book_isbn=["978-82", ""])
    assert made.typed.all("book_isbn") == ("978-82", "")


WHOLE = replace(
    BASE,
    title="Bokbad",
    venue_id=1,
    image=Image(hash=HASH, alt="Et troll", credit="Biblioteket"),
    people=(Person(name="En forfatter", role=""), Person(name="En tegner", role="tegner")),
    books=(Book(title="A", author="B", isbn="080442957X", url="https://example.org"),),
    partners=("Mållaget", "Kulturskolen"),
    funding_line_id=4,
    lending=Lending(
        is_open=True, minutes=45, needs="Et rom\nog strøm", fee="Gratis", contact="Ring"
    ),
    experience="Det gikk fint.\n\nMange kom.",
)


@pytest.mark.parametrize(
    "details",
    [
        WHOLE,
        replace(WHOLE, funding_line_id=None, funding="Kulturrådet"),
        replace(WHOLE, lending=replace(WHOLE.lending, is_open=False)),
        replace(WHOLE, image=Image(), people=(), books=(), partners=()),
    ],
)
def test_the_texts_of_these_make_the_same_again(details: EventDetails) -> None:
    """Closed for a while, a programme keeps what was written of how it is lent."""
    typed = typed_details(details).values
    made = entry(BASE, **{name: typed.get(name, ()) for name in (*STORY_TIME, *typed)} | DATES)
    assert made.problems == ()
    assert made.details == details


DATES = {name: STORY_TIME[name] for name in ("when", "start_date", "start_time", "end_time")}


def test_an_image_that_the_event_had_may_be_called_anything() -> None:
    base = replace(BASE, image=Image(hash="gammelt", alt="A"))
    assert entry(base, image_hash="gammelt", image_alt="A").problems == ()


def test_what_was_not_asked_stays_as_it_was() -> None:
    """How it went is asked only of what has been; a form without the field says nothing of it."""
    base = replace(BASE, experience="Det gikk fint.", tour_id=3)
    assert entry(base).details.experience == "Det gikk fint."
    assert entry(base, experience="").details.experience == ""
    assert entry(base).details.tour_id == 3
