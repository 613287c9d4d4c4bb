"""One event, its feeds and its picture."""

from starlette.routing import BaseRoute, Route

from calendar_app.publishing.formats import Format
from calendar_app.web.public import event, image
from calendar_app.web.public_routes.shared import Shared


def routes(shared: Shared) -> list[BaseRoute]:
    """List them; no cookie is read or set, and the suffix decides the format."""
    feeds, kept = shared.feeds, shared.kept
    forms = (Format.ICS, Format.JSON)
    return [
        *(Route(f"/arrangement/{{name}}.{form}", feeds.event(form)) for form in forms),
        Route("/arrangement/{name}", kept(event.show)),
        Route("/bilde/{digest}.webp", image.show),
    ]
