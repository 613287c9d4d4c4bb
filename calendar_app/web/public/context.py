"""What the public templates need: one frozen dataclass per page, and what they are made of."""

from dataclasses import dataclass
from datetime import date

from calendar_app.domain.published import PublishedOccurrence
from calendar_app.domain.searching import SEARCH_LENGTH
from calendar_app.web.render import Link


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageLink:
    """The same page in another language of the interface, named in that language."""

    language: str
    label: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """The two forms of a feed's address: one opens the calendar app, one is copied.

    Both are "" where no address may be offered; `page` is where all ways are told of.
    """

    webcal: str
    https: str
    page: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """Every form of a feed's address: two plain ones, and links to what people use."""

    webcal: str
    https: str
    google: str
    outlook: str
    microsoft_365: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternate:
    """The same in another format: `type` is its media type, `label` what people call it."""

    type: str
    label: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicPage:
    """What the head of every public page needs; all addresses absolute, "" leaves one out."""

    title: str
    description: str = ""
    canonical: str = ""
    alternates: tuple[Alternate, ...] = ()
    home: str = "/"
    languages: tuple[LanguageLink, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """One chosen filter in words, and the address without it."""

    label: str
    remove_href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What was not understood of the address, and the way to what was perhaps meant.

    `shows_more` is whether something is shown that was to be left out.
    """

    sentence: str
    way: Link | None = None
    shows_more: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    value: str
    label: str
    is_chosen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterGroup:
    """The checkboxes of one key of the address; a long group starts folded."""

    key: str
    legend: str
    options: tuple[Option, ...]
    is_folded: bool = False
    help: str = ""

    @property
    def chosen(self) -> int:
        """How many of its boxes are ticked."""
        return sum(option.is_chosen for option in self.options)


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterForm:
    """The filters as a plain GET form; `kept` are the keys of the address without a field.

    `more` are the groups that few need, folded away until something in them is chosen.
    """

    action: str
    groups: tuple[FilterGroup, ...]
    more: tuple[FilterGroup, ...] = ()
    search: str = ""
    longest_search: int = SEARCH_LENGTH
    from_date: str = ""
    to_date: str = ""
    hides_cancelled: bool = False
    kept: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One date in a list, with the address of its event."""

    occurrence: PublishedOccurrence
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """The dates that begin on one day; `starts_week` where the week is worth saying."""

    date: date
    listed: tuple[Listed, ...]
    starts_week: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarPage(PublicPage):
    """The list of what is to come. `loosen` names ways out of an empty result.

    `subscription` is None where nothing of the address was understood.
    """

    heading: str
    today: date
    form: FilterForm
    subscription: Subscription | None
    ongoing: tuple[Listed, ...] = ()
    days: tuple[Day, ...] = ()
    total: int = 0
    chips: tuple[Chip, ...] = ()
    remarks: tuple[Remark, ...] = ()
    loosen: tuple[Link, ...] = ()
    reset_href: str = ""
    later_href: str = ""
    earlier_href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventDate:
    """One date of an event on the event's own page."""

    occurrence: PublishedOccurrence
    is_next: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownImage:
    """A picture on a page; its size lets the page stand still while it comes."""

    href: str
    alt: str
    credit: str
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPage(PublicPage):
    """One event. `event` is its next date, or the last one when all are past.

    `repeats` says the schedule in words when it is a series.
    """

    event: PublishedOccurrence
    today: date
    coming: tuple[EventDate, ...]
    past: tuple[EventDate, ...]
    organisers: tuple[Link, ...]
    ics_href: str
    subscription: Subscription
    library_subscription: Link
    back_href: str = "/"
    map_href: str = ""
    address: str = ""
    repeats: str = ""
    image: ShownImage | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedOffer:
    """A named filter that is offered instead: what it is called, and what it holds in words."""

    link: Link
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SubscribePage(PublicPage):
    """A selection as a subscription, in every form that calendar programs take.

    `ways` is None where there is nothing to subscribe to, or its address would be too long:
    then `nearest` and `loosen` lead to ones that are not. `limited` says the fixed dates that a
    subscription should not have; `unlimited_href` is without them. `other_state` leads to the
    same with, or without, what is called off.
    """

    words: str
    today: date
    list_href: str
    ways: Ways | None = None
    total: int = 0
    soonest: tuple[Listed, ...] = ()
    chips: tuple[Chip, ...] = ()
    remarks: tuple[Remark, ...] = ()
    is_too_long: bool = False
    nearest: NamedOffer | None = None
    loosen: tuple[Link, ...] = ()
    limited: str = ""
    unlimited_href: str = ""
    hides_cancelled: bool = False
    other_state_href: str = ""
    is_local: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedPage(PublicPage):
    """A named filter: what is in it, and its ways; None when it was retired."""

    words: str
    today: date
    list_href: str
    ways: Ways | None
    hides_cancelled: bool
    total: int
    soonest: tuple[Listed, ...]
    is_local: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorPage(PublicPage):
    """`request_id` is what a person tells us and we look for in the log."""

    status: int
    advice: str = ""
    request_id: str = ""
