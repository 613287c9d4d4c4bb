"""The formats of a feed: what they are called in an address and in HTTP, and how long they get."""

from enum import StrEnum

from feeds.trim import ICS_BOUNDS, Bounds


class Format(StrEnum):
    """The suffix of an address decides; nothing else does (FC-29)."""

    ICS = "ics"
    RSS = "rss"
    JSON = "json"

    @property
    def content_type(self) -> str:
        return _CONTENT_TYPES[self]

    @property
    def bounds(self) -> Bounds:
        """How much of it there may be.

        Google stops reading iCalendar at a megabyte. Readers of the others have no such limit,
        so theirs only keep one answer from taking all the memory there is for answers.
        """
        return _BOUNDS[self]


_CONTENT_TYPES = {
    Format.ICS: "text/calendar; charset=utf-8",
    Format.RSS: "application/rss+xml; charset=utf-8",
    Format.JSON: "application/json; charset=utf-8",
}
_BOUNDS = {
    Format.ICS: ICS_BOUNDS,
    Format.RSS: Bounds(entries=2_000, size=3_000_000),
    Format.JSON: Bounds(entries=10_000, size=8_000_000),
}
