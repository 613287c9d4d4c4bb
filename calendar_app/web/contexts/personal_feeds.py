"""What the pages show on which staff make, end and report their personal feeds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from calendar_app.domain.personal_feed import (
    MOST_LIVE,
    PersonalFeed,
    Stage,
    stage_of,
)
from calendar_app.domain.problems import Problem
from calendar_app.words.catalogue import translations


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalFeedsPage:
    """A person's feeds, those that live and those whose notice is still up; the newest first.

    `name` is what was typed for a new one. `is_full` when no more can be made.
    """

    title: str
    live: tuple[PersonalFeed, ...]
    ended: tuple[PersonalFeed, ...]
    name: str
    most: int
    is_full: bool
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAddressPage:
    """The one page that ever shows the address of a feed, in two forms."""

    title: str
    name: str
    webcal: str
    https: str
    back: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedConfirmationPage:
    """Asks before a feed is ended, or reported leaked."""

    title: str
    feed: PersonalFeed
    action: str
    back: str


def feeds_page(
    feeds: Sequence[PersonalFeed],
    *,
    name: str = "",
    problems: tuple[Problem, ...] = (),
    now: datetime,
    language: str,
) -> PersonalFeedsPage:
    """Put the list together from a person's feeds, given in the order they were made."""
    newest_first = sorted(feeds, key=lambda feed: feed.id, reverse=True)
    of_stage = {
        stage: tuple(feed for feed in newest_first if stage_of(feed, now=now) is stage)
        for stage in Stage
    }
    return PersonalFeedsPage(
        title=translations(language).gettext("Mine kalenderlenker"),
        live=of_stage[Stage.LIVE],
        ended=of_stage[Stage.NOTICE],
        name=name,
        most=MOST_LIVE,
        is_full=len(of_stage[Stage.LIVE]) >= MOST_LIVE,
        problems=problems,
    )
