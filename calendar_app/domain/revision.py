"""The change signals of feeds: SEQUENCE, and LAST-MODIFIED, which is also DTSTAMP.

They move here and nowhere else, exactly when something that a subscriber sees changes, and
never backwards (FC-16, FC-17): ICSx5 takes an update only when LAST-MODIFIED grew, Google stays
stale without SEQUENCE.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from calendar_app.domain.event import Event, Occurrence
from calendar_app.domain.published import PublishedOccurrence

RESTORE_STEP = 1000
"""`restore` raises SEQUENCE by this much, so that no phone keeps a newer past."""

_SECOND = timedelta(seconds=1)


def stamped(
    occurrence: Occurrence,
    *,
    old: PublishedOccurrence | None,
    new: PublishedOccurrence | None,
    now: datetime,
) -> Occurrence:
    """Give the date its change signals after a change from `old` to `new`.

    Nothing moves when the public sees no difference, or no longer sees it. A date that was
    public before, was withdrawn and comes back counts on from where it was.
    """
    if new is None or old == new:
        return occurrence
    if occurrence.last_modified is None:
        return replace(occurrence, last_modified=whole_seconds(now))
    return replace(
        occurrence,
        sequence=occurrence.sequence + 1,
        last_modified=later(now, than=occurrence.last_modified),
    )


def series_stamped(event: Event, *, dates: Iterable[Occurrence], now: datetime) -> Event:
    """Give an event its change signals as one series, when the public sees any date differently.

    A feed with recurrence rules says with the master's stamps that an override changed, or a
    date came or went (FC-18). `dates` are those the event has now, stamped already: the series
    is never older than one of them, also where they came from another event.
    """
    was, sequence = event.series_modified, event.series_sequence
    moved = whole_seconds(now) if was is None else later(now, than=was)
    return replace(
        event,
        series_sequence=sequence if was is None else sequence + 1,
        series_modified=max([moved, *(one.last_modified for one in dates if one.last_modified)]),
    )


def stamp_after(now: datetime, *, previous: datetime) -> datetime:
    """Give the publication's stamp for a change at `now`: the second that has not yet begun.

    Whoever fetches within this second is shown an earlier one (`now` is never exceeded), and
    so asks again successfully; whoever fetches later sees all of it. It never moves backwards,
    and many changes at once do not run ahead of the clock.
    """
    return max(previous, whole_seconds(now) + _SECOND)


def written_at(now: datetime, *, waited: timedelta, previous: datetime) -> datetime:
    """Give the moment of a change that began at `now` and was written after `waited`.

    At least that of the change before, whose stamp is `previous`: somebody may have been
    answered in between, and must be able to see from the stamps that there is more (FC-27).
    """
    return max(now + waited, previous - _SECOND)


def later(now: datetime, *, than: datetime) -> datetime:
    """Give `now` in whole seconds, but at least one second after `than`."""
    return max(whole_seconds(now), whole_seconds(than) + _SECOND)


def whole_seconds(moment: datetime) -> datetime:
    """Cut the fraction off: iCalendar and HTTP dates have none."""
    return moment.replace(microsecond=0)
