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
    oembed_href: str = ""


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
    """One box to tick; `count` is how many dates it would give, None where nobody counted."""

    value: str
    label: str
    is_chosen: bool = False
    count: int | None = None


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

    @property
    def is_counted(self) -> bool:
        """Whether the boxes say how many dates they would give."""
        return any(option.count is not None for group in self.groups for option in group.options)


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
class Way:
    """A link to the same calendar seen otherwise, or narrowed to a period with a name.

    `is_current` is whether that is what is shown; `lang` is the language of a label that a
    library wrote, "" for the page's own.
    """

    label: str
    href: str
    is_current: bool = False
    lang: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarFrame(PublicPage):
    """What the list, a week and a month have in common: filters, and ways to other views.

    `subscription` is None where nothing of the address was understood. `loosen` names ways out
    of an empty result.
    """

    heading: str
    today: date
    form: FilterForm
    subscription: Subscription | None
    total: int = 0
    views: tuple[Way, ...] = ()
    shortcuts: tuple[Way, ...] = ()
    chips: tuple[Chip, ...] = ()
    remarks: tuple[Remark, ...] = ()
    loosen: tuple[Link, ...] = ()
    reset_href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarPage(CalendarFrame):
    """The list of what is to come. `fold` leads to it with, or without, all dates of series."""

    ongoing: tuple[Listed, ...] = ()
    days: tuple[Day, ...] = ()
    fold: Link | None = None
    later_href: str = ""
    earlier_href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventDate:
    """One date of an event on the event's own page."""

    occurrence: PublishedOccurrence
    is_next: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorPage(PublicPage):
    """`request_id` is what a person tells us and we look for in the log."""

    status: int
    advice: str = ""
    request_id: str = ""
