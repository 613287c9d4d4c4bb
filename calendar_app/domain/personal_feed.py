"""Personal feeds: what one member of staff may see, at an address that is a secret of its own.

A feed lives until it is ended; then its address carries a notice, and after that nothing. One
that was reported leaked is not there at all, as if it had never been (FC-23, T-14).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum

from calendar_app.domain.access import StaffMember, may_read
from calendar_app.domain.event import Event, Occurrence, Visibility, Workflow
from calendar_app.domain.judge import length_problems
from calendar_app.domain.problems import Problem
from calendar_app.domain.published import PublishedOccurrence, described
from calendar_app.domain.text import fold
from calendar_app.domain.timing import local_date
from calendar_app.domain.vocabulary import Vocabulary

NOTICE_DAYS = 90
"""Local days after the one on which a feed ended that its notice stays; slow programs fetch once
a week, and some only when they are opened."""

MOST_LIVE = 10
"""Addresses that work at once, of one person: a phone, a computer, and room for mistakes."""

NAME_MAX = 60


class Stage(Enum):
    """What the address of a feed answers with."""

    LIVE = "live"
    NOTICE = "notice"
    GONE = "gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalFeed:
    """A feed without its secret. Moments are UTC; `ended_at` is None as long as it lives.

    `access_changed_at` is when a role or membership of its owner last changed, None for never or
    where nobody asks.
    """

    id: int
    name: str
    notice_uid: str
    created_at: datetime
    ended_at: datetime | None
    access_changed_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffDate:
    """One date as staff see it, with what tells who else does.

    The change signals of `occurrence` are those of a personal feed: they count every edit of
    the event, since a draft has no others, and so never fall behind the public ones.
    """

    occurrence: PublishedOccurrence
    workflow: Workflow
    visibility: Visibility

    @property
    def is_public(self) -> bool:
        """Tell whether everybody may see it."""
        return self.workflow is Workflow.PUBLISHED and self.visibility is Visibility.PUBLIC

    @property
    def is_gathering(self) -> bool:
        """Tell whether it is for staff, who go there themselves."""
        return self.visibility in (Visibility.STAFF, Visibility.COMMUNITY)


def stage_of(feed: PersonalFeed, *, now: datetime) -> Stage:
    """Tell what a feed answers at `now`; it turns over at local midnight, as feeds do."""
    if feed.ended_at is None:
        return Stage.LIVE
    days = (local_date(now) - local_date(feed.ended_at)).days
    return Stage.NOTICE if days <= NOTICE_DAYS else Stage.GONE


def new_feed_problems(name: str, others: Iterable[PersonalFeed]) -> list[Problem]:
    """Judge the name of a new feed beside the person's `others`, ended ones included.

    No two that live are called the same: their owner must know which one to end.
    """
    if not name:
        return [Problem("name", "required")]
    live = [one for one in others if one.ended_at is None]
    if len(live) >= MOST_LIVE:
        return [Problem("", "too_many_feeds", {"max": MOST_LIVE})]
    if fold(name) in {fold(one.name) for one in live}:
        return [Problem("name", "feed_name_taken")]
    return list(length_problems(("name", name, NAME_MAX)))


def is_shown(person: StaffMember, event: Event) -> bool:
    """Tell whether an event belongs in a person's feed: all they may see but what is withdrawn."""
    return event.workflow is not Workflow.WITHDRAWN and may_read(person, event)


def seen(event: Event, occurrence: Occurrence, vocabulary: Vocabulary) -> StaffDate:
    """Give a date as a personal feed shows it, to somebody for whom the event `is_shown`.

    SEQUENCE is the sum of two counters that only rise, and LAST-MODIFIED the later of two such
    stamps, so both keep rising when the event is published, withdrawn and planned again.
    """
    public = described(event, occurrence, vocabulary)
    return StaffDate(
        occurrence=replace(
            public,
            description=_with_agenda(event),
            sequence=event.version + occurrence.sequence,
            last_modified=max(event.updated_at, public.last_modified),
        ),
        workflow=event.workflow,
        visibility=event.details.visibility,
    )


def _with_agenda(event: Event) -> str:
    """Give the long text with the agenda of a gathering below it, one line for each item."""
    agenda = event.details.gathering.agenda
    lines = "\n".join("- " + f"{one.time} {one.text}".strip() for one in agenda)
    return "\n\n".join(part for part in (event.details.description, lines) if part)
