"""Subscribing to a selection, and what leads there."""

from starlette.routing import BaseRoute, Route

from calendar_app.web.public import build, subscribe
from calendar_app.web.public_routes.shared import Shared


def routes(shared: Shared) -> list[BaseRoute]:
    """List them; no cookie is read or set, and the suffix decides the format."""
    kept = shared.kept
    return [
        Route("/abonner", kept(subscribe.show)),
        Route("/bygg-inn", kept(build.show)),
        Route("/abonner/qr.svg", kept(subscribe.code)),
    ]
