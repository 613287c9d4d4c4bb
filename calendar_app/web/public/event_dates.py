"""The dates of an event as its page tells of them: which one is meant, and what has changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from calendar_app.domain.event import State
from calendar_app.domain.published import PublishedOccurrence
from calendar_app.domain.timing import local_date
from calendar_app.web.public.context import EventDate
from calendar_app.web.public.listing import split_dates

MOST_CHANGES = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldDates:
    """The dates of one event on a day, in order."""

    coming: tuple[EventDate, ...]
    past: tuple[EventDate, ...]

    @property
    def shown(self) -> PublishedOccurrence:
        """The date that the page tells of: the next that takes place, else the next, else the last.

        A series of which one evening is cancelled is not cancelled.
        """
        coming = [one.occurrence for one in self.coming]
        held = [one for one in coming if not one.is_called_off]
        return (held or coming or [self.past[-1].occurrence])[0]

    @property
    def is_whole(self) -> bool:
        """Whether the state of the shown date is that of the event: all off, all full, or alone."""
        if self.shown.is_called_off or len(self.coming) + len(self.past) == 1:
            return True
        return all(one.occurrence.state is State.FULL for one in self.coming)

    @property
    def near(self) -> tuple[PublishedOccurrence, ...]:
        """The coming dates up to the shown one that are not as planned, where others are."""
        if self.is_whole:
            return ()
        coming = [one.occurrence for one in self.coming]
        until = coming.index(self.shown) + 1
        return tuple(one for one in coming[:until] if one.state is not State.SCHEDULED)

    @property
    def changes(self) -> tuple[PublishedOccurrence, ...]:
        """The coming dates that are not as first announced, the last changed first.

        None where the page says the same of all of them already.
        """
        if self.is_whole:
            return ()
        coming = (one.occurrence for one in self.coming)
        changed = [one for one in coming if one.state is not State.SCHEDULED or one.moved_from]
        changed.sort(key=lambda one: one.last_modified, reverse=True)
        return tuple(changed[:MOST_CHANGES])

    @property
    def changed_at(self) -> datetime:
        """When something public was last changed of any date."""
        return max(one.occurrence.last_modified for one in (*self.coming, *self.past))

    @property
    def entered_at(self) -> datetime:
        return min(one.occurrence.created_at for one in (*self.coming, *self.past))

    @property
    def described(self) -> tuple[PublishedOccurrence, ...]:
        """The dates that search engines are told of: those to come, else the last one."""
        return tuple(one.occurrence for one in self.coming) or (self.shown,)


def told_dates(dates: Sequence[PublishedOccurrence], today: date) -> ToldDates:
    """Take the dates of an event, at least one, as they stand on a local date."""
    coming, past = split_dates(dates, today=today)
    return ToldDates(coming=coming, past=past)


def sign_up_is_over(shown: PublishedOccurrence, today: date) -> bool:
    """Tell whether the last day for signing up is past; nothing changes in the course of a day."""
    closes = shown.registration.closes_at
    return closes is not None and local_date(closes) < today
