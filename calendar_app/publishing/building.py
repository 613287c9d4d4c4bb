"""Answers made of an index: what is selected, what of it fits, and what a feed says besides."""

import re
from asyncio import to_thread
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from calendar_app.domain.index import IndexEntry, entries_of
from calendar_app.domain.selection import Selection, select
from calendar_app.domain.timing import Window, local_date
from calendar_app.domain.vocabulary import NamedFilter
from calendar_app.publishing.answer import Answer
from calendar_app.publishing.dates import Dates
from calendar_app.publishing.fitting import Fitted, fitted, require_most
from calendar_app.publishing.formats import Format
from calendar_app.publishing.index import PublishedIndex
from calendar_app.publishing.question import EventQuestion, Question
from calendar_app.publishing.rendering import Rendering
from calendar_app.publishing.rules import Rules
from calendar_app.publishing.source import Source
from calendar_app.publishing.style import Style
from calendar_app.publishing.wording import Wording
from feeds.json_feed import join_json
from feeds.json_text import instant
from feeds.notice import render_notice
from feeds.rss import join_rss
from feeds.trim import Trimming
from feeds.vcalendar import CalendarHead, join_calendar, render_head

_IN_THREAD = 1_000
"""From this many entries on, joining and hashing them leaves the event loop free for others."""

_WHOLE = Trimming()
_NOTHING: Mapping[str, object] = {}


class Building:
    """Builds answers; what it reads and renders for one is remembered for the next."""

    def __init__(self, wording: Wording, source: Source) -> None:
        self._wording = wording
        self._source = source
        self.dates = Dates(source)
        self.rendering = Rendering(wording, self.dates)
        self._rules = Rules(wording, self.dates, source)

    def forget(self, event_ids: frozenset[int], *, gone: frozenset[int]) -> None:
        """Forget what a change of these events made untrue; `gone` are public no more."""
        self.dates.forget(event_ids)
        self.rendering.forget(event_ids, gone=gone)
        self._rules.forget(event_ids)

    def forget_everything(self) -> None:
        """Forget all of it: a new day, or new words for what events point at."""
        self.dates.forget_everything()
        self.rendering.forget_everything()
        self._rules.forget_everything()

    async def feed(self, index: PublishedIndex, question: Question) -> Answer:
        """Build the answer to a question; a retired filter has a notice for one."""
        named = question.named
        if named and named.retired_at:
            return self._ended(index, question, named, named.retired_at)
        made = await self._contents(index, question)
        head = self._wording.head(question, index.vocabulary, made.trimming)
        wanted = question.selection.window(index.today, default=index.window, limit=index.window)
        window = wanted if wanted.start < wanted.end else index.window

        def answer() -> Answer:
            return Answer(
                body=_joined(question.form, head, made.pieces, window, made.trimming, made.extra),
                filename=_filename(question),
                form=question.form,
                address=self._wording.address(question),
                selection=question.selection,
                trimming=made.trimming,
            )

        return await to_thread(answer) if len(made.pieces) > _IN_THREAD else answer()

    async def event_feed(self, index: PublishedIndex, question: EventQuestion) -> Answer | None:
        """Build the feed of one event, of its dates in the window; None when it is not public.

        An event whose dates all lie outside the window is still answered, with those.
        """
        dates = await self._source.dates([question.event_id], index.vocabulary)
        if not dates:
            return None
        wanted = Selection(called_off=question.called_off).shown(entries_of(dates), index.today)
        uids = {entry.uid for entry in wanted}
        shown = [one for one in dates if one.uid in uids]
        inside = [one for one in shown if index.window.overlaps(one.span.first, one.span.last)]
        style = Style.of(question.language, question.called_off, question.form)
        pieces = self.rendering.render_once(inside or shown, style, today=index.today)
        require_most(len(pieces), of=len(inside or shown))
        head = self._wording.event_head(dates[0], question.language, question.form)
        return Answer(
            body=_joined(question.form, head, pieces, index.window),
            filename=f"{dates[0].event_slug}.{question.form}",
            form=question.form,
            event_id=question.event_id,
        )

    async def _contents(self, index: PublishedIndex, question: Question) -> "_Contents":
        """Select, render and fit; then tell it as rules, or only what has changed."""
        selection, changes = question.selection, question.changes
        entries = select(index.entries, selection, index.today, index.window)
        style = Style.of(selection.ui, selection.called_off, question.form)
        shown = await fitted(self.rendering, entries, style, index)
        if selection.by_rule:
            return _Contents(await self._rules.told(shown, index), shown.trimming)
        if changes is None:
            return _Contents(shown.pieces, shown.trimming)
        pieces = await self._changed(shown, changes.moment, index)
        return _Contents(pieces, shown.trimming, _of_all(entries, changes.moment))

    async def _changed(
        self, shown: Fitted, moment: datetime | None, index: PublishedIndex
    ) -> list[bytes]:
        """Give what stands for the dates that changed at that moment or later."""
        if moment is None:
            return shown.pieces
        dates = await self.dates.of(shown.entries, index.vocabulary, index.window)
        changed = {one.uid for one in dates if one.last_modified >= moment}
        pairs = zip(shown.entries, shown.pieces, strict=True)
        return [piece for entry, piece in pairs if entry.uid in changed]

    def _ended(
        self, index: PublishedIndex, question: Question, named: NamedFilter, at: datetime
    ) -> Answer:
        """Say that it has ended; what is no iCalendar can do so without an entry (FC-23)."""
        said = self._wording.ended(question, named)
        notice = render_notice(
            named.notice_uid,
            day=local_date(at),
            title=said.title,
            description=said.description,
            url=said.head.page_url,
            stamp=at,
        )
        pieces = [notice] if question.form is Format.ICS else []
        return Answer(
            body=_joined(question.form, said.head, pieces, index.window, extra={"ended": True}),
            filename=_filename(question),
            form=question.form,
            address=self._wording.address(question),
        )


@dataclass(frozen=True, slots=True)
class _Contents:
    """What stands between the head of a feed and its end; `extra` is JSON's alone."""

    pieces: Sequence[bytes]
    trimming: Trimming
    extra: Mapping[str, object] = field(default_factory=dict)


def _joined(
    form: Format,
    head: CalendarHead,
    pieces: Sequence[bytes],
    window: Window,
    trimming: Trimming = _WHOLE,
    extra: Mapping[str, object] = _NOTHING,
) -> bytes:
    if form is Format.ICS:
        return join_calendar(render_head(head), pieces)
    if form is Format.RSS:
        return join_rss(head, pieces)
    return join_json(head, pieces, window=window, trimming=trimming, extra=extra)


def _of_all(entries: Sequence[IndexEntry], moment: datetime | None) -> Mapping[str, object]:
    """Name everything that is selected now: what a partner holds besides is gone.

    Also what did not fit, so that nobody takes it for removed.
    """
    since = instant(moment) if moment else None
    return {"changed_since": since, "uids": [entry.uid for entry in entries]}


def _filename(question: Question) -> str:
    """Name the download after the filter, in characters that no program stumbles over."""
    if question.named:
        return f"{question.named.slug}.{question.form}"
    words = re.sub(r"[^a-z0-9]+", "-", (question.query or "").replace("=", "-")).strip("-")
    name = f"kalender-{words[:80].strip('-')}" if words else "kalender"
    return f"{name}.{question.form}"
