"""The URL map: every public address, and the parts of the staff side (`web/staff_routes`)."""

from starlette.routing import BaseRoute, Route

from calendar_app.addresses import CHANGES
from calendar_app.publishing.formats import Format
from calendar_app.web import static_files
from calendar_app.web.public import api, calendar, event, health, image, named, robots, subscribe
from calendar_app.web.public.feed_answers import FeedAnswers
from calendar_app.web.public.feeds import Feeds
from calendar_app.web.public.negotiation import negotiated
from calendar_app.web.public.personal import PERSONAL_FEED, PersonalFeeds
from calendar_app.web.staff_routes import (
    bulk,
    desk,
    drafts,
    events,
    feeds,
    figures,
    gatherings,
    history,
    lending,
    people,
    session,
    setup,
    templates,
)

_OF_EVENT = (Format.ICS, Format.JSON)
_STAFF = (
    session,
    desk,
    events,
    bulk,
    templates,
    drafts,
    history,
    lending,
    gatherings,
    figures,
    people,
    setup,
    feeds,
)
"""The parts of the staff side, each with a list of its own; the first route that fits answers."""


def routes(
    static: static_files.StaticFiles, answers: FeedAnswers, personal: PersonalFeeds
) -> list[BaseRoute]:
    """List the routes; the first that fits answers."""
    return [
        *_public(Feeds(answers)),
        Route(CHANGES, api.changes(answers)),
        Route(PERSONAL_FEED, personal),
        *_service(static),
        *(route for part in _STAFF for route in part.routes()),
    ]


def _public(feeds: Feeds) -> list[BaseRoute]:
    """No cookie is read or set here; the suffix decides the format."""
    page_or_feed = negotiated(calendar.index, feed=feeds.calendar(Format.ICS, is_kept=False))
    return [
        Route("/", calendar.home),
        *(Route(f"/kalender.{form}", feeds.calendar(form)) for form in Format),
        Route("/kalender", page_or_feed),
        Route("/abonner", subscribe.show),
        *(Route(f"/f/{{name}}.{form}", feeds.named(form)) for form in Format),
        Route("/f/{name}", negotiated(named.show, feed=feeds.named(Format.ICS, is_kept=False))),
        *(Route(f"/arrangement/{{name}}.{form}", feeds.event(form)) for form in _OF_EVENT),
        Route("/arrangement/{name}", event.show),
        Route("/bilde/{digest}.webp", image.show),
    ]


def _service(static: static_files.StaticFiles) -> list[BaseRoute]:
    return [
        Route("/robots.txt", robots.rules),
        Route("/healthz", health.alive),
        Route("/readyz", health.ready),
        Route(static_files.ADDRESS, static.serve),
    ]
