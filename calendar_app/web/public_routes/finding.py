"""What robots, catalogues and watchmen read."""

from starlette.routing import BaseRoute, Route

from calendar_app.web.public import dcat, health, robots, security_txt, sitemap
from calendar_app.web.public_routes.shared import Shared


def routes(shared: Shared) -> list[BaseRoute]:
    """List them; no cookie is read or set, and the suffix decides the format."""
    kept = shared.kept
    return [
        Route("/robots.txt", robots.rules),
        Route(robots.SITEMAP, kept(sitemap.show)),
        Route(security_txt.SECURITY_TXT, kept(security_txt.show)),
        Route(dcat.PATH, kept(dcat.show)),
        Route("/healthz", health.alive),
        Route("/readyz", health.ready),
    ]
