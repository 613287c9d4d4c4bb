"""Templates for new events."""

from starlette.routing import BaseRoute


def routes() -> list[BaseRoute]:
    """List the routes."""
    return []
