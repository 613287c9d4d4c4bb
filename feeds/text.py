"""Text for calendar programs: no tags, and lengths that hold.

Cleaning is the model's (`calendar_app.domain.text`, T-1). It is repeated where feeds write, so
that a hostile value that got past the model's edge cannot break a line.
"""

import re

_TAG = re.compile(r"<(/?[A-Za-z!][^<>]*)>")
_SHORTEST = 20


def without_tags(text: str) -> str:
    """Make tags harmless and keep them readable: `<b>` becomes `‹b›` (FC-13).

    Google renders HTML in descriptions and would swallow a word of 'Linje to: <ingen>
    påmelding'; Apple, Outlook and Thunderbird would show a real tag raw.
    """
    return _TAG.sub(r"‹\1›", text)


def shortened(text: str, limit: int) -> str:
    """Cut a text to at most `limit` characters, between words when it can, ending in `…`.

    What would be too short to say anything comes out empty.
    """
    if len(text) <= limit:
        return text
    if limit < _SHORTEST:
        return ""
    cut = text[: limit - 1]
    between = max(cut.rfind(" "), cut.rfind("\n"))
    return (cut[:between] if between > limit // 2 else cut).rstrip() + "…"
