"""Templates for new events."""

from starlette.routing import BaseRoute, Route

from calendar_app.web.staff import templates

_ALL = "/ansatt/maler"


def routes() -> list[BaseRoute]:
    """List the routes; what a template is made of stands in the query (`fra`)."""
    return [
        Route(_ALL, templates.index),
        Route(f"{_ALL}/ny", templates.new),
        Route(f"{_ALL}/ny", templates.create, methods=["POST"]),
        Route(f"{_ALL}/{{template_id}}/sletting", templates.ask_deletion),
        Route(f"{_ALL}/{{template_id}}/sletting", templates.delete, methods=["POST"]),
    ]
