"""How a date stands in a calendar program: what its title is marked with, and its STATUS."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from calendar_app.domain.calledoff import CalledOff
from calendar_app.domain.event import State
from calendar_app.domain.published import PublishedOccurrence
from calendar_app.domain.shown import shown_on
from feeds.labels import Labels


@dataclass(frozen=True, slots=True)
class Standing:
    """All that `avlyst` and today's date decide about a VEVENT.

    The same occurrence, language and standing give the same bytes: a key to remember them by,
    which midnight changes for the few dates that it concerns.
    """

    marked: State
    """The state that stands before the title; `SCHEDULED` for none."""
    status: Literal["CONFIRMED", "CANCELLED"]
    tells_old_time: bool


def standing(occurrence: PublishedOccurrence, *, called_off: CalledOff, today: date) -> Standing:
    """Find how a date stands on the local date `today` (FC-19).

    `HIDDEN` is answered like `STATUS`: to leave a date out is the selection's work.
    """
    shown = shown_on(occurrence, today)
    marked = shown.state
    is_cancelled = marked is State.CANCELLED and called_off is not CalledOff.VISIBLE
    return Standing(
        marked=marked,
        status="CANCELLED" if is_cancelled else "CONFIRMED",
        tells_old_time=_was_moved(shown),
    )


def prefix(marked: State, labels: Labels) -> str:
    """Give what stands before the title, since Outlook ignores STATUS: `AVLYST: `, or nothing."""
    words = {
        State.CANCELLED: labels.cancelled,
        State.FULL: labels.full,
        State.POSTPONED: labels.postponed,
        State.MOVED: labels.new_time,
    }
    return f"{words[marked]}: " if marked in words else ""


def _was_moved(occurrence: PublishedOccurrence) -> bool:
    """Tell whether somebody may still come at the old time: it may be full now, but not off."""
    return occurrence.moved_from is not None and occurrence.state in (State.MOVED, State.FULL)
