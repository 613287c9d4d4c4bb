"""No text, in any field, can start a line of its own or take a neighbour with it (FC-3, T-1)."""

import json
import re
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from tests.feeds.formats import FORMATS, Format
from tests.feeds.hostile_texts import FIELDS, HOSTILE
from tests.feeds.occurrences import HEAD, feed, occurrence, vevent

CONTROL = re.compile(rb"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\xa8\xa9]")

formats = pytest.mark.parametrize("form", FORMATS.values(), ids=FORMATS)
texts = pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text)[:24])


@cache
def _neighbours(form: Format) -> tuple[bytes, bytes]:
    return form.entry(occurrence(uid="before")), form.entry(occurrence(uid="after"))


def _between(form: Format, entry: bytes) -> bytes:
    before, after = _neighbours(form)
    body = form.joined(HEAD, [before, entry, after])
    assert body.count(before) == body.count(after) == 1
    return body


def _assert_harmless(form: Format, body: bytes, twin: bytes) -> None:
    assert form.lines(body) == form.lines(twin)
    assert CONTROL.search(body) is None
    assert form.read(body) == form.entries * 3


@formats
@pytest.mark.parametrize("field", FIELDS)
def test_hostile_text_stays_in_its_line(form: Format, field: str) -> None:
    """T-1, FC-3: every text in every field in every format."""
    twin = _between(form, form.entry(occurrence(**FIELDS[field]("A"))))
    for text in HOSTILE:
        _assert_harmless(form, _between(form, form.entry(occurrence(**FIELDS[field](text)))), twin)


@formats
@pytest.mark.parametrize("field", ["name", "description"])
@texts
def test_hostile_text_stays_in_its_line_of_the_head(form: Format, field: str, text: str) -> None:
    """T-1."""
    before, after = _neighbours(form)
    entries = [before, form.entry(occurrence()), after]
    body = form.joined(replace(HEAD, **{field: text}), entries)
    assert body.count(before) == body.count(after) == 1
    _assert_harmless(form, body, form.joined(replace(HEAD, **{field: "A"}), entries))


@pytest.mark.parametrize("text", ["A;,\\", "A\\n", "A\\N", "A" * 10_000, "<b>A</b>", "A, B; C: D"])
def test_hostile_title_reads_back_as_typed(text: str) -> None:
    """FC-3."""
    (event,) = Calendar.from_ical(feed(vevent(occurrence(title=text)))).walk("VEVENT")
    assert str(event["SUMMARY"]) == text
    assert json.loads(FORMATS["json"].entry(occurrence(title=text)))["title"] == text


@formats
@given(st.text(st.characters() | st.characters(categories=["Cs", "Cc"]), max_size=200))
@settings(deadline=None, max_examples=60)
def test_any_text_at_all_stays_in_its_line(form: Format, text: str) -> None:
    """T-1, FC-3."""
    changes = {"title": f"A{text}", "summary": text, "description": text, "note": f"A{text}"}
    body = _between(form, form.entry(occurrence(**changes)))
    _assert_harmless(form, body, _plain_twin(form))


@cache
def _plain_twin(form: Format) -> bytes:
    return _between(form, form.entry(occurrence(title="A", note="A")))
