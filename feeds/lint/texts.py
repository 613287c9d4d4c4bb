"""Rules for TEXT (RFC 5545 §3.3.11)."""

import re
from collections.abc import Iterator

from feeds.lint.content import Component
from feeds.lint.finding import Finding

_TEXTS = (
    "SUMMARY",
    "DESCRIPTION",
    "LOCATION",
    "COMMENT",
    "CONTACT",
    "NAME",
    "X-WR-CALNAME",
    "X-WR-CALDESC",
)
_LISTS = ("CATEGORIES", "RESOURCES")
_WITHOUT_TAGS = ("DESCRIPTION", "X-WR-CALDESC")

_ESCAPED = re.compile(r"\\[\\;,nN]")
_TAG = re.compile(r"</?[A-Za-z!][^<>]*>")


def check_texts(component: Component) -> Iterator[Finding]:
    """Check how texts are escaped; descriptions are plain text and have no tags (FC-13).

    A title is shown as it was typed, so `Lær <b>HTML</b>` is no fault there.
    """
    for line in component.lines:
        if line.name not in _TEXTS + _LISTS:
            continue
        rest = _ESCAPED.sub("", line.value)
        if ";" in rest or ("," in rest and line.name not in _LISTS):
            yield Finding(line.number, "unescaped_character", line.name)
        if "\\" in rest:
            yield Finding(line.number, "unknown_escape", line.name)
        if line.name in _WITHOUT_TAGS and _TAG.search(line.value):
            yield Finding(line.number, "html_tag", line.name)
