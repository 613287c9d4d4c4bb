"""The dates of an embed as HTML: a frame's page, and a fragment for other people's pages."""

from functools import partial

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from calendar_app.addresses import Addresses
from calendar_app.domain.published import PublishedOccurrence
from calendar_app.domain.view import MOST_SHOWN
from calendar_app.web.parts import parts_of
from calendar_app.web.public.embed_context import EmbedPage, GonePage, Narrowing
from calendar_app.web.public.embed_words import all_libraries, calendar_label, subscribe_label
from calendar_app.web.public.embedded import LIST, Embedded, Source
from calendar_app.web.public.event_links import event_href, in_language
from calendar_app.web.public.listing import days, ongoing
from calendar_app.web.public.page_answers import Page
from calendar_app.web.render import Link, page
from calendar_app.words.languages import interface_language

_STEP = 10
"""So many dates more each time."""


def frame(source: Source) -> Page:
    """Answer with the dates of a source as a page for a frame, complete without scripts.

    WordPress keeps the address for years, so where nothing is any longer it says so in words.
    """

    async def show(request: Request) -> Response:
        addresses = parts_of(request).addresses
        try:
            embedded = await source(request)
        except HTTPException as error:
            if error.status_code != 404:
                raise
            return _gone(request, addresses)
        context = _page(embedded, addresses)
        return page(request, "embed/frame.html", context, language=embedded.language)

    return show


def fragment(source: Source) -> Page:
    """Answer with the dates of a source as a fragment that a server includes in its page.

    It is plain ASCII, other letters as references: right inside a page of whatever encoding.
    """

    async def show(request: Request) -> Response:
        embedded = await source(request)
        context = _page(embedded, parts_of(request).addresses)
        made = page(request, "embed/fragment.html", context, language=embedded.language)
        ascii_only = bytes(made.body).decode().encode("ascii", "xmlcharrefreplace")
        return Response(ascii_only, media_type="text/html")

    return show


def _gone(request: Request, addresses: Addresses) -> Response:
    language = interface_language(request.query_params.get("ui", "")) or "nb"
    path = in_language(addresses.calendar(), language)
    link = Link(label=calendar_label(language), href=addresses.absolute(path))
    return page(request, "embed/gone.html", GonePage(links=(link,)), language=language, status=404)


def _page(embedded: Embedded, addresses: Addresses) -> EmbedPage:
    shown, today, language = embedded.shown, embedded.today, embedded.language
    href = partial(_event_address, addresses=addresses, language=language)
    return EmbedPage(
        title=embedded.heading,
        title_language=embedded.heading_language,
        level=embedded.view.level,
        today=today,
        ongoing=ongoing(shown, start=today, href=href),
        days=days(shown, start=today, href=href),
        empty="" if shown else embedded.empty,
        links=_links(embedded, addresses),
        canonical=addresses.absolute(embedded.page),
        frames=_frames(embedded, addresses),
        more_href=_more(embedded, addresses),
        libraries=_libraries(embedded, addresses),
    )


def _event_address(occurrence: PublishedOccurrence, *, addresses: Addresses, language: str) -> str:
    return addresses.absolute(event_href(occurrence, addresses=addresses, language=language))


def _links(embedded: Embedded, addresses: Addresses) -> tuple[Link, ...]:
    """Lead to the public page of the same, and to subscribing to it."""
    links = [Link(label=embedded.page_label, href=addresses.absolute(embedded.page))]
    if embedded.subscribe and embedded.subscribe != embedded.page:
        label = subscribe_label(embedded.language)
        links.append(Link(label=label, href=addresses.absolute(embedded.subscribe)))
    return tuple(links)


def _frames(embedded: Embedded, addresses: Addresses) -> dict[int, str]:
    """Give the frame of each event that is shown; that of an event leads no further."""
    if embedded.is_event:
        return {}
    return {
        one.event_id: in_language(
            addresses.embed(f"arrangement/{one.event_id}/{LIST}"), embedded.language
        )
        for one in embedded.shown
    }


def _more(embedded: Embedded, addresses: Addresses) -> str:
    """Lead to more dates in the same frame, as long as a frame shows more."""
    count = min(len(embedded.shown) + _STEP, MOST_SHOWN)
    if len(embedded.coming) == len(embedded.shown) or count == len(embedded.shown):
        return ""
    return addresses.embed(*embedded.address(count=count, only=embedded.only))


def _libraries(embedded: Embedded, addresses: Addresses) -> tuple[Narrowing, ...]:
    if not embedded.libraries:
        return ()
    choices = {"": all_libraries(embedded.language)}
    choices |= {one.slug: one.short_name for one in embedded.libraries}
    return tuple(
        Narrowing(
            label=label,
            href=addresses.embed(*embedded.address(count=embedded.view.count, only=slug)),
            is_chosen=slug == embedded.only,
        )
        for slug, label in choices.items()
    )
