"""Links that open somebody's own calendar with one date filled in, ready to be saved.

The copy knows nothing of later changes, so its text ends in the address of the event's page.
"""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final
from urllib.parse import quote

from calendar_app.domain.calledoff import CalledOff
from calendar_app.domain.published import PublishedOccurrence
from calendar_app.domain.shown import shown_on
from calendar_app.domain.text import clean_line
from calendar_app.domain.timing import DAY, ZONE, AllDay, Span
from feeds.description import facts_text
from feeds.labels import Labels
from feeds.location import location
from feeds.standing import standing
from feeds.text import shortened
from feeds.values import own_address

LONGEST_LINK: Final = 2_000
"""Characters of a link: what every browser, mail program and proxy takes."""

_LONGEST_TITLE: Final = 450
_LONGEST_PLACE: Final = 300
"""Characters as they stand in the link, where one Norwegian letter is six."""

_GOOGLE = "https://calendar.google.com/calendar/render?action=TEMPLATE"
# `/deeplink/compose` led nowhere for months in 2023; this is where it leads when it works.
_MICROSOFT = "https://{host}/calendar/0/action/compose?rru=addevent"


@dataclass(frozen=True, slots=True, kw_only=True)
class AddLinks:
    """One date for three services, each link at most `LONGEST_LINK` characters."""

    google: str
    outlook: str
    microsoft_365: str


def add_links(
    occurrence: PublishedOccurrence, *, labels: Labels, address: str, today: date
) -> AddLinks | None:
    """Give the links that add a date; None for what is called off or was before `today` (local).

    Times go as UTC, so that an hour that comes twice in autumn is the right one; Google is told
    to show them in `timing.ZONE`. Whole days end on the day after the last (both services take
    the end as exclusive). Texts are shortened until the link fits; `address`, that of the
    event's page, is always whole. Raises ValueError when it is no address.
    """
    one = shown_on(occurrence, today)
    if one.is_called_off or one.span.last < today:
        return None
    page = own_address(address)

    def link(form: Callable[[PublishedOccurrence, str], str]) -> str:
        def with_text(limit: int) -> str:
            text = facts_text(one, standing=stands, labels=labels, limit=limit)
            return form(one, f"{text}\n\n{page}" if text else page)

        return _longest(with_text, LONGEST_LINK)

    stands = standing(one, called_off=CalledOff.STATUS, today=today)
    return AddLinks(
        google=link(_google),
        outlook=link(lambda one, text: _microsoft(one, text, host="outlook.live.com")),
        microsoft_365=link(lambda one, text: _microsoft(one, text, host="outlook.office.com")),
    )


def _google(one: PublishedOccurrence, text: str) -> str:
    start, end = _ends(one.span)
    parts = {
        "text": _title(one),
        "dates": f"{_basic(start)}/{_basic(end)}",
        "ctz": ZONE.key,
        "details": text,
        "location": _where(one),
    }
    return _with(_GOOGLE, parts)


def _microsoft(one: PublishedOccurrence, text: str, *, host: str) -> str:
    start, end = _ends(one.span)
    parts = {
        "subject": _title(one),
        "startdt": _extended(start),
        "enddt": _extended(end),
        "allday": "true" if isinstance(one.span, AllDay) else "",
        "location": _where(one),
        "body": text,
    }
    return _with(_MICROSOFT.format(host=host), parts)


def _ends(span: Span) -> tuple[date, date]:
    """Give two instants in UTC, or two dates, the second one exclusive."""
    if isinstance(span, AllDay):
        return span.first, span.last + DAY
    return span.starts_at, span.ends_at


def _basic(moment: date) -> str:
    """Write it as iCalendar does: `20261125T100000Z`, `20261125`."""
    if isinstance(moment, datetime):
        return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    return f"{moment:%Y%m%d}"


def _extended(moment: date) -> str:
    if isinstance(moment, datetime):
        return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    return moment.isoformat()


def _title(one: PublishedOccurrence) -> str:
    """Give the title without a mark: who adds a full event has a place."""
    return _cut(clean_line(one.title), _LONGEST_TITLE)


def _where(one: PublishedOccurrence) -> str:
    return _cut(location(one.place), _LONGEST_PLACE) if one.place else ""


def _cut(text: str, most: int) -> str:
    """Shorten a text until it is at most so many characters in a link."""
    if len(_quoted(text)) <= most:
        return text
    return _longest(lambda limit: shortened(text, limit), most, measure=_quoted)


def _longest(make: Callable[[int], str], most: int, *, measure: Callable[[str], str] = str) -> str:
    """Make the text with the highest limit of characters that comes out short enough."""
    limits = range(most + 1)
    found = bisect_right(limits, most, key=lambda limit: len(measure(make(limit))))
    return make(limits[max(found - 1, 0)])


def _with(address: str, parts: dict[str, str]) -> str:
    # Not `urlencode`: Outlook shows its `+` for a space as a plus.
    return address + "".join(f"&{name}={_quoted(value)}" for name, value in parts.items() if value)


def _quoted(text: str) -> str:
    return quote(text, safe="")
