"""`Selection`: a choice of events, as a value; the one filter of page, feed, embed and search.

An address is read into a selection by `calendar_app.domain.grammar` and written from it by
`calendar_app.domain.canonical`. Two selections are equal when their addresses mean the same.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from calendar_app.domain.calledoff import CalledOff
from calendar_app.domain.choice import Choice
from calendar_app.domain.entries import Entries
from calendar_app.domain.facets import Facets
from calendar_app.domain.index import IndexEntry
from calendar_app.domain.next_dates import next_dates
from calendar_app.domain.searching import begins_in
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

    `choices` are in the order of `keys.KEYS`. `next_only` (`serie=neste`) keeps the next date of
    each series. `by_rule` (`gjentakelse=regel`) is how an `.ics` is written and selects nothing.
    `since` and `until` are both included. `words` are folded; each begins a word of what is
    found. `nothing` is what becomes of an address with only unknown values: then all else but
    `ui` is default.
    """

    choices: tuple[Choice, ...] = ()
    next_only: bool = False
    called_off: CalledOff = CalledOff.STATUS
    by_rule: bool = False
    since: When | None = None
    until: When | None = None
    words: tuple[str, ...] = ()
    ui: str = LANGUAGES[0]
    nothing: bool = False

    def matches(self, entry: IndexEntry, today: date) -> bool:
        """Tell whether an entry is selected on the local date `today`, apart from the window.

        With `next_only`: whether it counts when the next dates are looked for. So a date that
        does not match, neither before nor after a change, changes nothing of what is selected.
        """
        return self.matches_any([entry], today)

    def matches_any(self, entries: Iterable[IndexEntry], today: date) -> bool:
        """Tell whether `matches` holds for any of the entries; each facet is judged once."""
        own = self.window(today, default=_ALWAYS)
        shown = [one for one in self.shown(entries, today) if own.overlaps(one.first, one.last)]
        return bool(self.passing(list({one.facets for one in shown})))

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

    def passing(self, facets: Sequence[Facets]) -> Sequence[Facets]:
        """Give the facets that pass every list key and hold every word."""
        if self.nothing:
            return []
        for choice in self.choices:
            facets = choice.passing(facets)
        for word in sorted(self.words, key=len, reverse=True):  # the rarest first
            facets = [one for one in facets if begins_in(word, one.words)]
        return facets

    def shown(self, dates: Iterable[IndexEntry], today: date) -> list[IndexEntry]:
        """Give the dates that are not called off, or so lately that it is still to be told."""
        if self.called_off is CalledOff.HIDDEN:
            return [one for one in dates if not one.called_off]
        return [one for one in dates if not one.called_off or one.shown_until >= today]


def select(entries: Entries, selection: Selection, today: date, window: Window) -> list[IndexEntry]:
    """Give what the selection matches and the window overlaps, in order.

    The same as asking `matches` of each date, but quick over many; `serie=neste` then picks
    among these.
    """
    wanted = selection.window(today, default=window, limit=window)
    dates = entries.having(selection.passing(entries.facets), wanted)
    found = selection.shown(dates, today)
    return next_dates(found, today) if selection.next_only else found


def feed_window(today: date) -> Window:
    """Give the window of every feed: 60 days back, 400 ahead, both included (FC-19, SEL-38)."""
    return Window(today - FEED_PAST, today + FEED_AHEAD + DAY)


def coming_window(today: date) -> Window:
    """Give what pages show unless they are asked for another period: today, and what feeds do."""
    return Window(today, feed_window(today).end)


def _day_after(day: date) -> date:
    return day + DAY if day < date.max else day
