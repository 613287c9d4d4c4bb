"""The page of one event with all its dates."""

from dataclasses import replace
from datetime import date

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from calendar_app.addresses import Addresses
from calendar_app.domain.event import Event, Image
from calendar_app.domain.grammar import parse
from calendar_app.domain.keys import LIBRARY, SERIES
from calendar_app.domain.published import Organiser, PublishedOccurrence
from calendar_app.domain.timing import local_date
from calendar_app.publishing.formats import Format
from calendar_app.storage.events import find_event
from calendar_app.storage.images import image_size
from calendar_app.web.parts import parts_of
from calendar_app.web.public.context import Alternate, EventPage, ShownImage, Subscription
from calendar_app.web.public.event_links import in_language
from calendar_app.web.public.event_name import event_id_of
from calendar_app.web.public.languages import language_links
from calendar_app.web.public.listing import split_dates
from calendar_app.web.public.map_links import map_address
from calendar_app.web.public.query import checked_query
from calendar_app.web.render import Link, page
from calendar_app.words.catalogue import translations
from calendar_app.words.places import address_words
from calendar_app.words.schedule import schedule_words
from feeds.links import webcal_link


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
    context = replace(context, image=await _image(context.event.image, parts.addresses))
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
    coming, past = split_dates(dates, today=today)
    shown = coming[0].occurrence if coming else past[-1].occurrence
    path = addresses.event(event.slug, event.id)
    feeds = {
        form: in_language(addresses.event(event.slug, event.id, suffix=f".{form}"), language)
        for form in (Format.ICS, Format.JSON)
    }
    https = addresses.absolute(feeds[Format.ICS])
    return EventPage(
        title=shown.title,
        description=shown.summary,
        canonical=addresses.absolute(path),
        alternates=tuple(
            Alternate(
                type=form.content_type.partition(";")[0],
                label=shown.title,
                href=addresses.absolute(feed),
            )
            for form, feed in feeds.items()
        ),
        home=in_language(addresses.calendar(), language),
        languages=language_links(language, lambda ui: in_language(path, ui)),
        event=shown,
        today=today,
        coming=coming,
        past=past,
        organisers=_organisers(shown, addresses, language),
        ics_href=feeds[Format.ICS],
        subscription=Subscription(
            webcal=webcal_link(https), https=https, page=_series_page(shown, addresses, language)
        ),
        library_subscription=_library_subscription(shown.organiser, addresses, language),
        back_href=in_language(addresses.calendar(), language),
        map_href=map_address(shown.place),
        address=address_words(shown.place) if shown.place else "",
        repeats=schedule_words(event.schedule, language) if event.schedule.rule else "",
    )


def _organisers(
    shown: PublishedOccurrence, addresses: Addresses, language: str
) -> tuple[Link, ...]:
    return tuple(
        _organiser(one, addresses, language) for one in (shown.organiser, *shown.co_organisers)
    )


def _organiser(organiser: Organiser, addresses: Addresses, language: str) -> Link:
    path = addresses.calendar(f"{LIBRARY}={organiser.slug}")
    return Link(label=organiser.name, href=in_language(path, language))


def _series_page(shown: PublishedOccurrence, addresses: Addresses, language: str) -> str:
    """Give the page that tells of all ways to subscribe to the series, "" when it is none."""
    if not shown.series_slug:
        return ""
    return in_language(addresses.subscribe(f"{SERIES}={shown.series_slug}"), language)


def _library_subscription(organiser: Organiser, addresses: Addresses, language: str) -> Link:
    label = translations(language).gettext("Abonner på alt fra %(library)s")
    return Link(
        label=label % {"library": organiser.name},
        href=in_language(addresses.subscribe(f"{LIBRARY}={organiser.slug}"), language),
    )
