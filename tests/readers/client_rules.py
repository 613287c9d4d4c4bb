"""By what four calendar programs notice a change, and what they make of an answer (FC-44).

Rules taken from their source, each with its name; none of them runs in a test. A program is
given what it fetched before and what it fetches now.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from feeds.lint.content import Component, read

Events = Mapping[str, Sequence[Component]]
"""The VEVENTs of a feed by uid, in the order of the file."""

_WEEK = 7 * 24 * 3600
_DURATION = re.compile(r"P(?:(\d+)W|(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?)")


def events_of(body: bytes) -> Events:
    """Read the lines of a feed; a program's own reader is tested elsewhere."""
    found: dict[str, list[Component]] = {}
    for event in read(body, []).parts[0].named("VEVENT"):
        found.setdefault(event.value("UID"), []).append(event)
    return found


def icsx5_updates(before: Sequence[Component], now: Sequence[Component]) -> bool:
    """Tell whether ICSx5 (Android) takes over an event that it has.

    bitfireAT/icsx5, ProcessEventsTask.processEvents, 2026-02: the newest LAST-MODIFIED of the
    event and its exceptions has to be later than the one it stored; without one it always updates.
    """
    stored, newest = _newest(before), _newest(now)
    return stored is None or newest is None or newest > stored


def evolution_updates(before: Sequence[Component], now: Sequence[Component]) -> bool:
    """Tell whether Evolution and GNOME Calendar take over an event that they have.

    GNOME/evolution-data-server, ecb_http_list_existing_sync and the revision of e-cal-cache.c,
    2026-08: of all that stand under a uid, the first one's three stamps are compared as text.
    """
    return _revision(before[0]) != _revision(now[0])


def nextcloud_updates(before: Sequence[Component], now: Sequence[Component]) -> bool:
    """Tell whether Nextcloud writes an event of a subscription anew.

    nextcloud/server, RefreshWebcalService::refreshSubscription and compareWithoutDtstamp, 2026:
    all but DTSTAMP, in capital or small letters alike.
    """
    return _without_stamp(before) != _without_stamp(now)


def nextcloud_refresh_seconds(body: bytes) -> int:
    """Give how long Nextcloud waits before it fetches a feed again.

    nextcloud/server, RefreshWebcalService::checkWebcalDataForRefreshRate, 2026: REFRESH-INTERVAL,
    else X-PUBLISHED-TTL; what is no duration counts for nothing, and then it waits a week.
    """
    calendar = read(body, []).parts[0]
    told = calendar.value("REFRESH-INTERVAL") or calendar.value("X-PUBLISHED-TTL")
    found = _DURATION.fullmatch(told)
    if not found:
        return _WEEK
    lengths = (_WEEK, 24 * 3600, 3600, 60, 1)
    return sum(
        int(part or 0) * length for part, length in zip(found.groups(), lengths, strict=True)
    )


@dataclass(frozen=True)
class Thunderbird:
    """A calendar in Thunderbird: the feed that it shows, and whether it is switched on.

    comm-central, CalICSProvider and CalICSCalendar.sys.mjs (httpHooks, onStreamComplete), 2026-08.
    """

    shown: bytes = b""
    etag: str | None = None
    last_modified: str | None = None
    is_on: bool = True
    comes_back: bool = False

    def subscribes_to(self, path: str, headers: Mapping[str, str]) -> bool:
        """Tell whether it takes an address for a calendar: by its type, or by its file's name."""
        kind = headers.get("content-type", "").partition(";")[0]
        return kind == "text/calendar" or path.partition("?")[0].endswith(".ics")

    def request_headers(self) -> dict[str, str]:
        """Give the condition it asks with: If-Modified-Since only when there was no ETag."""
        if self.etag:
            return {"If-None-Match": self.etag}
        return {"If-Modified-Since": self.last_modified} if self.last_modified else {}

    def after(self, status: int, headers: Mapping[str, str], body: bytes) -> "Thunderbird":
        """Give the calendar after an answer."""
        if status in (304, 404):
            return self
        if status == 410:
            return replace(self, is_on=False)
        if status // 100 in (4, 5):
            return replace(self, is_on=False, comes_back=True)
        return replace(
            self, shown=body, etag=headers.get("etag"), last_modified=headers.get("last-modified")
        )


@dataclass(frozen=True)
class Evolution:
    """A calendar in Evolution: what it keeps, and the tag of the answer that it is from.

    GNOME/evolution-data-server, ecb_http_connect_sync and ecb_http_get_changes_sync, 2026-08.
    """

    kept: Events
    etag: str | None = None

    def after(self, status: int, headers: Mapping[str, str], body: bytes) -> "Evolution":
        """Give the calendar after an answer; what is no calendar empties it."""
        if status // 100 != 2 or (self.etag and headers.get("etag") == self.etag):
            return self
        if not body.startswith(b"BEGIN:VCALENDAR"):
            return Evolution({})
        # A calendar without events changes nothing: the removals are not computed.
        return Evolution(events_of(body) or self.kept, headers.get("etag"))


def _newest(components: Sequence[Component]) -> str | None:
    stamps = [one.value("LAST-MODIFIED") for one in components]
    return max(stamps) if all(stamps) else None


def _revision(component: Component) -> str:
    return "-".join(component.value(name) for name in ("DTSTAMP", "LAST-MODIFIED", "SEQUENCE"))


def _without_stamp(components: Sequence[Component]) -> list[str]:
    return [
        f"{line.name}{sorted(line.params.items())}:{line.value}".casefold()
        for one in components
        for line in one.lines
        if line.name != "DTSTAMP"
    ]
