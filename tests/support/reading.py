"""Reads what a person sees on the calendar page and what a calendar program reads in a feed.

Both are brought to one form, `Seen`, by nothing of the program's own: an HTML parser and
icalendar.
"""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from html.parser import HTMLParser
from typing import Any

from icalendar import Calendar

_MONTHS = (
    *("januar", "februar", "mars", "april", "mai", "juni", "juli"),
    *("august", "september", "oktober", "november", "desember"),
)
_STATES = {"": "", "Avlyst": "AVLYST", "Fullt": "FULLT", "Utsatt": "UTSATT", "Ny tid": "NY TID"}
_MARKED = re.compile(rf"({'|'.join(filter(None, _STATES.values()))}): ")
_ADDRESS = re.compile(r"/arrangement/[a-z0-9-]*?-?([0-9]+)(?:\?.*)?$")
_CLOCK = re.compile(r"\b\d\d\.\d\d\b")


Vevent = Any
"""An event of icalendar's: its properties are of many types."""


@dataclass(frozen=True, slots=True, order=True)
class Seen:
    """One date as somebody sees it. `first` is None where a list says only that it goes on."""

    event_id: int
    first: date | None
    clock: tuple[str, ...]
    state: str
    title: str

    def going_on(self) -> "Seen":
        """The same as the list shows it when it began before the list does."""
        return replace(self, first=None)


@dataclass(frozen=True, slots=True)
class ListPage:
    """What one page of the list shows, and the address of the next page, "" on the last."""

    going_on: tuple[Seen, ...]
    coming: tuple[Seen, ...]
    later: str
    total: int


def read_feed(body: bytes) -> dict[str, Vevent]:
    """Give the VEVENTs of a feed by uid; each uid stands there once."""
    events = Calendar.from_ical(body).walk("VEVENT")
    found = {str(one["UID"]): one for one in events}
    assert len(found) == len(events)
    return found


def seen_in_feed(event: Vevent) -> Seen:
    start, end = event["DTSTART"].dt, event["DTEND"].dt
    marked = _MARKED.match(event["SUMMARY"])
    timed = isinstance(start, datetime)
    return Seen(
        event_id=event_id_in(str(event["URL"])),
        first=start.date() if timed else start,
        clock=tuple(one.strftime("%H.%M") for one in (start, end)) if timed else (),
        state=marked[1] if marked else "",
        title=event["SUMMARY"][marked.end() if marked else 0 :],
    )


def last_day(event: Vevent) -> date:
    """Give the last local date that a VEVENT touches."""
    end = event["DTEND"].dt
    if isinstance(end, datetime):
        return (end - timedelta(microseconds=1)).date()
    last: date = end - timedelta(days=1)
    return last


def event_id_in(address: str) -> int:
    found = _ADDRESS.search(address)
    assert found, address
    return int(found[1])


def read_list(html: str, *, today: date) -> ListPage:
    reader = _ListReader(today)
    reader.feed(html)
    total = re.search(r"<span>(\d+) dato", html)
    assert total
    return ListPage(
        going_on=tuple(one for one in reader.rows if one.first is None),
        coming=tuple(one for one in reader.rows if one.first is not None),
        later=reader.later,
        total=int(total[1]),
    )


class _ListReader(HTMLParser):
    """Goes by headings and rows, as somebody who listens to the page does."""

    def __init__(self, today: date) -> None:
        super().__init__()
        self.rows: list[Seen] = []
        self.later = ""
        self._today = today
        self._day: date | None = None
        self._row: dict[str, str] = {}
        self._text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        classes = given.get("class", "").split()
        if tag == "li" and "row" in classes:
            self._row = {"badge": "", "href": "", "title": "", "time": ""}
        if tag == "a" and given.get("rel") == "next":
            self.later = given["href"]
        if tag == "a" and self._row and not self._row["href"]:
            self._row["href"] = given["href"]
        if tag in ("h2", "a", "strong") or "row-time" in classes:
            self._text = []

    def handle_data(self, data: str) -> None:
        self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        text = " ".join("".join(self._text).split())
        if tag == "h2":
            self._day = self._read_day(text)
        elif not self._row:
            return
        elif tag == "strong":
            self._row["badge"] = text
        elif tag == "a":
            self._row["title"] = text
        elif tag == "p" and not self._row["time"]:
            self._row["time"] = text
        elif tag == "h3":
            self.rows.append(self._seen())

    def _read_day(self, text: str) -> date | None:
        found = re.search(rf"(\d+)\. ({'|'.join(_MONTHS)})(?: (\d{{4}}))?", text)
        if found is None:
            return None
        year = int(found[3] or self._today.year)
        return date(year, _MONTHS.index(found[2]) + 1, int(found[1]))

    def _seen(self) -> Seen:
        row, self._row = self._row, {}
        return Seen(
            event_id=event_id_in(row["href"]),
            first=self._day,
            clock=tuple(_CLOCK.findall(row["time"])),
            state=_STATES[row["badge"]],
            title=row["title"],
        )
