"""The desk and the plan of all libraries."""

from starlette.routing import BaseRoute, Route

from calendar_app.web.staff import events


def routes() -> list[BaseRoute]:
    """List the routes of what is to be seen and done now."""
    return [
        Route("/ansatt/", events.desk),
    ]
