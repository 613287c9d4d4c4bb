"""The page of one event with all its dates."""

from datetime import date

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from calendar_app.addresses import Addresses
from calendar_app.domain.canonical import canonical
from calendar_app.domain.event import Event
from calendar_app.domain.grammar import parse
from calendar_app.domain.published import Organiser, PublishedOccurrence
from calendar_app.domain.selection import Selection
from calendar_app.domain.timing import local_date
from calendar_app.domain.vocabulary import LANGUAGES
from calendar_app.storage.events import find_event
from calendar_app.web.parts import parts_of
from calendar_app.web.public.context import (
    EventPage,
    LanguageLink,
    Subscription,
    map_address,
    split_dates,
)
from calendar_app.web.public.event_name import event_id_of
from calendar_app.web.public.query import checked_query
from calendar_app.web.render import Link, page
from calendar_app.words.languages import OWN_NAMES
from calendar_app.words.places import address_words
from calendar_app.words.schedule import schedule_words


async def show(request: Request) -> Response:
    """Show an event; a slug of another time leads to the present one, no id to 404."""
    parts = parts_of(request)
    event_id = event_id_of(request.path_params["name"])
    selection = parse(checked_query(request), await parts.publisher.vocabulary()).selection
    dates = await parts.publisher.event_dates(event_id) if event_id else []
    event = await find_event(event_id) if event_id and dates else None
    if event is None:
        raise HTTPException(404)
    path = parts.addresses.event(event.slug, event.id)
    if request.url.path != path:
        query = request.url.query
        return RedirectResponse(f"{path}?{query}" if query else path, 301)
    context = _page(event, dates, parts.addresses, selection.ui, local_date(parts.now()))
    return page(request, "public/event.html", context, language=selection.ui)


def _page(
    event: Event,
    dates: list[PublishedOccurrence],
    addresses: Addresses,
    language: str,
    today: date,
) -> EventPage:
    coming, past = split_dates(dates, today=today)
    shown = coming[0].occurrence if coming else past[-1].occurrence
    path = addresses.event(event.slug, event.id)
    own_query = canonical(Selection(ui=language)) or ""
    feed = addresses.event(event.slug, event.id, suffix=".ics")
    feed = f"{feed}?{own_query}" if own_query else feed
    return EventPage(
        title=shown.title,
        description=shown.summary,
        canonical=addresses.absolute(path),
        feed=addresses.absolute(feed),
        home=addresses.calendar(own_query),
        languages=_languages(path, language),
        event=shown,
        today=today,
        coming=coming,
        past=past,
        organisers=_organisers(shown, addresses, own_query),
        ics_href=feed,
        subscription=Subscription(webcal=addresses.webcal(feed), https=addresses.absolute(feed)),
        back_href=addresses.calendar(own_query),
        map_href=map_address(shown.place),
        address=address_words(shown.place) if shown.place else "",
        repeats=schedule_words(event.schedule, language) if event.schedule.rule else "",
    )


def _organisers(
    shown: PublishedOccurrence, addresses: Addresses, own_query: str
) -> tuple[Link, ...]:
    return tuple(
        _organiser(one, addresses, own_query) for one in (shown.organiser, *shown.co_organisers)
    )


def _organiser(organiser: Organiser, addresses: Addresses, own_query: str) -> Link:
    query = "&".join(part for part in (f"bibliotek={organiser.slug}", own_query) if part)
    return Link(label=organiser.name, href=addresses.calendar(query))


def _languages(path: str, language: str) -> tuple[LanguageLink, ...]:
    queries = {one: canonical(Selection(ui=one)) for one in LANGUAGES if one != language}
    return tuple(
        LanguageLink(language=one, label=OWN_NAMES[one], href=f"{path}?{query}" if query else path)
        for one, query in queries.items()
    )
