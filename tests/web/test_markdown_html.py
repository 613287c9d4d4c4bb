"""Descriptions as HTML: what is allowed comes through, nothing else does (T-3, T-4)."""

import pytest

from calendar_app.web.markdown import markdown_html


def test_what_a_library_writes() -> None:
    text = "# Tittel\n\nEt *avsnitt* med **fet** og\nlinje.\n\n- en\n- to\n\n> sitat"
    assert markdown_html(text) == (
        "<h3>Tittel</h3>\n<p>Et <em>avsnitt</em> med <strong>fet</strong> og<br>\nlinje.</p>\n"
        "<ul>\n<li>en</li>\n<li>to</li>\n</ul>\n<blockquote>\n<p>sitat</p>\n</blockquote>\n"
    )


def test_headings_stay_below_those_of_the_page() -> None:
    assert markdown_html("## To\n\n###### Seks") == "<h4>To</h4>\n<h4>Seks</h4>\n"


def test_links_go_out_unfollowed() -> None:
    assert markdown_html("[her](https://example.org/?a=1&b=2)") == (
        '<p><a href="https://example.org/?a=1&amp;b=2" rel="nofollow noopener">her</a></p>\n'
    )


@pytest.mark.parametrize(
    "text",
    [
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x](vbscript:x)",
        "[x](/ansatt/)",
        "[x](//evil.test)",
        "[x](mailto:a@b.no)",
        "<javascript:alert(1)>",
    ],
)
def test_other_links_lead_nowhere(text: str) -> None:
    assert "href" not in markdown_html(text)


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<svg/onload=alert(1)>",
        "<img src=x onerror=alert(1)>",
        "![x](https://example.org/pixel.png)",
        "<details open ontoggle=alert(1)>",
        '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;">',
        "<a href=https://example.org style=color:red>x</a>",
    ],
)
def test_html_that_was_typed_in_is_text(text: str) -> None:
    html = markdown_html(text)
    allowed = ("<p>", "</p>", "<a href=", "</a>")
    rest = html
    for tag in allowed:
        rest = rest.replace(tag, "")
    assert "<" not in rest
    assert "style=" not in html.replace("style=color", "")
