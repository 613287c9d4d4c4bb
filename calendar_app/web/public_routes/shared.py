"""What the routes of the public side are made with."""

from collections.abc import Callable
from dataclasses import dataclass

from calendar_app.web.public.feed_answers import FeedAnswers
from calendar_app.web.public.feeds import Feeds
from calendar_app.web.public.page_answers import Handler, Page


@dataclass(frozen=True, slots=True)
class Shared:
    """`kept` keeps the pages of a handler until something public changes."""

    feeds: Feeds
    answers: FeedAnswers
    kept: Callable[[Page], Handler]
