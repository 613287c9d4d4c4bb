"""Pages about the calendar itself, and how its libraries look."""

from starlette.routing import BaseRoute, Route

from calendar_app.web.public import about, colours
from calendar_app.web.public_routes.shared import Shared


def routes(shared: Shared) -> list[BaseRoute]:
    """List them; no cookie is read or set, and the suffix decides the format."""
    kept = shared.kept
    return [
        Route("/om", kept(about.about)),
        Route("/personvern", kept(about.privacy)),
        Route("/tilgjengelighet", kept(about.accessibility)),
        Route("/farger/{digest}.css", kept(colours.show)),
    ]
