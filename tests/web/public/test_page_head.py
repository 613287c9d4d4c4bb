"""The head of public pages: what other programs look for first stands first."""

from calendar_app.domain.vocabulary import LANGUAGES
from tests.support.pages import Document, calendar_page, make_pages

OEMBED = "https://kalender.example/oembed?url=https%3A%2F%2Fkalender.example%2Fkalender"
FIRST_BYTES = 2048


def test_oembed_is_found_in_what_is_read_of_a_head() -> None:
    """WordPress reads the first kilobytes alone (facts/embedding.md, section 2)."""
    for language in LANGUAGES:
        page = calendar_page([], title="Æ" * 200, oembed_href=OEMBED)
        html = make_pages().render("public/calendar.html", page, language=language)
        head = html[html.index("<head>") :].encode()[:FIRST_BYTES].decode(errors="ignore")
        (link,) = Document(head).all("link", type="application/json+oembed")
        assert (link["rel"], link["href"]) == ("alternate", OEMBED)
        assert head.index("</title>") < head.index("application/json+oembed")


def test_page_without_an_embed_names_none() -> None:
    html = make_pages().render("public/calendar.html", calendar_page([]), language="nb")
    assert Document(html).all("link", type="application/json+oembed") == []
