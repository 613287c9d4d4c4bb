"""The page of one event with all its dates."""

from dataclasses import replace
from datetime import date

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from calendar_app.addresses import Addresses
from calendar_app.domain.event import Event, Image
from calendar_app.domain.grammar import parse
from calendar_app.domain.published import PublishedOccurrence
from calendar_app.domain.timing import local_date
from calendar_app.publishing.formats import Format
from calendar_app.storage.events import find_event
from calendar_app.storage.images import image_size
from calendar_app.web.parts import parts_of
from calendar_app.web.public.event_context import EventPage, ShownImage
from calendar_app.web.public.event_data import structured_data
from calendar_app.web.public.event_dates import sign_up_is_over, told_dates
from calendar_app.web.public.event_links import in_language
from calendar_app.web.public.event_name import event_id_of
from calendar_app.web.public.event_ways import EventWays
from calendar_app.web.public.languages import language_links
from calendar_app.web.public.map_links import map_address
from calendar_app.web.public.query import checked_query
from calendar_app.web.render import page
from calendar_app.words.labels import feed_words
from calendar_app.words.places import address_words
from calendar_app.words.schedule import schedule_words
from feeds.labels import Labels


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
    if request.scope["path"] != path:
        query = checked_query(request).decode("latin-1")
        return RedirectResponse(f"{path}?{query}" if query else path, 301)
    context = _page(event, dates, parts.addresses, selection.ui, local_date(parts.now()))
    image = await _image(context.event.image, parts.addresses)
    if image is not None:
        ways = EventWays(context.event, parts.addresses, selection.ui)
        context = replace(context, image=image, card=ways.card(image.href))
    return page(request, "public/event.html", context, language=selection.ui)


async def _image(image: Image, addresses: Addresses) -> ShownImage | None:
    size = await image_size(image.hash) if image.hash else None
    if size is None:
        return None
    return ShownImage(
        href=addresses.image(image.hash),
        alt=image.alt,
        credit=image.credit,
        width=size[0],
        height=size[1],
    )


def _page(
    event: Event,
    dates: list[PublishedOccurrence],
    addresses: Addresses,
    language: str,
    today: date,
) -> EventPage:
    told = told_dates(dates, today)
    shown = told.shown
    ways = EventWays(shown, addresses, language)
    labels = Labels(**feed_words(language))
    return EventPage(
        title=ways.title(),
        description=ways.description(),
        canonical=ways.canonical,
        oembed_href=ways.oembed(),
        alternates=ways.alternates(),
        home=ways.home(),
        languages=language_links(language, lambda ui: in_language(ways.path, ui)),
        event=shown,
        today=today,
        coming=told.coming,
        past=told.past,
        is_whole=told.is_whole,
        near=told.near,
        changes=told.changes,
        changed_at=told.changed_at,
        entered_at=told.entered_at,
        organisers=ways.organisers(),
        ics_href=ways.feeds()[Format.ICS],
        add=ways.add(today, labels),
        subscription=ways.subscription(),
        library_subscription=ways.library_subscription(),
        more=ways.more(),
        share=ways.share(),
        card=ways.card(""),
        back_href=ways.home(),
        map_href=map_address(shown.place),
        address=address_words(shown.place) if shown.place else "",
        repeats=schedule_words(event.schedule, language) if event.schedule.rule else "",
        sign_up_is_over=sign_up_is_over(shown, today),
        data=structured_data(
            told.described,
            series_name=event.details.title,
            addresses=addresses,
            labels=labels,
            today=today,
        ),
    )
