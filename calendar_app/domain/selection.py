"""`Selection`: a choice of events, as a value; the one filter of page, feed, embed and search.

An address is read into a selection by `calendar_app.domain.grammar` and written from it by
`calendar_app.domain.canonical`. Two selections are equal when their addresses mean the same.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from calendar_app.domain.calledoff import CalledOff
from calendar_app.domain.choice import Choice
from calendar_app.domain.index import IndexEntry
from calendar_app.domain.timing import DAY, Window
from calendar_app.domain.vocabulary import LANGUAGES
from calendar_app.domain.when import When, on_date

FEED_PAST = timedelta(days=60)
FEED_AHEAD = timedelta(days=400)

_ALWAYS = Window(date.min, date.max)
_NEVER = Window(date.min, date.min)


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What an address asks for. The default is everything.

    `choices` are in the order of `keys.KEYS`. `since` and `until` are both included. `nothing`
    is what becomes of an address with only unknown values: then all else but `ui` is default.
    """

    choices: tuple[Choice, ...] = ()
    called_off: CalledOff = CalledOff.STATUS
    since: When | None = None
    until: When | None = None
    ui: str = LANGUAGES[0]
    nothing: bool = False

    def matches(self, entry: IndexEntry, today: date) -> bool:
        """Tell whether an entry is selected on the local date `today`, apart from the window."""
        own = self.window(today, default=_ALWAYS)
        return own.overlaps(entry.first, entry.last) and bool(self.passing([entry], today))

    def window(self, today: date, *, default: Window, limit: Window | None = None) -> Window:
        """Give the local dates that are asked for, counted from the local date `today`.

        `default` stands where the address is silent; what it says is kept within `limit`, so a
        feed gives its own window as both. Where no date is left the window overlaps nothing.
        """
        start = on_date(self.since, today) if self.since else default.start
        end = _day_after(on_date(self.until, today)) if self.until else default.end
        if limit:
            start, end = max(start, limit.start), min(end, limit.end)
        return Window(start, end) if start < end else _NEVER

    def passing(self, entries: list[IndexEntry], today: date) -> list[IndexEntry]:
        """Give the entries that pass every key but the dates, in order."""
        if self.nothing:
            return []
        for choice in self.choices:
            entries = choice.passing(entries)
        if self.called_off is CalledOff.HIDDEN:
            return [one for one in entries if not one.called_off]
        return [one for one in entries if not one.called_off or one.shown_until >= today]


def select(
    entries: Sequence[IndexEntry], selection: Selection, today: date, window: Window
) -> list[IndexEntry]:
    """Give what the selection matches and the window overlaps, in order.

    The same as asking `matches` of each, but quick over many: the entries are sorted by
    `IndexEntry.sort_key`, so the window is cut out of them before anything is asked.
    """
    wanted = selection.window(today, default=window, limit=window)
    return selection.passing(_within(entries, wanted), today)


def feed_window(today: date) -> Window:
    """Give the window of every feed: 60 days back, 400 ahead, both included (FC-19, SEL-38)."""
    return Window(today - FEED_PAST, today + FEED_AHEAD + DAY)


def _within(entries: Sequence[IndexEntry], window: Window) -> list[IndexEntry]:
    """Cut the window out; what began before it may still be going on."""
    begin = bisect_left(entries, window.start, key=_first)
    end = bisect_left(entries, window.end, key=_first)
    going_on = [one for one in entries[:begin] if one.last >= window.start]
    return [*going_on, *entries[begin:end]]


def _first(entry: IndexEntry) -> date:
    return entry.first


def _day_after(day: date) -> date:
    return day + DAY if day < date.max else day
