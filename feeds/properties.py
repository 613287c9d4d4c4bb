"""What every VEVENT of ours has in common: stamps, times, and how it sits in a calendar."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from icalendar import Event, vDate, vDatetime, vInt
from icalendar.prop import vInline

from calendar_app.domain.timing import DAY, AllDay, Span, is_ambiguous
from feeds.audience import Audience
from feeds.values import Text

_PUBLIC, _PRIVATE = Text("PUBLIC"), Text("PRIVATE")
_TRANSPARENT, _OPAQUE = Text("TRANSPARENT"), Text("OPAQUE")
_FREE, _BUSY = Text("FREE"), Text("BUSY")


@dataclass(frozen=True, slots=True, kw_only=True)
class Recurrence:
    """What ties a VEVENT to a series: the RRULE of its master, or which date an override is.

    The spans are those that the rule gives; only their starts are written.
    """

    rule: str = ""
    left_out: Sequence[Span] = ()
    instead_of: Span | None = None


def set_stamps(event: Event, *, sequence: int, modified: datetime, created: datetime) -> None:
    """Write the change signals; without METHOD, DTSTAMP means 'last revised' (§3.8.7.2)."""
    stamp = vDatetime(modified.astimezone(UTC))
    event["DTSTAMP"] = event["LAST-MODIFIED"] = stamp
    event["CREATED"] = vDatetime(created.astimezone(UTC))
    event["SEQUENCE"] = vInt(sequence)


def set_time(event: Event, span: Span) -> None:
    """Write start and end; the end of whole days is exclusive (§3.6.1), here last day + 1.

    Raises ValueError for an end that is not after its start.
    """
    if isinstance(span, AllDay):
        if span.last < span.first:
            raise ValueError(f"Ends before it starts: {span}")
        event["DTSTART"] = vDate(span.first, params={"VALUE": "DATE"})
        event["DTEND"] = vDate(span.last + DAY, params={"VALUE": "DATE"})
        return
    start, end = span.start, span.end
    if _is_second_reading(start) or _is_second_reading(end):
        # A local time in the hour that comes twice means the first one (§3.3.5).
        start, end = start.astimezone(UTC), end.astimezone(UTC)
    if end <= start:
        raise ValueError(f"Ends before it starts: {span}")
    event["DTSTART"], event["DTEND"] = vDatetime(start), vDatetime(end)


def set_recurrence(event: Event, recurrence: Recurrence) -> None:
    """Write RRULE and EXDATE of a master, or the RECURRENCE-ID of an override (§3.8.4.4).

    One EXDATE a line, as Google and Outlook write them: some programs read the first value of
    a list alone.
    """
    if recurrence.instead_of is not None:
        event["RECURRENCE-ID"] = _start(recurrence.instead_of)
    if recurrence.rule:
        event["RRULE"] = vInline(recurrence.rule)
    if recurrence.left_out:
        event["EXDATE"] = [_start(span) for span in recurrence.left_out]


def set_audience(event: Event, audience: Audience) -> None:
    """Say whom it concerns and whether it takes their time: an event for everybody must not.

    ICSx5 hands CLASS on to Android as the access level.
    """
    event["CLASS"] = _PRIVATE if audience.is_private else _PUBLIC
    event["TRANSP"] = _OPAQUE if audience.is_busy else _TRANSPARENT
    event["X-MICROSOFT-CDO-BUSYSTATUS"] = _BUSY if audience.is_busy else _FREE


def _start(span: Span) -> vDate | vDatetime:
    if isinstance(span, AllDay):
        return vDate(span.first, params={"VALUE": "DATE"})
    return vDatetime(span.start)


def _is_second_reading(moment: datetime) -> bool:
    return moment.fold == 1 and is_ambiguous(moment)
