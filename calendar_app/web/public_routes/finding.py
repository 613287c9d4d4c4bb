"""What robots, catalogues and watchmen read."""

from starlette.routing import BaseRoute, Route

from calendar_app.web.public import health, robots
from calendar_app.web.public_routes.shared import Shared


def routes(shared: Shared) -> list[BaseRoute]:
    """List them; no cookie is read or set, and the suffix decides the format."""
    return [
        Route("/robots.txt", robots.rules),
        Route("/healthz", health.alive),
        Route("/readyz", health.ready),
    ]
