"""The page of a named filter, `/f/<name>`: where posters and QR codes lead."""

from dataclasses import replace
from datetime import date
from functools import partial

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from calendar_app.addresses import Addresses
from calendar_app.domain.calledoff import CalledOff
from calendar_app.domain.canonical import canonical, switched
from calendar_app.domain.named import NamedSelection, find_named, read_named
from calendar_app.domain.published import PublishedOccurrence
from calendar_app.domain.selection import Selection, coming_window
from calendar_app.domain.timing import local_date
from calendar_app.domain.vocabulary import NamedFilter, Vocabulary
from calendar_app.publishing.formats import Format
from calendar_app.web.parts import parts_of
from calendar_app.web.public.codes import code_file, code_of
from calendar_app.web.public.context import Alternate, Ways
from calendar_app.web.public.event_links import event_href
from calendar_app.web.public.feed_links import alternate, ways_of
from calendar_app.web.public.languages import language_links
from calendar_app.web.public.listing import soonest
from calendar_app.web.public.query import checked_query
from calendar_app.web.public.subscribe_context import NamedPage
from calendar_app.web.render import page
from calendar_app.words.selection import says_what, selection_heading

_SHOWN = 10


async def show(request: Request) -> Response:
    """Show what is in the filter and how to subscribe to it; a retired one says so."""
    parts = parts_of(request)
    vocabulary = await parts.publisher.vocabulary()
    named = find_named(request.path_params["name"], vocabulary)
    if named is None:
        raise HTTPException(404)
    read = read_named(named, checked_query(request), vocabulary)
    today = local_date(parts.now())
    window = coming_window(today)
    found = [] if named.retired_at else await parts.publisher.dates(read.selection, window)
    context = _page(read, vocabulary, found, parts.addresses, today=today)
    context = replace(context, is_local=parts.settings.is_loopback)
    return page(request, "public/named.html", context, language=read.selection.ui)


async def code(request: Request) -> Response:
    """Give the QR code of the page as a file; a retired filter has none."""
    parts = parts_of(request)
    vocabulary = await parts.publisher.vocabulary()
    named = find_named(request.path_params["name"], vocabulary)
    if named is None or named.retired_at:
        raise HTTPException(404)
    read = read_named(named, checked_query(request), vocabulary)
    own = _own(Selection(ui=read.selection.ui))
    path = parts.addresses.named_filter(named.slug, own)
    return code_file(path, name=named.slug, addresses=parts.addresses)


def _page(
    read: NamedSelection,
    vocabulary: Vocabulary,
    found: list[PublishedOccurrence],
    addresses: Addresses,
    *,
    today: date,
) -> NamedPage:
    named, selection, language = read.named, read.selection, read.selection.ui
    own = _own(Selection(ui=language))
    heading = selection_heading(selection, vocabulary, language)
    return NamedPage(
        title=named.title,
        description=heading,
        canonical=addresses.absolute(addresses.named_filter(named.slug, own)),
        oembed_href=addresses.absolute(
            addresses.oembed(addresses.absolute(addresses.named_filter(named.slug, own)))
        ),
        alternates=() if named.retired_at else _alternates(named, own, addresses),
        home=addresses.calendar(own),
        languages=language_links(
            language, lambda ui: addresses.named_filter(named.slug, _own(Selection(ui=ui)))
        ),
        words=heading if says_what(selection) else "",
        today=today,
        list_href=addresses.calendar(canonical(switched(selection, by_rule=False)) or ""),
        ways=None if named.retired_at else _ways(read, addresses),
        code=None
        if named.retired_at
        else code_of(
            addresses.named_filter(named.slug, own),
            file_path=addresses.named_filter_code(named.slug, own),
            addresses=addresses,
        ),
        hides_cancelled=selection.called_off is CalledOff.HIDDEN,
        total=len(found),
        soonest=soonest(
            found,
            most=_SHOWN,
            href=partial(event_href, addresses=addresses, language=language),
        ),
    )


def _ways(read: NamedSelection, addresses: Addresses) -> Ways:
    """Give every form of the name's feed; Google gets what is called off as ordinary events."""
    selection = switched(read.selection, by_rule=False)
    hides = selection.called_off is CalledOff.HIDDEN
    shown = Selection(called_off=CalledOff.HIDDEN if hides else CalledOff.VISIBLE, ui=selection.ui)
    plain = replace(shown, called_off=selection.called_off)

    def feed(switches: Selection) -> str:
        query = _own(switches)
        return addresses.absolute(addresses.named_filter(read.named.slug, query, suffix=".ics"))

    return ways_of(feed(plain), google=feed(shown), name=read.named.title)


def _alternates(named: NamedFilter, own: str, addresses: Addresses) -> tuple[Alternate, ...]:
    return tuple(
        alternate(
            form, addresses.absolute(addresses.named_filter(named.slug, own, suffix=f".{form}"))
        )
        for form in Format
    )


def _own(switches: Selection) -> str:
    """Write what stands beside the name."""
    return canonical(switches) or ""
