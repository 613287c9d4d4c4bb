"""Pages about the calendar itself."""

from starlette.routing import BaseRoute

from calendar_app.web.public_routes.shared import Shared


def routes(shared: Shared) -> list[BaseRoute]:
    """List them; no cookie is read or set, and the suffix decides the format."""
    return []
