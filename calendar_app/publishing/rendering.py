"""Dates to the bytes that stand for them, each rendered once and remembered until it changes."""

import logging
from asyncio import to_thread
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from calendar_app.domain.index import IndexEntry
from calendar_app.domain.published import PublishedOccurrence
from calendar_app.domain.timing import Window
from calendar_app.domain.vocabulary import Vocabulary
from calendar_app.publishing.dates import Dates
from calendar_app.publishing.formats import Format
from calendar_app.publishing.memo import Memo
from calendar_app.publishing.style import Style
from calendar_app.publishing.wording import Wording
from feeds.json_entry import render_json_entry
from feeds.rss import render_item
from feeds.vevent import render_vevent

_MOST_BYTES = 48 * 2**20
_MOST_OLD_BYTES = 8 * 2**20
_IN_THREAD = 50
"""From this many on, rendering leaves the event loop free for others."""

log = logging.getLogger(__name__)

_Rendered = list[tuple[PublishedOccurrence, bytes | None]]


class Rendering:
    """The memo of one process: what stands for a date, by event and style."""

    def __init__(self, wording: Wording, dates: Dates) -> None:
        self._wording = wording
        self._dates = dates
        self._pieces: Memo[int, _Pieces] = Memo(limit=_MOST_BYTES, size=_Pieces.bytes)
        self._old: Memo[int, _Pieces] = Memo(limit=_MOST_OLD_BYTES, size=_Pieces.bytes)
        self._told: set[str] = set()
        self.rendered = 0
        """Dates rendered so far: the proof that an edit renders only its own again."""

    def forget(self, event_ids: Collection[int], *, gone: Collection[int]) -> None:
        """Forget what an edit made untrue, also what is being rendered at this moment.

        Of events that are `gone` nothing stays behind, not even against errors.
        """
        for event_id in event_ids:
            self._lay_aside(event_id)
        self._pieces.forget_all(event_ids)
        self._old.forget_all(gone)

    def forget_everything(self) -> None:
        """Forget all of it: a new day, or new words for what events point at."""
        for event_id, _ in self._pieces.items():
            self._lay_aside(event_id)
        self._pieces.clear()
        self._told.clear()

    async def pieces(
        self,
        entries: Sequence[IndexEntry],
        style: Style,
        *,
        vocabulary: Vocabulary,
        window: Window,
        today: date,
    ) -> list[bytes | None]:
        """Give what stands for each entry; None for one that could not be written (R18)."""
        found = self._remembered({entry.event_id for entry in entries}, style)
        missing = [entry for entry in entries if entry.uid not in found]
        if missing:
            epoch = self._pieces.epoch
            dates = await self._dates.of(missing, vocabulary, window)
            if len(dates) < _IN_THREAD:
                rendered = self._render(dates, style, today)
            else:
                rendered = await to_thread(self._render, dates, style, today)
            self.rendered += len(rendered)
            if epoch == self._pieces.epoch:
                self._keep(rendered, style)
            for one, piece in rendered:
                shown = piece or self._last_good(one, style)
                if shown:
                    found[one.uid] = shown
        return [found.get(entry.uid) for entry in entries]

    def render_once(
        self, dates: Iterable[PublishedOccurrence], style: Style, *, today: date
    ) -> list[bytes]:
        """Render dates without remembering them one by one."""
        return [one for _, one in self._render(dates, style, today) if one is not None]

    def _render(self, dates: Iterable[PublishedOccurrence], style: Style, today: date) -> _Rendered:
        found: _Rendered = []
        for one in dates:
            try:
                found.append((one, self._piece(one, style, today)))
            except Exception:
                # One bad event must not take the whole calendar from its subscribers. It is tried
                # again for the next feed, and told of once.
                if one.uid not in self._told:
                    log.exception("Date %s cannot be rendered: left as it was, or out", one.uid)
                    self._told.add(one.uid)
                found.append((one, None))
        return found

    def _piece(self, one: PublishedOccurrence, style: Style, today: date) -> bytes:
        labels, event_url = self._wording.labels(style.language), self._wording.event_url
        if style.form is Format.ICS:
            return render_vevent(
                one,
                called_off=style.called_off,
                labels=labels,
                event_url=event_url,
                today=today,
                description_limit=style.limit,
            )
        if style.form is Format.JSON:
            image_url = self._wording.image_url
            return render_json_entry(
                one, labels=labels, event_url=event_url, image_url=image_url, today=today
            )
        return render_item(one, labels=labels, event_url=event_url, today=today)

    def _remembered(self, event_ids: Iterable[int], style: Style) -> dict[str, bytes]:
        found: dict[str, bytes] = {}
        for event_id in event_ids:
            pieces = self._pieces.get(event_id)
            if pieces is not None:
                found.update(pieces.by_style.get(style, {}))
        return found

    def _keep(self, rendered: _Rendered, style: Style) -> None:
        fresh: dict[int, dict[str, bytes]] = {}
        for one, piece in rendered:
            if piece is not None:
                fresh.setdefault(one.event_id, {})[one.uid] = piece
        for event_id, pieces in fresh.items():
            known = self._pieces.get(event_id)
            by_style = known.by_style if known else {}
            merged = {**by_style.get(style, {}), **pieces}
            self._pieces.put(event_id, _Pieces({**by_style, style: merged}))

    def _lay_aside(self, event_id: int) -> None:
        """Put what was good so far where an error can fall back on it."""
        last, before = self._pieces.get(event_id), self._old.get(event_id)
        if last is not None:
            self._old.put(event_id, last.over(before) if before else last)

    def _last_good(self, one: PublishedOccurrence, style: Style) -> bytes | None:
        old = self._old.get(one.event_id)
        return old.by_style.get(style, {}).get(one.uid) if old else None


@dataclass(frozen=True, slots=True)
class _Pieces:
    """What stands for the dates of one event, by style and uid."""

    by_style: dict[Style, dict[str, bytes]]

    def bytes(self) -> int:
        return sum(len(one) for by_uid in self.by_style.values() for one in by_uid.values())

    def over(self, other: "_Pieces") -> "_Pieces":
        """Give these, and those of the other that are lacking here."""
        styles = {**other.by_style, **self.by_style}
        return _Pieces(
            {one: other.by_style.get(one, {}) | self.by_style.get(one, {}) for one in styles}
        )
