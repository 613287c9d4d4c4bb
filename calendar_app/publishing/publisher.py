"""Answers made from the published index: feeds, and the dates of pages."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime
from time import monotonic

from calendar_app.domain.calledoff import CalledOff
from calendar_app.domain.counting import Counts, Options
from calendar_app.domain.keys import SERIES, TOUR
from calendar_app.domain.published import PublishedOccurrence
from calendar_app.domain.selection import Selection
from calendar_app.domain.timing import Window
from calendar_app.domain.vocabulary import NamedFilter, Vocabulary
from calendar_app.publishing.answer import Answer
from calendar_app.publishing.building import Building
from calendar_app.publishing.current import CurrentIndex
from calendar_app.publishing.formats import Format
from calendar_app.publishing.index import PublishedIndex, Update
from calendar_app.publishing.kept import Kept
from calendar_app.publishing.memo import Memo
from calendar_app.publishing.page_counts import counts_in, totals_in
from calendar_app.publishing.page_dates import dates_in
from calendar_app.publishing.periods import OtherPeriods
from calendar_app.publishing.question import ChangedSince, EventQuestion, Question
from calendar_app.publishing.rendering import Rendering
from calendar_app.publishing.source import Source
from calendar_app.publishing.wording import Wording

MOST_ANSWERS = 512
MOST_ANSWER_BYTES = 48 * 2**20
"""However many addresses somebody makes up (T-12)."""

_NAMED_BY_EVENTS = (SERIES, TOUR)


class Publisher:
    """The published index of this process, and the feeds made from it."""

    def __init__(
        self,
        wording: Wording,
        *,
        now: Callable[[], datetime],
        ticks: Callable[[], float] = monotonic,
        kept: Kept | None = None,
    ) -> None:
        self._busy = asyncio.Lock()
        self._answers: Memo[Question | EventQuestion, Answer] = Memo(
            limit=MOST_ANSWER_BYTES, size=lambda answer: answer.size, most=MOST_ANSWERS
        )
        self._source = Source(kept)
        self._building = Building(wording, self._source)
        self._periods = OtherPeriods(self._source)
        self.current = CurrentIndex(source=self._source, now=now, ticks=ticks, changed=self._forget)

    @property
    def rendering(self) -> Rendering:
        """What is rendered, and how often."""
        return self._building.rendering

    async def vocabulary(self) -> Vocabulary:
        """Give the vocabulary as it is published."""
        return (await self.current.index()).vocabulary

    async def feed(
        self,
        selection: Selection,
        *,
        unknown: bool,
        form: Format = Format.ICS,
        named: NamedFilter | None = None,
        switches: str = "",
    ) -> Answer:
        """Give the feed of a selection; `unknown` when its address held unknown values.

        `named` is the filter that the selection was read from, and `switches` what the address
        says beside its name, as canonical query.
        """
        return await self._answer(
            Question(
                selection=selection, unknown=unknown, form=form, named=named, switches=switches
            )
        )

    async def changes(
        self, selection: Selection, *, unknown: bool, since: datetime | None
    ) -> Answer:
        """Give the JSON entries of a selection that changed at `since` (UTC) or later.

        With the uids of all that it holds; None asks for all entries.
        """
        changes = ChangedSince(moment=since and since.replace(microsecond=0))
        return await self._answer(
            Question(selection=selection, unknown=unknown, form=Format.JSON, changes=changes)
        )

    async def event_feed(
        self, event_id: int, *, called_off: CalledOff, ui: str, form: Format = Format.ICS
    ) -> Answer | None:
        """Give the feed of one event, all its dates in the window; None when it is not public.

        An event whose dates all lie outside the window is still answered, with those.
        """
        if called_off is CalledOff.VISIBLE and form is not Format.ICS:
            called_off = CalledOff.STATUS
        question = EventQuestion(event_id=event_id, called_off=called_off, language=ui, form=form)

        async def find(index: PublishedIndex) -> Answer | None:
            found = self._answers.get(question)
            if found is None:
                async with self._busy:
                    found = await self._building.event_feed(index, question)
                if found is not None and self.current.is_current(index):
                    self._answers.put(question, found)
            return found

        return await self.current.used_by(find)

    async def dates(self, selection: Selection, window: Window) -> list[PublishedOccurrence]:
        """Give the dates of a selection in `window`, in order, for a page.

        The same index and the same `Selection` as the feed; another period than the feed's is
        read when it is asked for, at most 500 days of it.
        """
        return await self.current.used_by(
            lambda index: dates_in(
                window,
                selection,
                index,
                dates=self._building.dates,
                periods=self._periods,
                source=self._source,
            )
        )

    async def option_counts(self, selection: Selection, window: Window, options: Options) -> Counts:
        """Count the dates that each option would give in `window` with all else chosen."""
        return await self.current.used_by(
            lambda index: counts_in(window, selection, options, index, periods=self._periods)
        )

    async def totals(self, selections: Sequence[Selection], window: Window) -> list[int]:
        """Count the dates of each selection in `window`, for links that lead to them."""
        return await self.current.used_by(
            lambda index: totals_in(window, selections, index, periods=self._periods)
        )

    async def event_dates(self, event_id: int) -> list[PublishedOccurrence]:
        """Give all public dates of one event in order, past ones too; none if not public."""
        return await self.current.used_by(
            lambda index: self._source.all_dates([event_id], index.vocabulary)
        )

    def forget_answers(self) -> None:
        """Forget every joined answer, but not what it was joined of."""
        self._answers.clear()

    async def _answer(self, question: Question) -> Answer:
        async def find(index: PublishedIndex) -> Answer:
            return self._answers.get(question) or await self._built(index, question)

        return await self.current.used_by(find)

    async def _built(self, index: PublishedIndex, question: Question) -> Answer:
        """Build an answer, one at a time: of many who ask for the same, one waits for it."""
        async with self._busy:
            found = self._answers.get(question)
            if found is None:
                found = await self._building.feed(index, question)
                if self.current.is_current(index):
                    self._answers.put(question, found)
            return found

    def _forget(self, update: Update | None) -> None:
        """Forget what a change made untrue; all of it when nobody can tell what changed."""
        if update is None:
            self._building.forget_everything()
            self._answers.clear()
            return
        there = {entry.event_id for entry in update.index.entries.of_events(update.event_ids)}
        self._building.forget(update.event_ids, gone=update.event_ids - there)
        for question, answer in self._answers.items():
            if _concerns(answer, update):
                self._answers.forget(question)


def _concerns(answer: Answer, update: Update) -> bool:
    """Tell whether a change may show in an answer: before it, or after it.

    Also in its own name, which says those of series and tours that it need not hold.
    """
    selection, today = answer.selection, update.index.today
    if selection is None:
        return answer.event_id in update.event_ids
    if update.renamed and any(choice.key in _NAMED_BY_EVENTS for choice in selection.choices):
        return True
    return selection.matches_any(update.touched, today)
