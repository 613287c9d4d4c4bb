"""Events: entered, edited, published, called off. A change of state is a noun that is posted to."""

from starlette.routing import BaseRoute, Route

from calendar_app.web.staff import (
    cancellations,
    creation,
    date_cancellations,
    date_removals,
    dates,
    deletions,
    departures,
    editing,
    events,
    full_marks,
    new_dates,
    proposals,
    workflow,
)

_EVENT = "/ansatt/arrangementer/{event_id}"
_DATE = f"{_EVENT}/datoer/{{occurrence_id}}"


def routes() -> list[BaseRoute]:
    """List the routes of events and their dates."""
    return [
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
        Route(f"{_EVENT}/forslag", proposals.create, methods=["POST"]),
        Route(f"{_EVENT}/forslag/angre", proposals.destroy, methods=["POST"]),
        Route(f"{_EVENT}/forslag/avvisning", proposals.ask_why),
        Route(f"{_EVENT}/forslag/avvisning", proposals.decline, methods=["POST"]),
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
        Route(f"{_EVENT}/datoer/ny", new_dates.new),
        Route(f"{_EVENT}/datoer/ny", new_dates.create, methods=["POST"]),
        Route(_DATE, dates.edit),
        Route(_DATE, dates.update, methods=["POST"]),
        Route(f"{_DATE}/tilbakestilling", dates.reset, methods=["POST"]),
        Route(f"{_DATE}/avlysning", date_cancellations.new),
        Route(f"{_DATE}/avlysning", date_cancellations.create, methods=["POST"]),
        Route(f"{_DATE}/avlysning/angre", date_cancellations.destroy, methods=["POST"]),
        Route(f"{_DATE}/fjerning", date_removals.new),
        Route(f"{_DATE}/fjerning", date_removals.create, methods=["POST"]),
        Route(f"{_DATE}/fullt", full_marks.create, methods=["POST"]),
        Route(f"{_DATE}/fullt/angre", full_marks.destroy, methods=["POST"]),
    ]
