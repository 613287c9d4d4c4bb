"""The feeds that staff make: named filters for everybody, personal ones for themselves."""

from starlette.routing import BaseRoute, Route

from calendar_app.web.staff import (
    feed_endings,
    leaked_feeds,
    named_filter_endings,
    named_filters,
    personal_feeds,
)

_PERSONAL = "/ansatt/kalenderlenker/{feed_id}"
_FILTER = "/ansatt/filtre/{filter_id}"


def routes() -> list[BaseRoute]:
    """List the routes of feeds."""
    return [
        Route("/ansatt/kalenderlenker", personal_feeds.index),
        Route("/ansatt/kalenderlenker", personal_feeds.create, methods=["POST"]),
        Route(f"{_PERSONAL}/avslutning", feed_endings.new),
        Route(f"{_PERSONAL}/avslutning", feed_endings.create, methods=["POST"]),
        Route(f"{_PERSONAL}/avveie", leaked_feeds.new),
        Route(f"{_PERSONAL}/avveie", leaked_feeds.create, methods=["POST"]),
        Route("/ansatt/filtre", named_filters.index),
        Route("/ansatt/filtre/nytt", named_filters.new),
        Route("/ansatt/filtre/nytt", named_filters.create, methods=["POST"]),
        Route(f"{_FILTER}/rediger", named_filters.edit),
        Route(f"{_FILTER}/rediger", named_filters.update, methods=["POST"]),
        Route(f"{_FILTER}/avslutning", named_filter_endings.new),
        Route(f"{_FILTER}/avslutning", named_filter_endings.create, methods=["POST"]),
        Route(f"{_FILTER}/avslutning/angre", named_filter_endings.destroy, methods=["POST"]),
    ]
