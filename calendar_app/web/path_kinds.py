"""What sort of answer lives at a path: headers, host check and errors follow from it."""

from enum import Enum

from calendar_app.addresses import STAFF

HEALTH = ("/healthz", "/readyz")
_FEED_ENDINGS = (".ics", ".rss", ".json")


class PathKind(Enum):
    PAGE = "page"
    STAFF = "staff"
    FEED = "feed"
    HEALTH = "health"


def kind_of(path: str) -> PathKind:
    """Tell by the path alone, whether anything is there or not."""
    if path.startswith(STAFF):
        return PathKind.STAFF
    if path.endswith(_FEED_ENDINGS):
        return PathKind.FEED
    return PathKind.HEALTH if path in HEALTH else PathKind.PAGE
