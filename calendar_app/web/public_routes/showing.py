"""Paper and screens: poster and information screen."""

from starlette.routing import BaseRoute, Route

from calendar_app.web.public import poster, screen
from calendar_app.web.public_routes.shared import Shared


def routes(shared: Shared) -> list[BaseRoute]:
    """List them; no cookie is read or set, and the suffix decides the format."""
    kept = shared.kept
    return [
        Route("/plakat", kept(poster.show)),
        Route("/skjerm", kept(screen.show)),
    ]
