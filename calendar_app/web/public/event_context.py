"""What the page of one event needs."""

from dataclasses import dataclass
from datetime import date, datetime

from calendar_app.domain.published import PublishedOccurrence
from calendar_app.web.public.context import EventDate, PublicPage, Subscription
from calendar_app.web.render import Link
from feeds.add_links import AddLinks


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownImage:
    """A picture on a page; its size lets the page stand still while it comes."""

    href: str
    alt: str
    credit: str
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryLink:
    """A library by name; its slug gives it its colour."""

    label: str
    href: str
    slug: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What is handed on: the one address of the page, and an e-mail with it."""

    address: str
    mail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What other services show when somebody hands the address on.

    `image` is absolute, and "" when there is no picture.
    """

    title: str
    description: str
    locale: str
    image: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPage(PublicPage):
    """One event.

    `event` is the next date that takes place; when none does, the next one, and when all are
    past, the last. `is_whole` is whether its state is that of the event; where it is not, `near`
    are the dates up to it that are not as planned. `repeats` says the schedule in words.
    `changes` are the coming dates that are not as first announced, the last changed first.
    `data` is for search engines (feeds.jsonld).
    """

    event: PublishedOccurrence
    today: date
    coming: tuple[EventDate, ...]
    past: tuple[EventDate, ...]
    organisers: tuple[LibraryLink, ...]
    ics_href: str
    subscription: Subscription
    library_subscription: Link
    back_href: str = "/"
    map_href: str = ""
    address: str = ""
    repeats: str = ""
    image: ShownImage | None = None
    is_whole: bool = True
    near: tuple[PublishedOccurrence, ...] = ()
    changes: tuple[PublishedOccurrence, ...] = ()
    changed_at: datetime | None = None
    entered_at: datetime | None = None
    sign_up_is_over: bool = False
    add: AddLinks | None = None
    more: tuple[Link, ...] = ()
    share: Share | None = None
    card: Card | None = None
    data: object = None
