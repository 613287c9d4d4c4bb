"""What sort of answer lives at a path: headers, host check and errors follow from it."""

from enum import Enum

from calendar_app.addresses import PERSONAL, STAFF

HEALTH = ("/healthz", "/readyz")
_FEED_ENDINGS = (".ics", ".rss", ".json")
_DATA = ("/api/", "/data/")
_EMBEDS = ("/embed/", "/oembed")
_FILES = ("/static/", "/bilde/", "/farger/")


class PathKind(Enum):
    PAGE = "page"
    STAFF = "staff"
    FEED = "feed"
    PERSONAL = "personal"
    EMBED = "embed"
    FILE = "file"
    HEALTH = "health"


def kind_of(path: str) -> PathKind:
    """Tell by the path alone, whether anything is there or not."""
    if path.startswith(STAFF):
        return PathKind.STAFF
    if path.startswith(PERSONAL):
        return PathKind.PERSONAL
    if path.startswith(_EMBEDS):
        return PathKind.EMBED
    if path.startswith(_FILES):
        return PathKind.FILE
    if path.endswith(_FEED_ENDINGS) or path.startswith(_DATA):
        return PathKind.FEED
    return PathKind.HEALTH if path in HEALTH else PathKind.PAGE
