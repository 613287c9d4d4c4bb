"""Personal feeds: what a member of staff may see, and the notice that is left of an ended one.

Nothing of them is ever on disk, or in the memory that public feeds are answered from (A-10).
"""

import asyncio
from asyncio import to_thread
from dataclasses import dataclass
from datetime import date, datetime

from calendar_app.domain.access import StaffMember
from calendar_app.domain.entries import Entries
from calendar_app.domain.index import entries_of
from calendar_app.domain.personal_feed import PersonalFeed, StaffDate
from calendar_app.domain.revision import stamp_after
from calendar_app.domain.selection import Selection, feed_window, select
from calendar_app.domain.timing import Window, last_midnight, local_date
from calendar_app.publishing.answer import Answer
from calendar_app.publishing.memo import Memo
from calendar_app.publishing.staff_rendering import (
    Reading,
    StaffWording,
    rendered,
    rendered_notice,
)
from calendar_app.storage.staff_programme import ProgrammeState, programme_state, staff_dates

_MOST = 64
_MOST_BYTES = 16 * 2**20


@dataclass(frozen=True, slots=True)
class StaffAnswer:
    """A feed and its Last-Modified (UTC, whole seconds)."""

    answer: Answer
    last_modified: datetime


@dataclass(frozen=True, slots=True)
class _Key:
    """All that decides about the bytes: colleagues of the same libraries and communities."""

    state: ProgrammeState
    today: date
    library_ids: tuple[int, ...]
    community_ids: frozenset[int]
    reading: Reading


class StaffFeeds:
    """The personal feeds of this process; each is made once until something changes."""

    def __init__(self, wording: StaffWording) -> None:
        self._wording = wording
        self._busy = asyncio.Lock()
        self._answers: Memo[_Key, Answer] = Memo(
            limit=_MOST_BYTES, size=lambda answer: answer.size, most=_MOST
        )
        self.built = 0
        """Feeds made so far: the proof that a poll without a change makes none."""

    async def feed(
        self, feed: PersonalFeed, person: StaffMember, reading: Reading, *, now: datetime
    ) -> StaffAnswer:
        """Give what `person` may see at `now`.

        Last-Modified is the latest of the last change of any event, the last public change, the
        last local midnight, the making of the feed itself and the last change of what its owner
        may see: none of them moves backwards.
        """
        state = await programme_state()
        key = _Key(state, local_date(now), person.library_ids, person.community_ids, reading)
        answer = self._answers.get(key)
        if answer is None:
            async with self._busy:
                answer = self._answers.get(key) or await self._build(key, person)
        made = stamp_after(feed.created_at, previous=feed.created_at)
        access = feed.access_changed_at or made
        return StaffAnswer(answer, max(state.stamp, made, access, last_midnight(now)))

    def notice(self, feed: PersonalFeed, reading: Reading, *, ended_at: datetime) -> StaffAnswer:
        """Give what is left of a feed that ended; Last-Modified is then its end."""
        answer = rendered_notice(feed.notice_uid, reading, self._wording, ended_at=ended_at)
        return StaffAnswer(answer, stamp_after(ended_at, previous=ended_at))

    async def _build(self, key: _Key, person: StaffMember) -> Answer:
        window = feed_window(key.today)
        dates = await staff_dates(person, window=window)

        def render() -> Answer:
            shown = _selected(dates, key, window)
            return rendered(shown, key.reading, self._wording, today=key.today)

        answer = await to_thread(render)
        self.built += 1
        self._answers.put(key, answer)
        return answer


def _selected(dates: list[StaffDate], key: _Key, window: Window) -> list[StaffDate]:
    """Leave out what no feed shows any more: the one filter of every feed, over these dates."""
    wanted = Selection(called_off=key.reading.called_off, ui=key.reading.language)
    by_uid = {one.occurrence.uid: one for one in dates}
    entries = Entries.of(entries_of(one.occurrence for one in dates))
    return [by_uid[one.uid] for one in select(entries, wanted, key.today, window)]
