"""The read API for partners."""

from starlette.routing import BaseRoute, Route

from calendar_app.addresses import CHANGES
from calendar_app.web.public import api
from calendar_app.web.public_routes.shared import Shared


def routes(shared: Shared) -> list[BaseRoute]:
    """List them; no cookie is read or set, and the suffix decides the format."""
    return [
        Route(CHANGES, api.changes(shared.answers)),
    ]
