"""One process's view of what is public: the index, kept fresh, and answers made from it.

Nothing here asks the database when nothing changed: the version is looked up at most once a
second, and at once after a write of our own.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from time import monotonic
from typing import TypeVar

from calendar_app.domain.calledoff import CalledOff
from calendar_app.domain.canonical import canonical
from calendar_app.domain.index import IndexEntry
from calendar_app.domain.published import PublishedOccurrence
from calendar_app.domain.selection import Selection, select
from calendar_app.domain.timing import DAY, Window, last_midnight, local_date, next_midnight
from calendar_app.domain.vocabulary import Vocabulary
from calendar_app.publishing.answer import Answer
from calendar_app.publishing.index import PublishedIndex, load_index, updated
from calendar_app.publishing.memo import Memo
from calendar_app.publishing.rendering import Rendering, Style
from calendar_app.publishing.wording import Wording
from calendar_app.storage.published import (
    OutdatedVocabularyError,
    publication_state,
    published_dates,
)
from feeds.vcalendar import join_calendar, render_head

MOST_ANSWERS = 512
MOST_ANSWER_BYTES = 64 * 2**20
"""However many addresses somebody makes up (T-12)."""

_LOOK_EVERY = 1.0
"""Seconds between two looks at the version (FC-20)."""

_LONGEST_LIST = 500 * DAY
"""An older period is read from storage for one page, so it is bounded."""


_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class _Key:
    canonical: str | None
    unknown: bool
    ui: str


class Publisher:
    """The published index of this process, and the feeds made from it."""

    def __init__(
        self,
        wording: Wording,
        *,
        now: Callable[[], datetime],
        ticks: Callable[[], float] = monotonic,
    ) -> None:
        self._wording = wording
        self._now = now
        self._ticks = ticks
        self._index: PublishedIndex | None = None
        self._look_again = 0.0
        self._midnight = now()
        self._busy = asyncio.Lock()
        self._answers: Memo[_Key | tuple[int, Style], Answer] = Memo(
            limit=MOST_ANSWER_BYTES, size=lambda answer: answer.size, most=MOST_ANSWERS
        )
        self.rendering = Rendering(wording)
        self.generation = 0
        """Counts up whenever a remembered answer may no longer be the right one."""

    @property
    def is_fresh(self) -> bool:
        """Tell whether the last look at the version still counts, so that nobody need wait."""
        return self._ticks() < self._look_again and self._now() < self._midnight

    def note_own_write(self) -> None:
        """Look at the version at the next request, because this process has just written."""
        self._look_again = 0.0

    def last_modified(self) -> datetime:
        """Give the later of the last public change and the most recent local midnight.

        It never moves backwards (facts/feeds.md, 5.3). Call it after an answer was given.
        """
        assert self._index is not None
        return max(self._index.state.stamp, last_midnight(self._now()))

    @property
    def known_vocabulary(self) -> Vocabulary:
        """Give the vocabulary as last seen, without waiting; empty before the start."""
        return self._index.vocabulary if self._index else Vocabulary()

    async def vocabulary(self) -> Vocabulary:
        """Give the vocabulary as it is published."""
        return (await self.index()).vocabulary

    async def index(self) -> PublishedIndex:
        """Give the index, no older than a second and of today."""
        if self._index is None or not self.is_fresh:
            async with self._busy:
                await self._refresh()
        assert self._index is not None
        return self._index

    async def feed(self, selection: Selection, *, unknown: bool) -> Answer:
        """Give the `.ics` of a selection; `unknown` when its address held unknown values."""
        key = _Key(canonical(selection), unknown, selection.ui)

        async def find(index: PublishedIndex) -> Answer:
            found = self._answers.get(key)
            if found is None:
                async with self._busy:
                    found = self._answers.get(key) or await self._build(index, selection, key)
            return found

        return await self._on_index(find)

    async def event_feed(self, event_id: int, *, called_off: CalledOff, ui: str) -> Answer | None:
        """Give the `.ics` of one event, all its dates in the window; None when it is not public.

        An event whose dates all lie outside the window is still answered, with those.
        """
        key = (event_id, Style.of(ui, called_off))

        async def find(index: PublishedIndex) -> Answer | None:
            found = self._answers.get(key)
            if found is None:
                async with self._busy:
                    found = await self._build_event(index, event_id, called_off, ui)
                if found is not None and index is self._index:
                    self._answers.put(key, found)
            return found

        return await self._on_index(find)

    async def dates(self, selection: Selection, window: Window) -> list[PublishedOccurrence]:
        """Give the dates of a selection in `window`, in order, for a page.

        The same index and the same `Selection` as the feed; another period than the feed's is
        read for this call alone, at most 500 days of it.
        """

        async def find(index: PublishedIndex) -> list[PublishedOccurrence]:
            entries = await self._entries(index, selection, window)
            dates = await self.rendering.dates(entries, index.vocabulary, index.window)
            if len(dates) == len(entries):
                return dates
            found = await published_dates({one.event_id for one in entries}, index.vocabulary)
            by_uid = {one.uid: one for one in found}
            return [by_uid[one.uid] for one in entries if one.uid in by_uid]

        return await self._on_index(find)

    async def event_dates(self, event_id: int) -> list[PublishedOccurrence]:
        """Give all public dates of one event in order, past ones too; none if not public."""
        return await self._on_index(lambda index: published_dates([event_id], index.vocabulary))

    async def _on_index(self, work: Callable[[PublishedIndex], Awaitable[_Result]]) -> _Result:
        """Work with the index; once more with the newest one when rows are newer than its words.

        Another process may have added a venue within this second, and an event in it.
        """
        try:
            return await work(await self.index())
        except OutdatedVocabularyError:
            self.note_own_write()
            return await work(await self.index())

    async def _entries(
        self, index: PublishedIndex, selection: Selection, window: Window
    ) -> list[IndexEntry]:
        wanted = selection.window(index.today, default=window)
        if wanted.start >= wanted.end:
            return []
        longest = date.max - wanted.start
        wanted = Window(wanted.start, min(wanted.end, wanted.start + min(_LONGEST_LIST, longest)))
        source: Sequence[IndexEntry] = index.entries
        if wanted.start < index.window.start or wanted.end > index.window.end:
            source = (await load_index(index.today, window=wanted)).entries
        return select(source, selection, index.today, wanted)

    async def _refresh(self) -> None:
        if self._index is not None and self.is_fresh:
            return
        now = self._now()
        today = local_date(now)
        looked = self._ticks()
        if self._index is None or self._index.today != today:
            self._take(await load_index(today))
            self.rendering.forget_everything()
            self._answers.clear()
        else:
            await self._take_in_changes(self._index)
        self._midnight = next_midnight(now)
        self._look_again = looked + _LOOK_EVERY

    async def _take_in_changes(self, index: PublishedIndex) -> None:
        state = await publication_state()
        if state == index.state:
            return
        update = await updated(index, state)
        self._take(update.index)
        if update.everything:
            self.rendering.forget_everything()
            self._answers.clear()
            return
        self.rendering.forget(update.event_ids)
        for key, answer in self._answers.items():
            if _concerns(answer, update.event_ids, update.touched, index.today):
                self._answers.forget(key)

    def _take(self, index: PublishedIndex) -> None:
        self._index = index
        self.generation += 1

    async def _build(self, index: PublishedIndex, selection: Selection, key: _Key) -> Answer:
        window = index.window
        entries = select(index.entries, selection, index.today, window)
        vevents, trimming = await self.rendering.trimmed(
            entries,
            Style.of(selection.ui, selection.called_off),
            vocabulary=index.vocabulary,
            window=window,
            today=index.today,
        )
        head = self._wording.head(
            selection, index.vocabulary, unknown=key.unknown, trimming=trimming
        )
        answer = Answer(
            body=join_calendar(render_head(head), vevents),
            filename=_filename(key.canonical),
            canonical=key.canonical,
            selection=selection,
            trimming=trimming,
        )
        if index is self._index:
            self._answers.put(key, answer)
        return answer

    async def _build_event(
        self, index: PublishedIndex, event_id: int, called_off: CalledOff, ui: str
    ) -> Answer | None:
        dates = await published_dates([event_id], index.vocabulary)
        if not dates:
            return None
        shown = [one for one in dates if index.today <= one.shown_until]
        inside = [one for one in shown if index.window.overlaps(one.span.first, one.span.last)]
        vevents = self.rendering.render_once(
            inside or shown, Style.of(ui, called_off), today=index.today
        )
        return Answer(
            body=join_calendar(render_head(self._wording.event_head(dates[0], ui)), vevents),
            filename=f"{dates[0].event_slug}.ics",
            canonical=None,
            selection=None,
            event_id=event_id,
        )


def _concerns(
    answer: Answer,
    event_ids: frozenset[int],
    touched: Sequence[IndexEntry],
    today: date,
) -> bool:
    """Tell whether a change may show in an answer: before it, or after it."""
    if answer.selection is None:
        return answer.event_id in event_ids
    return any(answer.selection.matches(entry, today) for entry in touched)


def _filename(query: str | None) -> str:
    """Name the download after the filter, in characters that no program stumbles over."""
    words = re.sub(r"[^a-z0-9]+", "-", (query or "").replace("=", "-")).strip("-")
    return f"kalender-{words[:80].strip('-')}.ics" if words else "kalender.ics"
