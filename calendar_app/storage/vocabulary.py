"""Everything that events and filters may name, read as one value."""

from collections.abc import Mapping
from typing import Any

from calendar_app.domain.naming import Named
from calendar_app.domain.vocabulary import (
    ACCESS_FLAGS,
    Access,
    AgeBand,
    Category,
    Community,
    FundingLine,
    Label,
    Library,
    LibraryKind,
    NamedFilter,
    Room,
    Tour,
    Venue,
    Vocabulary,
    by_id,
)
from calendar_app.storage.rows import (
    AgeBandRow,
    CategoryRow,
    CommunityRow,
    FundingLineRow,
    LibraryRow,
    NamedFilterRow,
    RoomRow,
    TourRow,
    VenueRow,
)
from calendar_app.storage.used_slugs import aliases_by_slug

_Aliases = Mapping[str, tuple[str, ...]]


async def load_vocabulary() -> Vocabulary:
    """Read all of it, but for the names of series and the stops of tours.

    Those are known to the published index alone (calendar_app.storage.public_names).
    """
    aliases = await aliases_by_slug()
    rooms: dict[int, list[Room]] = {}
    for row in await RoomRow.all().order_by("id").values():
        venue_id = row.pop("venue_id")
        rooms.setdefault(venue_id, []).append(Room(**row))
    libraries = await LibraryRow.all().order_by("id").values()
    venues = await VenueRow.all().order_by("id").values()
    bands = await AgeBandRow.all().order_by("id").values()
    categories = await CategoryRow.all().order_by("id").values()
    tours = await TourRow.all().order_by("id").values()
    filters = await NamedFilterRow.all().order_by("id").values()
    communities = await CommunityRow.all().order_by("id").values()
    funding_lines = await FundingLineRow.all().order_by("id").values()
    return Vocabulary(
        libraries=by_id(*(_library(row, aliases[Named.LIBRARY]) for row in libraries)),
        venues=by_id(
            *(_venue(row, rooms.get(row["id"], []), aliases[Named.VENUE]) for row in venues)
        ),
        age_bands=by_id(*(_age_band(row, aliases[Named.AGE_BAND]) for row in bands)),
        categories=by_id(*(_category(row, aliases[Named.CATEGORY]) for row in categories)),
        tours=by_id(*(Tour(**_with(row, aliases[Named.TOUR])) for row in tours)),
        filters=by_id(*(NamedFilter(**_with(row, aliases[Named.FILTER])) for row in filters)),
        communities=by_id(*(_community(row) for row in communities)),
        funding_lines=by_id(*(FundingLine(**row) for row in funding_lines)),
    )


def _library(row: dict[str, Any], aliases: _Aliases) -> Library:
    return Library(**{**_with(row, aliases), "kind": LibraryKind(row["kind"])})


def _venue(row: dict[str, Any], rooms: list[Room], aliases: _Aliases) -> Venue:
    flags = {name: row.pop(name) for name in ACCESS_FLAGS}
    access = Access(**flags, note=row.pop("access_note"))
    return Venue(**_with(row, aliases), access=access, rooms=tuple(rooms))


def _age_band(row: dict[str, Any], aliases: _Aliases) -> AgeBand:
    return AgeBand(
        id=row["id"],
        label=_label(row),
        low=row["low"],
        high=row["high"],
        retired_at=row["retired_at"],
        aliases=aliases.get(row["slug"], ()),
    )


def _category(row: dict[str, Any], aliases: _Aliases) -> Category:
    return Category(
        id=row["id"],
        label=_label(row),
        retired_at=row["retired_at"],
        aliases=aliases.get(row["slug"], ()),
    )


def _community(row: dict[str, Any]) -> Community:
    return Community(
        id=row["id"], label=_label(row), purpose=row["purpose"], retired_at=row["retired_at"]
    )


def _label(row: dict[str, Any]) -> Label:
    return Label(slug=row["slug"], nb=row["nb"], nn=row["nn"], en=row["en"])


def _with(row: dict[str, Any], aliases: _Aliases) -> dict[str, Any]:
    return {**row, "aliases": aliases.get(row["slug"], ())}
