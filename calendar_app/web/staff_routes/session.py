"""The way in and out."""

from starlette.responses import RedirectResponse
from starlette.routing import BaseRoute, Route

from calendar_app.web.staff import session


def routes() -> list[BaseRoute]:
    """List the routes of the log-in, the only staff pages for those who are not in."""
    return [
        Route("/ansatt", RedirectResponse("/ansatt/", 308), methods=["GET"]),
        Route("/ansatt/logg-inn", session.new),
        Route("/ansatt/logg-inn", session.create, methods=["POST"]),
        Route("/ansatt/logg-ut", session.destroy, methods=["POST"]),
    ]
