"""The calendar: its list, its feeds, and named filters."""

from starlette.routing import BaseRoute, Route

from calendar_app.publishing.formats import Format
from calendar_app.web.public import calendar, named
from calendar_app.web.public.negotiation import negotiated
from calendar_app.web.public_routes.shared import Shared


def routes(shared: Shared) -> list[BaseRoute]:
    """List them; no cookie is read or set, and the suffix decides the format."""
    feeds, kept = shared.feeds, shared.kept
    calendar_feed = feeds.calendar(Format.ICS, is_kept=False)
    named_feed = feeds.named(Format.ICS, is_kept=False)
    return [
        Route("/", calendar.home),
        *(Route(f"/kalender.{form}", feeds.calendar(form)) for form in Format),
        Route("/kalender", negotiated(kept(calendar.index), feed=calendar_feed)),
        *(Route(f"/f/{{name}}.{form}", feeds.named(form)) for form in Format),
        Route("/f/{name}", negotiated(kept(named.show), feed=named_feed)),
        Route("/f/{name}/qr.svg", kept(named.code)),
    ]
