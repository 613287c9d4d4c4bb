"""Texts of a file as our own: one clean line, or plain paragraphs without HTML, within limits."""

import html
import re
from html.parser import HTMLParser

from calendar_app.domain.judge import TEXT_MAX
from calendar_app.domain.text import clean_line, clean_text, clean_url

# Only names of elements count, so that `<per@example.org>` and `barn < 3 år` stay text.
_TAG = re.compile(
    r"</?(?:a|b|blockquote|body|br|center|div|em|font|h[1-6]|head|hr|html|i|iframe|img|li|ol|p|pre"
    r"|script|span|strong|style|sub|sup|table|tbody|td|th|tr|u|ul|figure|section|article)\b[^<>]*>"
    r"|<(?:!doctype|!--)",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:#\d{1,6}|#x[0-9a-f]{1,5}|[a-z]{2,8}\d?);", re.IGNORECASE)
_SILENT = frozenset(("head", "script", "style", "title", "iframe"))
_BLOCKS = frozenset(
    (
        *("article", "blockquote", "center", "div", "dl", "figure", "ol", "p", "pre", "section"),
        *("table", "ul", "h1", "h2", "h3", "h4", "h5", "h6"),
    )
)
_MANY_BREAKS = re.compile(r"\n{3,}")
_HTML_MAX = 2 * TEXT_MAX
_WHOLE_TAG = re.compile(r"<[^<>]{1,2000}>|<")
"""The cost of html.parser grows with the square of what does not close (40,000 characters took
14 s), so it is given whole tags alone and every other `<` as text."""


def line_text(raw: str) -> str:
    """Make one line, without tags and entities."""
    return clean_line(_without_html(raw))


def block_text(raw: str) -> str:
    """Make plain paragraphs; what is HTML becomes their text, with addresses after links."""
    lines = (line.strip() for line in clean_text(_without_html(raw)).split("\n"))
    return _MANY_BREAKS.sub("\n\n", "\n".join(lines)).strip()


def web_address(raw: str) -> str:
    """Give an http(s) address, or nothing."""
    return clean_url(raw)


def shortened(text: str, limit: int) -> str:
    """Cut a text that is too long at a word, with an ellipsis."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    whole = cut.rpartition(" ")[0]
    return (whole if len(whole) > limit // 2 else cut).rstrip(" ,;:-\n") + "…"


def _without_html(raw: str) -> str:
    if _TAG.search(raw):
        reader = _TextOf()
        reader.feed(_WHOLE_TAG.sub(_tag_or_text, _without_comments(raw[:_HTML_MAX])))
        reader.close()
        return reader.text()
    return html.unescape(raw) if _ENTITY.search(raw) else raw


def _without_comments(raw: str) -> str:
    kept, _, rest = raw.partition("<!--")
    parts = [kept]
    while rest:
        _, _, rest = rest.partition("-->")
        kept, _, rest = rest.partition("<!--")
        parts.append(kept)
    return "".join(parts)


def _tag_or_text(match: re.Match[str]) -> str:
    return "&lt;" if match[0] == "<" else match[0]


class _TextOf(HTMLParser):
    """Gathers what a reader of the page would see."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._parts: list[str] = []
        self._silent = 0
        self._link = ("", 0)

    def text(self) -> str:
        return "".join(self._parts)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag in _BLOCKS:
            self._parts.append("\n\n")
        elif tag in ("br", "tr", "hr"):
            self._parts.append("\n")
        elif tag in ("td", "th"):
            self._parts.append(" ")
        elif tag == "li":
            self._parts.append("\n- ")
        elif tag == "a":
            self._link = (web_address(dict(attrs).get("href") or ""), len(self._parts))

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in _BLOCKS:
            self._parts.append("\n\n")
        elif tag == "a":
            address, start = self._link
            label = "".join(self._parts[start:]).strip()
            if address and label != address:
                self._parts.append(f" ({address})")
            self._link = ("", 0)

    def handle_data(self, data: str) -> None:
        """Keep the typed breaks: calendar programs put HTML and line breaks into one text."""
        if not self._silent:
            self._parts.append(data)
