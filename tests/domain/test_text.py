"""Text is cleaned once, at the edge of the model (T-1, T-3, SEL-28, SEL-29)."""

import re
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from calendar_app.domain.text import (
    RESERVED,
    SLUG_LENGTH,
    clean_line,
    clean_text,
    clean_url,
    fold,
    is_url,
    slugify,
    valid_slug,
)

anything = st.text(st.characters())  # lone surrogates among them
MAN_READING = "👨‍👩‍👧"  # held together by zero-width joiners


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        ("A\r\nATTENDEE:mailto:x@e", "A ATTENDEE:mailto:x@e"),
        ("A\nBEGIN:VALARM", "A BEGIN:VALARM"),
        ("A\rX:1", "A X:1"),
        ("A\x0bX:1\x0cY\x1cZ\x85W", "A X:1 Y Z W"),
        ("A\u2028B\u2029C", "A B C"),
        ("A\x00B\x1b[31m\x07", "A B [31m"),
        ("A\ud800B\u202eC\u2066D", "ABCD"),
        ("  to \t ord  ", "to ord"),
        ("A\u030angstr\u00f8m", "Ångstrøm"),
        (MAN_READING, MAN_READING),
        ("kl.\u00a018", "kl.\u00a018"),
    ],
)
def test_a_line_is_one_line_whatever_was_typed(dirty: str, clean: str) -> None:
    """T-1"""
    assert clean_line(dirty) == clean


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        ("A\r\nB\rC\u2028D\u2029E\x85F\x0bG\x0cH", "A\nB\nC\nD\nE\nF\nG\nH"),
        ("A\x00B\x1b[31m\x07\x1cC", "AB[31mC"),
        ("A\ud800B\u202eC\u2066D", "ABCD"),
        ("- a\n\t- b", "- a\n    - b"),
        ("\n\nA  \nB\n\n", "A  \nB"),
        (MAN_READING, MAN_READING),
    ],
)
def test_a_text_keeps_its_lines_and_nothing_else_that_controls(dirty: str, clean: str) -> None:
    """T-1"""
    assert clean_text(dirty) == clean


@given(anything)
@example("a\u202e\u030a")
@example("1\n\u2028\r2")
def test_clean_text_holds_no_control_but_its_newlines(text: str) -> None:
    """T-1: as many lines by `splitlines` as by newline, storable and displayable everywhere."""
    for clean, line in ((clean_line(text), True), (clean_text(text), False)):
        controls = {one for one in clean if unicodedata.category(one) in ("Cc", "Cs", "Zl", "Zp")}
        assert controls <= (set() if line else {"\n"})
        assert len(clean.splitlines()) == len(clean.split("\n")) or not clean
        assert unicodedata.is_normalized("NFC", clean)
        assert not re.search("[\u202a-\u202e\u2066-\u2069]", clean)


@given(anything)
@example("\u202e \u202e")
@example("\ud800\n\n\ud800")
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean_line(clean_line(text)) == clean_line(text)
    assert clean_text(clean_text(text)) == clean_text(text)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Gjøvik", "gjovik"),
        ("GJØVIK", "gjovik"),
        ("språk", "sprak"),
        ("spra\u030ak", "sprak"),
        ("Ærlig Ålesund", "aerlig alesund"),
        ("Kárášjohka đŋŧčšž", "karasjohka dntcsz"),
        ("Straße Łódź", "strasse lodz"),
        ("3–6 3−6 3‑6 3—6 3－6", "3-6 3-6 3-6 3-6 3-6"),
        ("ＨＡＭＡＲ", "hamar"),
        ("bib\u00adliotek", "bibliotek"),
        ("Казки", "казки"),
        ("İstanbul", "istanbul"),
    ],
)
def test_folded_text_is_what_a_person_would_type(text: str, folded: str) -> None:
    """SEL-13"""
    assert fold(text) == folded


def test_folding_twice_changes_nothing_for_any_character() -> None:
    """All that Unicode has given a meaning; what it has not is not taken apart."""
    changed = [
        code
        for code in (*range(0x32000), *range(0xE0000, 0xE0200))
        if fold(fold(f"a{chr(code)}b")) != fold(f"a{chr(code)}b")
    ]
    assert changed == []


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Lesestund på Brumunddal!", "lesestund-pa-brumunddal"),
        ("Æ, ø og å – 3–6 år", "ae-o-og-a-3-6-ar"),
        ("Казки українською", "arrangement"),
        ("", "arrangement"),
        ("x" * 90, "x" * SLUG_LENGTH),
        ("ord " * 30, "-".join(["ord"] * 15)),
    ],
)
def test_a_title_becomes_a_readable_slug(title: str, slug: str) -> None:
    assert slugify(title) == slug


@given(anything)
def test_a_slug_is_short_plain_and_never_empty(title: str) -> None:
    assert re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", slugify(title))
    assert len(slugify(title)) <= SLUG_LENGTH


@pytest.mark.parametrize("slug", ["hamar", "gjovik-radhus", "6a", "5-trinn"])
def test_a_plain_word_may_be_a_slug(slug: str) -> None:
    assert valid_slug(slug)


@pytest.mark.parametrize(
    "slug",
    ["-hamar", "hamar-", "a,b", "3-6", "2027", "13-", "", "Hamar", "gjøvik", "a b", "a--b",
     "a" * (SLUG_LENGTH + 1), "hamar\n", *sorted(RESERVED)],
)  # fmt: skip
def test_a_slug_that_an_address_would_misread_is_refused(slug: str) -> None:
    """SEL-29"""
    assert not valid_slug(slug)


def test_a_slug_once_used_is_refused_for_another_thing() -> None:
    """SEL-28"""
    assert not valid_slug("bokbad", used={"lesestund", "bokbad"})


@pytest.mark.parametrize(
    "address",
    ["https://example.org", "http://example.org:8080/a?b=c#d", "https://blåbær.no/møte",
     "HTTPS://Example.org/", "https://[2001:db8::1]/", "https://example.org/%C3%B8"],
)  # fmt: skip
def test_an_http_address_is_kept_as_it_was_typed(address: str) -> None:
    assert is_url(address)
    assert clean_url(f" {address}\n") == address


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)", "JaVa\tScript:alert(1)", "data:text/html,x", "vbscript:x",
        "//evil", "/evil", "https://user:pw@h", "https://user@h", "https://h\r\nX:1",
        "https://h/a b", "https://", "https:h", "https://h:port/", "https://h:99999/",
        "https://h\\@evil/", "https://h/\u202egpj", "https://[::1", "https://h/\ud800",
        'https://h/"onfocus=', "https://h/<svg>", "mailto:a@h", "ftp://h/", "", "hamar",
        "https://h/" + "a" * 5000, "https://h/\u2028X:1", "https://h／＠evil/",
    ],
)  # fmt: skip
def test_an_address_that_is_not_safe_to_link_to_is_refused(address: str) -> None:
    """T-3"""
    assert not is_url(address)
    assert clean_url(address) == ""


@given(anything)
@settings(max_examples=300)
def test_no_text_makes_the_check_of_an_address_fail(text: str) -> None:
    """T-3: a refusal, never an exception."""
    assert clean_url(f"https://{text}") in ("", f"https://{text}".strip(" \t\r\n"))
