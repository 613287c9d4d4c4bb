"""Images, and what is typed and not yet saved."""

from starlette.routing import BaseRoute


def routes() -> list[BaseRoute]:
    """List the routes."""
    return []
