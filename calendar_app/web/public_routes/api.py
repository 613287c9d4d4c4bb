"""The read API for partners."""

from starlette.routing import BaseRoute, Route

from calendar_app.addresses import API, CHANGES
from calendar_app.web.public import api, api_lists, openapi
from calendar_app.web.public_routes.shared import Shared


def routes(shared: Shared) -> list[BaseRoute]:
    """List them; no cookie is read or set, and the suffix decides the format."""
    kept = shared.kept
    lists = (Route(f"{API}{name}", kept(api_lists.listing(name))) for name in api_lists.LISTS)
    return [
        Route(CHANGES, api.changes(shared.answers)),
        Route(f"{CHANGES}/{{id:str}}", api.event(shared.answers)),
        *lists,
        Route(api_lists.OPENAPI, kept(openapi.show)),
        Route(API, kept(api_lists.root)),
    ]
