"""The read API's lists of what filters may name: libraries, places, types, ages, named filters.

What the filter form of the calendar shows anybody, as data. Of a place that is no branch, and
that no public date of the index is at, nothing is told here: perhaps only staff ever met there.
"""

from collections.abc import Awaitable, Callable, Iterator, Mapping

from starlette.requests import Request
from starlette.responses import Response

from calendar_app.addresses import API, Addresses
from calendar_app.domain.canonical import canonical
from calendar_app.domain.facets import bit
from calendar_app.domain.grammar import parse
from calendar_app.domain.selection import Selection
from calendar_app.domain.text import clean_line, clean_text
from calendar_app.domain.vocabulary import ACCESS_FLAGS, LANGUAGES, NamedFilter, Venue, Vocabulary
from calendar_app.publishing.formats import Format
from calendar_app.publishing.index import PublishedIndex
from calendar_app.web.parts import parts_of
from calendar_app.words.languages import interface_language
from calendar_app.words.selection import selection_heading
from feeds.json_text import dumped, instant

VERSION = 1
"""Raised when a key changes its meaning; keys may be added without."""

OPENAPI = f"{API}openapi.json"
_TYPE = "application/json; charset=utf-8"
_BUILDING = "building"

Json = Mapping[str, object]
Rows = Callable[[PublishedIndex, Addresses, str], Iterator[Json]]
"""Gives the rows of a list in one language of the interface."""


async def root(request: Request) -> Response:
    """Name what there is to ask for."""
    absolute = parts_of(request).addresses.absolute
    found = {name.replace("-", "_"): absolute(f"{API}{name}") for name in ("events", *LISTS)}
    return answered({"version": VERSION, **found, "openapi": absolute(OPENAPI)}, request)


def listing(name: str) -> Callable[[Request], Awaitable[Response]]:
    """Make the handler of one of `LISTS`."""
    rows, key = LISTS[name], name.replace("-", "_")

    async def answer(request: Request) -> Response:
        parts = parts_of(request)
        language = interface_language(request.query_params.get("ui", "")) or LANGUAGES[0]
        found = list(rows(await parts.publisher.current.index(), parts.addresses, language))
        told = {"version": VERSION, "language": language, "count": len(found), key: found}
        return answered(told, request)

    return answer


def answered(value: Json, request: Request) -> Response:
    """Answer with JSON, and say where the API is described (RFC 8631)."""
    described = parts_of(request).addresses.absolute(OPENAPI)
    headers = {"Content-Type": _TYPE, "Link": f'<{described}>; rel="service-desc"'}
    return Response(dumped(value) + b"\n", headers=headers)


def _libraries(index: PublishedIndex, _: Addresses, language: str) -> Iterator[Json]:
    for one in index.vocabulary.libraries.values():
        if not one.retired_at:
            yield {
                "slug": one.slug,
                "name": clean_line(one.name),
                "short_name": clean_line(one.short_name),
                "kind": one.kind.value,
                "municipality": clean_line(one.municipality),
                "municipality_no": clean_line(one.municipality_no),
            }


def _venues(index: PublishedIndex, _: Addresses, language: str) -> Iterator[Json]:
    used = 0
    for facets in index.entries.facets:
        used |= facets.venue
    for one in index.vocabulary.venues.values():
        is_told = one.library_id is not None or bit(one.id) & used
        if is_told and not one.retired_at:
            yield _venue(one, index.vocabulary)


def _venue(one: Venue, vocabulary: Vocabulary) -> Json:
    """Tell of a place; it is a point on the map only when that is the building's own."""
    library = vocabulary.libraries.get(one.library_id) if one.library_id else None
    has_point = one.geo_precision == _BUILDING
    access = {name: getattr(one.access, name) for name in ACCESS_FLAGS}
    return {
        "slug": one.slug,
        "name": clean_line(one.name),
        "short_name": clean_line(one.short_name),
        "library": library.slug if library else None,
        "building": clean_line(one.building),
        "street": clean_line(one.street),
        "postal_code": clean_line(one.postal_code),
        "city": clean_line(one.city),
        "lat": one.latitude if has_point else None,
        "lon": one.longitude if has_point else None,
        "access": {**access, "note": clean_text(one.access.note)},
    }


def _categories(index: PublishedIndex, _: Addresses, language: str) -> Iterator[Json]:
    for one in index.vocabulary.categories.values():
        if not one.retired_at:
            yield {"slug": one.label.slug, "name": clean_line(one.label.name(language))}


def _age_bands(index: PublishedIndex, _: Addresses, language: str) -> Iterator[Json]:
    for one in index.vocabulary.age_bands.values():
        if not one.retired_at:
            name = clean_line(one.label.name(language))
            yield {"slug": one.label.slug, "name": name, "from": one.low, "to": one.high}


def _filters(index: PublishedIndex, addresses: Addresses, language: str) -> Iterator[Json]:
    for one in index.vocabulary.filters.values():
        if not one.retired_at:
            yield _filter(one, index.vocabulary, addresses, language)


def _filter(one: NamedFilter, vocabulary: Vocabulary, addresses: Addresses, language: str) -> Json:
    own = canonical(Selection(ui=language)) or ""
    selection = parse(one.query, vocabulary).selection
    feeds = {
        form.value: addresses.absolute(addresses.named_filter(one.slug, own, suffix=f".{form}"))
        for form in Format
    }
    return {
        "slug": one.slug,
        "title": clean_line(one.title),
        "words": selection_heading(selection, vocabulary, language),
        "query": canonical(selection) or "",
        "url": addresses.absolute(addresses.named_filter(one.slug, own)),
        "feeds": feeds,
        "last_modified": instant(one.changed_at),
    }


LISTS: Mapping[str, Rows] = {
    "libraries": _libraries,
    "venues": _venues,
    "categories": _categories,
    "age-bands": _age_bands,
    "filters": _filters,
}
"""The lists by their names in addresses."""
