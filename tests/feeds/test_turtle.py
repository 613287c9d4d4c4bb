"""Turtle that a parser reads back as it was meant, whatever is in it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Graph, Literal, URIRef

from calendar_app.domain.text import clean_text
from feeds.turtle import iri, literal, statement

SUBJECT = "https://example.org/#x"
SAYS = "https://example.org/says"
HOSTILE = (
    'a" . <https://evil.example> <https://evil.example> "b',
    "\\",
    'back\\"slash',
    "to linjer\nog \ttabulator",
    '"""',
    "<script>alert(1)</script>",
    "\u2028\u0085\x7f\x00",
    "🐈 æøå",
)


def read(value: str) -> list[object]:
    graph = Graph().parse(data=statement(f"<{SUBJECT}>", (f"<{SAYS}>", value)), format="turtle")
    assert {str(subject) for subject in graph.subjects()} == {SUBJECT}
    return list(graph.objects())


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_one_literal(text: str) -> None:
    """T-4."""
    assert read(literal(text, "nb")) == [Literal(clean_text(text), lang="nb")]


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.text(st.characters(codec="utf-8"), max_size=40))
def test_any_text_is_read_back(text: str) -> None:
    assert read(literal(text)) == [Literal(clean_text(text))]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://example.org/a?b=c&d=%20#e", "https://example.org/a?b=c&d=%20#e"),
        ('https://example.org/"><x> y', "https://example.org/%22%3E%3Cx%3E%20y"),
        ("https://example.org/\\u003e`{}|^", "https://example.org/%5Cu003e%60%7B%7D%7C%5E"),
        ("https://example.org/ø\n.", "https://example.org/%C3%B8%0A."),
    ],
)
def test_an_address_cannot_end_early(address: str, expected: str) -> None:
    assert read(iri(address)) == [URIRef(expected)]
