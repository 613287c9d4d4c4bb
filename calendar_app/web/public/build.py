"""The page that writes the code for other sites: `/bygg-inn?…` (facts/embedding.md, section 5)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from starlette.requests import Request
from starlette.responses import Response

from calendar_app.addresses import Addresses
from calendar_app.domain.canonical import canonical
from calendar_app.domain.keys import INTERFACE
from calendar_app.domain.nearest import nearest_filter
from calendar_app.domain.selection import Selection, coming_window
from calendar_app.domain.timing import local_date
from calendar_app.domain.view import View, ViewKind, read_view, shown_as, view_query
from calendar_app.domain.vocabulary import Vocabulary
from calendar_app.web.headers import HEADERS
from calendar_app.web.parts import Parts, parts_of
from calendar_app.web.path_kinds import PathKind
from calendar_app.web.public.build_asked import Asked, asked
from calendar_app.web.public.build_context import BuildPage
from calendar_app.web.public.chosen_filters import chips, remarks
from calendar_app.web.public.context import FilterForm
from calendar_app.web.public.embedded import LIST
from calendar_app.web.public.filters import filter_form, spoken
from calendar_app.web.public.languages import language_links
from calendar_app.web.public.query import checked_query
from calendar_app.web.public.snippets import NAMED, Shown, snippets
from calendar_app.web.render import Link, page
from calendar_app.words.catalogue import translations
from calendar_app.words.dates import date_words
from calendar_app.words.selection import says_what

_POLICY = f"{HEADERS[PathKind.PAGE]['Content-Security-Policy']}; frame-src 'self'"
"""That of every page, and frames of our own: this page alone shows one."""


async def show(request: Request) -> Response:
    """Show a selection as other sites may show it, with the code that they need for it."""
    parts, query = parts_of(request), checked_query(request)
    index = await parts.publisher.current.index()
    vocabulary, today = index.vocabulary, local_date(parts.now())
    found = asked(query, vocabulary, parts.addresses)
    dates = await parts.publisher.dates(found.parsed.selection, coming_window(today))
    form = filter_form(
        found.parsed,
        vocabulary,
        action=parts.addresses.build(),
        today=today,
        languages=spoken(index.entries.facets),
    )
    context = _page(found, vocabulary, form, parts, view=_counted(read_view(query)))
    context = replace(context, total=sum(one.span.last >= today for one in dates))
    headers = {"Content-Security-Policy": _POLICY}
    language = found.shown.language
    return page(request, "public/build.html", context, language=language, headers=headers)


def _counted(view: View) -> View:
    """Keep what an embed knows of a view: how many dates, and the level of its heading."""
    return replace(shown_as(view, ViewKind.LIST), count=view.count, level=view.level)


def _page(
    found: Asked, vocabulary: Vocabulary, form: FilterForm, parts: Parts, *, view: View
) -> BuildPage:
    parsed, shown, addresses = found.parsed, found.shown, parts.addresses
    known, selection, language = parsed.known, parsed.selection, shown.language
    text = translations(language)
    written = None if selection.nothing else snippets(shown, view, addresses)
    build = _builder(view, addresses)
    return BuildPage(
        title=text.gettext("Vis kalenderen på nettsiden deres"),
        canonical="" if selection.nothing else addresses.absolute(addresses.build(shown.own)),
        home=addresses.calendar(_in(language)),
        languages=language_links(language, lambda ui: build(_said_in(ui, found))),
        words=_words(selection, shown),
        view=view,
        form=form,
        list_href=shown.page,
        snippets=written,
        preview=shown.path(LIST, view, addresses) if written and _may_show_own(parts) else "",
        preview_title=text.gettext("Forhåndsvisning: %(title)s") % {"title": shown.title},
        chips=() if shown.slug else chips(parsed, vocabulary, address=build),
        remarks=remarks(parsed, vocabulary, address=build),
        named=bool(shown.slug),
        offer=None if shown.slug else _offer(selection, vocabulary, build),
        ends=date_words(known.until, language) if isinstance(known.until, date) else "",
        endless_href=build(canonical(replace(known, until=None)) or ""),
        is_too_long=written is None and not selection.nothing,
        is_local=parts.settings.is_loopback,
    )


def _builder(view: View, addresses: Addresses) -> Callable[[str], str]:
    """Make addresses of this page that ask for the same view."""
    return lambda query: addresses.build("&".join(filter(None, (query, view_query(view)))))


def _words(selection: Selection, shown: Shown) -> str:
    if shown.slug or selection.nothing or says_what(selection):
        return shown.title
    return translations(shown.language).gettext("Alle arrangementer")


def _said_in(ui: str, found: Asked) -> str:
    """Write what was asked for in another language of the interface."""
    if not found.shown.slug:
        return canonical(replace(found.parsed.known, ui=ui)) or ""
    return f"{NAMED}={found.shown.slug}&{INTERFACE}={ui}"


def _offer(
    selection: Selection, vocabulary: Vocabulary, build: Callable[[str], str]
) -> Link | None:
    """Lead to the embed of the named filter that comes nearest."""
    found = nearest_filter(selection, vocabulary)
    if found is None:
        return None
    said = (f"{NAMED}={found.slug}", _in(selection.ui))
    return Link(label=found.title, href=build("&".join(filter(None, said))))


def _in(language: str) -> str:
    return canonical(Selection(ui=language)) or ""


def _may_show_own(parts: Parts) -> bool:
    """Tell whether browsers would show a frame of ours on our own page."""
    allowed = parts.settings.frame_ancestors.split()
    return "*" in allowed or parts.addresses.public_url in allowed
