"""Descriptions in Markdown as HTML that cannot harm: the only place that makes safe markup.

Two barriers: the parser writes no HTML that was typed in, and the cleaner lets through a short
list of elements whatever the parser did (T-4).
"""

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

_TAGS = {"p", "br", "strong", "em", "a", "ul", "ol", "li", "blockquote", "h3", "h4", "code", "hr"}
_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    attributes={"a": {"href"}},
    url_schemes={"http", "https"},
    url_relative="deny",
    link_rel="nofollow noopener",
)
_PARSER = MarkdownIt("commonmark", {"html": False, "breaks": True}).disable("image")
_TOP_LEVEL = 3
"""Headings of a description stand under those of the page."""

_DEEPEST = 4


def markdown_html(text: str) -> Markup:
    """Render a description; what is not allowed becomes plain text or goes."""
    tokens = _PARSER.parse(text)
    for token in tokens:
        _lower_heading(token)
    rendered = _PARSER.renderer.render(tokens, _PARSER.options, {})
    return Markup(_CLEANER.clean(rendered))  # noqa: S704 - cleaned in the same line


def _lower_heading(token: Token) -> None:
    if token.type in ("heading_open", "heading_close"):
        level = min(int(token.tag[1:]) + _TOP_LEVEL - 1, _DEEPEST)
        token.tag = f"h{level}"
