"""Texts: HTML becomes what a reader would see, plain text stays as it is."""

import time

import pytest

from calendar_app.importing.readers.texts import block_text, line_text, shortened, web_address


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("Lesestund for barn < 3 år & foreldre", "Lesestund for barn < 3 år & foreldre"),
        ("Skriv til <per@example.org> før 1 > 2", "Skriv til <per@example.org> før 1 > 2"),
        ("Første\nandre\n\n\n\ntredje  ", "Første\nandre\n\ntredje"),
        ("<p>Hei <b>du</b></p><p>der</p>", "Hei du\n\nder"),
        ("Kl. 18<br>Gratis<BR/>Velkommen", "Kl. 18\nGratis\nVelkommen"),
        ("<ul><li>saft</li><li>boller</li></ul>", "- saft\n- boller"),
        ('Les <a href="https://example.org/a">her</a>.', "Les her (https://example.org/a)."),
        (
            '<a href="https://example.org/a">https://example.org/a</a>',
            "https://example.org/a",
        ),
        ('<a href="javascript:alert(1)">klikk</a>', "klikk"),
        ("<script>alert(1)</script><style>p{}</style><p>Tekst</p>", "Tekst"),
        ("<p>uavsluttet <b>fet", "uavsluttet fet"),
        ("Boller &amp; saft&nbsp;&#8211; gratis", "Boller & saft\xa0– gratis"),
        ("R&D og Q&A", "R&D og Q&A"),
        ("<!-- skjult --><div>Synlig</div>", "Synlig"),
    ],
)
def test_blocks(raw: str, text: str) -> None:
    assert block_text(raw) == text


def test_a_line_is_one_clean_line() -> None:
    assert line_text("Eventyr &amp;\nsaft\x00 <b>nå</b> \u202eher") == "Eventyr & saft nå her"


@pytest.mark.parametrize(
    ("raw", "address"),
    [
        (" https://example.org/a?b=c ", "https://example.org/a?b=c"),
        ("http://example.org", "http://example.org"),
        ("javascript:alert(1)", ""),
        ("JaVa\tScript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("//example.org", ""),
        ("https://user:pw@example.org", ""),
        ("https://h\r\nX:1", ""),
        ("https://example.org/" + "x" * 2000, ""),
        ("Biblioteket, 2. etasje", ""),
    ],
)
def test_only_web_addresses_are_kept(raw: str, address: str) -> None:
    """T-3."""
    assert web_address(raw) == address


def test_long_texts_are_cut_at_a_word() -> None:
    assert shortened("x" * 10, 10) == "x" * 10
    assert shortened("x" * 11, 10) == "x" * 9 + "…"
    assert shortened("Eventyrstund for alle", 18) == "Eventyrstund for…"


@pytest.mark.parametrize("part", ["<p ", "<!--", "</", "<p>&#x", "<a href='", "<![CDATA["])
def test_broken_html_costs_little(part: str) -> None:
    """A-29: the parser's cost may grow with the square, so its input is bounded."""
    start = time.process_time()
    block_text("<p>" + part * (64 * 1024 // len(part)))
    assert time.process_time() - start < 2
