"""Many events changed at once."""

from starlette.routing import BaseRoute, Route

from calendar_app.web.staff import bulk


def routes() -> list[BaseRoute]:
    """List the routes."""
    return [
        Route("/ansatt/flere", bulk.new),
        Route("/ansatt/flere", bulk.create, methods=["POST"]),
        Route("/ansatt/flere/{change_id}", bulk.show),
        Route("/ansatt/flere/{change_id}/angre", bulk.destroy, methods=["POST"]),
    ]
