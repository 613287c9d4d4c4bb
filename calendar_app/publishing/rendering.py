"""Dates to VEVENTs, each rendered once and remembered until its event changes."""

import logging
from asyncio import to_thread
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from calendar_app.domain.calledoff import CalledOff
from calendar_app.domain.index import IndexEntry
from calendar_app.domain.published import PublishedOccurrence
from calendar_app.domain.timing import Window
from calendar_app.domain.vocabulary import Vocabulary
from calendar_app.publishing.memo import Memo
from calendar_app.publishing.wording import Wording
from calendar_app.storage.published import published_dates
from feeds.description import MAX_DESCRIPTION, SHORT_DESCRIPTION
from feeds.trim import HEAD_BYTES, MAX_BYTES, MAX_VEVENTS, Piece, Trimming, trim
from feeds.vevent import render_vevent

_MOST_DATES = 20_000
_MOST_BYTES = 48 * 2**20
_IN_THREAD = 50
"""From this many on, rendering leaves the event loop free for others."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Style:
    """What besides the date itself decides about the bytes of a VEVENT."""

    language: str
    visible: bool
    limit: int = MAX_DESCRIPTION

    @classmethod
    def of(cls, language: str, called_off: CalledOff) -> "Style":
        """Leaving dates out is the selection's work, so there are two ways, not three."""
        return cls(language, called_off is CalledOff.VISIBLE)


class Rendering:
    """The memos of one process: dates as they were read, and VEVENTs as they were rendered."""

    def __init__(self, wording: Wording) -> None:
        self._wording = wording
        self._dates: Memo[int, dict[str, PublishedOccurrence]] = Memo(limit=_MOST_DATES, size=len)
        self._vevents: Memo[int, _Vevents] = Memo(limit=_MOST_BYTES, size=_Vevents.bytes)
        self._epoch = 0
        self.rendered = 0
        """VEVENTs rendered so far: the proof that an edit renders only its own again."""

    def forget(self, event_ids: Collection[int]) -> None:
        """Forget what an edit made untrue, also what is being read at this moment."""
        self._epoch += 1
        self._dates.forget_all(event_ids)
        self._vevents.forget_all(event_ids)

    def forget_everything(self) -> None:
        """Forget all of it: a new day, or new words for what events point at."""
        self._epoch += 1
        self._dates.clear()
        self._vevents.clear()

    async def dates(
        self, entries: Sequence[IndexEntry], vocabulary: Vocabulary, window: Window
    ) -> list[PublishedOccurrence]:
        """Give the dates of entries, in their order; reads only events not yet in memory."""
        wanted = {entry.event_id for entry in entries}
        remembered = {event_id: self._dates.get(event_id) for event_id in wanted}
        known = {key: dates for key, dates in remembered.items() if dates is not None}
        missing = wanted - known.keys()
        epoch = self._epoch
        read: dict[int, dict[str, PublishedOccurrence]] = {event_id: {} for event_id in missing}
        for one in await published_dates(missing, vocabulary, window=window):
            read[one.event_id][one.uid] = one
        if epoch == self._epoch:
            for event_id, dates in read.items():
                self._dates.put(event_id, dates)
        known |= read
        found_dates = (known[entry.event_id].get(entry.uid) for entry in entries)
        return [one for one in found_dates if one is not None]

    async def pieces(
        self,
        entries: Sequence[IndexEntry],
        style: Style,
        *,
        vocabulary: Vocabulary,
        window: Window,
        today: date,
    ) -> list[bytes | None]:
        """Give the VEVENT of each entry; None for one that could not be written (R18)."""
        missing = [entry for entry in entries if not self._knows(entry, style)]
        if missing:
            dates = await self.dates(missing, vocabulary, window)
            if len(dates) < _IN_THREAD:
                self._keep(self._render(dates, style, today), style)
            else:
                self._keep(await to_thread(self._render, dates, style, today), style)
        return [self._vevent(entry, style) for entry in entries]

    async def trimmed(
        self,
        entries: Sequence[IndexEntry],
        style: Style,
        *,
        vocabulary: Vocabulary,
        window: Window,
        today: date,
    ) -> tuple[list[bytes], Trimming]:
        """Give the VEVENTs that fit into one feed, and what that took (FC-22)."""
        found = await self.pieces(entries, style, vocabulary=vocabulary, window=window, today=today)
        vevents = [one for one in found if one is not None]
        if len(vevents) <= MAX_VEVENTS and sum(map(len, vevents)) <= MAX_BYTES - HEAD_BYTES:
            return vevents, Trimming()
        short_style = Style(style.language, style.visible, SHORT_DESCRIPTION)
        short = await self.pieces(
            entries, short_style, vocabulary=vocabulary, window=window, today=today
        )
        pairs = zip(entries, found, strict=True)
        pieces = [_piece(entry, vevent) for entry, vevent in pairs if vevent is not None]
        shortened = dict(zip((entry.uid for entry in entries), short, strict=True))
        result = trim(
            pieces,
            today=today,
            shorten=lambda piece: replace(piece, vevent=shortened[piece.uid] or piece.vevent),
        )
        return [piece.vevent for piece in result.pieces], result.trimming

    def render_once(
        self, dates: Iterable[PublishedOccurrence], style: Style, *, today: date
    ) -> list[bytes]:
        """Render dates without remembering them one by one."""
        return [one for _, one in self._render(dates, style, today) if one is not None]

    def _render(
        self, dates: Iterable[PublishedOccurrence], style: Style, today: date
    ) -> list[tuple[PublishedOccurrence, bytes | None]]:
        labels = self._wording.labels(style.language)
        called_off = CalledOff.VISIBLE if style.visible else CalledOff.STATUS
        found: list[tuple[PublishedOccurrence, bytes | None]] = []
        for one in dates:
            try:
                vevent = render_vevent(
                    one,
                    called_off=called_off,
                    labels=labels,
                    event_url=self._wording.event_url,
                    today=today,
                    description_limit=style.limit,
                )
            except Exception:
                # One bad event must not take the whole calendar from its subscribers.
                log.exception("Date %s is left out: it cannot be rendered", one.uid)
                found.append((one, None))
            else:
                found.append((one, vevent))
        return found

    def _keep(
        self, rendered: Iterable[tuple[PublishedOccurrence, bytes | None]], style: Style
    ) -> None:
        fresh: dict[int, dict[tuple[str, Style], bytes | None]] = {}
        for one, vevent in rendered:
            fresh.setdefault(one.event_id, {})[one.uid, style] = vevent
            self.rendered += 1
        for event_id, vevents in fresh.items():
            known = self._vevents.get(event_id)
            self._vevents.put(event_id, _Vevents({**(known.by_style if known else {}), **vevents}))

    def _knows(self, entry: IndexEntry, style: Style) -> bool:
        known = self._vevents.get(entry.event_id)
        return known is not None and (entry.uid, style) in known.by_style

    def _vevent(self, entry: IndexEntry, style: Style) -> bytes | None:
        known = self._vevents.get(entry.event_id)
        return known.by_style.get((entry.uid, style)) if known else None


@dataclass(frozen=True, slots=True)
class _Vevents:
    """The VEVENTs of one event, by uid and style."""

    by_style: dict[tuple[str, Style], bytes | None]

    def bytes(self) -> int:
        return sum(len(one or b"") for one in self.by_style.values())


def _piece(entry: IndexEntry, vevent: bytes) -> Piece:
    return Piece(uid=entry.uid, first=entry.first, last=entry.last, vevent=vevent)
