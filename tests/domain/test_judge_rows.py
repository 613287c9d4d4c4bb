"""What is acceptable of people, books, partners, image, funding and lending."""

from dataclasses import replace
from typing import Any

import pytest

from calendar_app.domain.event import Book, EventDetails, Image, Person
from calendar_app.domain.judge import judge
from calendar_app.domain.lending import Lending
from calendar_app.domain.vocabulary import FundingLine, by_id
from tests.support.vocabulary import VOCABULARY

GOOD = EventDetails(title="Bokbad", organiser_id=1, venue_id=1)
WORDS = replace(VOCABULARY, funding_lines=by_id(FundingLine(id=1, name="NB", text="NB")))
HASH = "a" * 64


def problems_of(**changes: Any) -> list[tuple[str, str]]:
    return [(one.field, one.code) for one in judge(replace(GOOD, **changes), WORDS)]


@pytest.mark.parametrize(
    "changes",
    [
        {"people": (Person(name="En forfatter"),) * 20},
        {"books": (Book(title="B", isbn="9780306406157", url="https://example.org/b"),)},
        {"partners": ("x" * 200,)},
        {"image": Image(hash=HASH, alt="Et troll")},
        {"image": Image(alt="", credit="Biblioteket")},
        {"funding_line_id": 1},
        {"funding": "Kulturrådet"},
        {"lending": Lending(is_open=True, minutes=45)},
        {"lending": Lending(minutes=7 * 24 * 60)},
    ],
)
def test_what_is_right_is_accepted(changes: dict[str, Any]) -> None:
    assert problems_of(**changes) == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"people": (Person(name="A"),) * 21}, [("people", "too_many_rows")]),
        ({"people": (Person(name="", role="tegner"),)}, [("people", "missing_person_name")]),
        ({"people": (Person(name="x" * 201),)}, [("people", "too_long")]),
        ({"people": (Person(name="A", role="x" * 201),)}, [("people", "too_long")]),
        ({"books": (Book(title="B"),) * 21}, [("books", "too_many_rows")]),
        ({"books": (Book(title="", author="A"),)}, [("books", "missing_book_title")]),
        ({"books": (Book(title="B", isbn="9780306406158"),)}, [("books", "not_an_isbn")]),
        ({"books": (Book(title="B", author="x" * 201),)}, [("books", "too_long")]),
        ({"partners": ("x",) * 21}, [("partners", "too_many_rows")]),
        ({"partners": ("x" * 201,)}, [("partners", "too_long")]),
        ({"image": Image(hash=HASH, alt=" ")}, [("image_alt", "missing_image_alt")]),
        ({"image": Image(credit="x" * 2_001)}, [("image_credit", "too_long")]),
        ({"funding_line_id": 9}, [("funding_line_id", "unknown_choice")]),
        ({"funding_line_id": 1, "funding": "Andre"}, [("funding", "two_fundings")]),
        ({"lending": Lending(minutes=0)}, [("lending_minutes", "number_out_of_range")]),
        ({"lending": Lending(needs="x" * 2_001)}, [("lending_needs", "too_long")]),
        ({"lending": Lending(fee="x" * 2_001)}, [("lending_fee", "too_long")]),
        ({"lending": Lending(contact="x" * 2_001)}, [("lending_contact", "too_long")]),
        ({"experience": "x" * 20_001}, [("experience", "too_long")]),
    ],
)
def test_what_is_wrong_is_told_at_its_field(
    changes: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    assert problems_of(**changes) == expected


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,<script>",
        "//example.org/x",
        "https://user@example.org/",
        "https:///uten-vert",
        "https://example.org/\r\nX-Y: 1",
        "ftp://example.org/bok",
        "katalogen",
    ],
)
def test_the_link_of_a_book_is_a_whole_address(url: str) -> None:
    """T-3."""
    assert problems_of(books=(Book(title="B", url=url),)) == [("books", "not_a_url")]
