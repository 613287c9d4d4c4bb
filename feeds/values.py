"""Values of icalendar's, made safe: the traps of facts/feeds.md, section 13."""

from collections.abc import Iterable

from icalendar import vText, vUri
from icalendar.prop import vInline

from calendar_app.domain.text import clean_text


class Text(vText):
    r"""A TEXT value that reads back as it was (RFC 5545 §3.3.11).

    icalendar takes a typed `\N` (`C:\Noter`) for a line break and passes control characters.
    It also stands where icalendar writes raw: NAME and every property that begins with X-.
    """

    __slots__ = ()

    def to_ical(self) -> bytes:
        text = clean_text(self).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
        return text.replace("\n", "\\n").encode()


def texts(values: Iterable[str]) -> vInline:
    """Make one value of several TEXTs; a comma between them is bare, one inside is not."""
    return vInline(b",".join(Text(value).to_ical() for value in values))


def uri(address: str, params: dict[str, str] | None = None) -> vUri:
    """Make a URI value of one of our own addresses.

    Raises ValueError when a character in it could break the line; icalendar itself refuses
    line breaks from 7.3 on, and nothing else.
    """
    if clean_text(address) != address:
        raise ValueError(f"Not an address: {address!r}")
    return vUri(address, params=params)
