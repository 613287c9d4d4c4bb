"""Images, and what is typed and not yet saved."""

from starlette.routing import BaseRoute, Route

from calendar_app.web.staff import date_previews, draft_endings, drafts, images

_DRAFT = "/ansatt/kladder/{draft_id}"


def routes() -> list[BaseRoute]:
    """List the routes."""
    return [
        Route("/ansatt/bilder/{image_hash}.webp", images.show),
        Route("/ansatt/arrangementer/datoer", date_previews.create, methods=["POST"]),
        Route("/ansatt/kladder", drafts.index),
        Route("/ansatt/kladder", drafts.create, methods=["POST"]),
        Route(_DRAFT, drafts.show),
        Route(f"{_DRAFT}/sletting", draft_endings.new),
        Route(f"{_DRAFT}/sletting", draft_endings.create, methods=["POST"]),
    ]
