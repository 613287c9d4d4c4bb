"""What was changed and what was deleted, and the way back from both."""

from starlette.routing import BaseRoute, Route

from calendar_app.web.staff import bin as bin_pages
from calendar_app.web.staff import history, restorations

_HISTORY = "/ansatt/arrangementer/{event_id}/historikk"
_RESTORATION = f"{_HISTORY}/{{revision_id}}/gjenoppretting"


def routes() -> list[BaseRoute]:
    """List the routes."""
    return [
        Route(_HISTORY, history.index),
        Route(f"{_HISTORY}/{{revision_id}}", history.show),
        Route(_RESTORATION, restorations.new),
        Route(_RESTORATION, restorations.create, methods=["POST"]),
        Route("/ansatt/papirkurv", bin_pages.index),
        Route("/ansatt/papirkurv/{bin_id}/gjenoppretting", bin_pages.restore, methods=["POST"]),
    ]
