"""The pages about the calendar itself: what it is, privacy, accessibility (D-19)."""

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response

from calendar_app.domain.canonical import canonical
from calendar_app.domain.grammar import parse
from calendar_app.domain.keys import LIBRARY
from calendar_app.domain.selection import Selection
from calendar_app.domain.vocabulary import Vocabulary
from calendar_app.web.contact_links import feedback_href
from calendar_app.web.parts import Parts, parts_of
from calendar_app.web.public.about_context import AboutPage, NamedLibrary
from calendar_app.web.public.languages import language_links
from calendar_app.web.public.query import checked_query
from calendar_app.web.render import page
from calendar_app.words.about import about_title


async def about(request: Request) -> Response:
    """Say what the calendar is, who is behind it, and where to write."""
    return await _show(request, "about", parts_of(request).addresses.about)


async def privacy(request: Request) -> Response:
    """Say what is known of those who read, which is next to nothing."""
    return await _show(request, "privacy", parts_of(request).addresses.privacy)


async def accessibility(request: Request) -> Response:
    """Lead to the accessibility statement, and say how to tell of what is hard to use."""
    return await _show(request, "accessibility", parts_of(request).addresses.accessibility)


async def _show(request: Request, name: str, address: Callable[[str], str]) -> Response:
    parts = parts_of(request)
    vocabulary = await parts.publisher.vocabulary()
    language = parse(checked_query(request), vocabulary).known.ui
    context = _page(name, language, address, vocabulary, parts)
    return page(request, f"public/{name}.html", context, language=language)


def _page(
    name: str,
    language: str,
    address: Callable[[str], str],
    vocabulary: Vocabulary,
    parts: Parts,
) -> AboutPage:
    addresses, settings = parts.addresses, parts.settings
    own = _query(language)
    return AboutPage(
        title=about_title(name, language),
        canonical=addresses.absolute(address(own)),
        home=addresses.calendar(own),
        languages=language_links(language, lambda ui: address(_query(ui))),
        libraries=_libraries(vocabulary, own, parts),
        ui=own,
        feedback_href=feedback_href(settings.contact),
        statement_href=settings.accessibility_url,
        licence_href=settings.data_licence,
        keeps_log=settings.access_log,
    )


def _libraries(vocabulary: Vocabulary, own: str, parts: Parts) -> tuple[NamedLibrary, ...]:
    def href(slug: str) -> str:
        return parts.addresses.calendar("&".join(filter(None, (f"{LIBRARY}={slug}", own))))

    return tuple(
        NamedLibrary(library=one, href=href(one.slug))
        for one in vocabulary.libraries.values()
        if one.retired_at is None
    )


def _query(language: str) -> str:
    return canonical(Selection(ui=language)) or ""
