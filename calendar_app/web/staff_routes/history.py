"""The history of events, and the bin."""

from starlette.routing import BaseRoute


def routes() -> list[BaseRoute]:
    """List the routes."""
    return []
