"""Gatherings of staff and their communities of practice."""

from starlette.routing import BaseRoute


def routes() -> list[BaseRoute]:
    """List the routes."""
    return []
