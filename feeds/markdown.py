"""Markdown to the plain text that calendar programs can show (FC-13)."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from calendar_app.domain.text import clean_text, is_url

LONGEST = 8_000
"""No more of a source is read: far above what a feed shows, and it bounds hostile input."""

_PARSER = MarkdownIt("commonmark", {"html": False})
_OTHER_ADDRESSES = ("mailto:", "tel:")


@lru_cache(maxsize=512)
def plain_text(source: str) -> str:
    """Write Markdown as plain text: paragraphs, `- ` lists, and links with their addresses.

    Line breaks stay where they were typed. Tags are no Markdown here and stay as typed, as on
    the page. Remembered, because the dates of a series share one description.
    """
    blocks = _blocks(_PARSER.parse(clean_text(source[:LONGEST])))
    # Cleaned again, because Markdown makes a line separator of `&#x2028;`.
    return clean_text("".join(gap + text for gap, text in blocks))


def _blocks(tokens: Sequence[Token]) -> Iterator[tuple[str, str]]:
    """Give each block of text, with the line breaks that set it apart from the one before."""
    gap, marker, depth = "\n\n", "", 0
    for token in tokens:
        if token.type in ("bullet_list_open", "ordered_list_open"):
            depth += 1
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            depth -= 1
        elif token.type == "list_item_open":
            number = f"{token.info}{token.markup}" if token.info else "-"
            marker = f"{'  ' * (depth - 1)}{number} "
        elif token.type in ("paragraph_open", "heading_open"):
            # The paragraphs of a list without blank lines are 'hidden'.
            gap = "\n" if token.hidden else "\n\n"
        elif token.type in ("inline", "fence", "code_block"):
            text = _inline(token.children) if token.children else token.content.rstrip("\n")
            yield gap, marker + text
            gap, marker = "\n\n", ""


def _inline(tokens: Sequence[Token]) -> str:
    parts: list[str] = []
    links: list[tuple[int, str]] = []
    for token in tokens:
        if token.type in ("softbreak", "hardbreak"):
            parts.append("\n")
        elif token.type == "link_open":
            links.append((len(parts), str(token.attrGet("href") or "")))
        elif token.type == "link_close":
            start, address = links.pop()
            parts.append(_address_after("".join(parts[start:]), address))
        else:
            parts.append(token.content)
    return "".join(parts)


def _address_after(label: str, address: str) -> str:
    """Give the address of a link where its text does not say it already (T-3)."""
    shown = address.removeprefix("mailto:").removeprefix("tel:")
    is_linked = is_url(address) or address.startswith(_OTHER_ADDRESSES)
    return f" ({shown})" if is_linked and label not in (address, shown) else ""
