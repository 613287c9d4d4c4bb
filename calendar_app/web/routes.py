"""The URL map: every address there is, on one page."""

from starlette.responses import RedirectResponse
from starlette.routing import BaseRoute, Route

from calendar_app.web import static_files
from calendar_app.web.public import calendar, event, health
from calendar_app.web.public.feeds import CALENDAR_FEED, Feeds
from calendar_app.web.staff import (
    cancellations,
    creation,
    date_cancellations,
    dates,
    deletions,
    departures,
    editing,
    events,
    full_marks,
    session,
    workflow,
)

_EVENT = "/ansatt/arrangementer/{event_id}"
_DATE = f"{_EVENT}/datoer/{{occurrence_id}}"


def routes(static: static_files.StaticFiles, feeds: Feeds) -> list[BaseRoute]:
    """List the routes; the first that fits answers."""
    return [*_public(feeds), *_service(static), *_staff()]


def _public(feeds: Feeds) -> list[BaseRoute]:
    """No cookie is read or set here; the suffix decides the format."""
    return [
        Route("/", calendar.home),
        Route(CALENDAR_FEED, feeds.calendar),
        Route("/kalender", calendar.index),
        Route("/arrangement/{name}.ics", feeds.event),
        Route("/arrangement/{name}", event.show),
    ]


def _service(static: static_files.StaticFiles) -> list[BaseRoute]:
    return [
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
