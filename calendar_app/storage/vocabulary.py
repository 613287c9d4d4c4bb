"""Libraries, venues with rooms, age bands and categories, read as one value."""

from typing import Any

from calendar_app.domain.vocabulary import (
    ACCESS_FLAGS,
    Access,
    AgeBand,
    Category,
    Label,
    Library,
    LibraryKind,
    Room,
    Venue,
    Vocabulary,
    by_id,
)
from calendar_app.storage.rows import AgeBandRow, CategoryRow, LibraryRow, RoomRow, VenueRow


async def load_vocabulary() -> Vocabulary:
    """Read all of it."""
    rooms: dict[int, list[Room]] = {}
    for row in await RoomRow.all().order_by("id").values("id", "venue_id", "slug", "name"):
        venue_id = row.pop("venue_id")
        rooms.setdefault(venue_id, []).append(Room(**row))
    libraries = await LibraryRow.all().order_by("id").values()
    venues = await VenueRow.all().order_by("id").values()
    bands = await AgeBandRow.all().order_by("id").values()
    categories = await CategoryRow.all().order_by("id").values()
    return Vocabulary(
        libraries=by_id(*(_library(row) for row in libraries)),
        venues=by_id(*(_venue(row, rooms.get(row["id"], [])) for row in venues)),
        age_bands=by_id(*(_age_band(row) for row in bands)),
        categories=by_id(*(_category(row) for row in categories)),
    )


def _library(row: dict[str, Any]) -> Library:
    return Library(**{**row, "kind": LibraryKind(row["kind"])})


def _venue(row: dict[str, Any], rooms: list[Room]) -> Venue:
    flags = {name: row.pop(name) for name in ACCESS_FLAGS}
    access = Access(**flags, note=row.pop("access_note"))
    return Venue(**row, access=access, rooms=tuple(rooms))


def _label(row: dict[str, Any]) -> Label:
    return Label(slug=row["slug"], nb=row["nb"], nn=row["nn"], en=row["en"])


def _age_band(row: dict[str, Any]) -> AgeBand:
    return AgeBand(id=row["id"], label=_label(row), low=row["low"], high=row["high"])


def _category(row: dict[str, Any]) -> Category:
    return Category(id=row["id"], label=_label(row), aliases=tuple(row["aliases"]))
