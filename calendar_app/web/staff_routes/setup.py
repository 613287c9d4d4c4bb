"""What all events point at: libraries, venues, bands, categories and the like."""

from collections.abc import Iterator

from starlette.routing import BaseRoute, Route

from calendar_app.web.contexts.setup_families import FAMILIES, MERGEABLE, VENUES, Family
from calendar_app.web.staff import setup_endings, setup_rooms, setup_things

_SETUP = "/ansatt/oppsett"


def routes() -> list[BaseRoute]:
    """List the routes."""
    return [
        Route(_SETUP, setup_things.overview),
        *(route for family in FAMILIES for route in _of_family(family)),
        *_of_rooms(f"{_SETUP}/{VENUES.path}/{{venue_id}}/rom"),
    ]


def _of_family(family: Family) -> Iterator[BaseRoute]:
    """List what can be done with things of every sort, and with some of them besides."""
    path = f"{_SETUP}/{family.path}"
    one = f"{path}/{{{family.parameter}}}"
    yield Route(path, setup_things.index(family))
    yield Route(f"{path}/nytt", setup_things.new(family))
    yield Route(f"{path}/nytt", setup_things.create(family), methods=["POST"])
    yield Route(one, setup_things.edit(family))
    yield Route(one, setup_things.update(family), methods=["POST"])
    for ending, is_retired in (("avvikling", True), ("avvikling/angre", False)):
        retirement = setup_endings.retirement(family, is_retired=is_retired)
        yield Route(f"{one}/{ending}", retirement, methods=["POST"])
    yield Route(f"{one}/sletting", setup_endings.ask_deletion(family))
    yield Route(f"{one}/sletting", setup_endings.delete(family), methods=["POST"])
    if family in MERGEABLE:
        yield Route(f"{one}/sammenslaing", setup_endings.ask_merger(family))
        yield Route(f"{one}/sammenslaing", setup_endings.create_merger(family), methods=["POST"])


def _of_rooms(path: str) -> list[BaseRoute]:
    one = f"{path}/{{room_id}}"
    return [
        Route(f"{path}/nytt", setup_rooms.new),
        Route(f"{path}/nytt", setup_rooms.create, methods=["POST"]),
        Route(one, setup_rooms.edit),
        Route(one, setup_rooms.update, methods=["POST"]),
        Route(f"{one}/avvikling", setup_rooms.retire, methods=["POST"]),
        Route(f"{one}/avvikling/angre", setup_rooms.revive, methods=["POST"]),
        Route(f"{one}/sletting", setup_rooms.delete, methods=["POST"]),
    ]
