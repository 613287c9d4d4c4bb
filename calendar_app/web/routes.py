"""The URL map: every address there is, on one page."""

from starlette.responses import RedirectResponse
from starlette.routing import BaseRoute, Route

from calendar_app.addresses import CHANGES
from calendar_app.publishing.formats import Format
from calendar_app.web import static_files
from calendar_app.web.public import api, calendar, event, health, named, robots, subscribe
from calendar_app.web.public.feed_answers import FeedAnswers
from calendar_app.web.public.feeds import Feeds
from calendar_app.web.public.negotiation import negotiated
from calendar_app.web.public.personal import PERSONAL_FEED, PersonalFeeds
from calendar_app.web.staff import (
    cancellations,
    creation,
    date_cancellations,
    dates,
    deletions,
    departures,
    editing,
    events,
    feed_endings,
    full_marks,
    leaked_feeds,
    named_filter_endings,
    named_filters,
    personal_feeds,
    session,
    workflow,
)

_OF_EVENT = (Format.ICS, Format.JSON)
_EVENT = "/ansatt/arrangementer/{event_id}"
_DATE = f"{_EVENT}/datoer/{{occurrence_id}}"
_PERSONAL = "/ansatt/kalenderlenker/{feed_id}"
_FILTER = "/ansatt/filtre/{filter_id}"


def routes(
    static: static_files.StaticFiles, answers: FeedAnswers, personal: PersonalFeeds
) -> list[BaseRoute]:
    """List the routes; the first that fits answers."""
    return [
        *_public(Feeds(answers)),
        Route(CHANGES, api.changes(answers)),
        Route(PERSONAL_FEED, personal),
        *_service(static),
        *_staff(),
        *_staff_feeds(),
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
    ]


def _service(static: static_files.StaticFiles) -> list[BaseRoute]:
    return [
        Route("/robots.txt", robots.rules),
        Route("/healthz", health.alive),
        Route("/readyz", health.ready),
        Route(static_files.ADDRESS, static.serve),
    ]


def _staff() -> list[BaseRoute]:
    """Paths under /ansatt/; a change of state is a noun that is posted to."""
    return [
        Route("/ansatt", RedirectResponse("/ansatt/", 308), methods=["GET"]),
        Route("/ansatt/logg-inn", session.new),
        Route("/ansatt/logg-inn", session.create, methods=["POST"]),
        Route("/ansatt/logg-ut", session.destroy, methods=["POST"]),
        Route("/ansatt/", events.desk),
        Route("/ansatt/arrangementer", events.index),
        Route("/ansatt/arrangementer/nytt", creation.new),
        Route("/ansatt/arrangementer/nytt", creation.create, methods=["POST"]),
        Route(_EVENT, events.show),
        Route(f"{_EVENT}/rediger", editing.edit),
        Route(f"{_EVENT}/rediger", editing.update, methods=["POST"]),
        Route(f"{_EVENT}/planlegging", workflow.plan, methods=["POST"]),
        Route(f"{_EVENT}/publisering", workflow.publish, methods=["POST"]),
        Route(f"{_EVENT}/tilbaketrekking", workflow.withdraw, methods=["POST"]),
        Route(f"{_EVENT}/utkast", workflow.take_back, methods=["POST"]),
        Route(f"{_EVENT}/avlysning", cancellations.new),
        Route(f"{_EVENT}/avlysning", cancellations.create, methods=["POST"]),
        Route(f"{_EVENT}/avlysning/angre", cancellations.destroy, methods=["POST"]),
        Route(f"{_EVENT}/sletting", deletions.new),
        Route(f"{_EVENT}/sletting", deletions.create, methods=["POST"]),
        Route(f"{_EVENT}/medarrangorer/{{library_id}}/uttreden", departures.new),
        Route(
            f"{_EVENT}/medarrangorer/{{library_id}}/uttreden",
            departures.create,
            methods=["POST"],
        ),
        Route(_DATE, dates.edit),
        Route(_DATE, dates.update, methods=["POST"]),
        Route(f"{_DATE}/tilbakestilling", dates.reset, methods=["POST"]),
        Route(f"{_DATE}/avlysning", date_cancellations.new),
        Route(f"{_DATE}/avlysning", date_cancellations.create, methods=["POST"]),
        Route(f"{_DATE}/avlysning/angre", date_cancellations.destroy, methods=["POST"]),
        Route(f"{_DATE}/fullt", full_marks.create, methods=["POST"]),
        Route(f"{_DATE}/fullt/angre", full_marks.destroy, methods=["POST"]),
    ]


def _staff_feeds() -> list[BaseRoute]:
    """List the pages about the feeds that staff make."""
    return [
        Route("/ansatt/kalenderlenker", personal_feeds.index),
        Route("/ansatt/kalenderlenker", personal_feeds.create, methods=["POST"]),
        Route(f"{_PERSONAL}/avslutning", feed_endings.new),
        Route(f"{_PERSONAL}/avslutning", feed_endings.create, methods=["POST"]),
        Route(f"{_PERSONAL}/avveie", leaked_feeds.new),
        Route(f"{_PERSONAL}/avveie", leaked_feeds.create, methods=["POST"]),
        Route("/ansatt/filtre", named_filters.index),
        Route("/ansatt/filtre/nytt", named_filters.new),
        Route("/ansatt/filtre/nytt", named_filters.create, methods=["POST"]),
        Route(f"{_FILTER}/rediger", named_filters.edit),
        Route(f"{_FILTER}/rediger", named_filters.update, methods=["POST"]),
        Route(f"{_FILTER}/avslutning", named_filter_endings.new),
        Route(f"{_FILTER}/avslutning", named_filter_endings.create, methods=["POST"]),
        Route(f"{_FILTER}/avslutning/angre", named_filter_endings.destroy, methods=["POST"]),
    ]
