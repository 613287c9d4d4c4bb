"""The rows that events point at: libraries, venues, categories, communities and the like."""

from collections.abc import Mapping
from datetime import datetime

from calendar_app.demonstration.programme import Part, programme
from calendar_app.domain.vocabulary import (
    ACCESS_FLAGS,
    Access,
    AgeBand,
    Category,
    Community,
    Label,
    Library,
    LibraryKind,
    Room,
    Tour,
    Venue,
)
from calendar_app.storage.communities import save_community
from calendar_app.storage.named_filters import add_named_filter
from calendar_app.storage.vocabulary import load_vocabulary
from calendar_app.storage.vocabulary_changes import (
    save_age_band,
    save_category,
    save_library,
    save_tour,
    save_venue,
)


async def load_rows(now: datetime) -> None:
    """Store everything that an event may name."""
    data = programme()
    for library in (*data["libraries"], data["county"]):
        await save_library(_library(library), now=now)
    libraries = {row.slug: row.id for row in (await load_vocabulary()).libraries.values()}
    for venue in data["venues"]:
        await save_venue(_venue(venue, libraries), now=now)
    for band in data["age_bands"]:
        row = AgeBand(id=0, label=_label(band), low=band["min"], high=band["max"])
        await save_age_band(row, now=now)
    for category in data["categories"]:
        row_ = Category(id=0, label=_label(category), aliases=tuple(category["aliases"]))
        await save_category(row_, now=now)
    for tour in data["tours"]:
        await save_tour(Tour(id=0, slug=tour["slug"], title=tour["title"]), now=now)
    for community in data["communities"]:
        await save_community(_community(community))


async def load_filters(now: datetime) -> None:
    """Name filters that all libraries look after; a title has one language, as an event's has."""
    for one in programme()["named_filters"]:
        await add_named_filter(one["slug"], one["nb"], one["query"], None, now=now)


def access_of(said: Part | None) -> Access:
    """Give what a place or an event says of accessibility; None says nothing."""
    if said is None:
        return Access()
    return Access(**{name: said.get(name) for name in ACCESS_FLAGS}, note=said.get("note") or "")


def _library(said: Part) -> Library:
    return Library(
        id=0,
        slug=said["slug"],
        name=said["name"],
        short_name=said.get("short_name", said["name"]),
        kind=LibraryKind(said.get("kind", "library")),
        municipality=said.get("municipality", ""),
        municipality_no=said.get("municipality_no", ""),
        colour=said.get("colour", ""),
        email=said.get("email", ""),
    )


def _venue(said: Part, libraries: Mapping[str, int]) -> Venue:
    address, geo = said["address"], said["geo"]
    return Venue(
        id=0,
        slug=said["slug"],
        name=said["name"],
        short_name=said["short_name"],
        library_id=libraries[said["library"]] if said["library"] else None,
        building=said["building"] or "",
        street=address["street"] or "",
        postal_code=address["postal_code"] or "",
        city=address["city"] or "",
        address_verified=address["verified"],
        latitude=geo["lat"] if geo else None,
        longitude=geo["lon"] if geo else None,
        geo_precision=geo["precision"] if geo else "",
        access=access_of(said["accessibility"]),
        rooms=tuple(Room(id=0, slug=room["slug"], name=room["name"]) for room in said["rooms"]),
    )


def _label(said: Part) -> Label:
    return Label(slug=said["slug"], nb=said["nb"], nn=said["nn"], en=said["en"])


def _community(said: Part) -> Community:
    """Say what it is for, and what it wants to have made."""
    label = Label(slug=said["slug"], nb=said["name"], nn=said["name_nn"], en=said["name"])
    goals = "; ".join(said["goals"])
    return Community(id=0, label=label, purpose=f"{said['purpose']}\n\nMål: {goals}.")
