"""What all events point at: libraries, venues, bands, categories and the like."""

from starlette.routing import BaseRoute


def routes() -> list[BaseRoute]:
    """List the routes."""
    return []
