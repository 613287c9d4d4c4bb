"""Values of icalendar's, made safe: the traps of facts/feeds.md, section 13."""

from collections.abc import Iterable

from icalendar import vText, vUri
from icalendar.prop import vInline

from calendar_app.domain.text import clean_line, clean_text


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
    """Make a URI value of one of our own addresses; raises ValueError like `own_address`."""
    return vUri(own_address(address), params=params)


def own_address(address: str) -> str:
    """Give one of our own addresses as it is, for any format.

    Raises ValueError when it is none or could break a line (T-3); icalendar itself refuses line
    breaks from 7.3 on, and nothing else.
    """
    if not address or clean_line(address) != address:
        raise ValueError(f"Not an address: {address!r}")
    return address
