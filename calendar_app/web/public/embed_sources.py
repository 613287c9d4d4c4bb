"""Where the dates of an embed come from: a selection, a named filter, or one event.

No address shows more than the public page of the same (facts/selection.md, section 8).
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from starlette.exceptions import HTTPException
from starlette.requests import Request

from calendar_app.domain.canonical import canonical, switched
from calendar_app.domain.choice import Choice
from calendar_app.domain.grammar import parse
from calendar_app.domain.keys import LIBRARY, LIST_KEYS, SERIES
from calendar_app.domain.named import find_named, read_named
from calendar_app.domain.published import PublishedOccurrence
from calendar_app.domain.query import texts_by_key
from calendar_app.domain.selection import Selection, coming_window
from calendar_app.domain.timing import local_date
from calendar_app.domain.view import read_view
from calendar_app.domain.vocabulary import Library, Vocabulary
from calendar_app.web.parts import Parts, parts_of
from calendar_app.web.public.embed_words import calendar_label, event_label
from calendar_app.web.public.embedded import ONLY, Embedded, coming_only
from calendar_app.web.public.event_links import in_language
from calendar_app.web.public.event_name import event_id_of
from calendar_app.web.public.query import checked_query
from calendar_app.wording import SERVICE
from calendar_app.words.catalogue import translations
from calendar_app.words.named_filters import nothing_now, retired_title
from calendar_app.words.selection import selection_description, selection_heading


async def selected(request: Request) -> Embedded:
    """Give the dates that the filters of the address ask for."""
    parts, query = parts_of(request), checked_query(request)
    vocabulary = await parts.publisher.vocabulary()
    parsed = parse(query, vocabulary)
    # Rules are for `.ics` alone, so they are no part of any address here (SEL-41).
    wanted = switched(parsed.selection, by_rule=False)
    today = local_date(parts.now())
    selection = coming_only(wanted, today)
    coming = await _coming(parts, selection, today)
    libraries = _libraries(coming, selection, vocabulary)
    only = _only(query, libraries, vocabulary)
    if only:
        coming = await _coming(parts, _narrowed(selection, only, vocabulary), today)
    address = canonical(wanted)
    plain = address if address is not None else canonical(Selection(ui=wanted.ui)) or ""
    return Embedded(
        language=wanted.ui,
        heading=selection_heading(wanted, vocabulary, wanted.ui, search=parsed.search),
        coming=tuple(coming),
        empty=_empty(wanted, vocabulary),
        # 'Nothing' has no address; there is then nothing to lead on to either.
        query=address or "",
        page=parts.addresses.calendar(plain),
        page_label=calendar_label(wanted.ui),
        subscribe="" if address is None else parts.addresses.subscribe(address),
        view=read_view(query),
        today=today,
        libraries=libraries,
        only=only,
        is_nothing=wanted.nothing,
    )


async def named(request: Request) -> Embedded:
    """Give the dates of a named filter, whatever staff have put in it since."""
    parts, query = parts_of(request), checked_query(request)
    vocabulary = await parts.publisher.vocabulary()
    found = find_named(request.path_params["name"], vocabulary)
    if found is None:
        raise HTTPException(404)
    read = read_named(found, query, vocabulary)
    today, language = local_date(parts.now()), read.selection.ui
    selection = coming_only(read.selection, today)
    coming = [] if found.retired_at else await _coming(parts, selection, today)
    page = parts.addresses.named_filter(found.slug, canonical(Selection(ui=language)) or "")
    return Embedded(
        language=language,
        heading=found.title,
        coming=tuple(coming),
        empty=retired_title(language) if found.retired_at else nothing_now(language),
        folder=f"f/{found.slug}/",
        query=read.switches,
        page=page,
        page_label=calendar_label(language),
        subscribe="" if found.retired_at else page,
        view=read_view(query),
        today=today,
    )


async def one_event(request: Request) -> Embedded:
    """Give the dates of an event that are to come; 404 when the public may not know of it."""
    parts, query = parts_of(request), checked_query(request)
    event_id = event_id_of(request.path_params["name"])
    language = parse(query, await parts.publisher.vocabulary()).selection.ui
    dates = await parts.publisher.event_dates(event_id) if event_id else []
    if not dates:
        raise HTTPException(404)
    today = local_date(parts.now())
    coming = [one for one in dates if one.span.last >= today]
    told = coming[0] if coming else dates[-1]
    series = f"{SERIES}={told.series_slug}" if told.series_slug else ""
    addresses = parts.addresses
    return Embedded(
        language=language,
        heading=told.title,
        heading_language=told.content_language,
        coming=tuple(coming),
        empty=translations(language).gettext("Dette arrangementet er over."),
        folder=f"arrangement/{told.event_id}/",
        query=canonical(Selection(ui=language)) or "",
        page=in_language(addresses.event(told.event_slug, told.event_id), language),
        page_label=event_label(language),
        subscribe=in_language(addresses.subscribe(series), language) if series else "",
        view=read_view(query),
        today=today,
        is_event=True,
    )


async def _coming(parts: Parts, selection: Selection, today: date) -> list[PublishedOccurrence]:
    found = await parts.publisher.dates(selection, coming_window(today))
    return [one for one in found if one.span.last >= today]


def _empty(selection: Selection, vocabulary: Vocabulary) -> str:
    """Say why nothing is shown; a mistake in the address is for whoever pasted it to read."""
    if selection.nothing:
        return selection_description(
            selection, vocabulary, selection.ui, service=SERVICE, unknown=True
        )
    return nothing_now(selection.ui)


def _libraries(
    coming: Iterable[PublishedOccurrence], selection: Selection, vocabulary: Vocabulary
) -> tuple[Library, ...]:
    """Give the libraries that a reader may narrow the frame to, none when there is no choice.

    Of those that the address names, or else of all: the ones with something to come.
    """
    chosen = _choice(selection)
    ids = {one.id for date_ in coming for one in (date_.organiser, *date_.co_organisers)}
    included = {value.slug for value in chosen.included}
    excluded = {value.slug for value in chosen.excluded}
    found = tuple(
        one
        for one in vocabulary.libraries.values()
        if one.id in ids and one.slug not in excluded and (not included or one.slug in included)
    )
    return found if len(found) > 1 else ()


def _only(query: bytes, libraries: Iterable[Library], vocabulary: Vocabulary) -> str:
    """Read which library the frame is narrowed to, "" for none; only one that is offered."""
    texts = texts_by_key(query, {ONLY: LIBRARY}).get(LIBRARY, [])
    asked = parse(f"{LIBRARY}={texts[0]}" if len(texts) == 1 else "", vocabulary).selection
    slugs = [value.slug for value in _choice(asked).included]
    offered = {one.slug for one in libraries}
    return slugs[0] if len(slugs) == 1 and slugs[0] in offered else ""


def _narrowed(selection: Selection, slug: str, vocabulary: Vocabulary) -> Selection:
    """Ask for one library instead of those that are included."""
    wanted = _choice(parse(f"{LIBRARY}={slug}", vocabulary).selection)
    own = replace(wanted, excluded=_choice(selection).excluded)
    choices = {**{one.key: one for one in selection.choices}, LIBRARY: own}
    ordered = tuple(choices[key] for key in LIST_KEYS if key in choices)
    return replace(selection, choices=ordered)


def _choice(selection: Selection) -> Choice:
    found = (one for one in selection.choices if one.key == LIBRARY)
    return next(found, Choice(key=LIBRARY))
