"""No address that is unsafe to follow reaches a feed, and none takes the feed with it (T-3)."""

from collections.abc import Callable
from typing import Any

import pytest

from calendar_app.domain.event import Book, Mode
from calendar_app.domain.text import clean_url
from feeds.json_entry import render_json_entry
from feeds.rss import render_item
from tests.feeds.formats import FORMATS
from tests.feeds.occurrences import LABELS, TODAY, link, occurrence

BAD = [
    "javascript:alert(1)",
    "JaVa\tScript:alert(1)",
    " javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "//evil.example",
    "/arrangement/1",
    "https://user:pw@h.example",
    "https://h.example\r\nX:1",
    "https://h.example/\u2028X:1",
    "https://h.example/\x00",
    "https://h.example/\ud800",
    "https://h.example/\u202egpj.exe",
    "https://h.example/" + "x" * 5_000,
    "https://",
    "https://[::1",
    "file:///etc/passwd",
    "not an address",
]
GOOD = ["https://h.example/p?a=1&b=2", "http://h.example/", "https://blåbær.example/ø"]

FIELDS: dict[str, Callable[[str], dict[str, Any]]] = {
    "sign-up link": lambda address: {"registration": link(address)},
    "online link": lambda address: {"mode": Mode.HYBRID, "online_url": address},
    "book": lambda address: {"books": (Book(title="Under havet", url=address),)},
}


@pytest.mark.parametrize("address", BAD)
def test_bad_addresses_are_refused_where_they_are_entered(address: str) -> None:
    """T-3: with a space before it, an address is the same address."""
    assert clean_url(address) == ""


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("field", FIELDS)
def test_stored_bad_address_is_left_out_and_nothing_else(form: str, field: str) -> None:
    """T-3: an old row, or one that got past the form."""
    entry, changes = FORMATS[form].entry, FIELDS[field]
    without = entry(occurrence(**changes("")))
    for address in BAD:
        assert entry(occurrence(**changes(address))) == without


@pytest.mark.parametrize("address", GOOD)
@pytest.mark.parametrize(
    ("form", "field"),
    [
        *((form, field) for form in FORMATS for field in ("sign-up link", "online link")),
        ("json", "book"),
    ],
)
def test_good_address_is_told_as_it_was_typed(form: str, field: str, address: str) -> None:
    """T-3."""
    rendered = FORMATS[form].entry(occurrence(**FIELDS[field](address)))
    text = rendered.decode().replace("\r\n ", "").replace("&amp;", "&").replace("&amp;", "&")
    assert address in text


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    "address", ["https://user:pw@h.example", "//evil.example", "/arrangement/1"]
)
def test_bad_address_of_a_link_in_the_text_is_left_out(form: str, address: str) -> None:
    """T-3: Markdown as it was typed is in the JSON alone, under a key that says so."""
    rendered = FORMATS[form].entry(occurrence(description=f"[Meld på]({address}) nå"))
    if form == "json":
        rendered = rendered.partition(b'"description_markdown"')[0]
    assert "Meld på nå".encode() in rendered
    assert address.encode() not in rendered


@pytest.mark.parametrize("sign", ["\r\n", "\n", "\r", "\x00", "\u2028", "\ud800"])
@pytest.mark.parametrize("render", [render_item, render_json_entry])
def test_date_without_an_address_is_refused_alone(render: Any, sign: str) -> None:
    """T-3: whoever joins the feed leaves that one date out."""
    with pytest.raises(ValueError, match="Not an address"):
        render(
            occurrence(),
            labels=LABELS,
            event_url=lambda _: f"https://kalender.example/{sign}X:1",
            today=TODAY,
        )
