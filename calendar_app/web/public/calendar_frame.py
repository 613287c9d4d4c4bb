"""What stands around the dates of the calendar, whether they are shown as list, week or month."""

from dataclasses import dataclass
from datetime import date
from typing import TypedDict

from starlette.requests import Request

from calendar_app.domain.canonical import canonical, switched
from calendar_app.domain.counting import Counts
from calendar_app.domain.grammar import Parsed, parse
from calendar_app.domain.periods import Period
from calendar_app.domain.selection import Selection
from calendar_app.domain.timing import Window, local_date
from calendar_app.domain.view import View, ViewKind, read_view, within
from calendar_app.domain.vocabulary import Vocabulary
from calendar_app.web.parts import Parts, parts_of
from calendar_app.web.public.chosen_filters import chips, loosen, remarks, ways_out
from calendar_app.web.public.context import (
    Alternate,
    Chip,
    FilterForm,
    LanguageLink,
    Remark,
    Subscription,
    Way,
)
from calendar_app.web.public.feed_links import alternates, subscription
from calendar_app.web.public.filters import filter_form, offered, spoken
from calendar_app.web.public.languages import language_links
from calendar_app.web.public.query import checked_query
from calendar_app.web.public.shortcuts import coming_periods, shortcuts
from calendar_app.web.public.view_links import in_view, view_ways
from calendar_app.web.render import Link
from calendar_app.wording import SERVICE
from calendar_app.words.selection import selection_description, selection_heading

_UNCOUNTED: Counts = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What an address asks of the calendar, and what it is answered with.

    `periods` are the school holidays and named weeks to come, none while the database is away.
    """

    parts: Parts
    parsed: Parsed
    view: View
    vocabulary: Vocabulary
    languages: frozenset[str]
    today: date
    periods: tuple[Period, ...]

    @property
    def selection(self) -> Selection:
        return self.parsed.selection

    @property
    def language(self) -> str:
        """Give the language of the interface."""
        return self.parsed.selection.ui

    def address(self, query: str) -> str:
        """Give the path of a canonical query text in the view that is shown."""
        return in_view(self.parts.addresses, self.view)(query)


class Frame(TypedDict):
    """The fields of `CalendarFrame`, for each kind of page to add its own."""

    title: str
    heading: str
    description: str
    canonical: str
    alternates: tuple[Alternate, ...]
    home: str
    languages: tuple[LanguageLink, ...]
    oembed_href: str
    today: date
    form: FilterForm
    subscription: Subscription | None
    total: int
    views: tuple[Way, ...]
    shortcuts: tuple[Way, ...]
    chips: tuple[Chip, ...]
    remarks: tuple[Remark, ...]
    loosen: tuple[Link, ...]
    reset_href: str


async def read_asked(request: Request) -> Asked:
    """Read the address of a calendar page; nothing in it is an error but its length."""
    parts, query = parts_of(request), checked_query(request)
    published = await parts.publisher.current.index()
    today, view = local_date(parts.now()), read_view(query)
    return Asked(
        parts=parts,
        parsed=parse(query, published.vocabulary),
        view=View(kind=view.kind, anchor=view.anchor),  # the rest is for embeds
        vocabulary=published.vocabulary,
        languages=frozenset(spoken(published.entries.facets)),
        today=today,
        periods=tuple(await coming_periods(parts.publisher, today)),
    )


async def frame(asked: Asked, *, window: Window, total: int) -> Frame:
    """Give what all kinds of calendar pages have in common.

    `window` is what is shown where the address names no days; `total` how many dates it holds.
    """
    selection, addresses = asked.selection, asked.parts.addresses
    heading = selection_heading(
        selection, asked.vocabulary, asked.language, search=asked.parsed.search
    )
    everything = asked.address(canonical(Selection(ui=asked.language)) or "")
    canonical_href = _canonical(asked)
    return Frame(
        title=heading,
        heading=heading,
        description=selection_description(
            selection, asked.vocabulary, asked.language, service=SERVICE, unknown=False
        ),
        canonical=canonical_href,
        alternates=alternates(selection, addresses),
        home=addresses.calendar(canonical(Selection(ui=asked.language)) or ""),
        languages=_languages(asked),
        oembed_href=canonical_href and addresses.absolute(addresses.oembed(canonical_href)),
        today=asked.today,
        form=await _form(asked, window),
        subscription=None if selection.nothing else subscription(selection, addresses),
        total=total,
        views=view_ways(asked.view, asked.parsed.known, addresses, today=asked.today),
        shortcuts=shortcuts(
            asked.parsed.known,
            asked.vocabulary,
            asked.periods,
            today=asked.today,
            address=addresses.calendar,
        ),
        chips=chips(asked.parsed, asked.vocabulary, address=asked.address),
        remarks=remarks(asked.parsed, asked.vocabulary, address=asked.address),
        loosen=() if total else await _loosen(asked, window),
        reset_href=everything,
    )


async def _form(asked: Asked, window: Window) -> FilterForm:
    """Count for each box what ticking it alone would give, in the days that are shown."""
    known, counts = asked.parsed.known, _UNCOUNTED
    if _can_count(known, asked):
        options = offered(asked.parsed, asked.vocabulary, asked.languages)
        shown = _in_view(known, asked, window)
        counts = await asked.parts.publisher.option_counts(shown, window, options)
    return filter_form(
        asked.parsed,
        asked.vocabulary,
        action=asked.parts.addresses.calendar(),
        today=asked.today,
        languages=asked.languages,
        counts=counts,
        view=asked.view,
    )


async def _loosen(asked: Asked, window: Window) -> tuple[Link, ...]:
    ways = [
        way for way in ways_out(asked.parsed, asked.vocabulary) if _can_count(way.selection, asked)
    ]
    shown = [_in_view(way.selection, asked, window) for way in ways]
    totals = await asked.parts.publisher.totals(shown, window)
    return loosen(ways, totals, language=asked.language, address=asked.address)


def _can_count(selection: Selection, asked: Asked) -> bool:
    """Tell whether what is counted in the days shown is what they show.

    Of each series a week or month shows the next date there is, and that may lie elsewhere.
    """
    return asked.view.kind is ViewKind.LIST or not selection.next_only


def _in_view(selection: Selection, asked: Asked, window: Window) -> Selection:
    """Keep what is counted within the days of a week or month; a list goes where it is asked."""
    is_list = asked.view.kind is ViewKind.LIST
    return selection if is_list else within(selection, window, asked.today)


def _canonical(asked: Asked) -> str:
    """Give the one address of the page, "" when it has none; rule mode is for `.ics` (SEL-41)."""
    query = canonical(switched(asked.selection, by_rule=False))
    return "" if query is None else asked.parts.addresses.absolute(asked.address(query))


def _languages(asked: Asked) -> tuple[LanguageLink, ...]:
    known = asked.parsed.known
    return language_links(
        known.ui, lambda ui: asked.address(canonical(switched(known, ui=ui)) or "")
    )
