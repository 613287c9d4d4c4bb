"""What sort of answer lives at a path: headers, host check and errors follow from it."""

from enum import Enum

from calendar_app.addresses import PERSONAL, STAFF

HEALTH = ("/healthz", "/readyz")
_FEED_ENDINGS = (".ics", ".rss", ".json")
_API = "/api/"


class PathKind(Enum):
    PAGE = "page"
    STAFF = "staff"
    FEED = "feed"
    PERSONAL = "personal"
    HEALTH = "health"


def kind_of(path: str) -> PathKind:
    """Tell by the path alone, whether anything is there or not."""
    if path.startswith(STAFF):
        return PathKind.STAFF
    if path.startswith(PERSONAL):
        return PathKind.PERSONAL
    if path.endswith(_FEED_ENDINGS) or path.startswith(_API):
        return PathKind.FEED
    return PathKind.HEALTH if path in HEALTH else PathKind.PAGE
