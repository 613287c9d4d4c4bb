"""A selection told as rules (`gjentakelse=regel`): the same dates, with each series as one."""

import logging
from asyncio import to_thread
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from calendar_app.domain.published import PublishedOccurrence
from calendar_app.domain.published_series import PublishedSeries
from calendar_app.publishing.dates import Dates
from calendar_app.publishing.fitting import Fitted
from calendar_app.publishing.index import PublishedIndex
from calendar_app.publishing.memo import Memo
from calendar_app.publishing.source import Source
from calendar_app.publishing.style import Style
from calendar_app.publishing.wording import Wording
from feeds.series import render_series

_MOST_BYTES = 8 * 2**20

log = logging.getLogger(__name__)

_Uids = tuple[str, ...]


class Rules:
    """Renders series, each once for the dates that are asked for, until its event changes."""

    def __init__(self, wording: Wording, dates: Dates, source: Source) -> None:
        self._wording = wording
        self._source = source
        self._dates = dates
        self._known: Memo[int, _Known] = Memo(limit=_MOST_BYTES, size=_Known.bytes)

    def forget(self, event_ids: Collection[int]) -> None:
        """Forget what an edit made untrue, also what is being rendered at this moment."""
        self._known.forget_all(event_ids)

    def forget_everything(self) -> None:
        self._known.clear()

    async def told(self, fitted: Fitted, index: PublishedIndex) -> list[bytes]:
        """Give the VEVENTs of what fits into an ordinary feed, series as rules.

        A series that came out longer than its dates one by one is told by those where the whole
        would not fit any more: an override carries a little more than a date.
        """
        epoch = self._known.epoch
        events = _by_event(fitted)
        keys = {event_id: (fitted.style, one.uids) for event_id, one in events.items()}
        wanted = {event_id for event_id, one in events.items() if len(one.uids) > 1}
        told = {event_id: self._remembered(event_id, keys[event_id]) for event_id in wanted}
        missing = {event_id for event_id, vevents in told.items() if vevents is None}
        fresh = await self._render(missing, events, fitted, index)
        if epoch == self._known.epoch:
            for event_id, vevents in fresh.items():
                self._keep(event_id, keys[event_id], vevents)
        told |= fresh
        by_rule = {event_id: vevents for event_id, vevents in told.items() if vevents}
        return _fitting(events, by_rule, fitted.style)

    async def _render(
        self,
        event_ids: Collection[int],
        events: dict[int, "_Dated"],
        fitted: Fitted,
        index: PublishedIndex,
    ) -> dict[int, tuple[bytes, ...]]:
        """Render series; () for an event that no rule makes, or that cannot be told so."""
        series = await self._source.series(event_ids)
        entries = [one for one in fitted.entries if one.event_id in series]
        dates: dict[int, list[PublishedOccurrence]] = {}
        for one in await self._dates.of(entries, index.vocabulary, index.window):
            dates.setdefault(one.event_id, []).append(one)
        # A date that cannot be read or rendered would be missing from the rule as well.
        whole = [one for one in dates if len(dates[one]) == len(events[one].uids)]

        def render() -> dict[int, tuple[bytes, ...]]:
            return {
                event_id: self._series(series[event_id], dates[event_id], fitted.style, index.today)
                for event_id in whole
            }

        rendered = await to_thread(render)
        return {event_id: rendered.get(event_id, ()) for event_id in event_ids}

    def _series(
        self,
        series: PublishedSeries,
        dates: Sequence[PublishedOccurrence],
        style: Style,
        today: date,
    ) -> tuple[bytes, ...]:
        try:
            vevents = render_series(
                series,
                dates,
                called_off=style.called_off,
                labels=self._wording.labels(style.language),
                event_url=self._wording.event_url,
                today=today,
                description_limit=style.limit,
            )
        except Exception:
            # Told by its dates, of which only the bad one is left out.
            log.exception("Series %s is told by its dates: it cannot be rendered", series.uid)
            return ()
        return tuple(vevents)

    def _remembered(self, event_id: int, key: tuple[Style, _Uids]) -> tuple[bytes, ...] | None:
        known = self._known.get(event_id)
        return known.by_key.get(key) if known else None

    def _keep(self, event_id: int, key: tuple[Style, _Uids], vevents: tuple[bytes, ...]) -> None:
        known = self._known.get(event_id)
        self._known.put(event_id, _Known({**(known.by_key if known else {}), key: vevents}))


@dataclass(frozen=True, slots=True)
class _Known:
    """One event told as a series, by style and by the dates that were asked for."""

    by_key: dict[tuple[Style, _Uids], tuple[bytes, ...]]

    def bytes(self) -> int:
        return sum(
            8 * len(uids) + sum(map(len, vevents)) for (_, uids), vevents in self.by_key.items()
        )


@dataclass(frozen=True, slots=True)
class _Dated:
    """The dates of one event that are shown, in order, and what stands for each."""

    uids: _Uids
    pieces: tuple[bytes, ...]


def _by_event(fitted: Fitted) -> dict[int, _Dated]:
    """Group by event, in the order of the first date of each."""
    found: dict[int, list[tuple[str, bytes]]] = {}
    for entry, piece in zip(fitted.entries, fitted.pieces, strict=True):
        found.setdefault(entry.event_id, []).append((entry.uid, piece))
    return {
        event_id: _Dated(tuple(uid for uid, _ in pairs), tuple(piece for _, piece in pairs))
        for event_id, pairs in found.items()
    }


def _fitting(
    events: dict[int, _Dated], by_rule: dict[int, tuple[bytes, ...]], style: Style
) -> list[bytes]:
    bounds = style.form.bounds
    told = {event_id: by_rule.get(event_id) or one.pieces for event_id, one in events.items()}
    room = bounds.size - sum(sum(map(len, vevents)) for vevents in told.values())
    places = bounds.entries - sum(map(len, told.values()))
    for event_id in by_rule:
        if room >= 0 and places >= 0:
            break
        dates = events[event_id].pieces
        longer = sum(map(len, by_rule[event_id])) - sum(map(len, dates))
        more = len(by_rule[event_id]) - len(dates)
        if longer > 0 or more > 0:
            told[event_id] = dates
            room, places = room + longer, places + more
    return [vevent for vevents in told.values() for vevent in vevents]
