"""The embeds: frame, fragment, data, script and oEmbed."""

from starlette.routing import BaseRoute, Route

from calendar_app.web.public import embed_scripts, embed_sources, oembed
from calendar_app.web.public.embed_data import data
from calendar_app.web.public.embed_page import fragment, frame
from calendar_app.web.public.embedded import DATA, FRAGMENT, LIST
from calendar_app.web.public_routes.shared import Shared

_SOURCES = {
    "/embed/v1/f/{name}/": embed_sources.named,
    "/embed/v1/arrangement/{name}/": embed_sources.one_event,
    "/embed/v1/": embed_sources.selected,
}


def routes(shared: Shared) -> list[BaseRoute]:
    """List them; no cookie is read or set, and the suffix decides the format."""
    kept = shared.kept
    forms = {LIST: frame, FRAGMENT: fragment, DATA: data}
    return [
        *(
            Route(f"{folder}{name}", kept(form(source)))
            for folder, source in _SOURCES.items()
            for name, form in forms.items()
        ),
        Route("/embed/v1.js", embed_scripts.element),
        Route("/embed/v1.{digest}.js", embed_scripts.pinned_element),
        Route(f"/embed/v1/{embed_scripts.FRAME_SCRIPT}", embed_scripts.frame),
        Route("/oembed", kept(oembed.show)),
    ]
