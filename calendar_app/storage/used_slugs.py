"""Which slugs mean something already: those of present rows, and those of another time.

A slug once used keeps its meaning for ever, among things of its kind (SEL-28).
"""

from collections.abc import Iterable, Mapping
from typing import Any

from tortoise.models import Model

from calendar_app.domain.naming import Named
from calendar_app.domain.text import valid_slug
from calendar_app.storage.errors import StorageRefusedError
from calendar_app.storage.rows import (
    AgeBandRow,
    CategoryRow,
    EventRow,
    LibraryRow,
    NamedFilterRow,
    PublicationRow,
    SlugAliasRow,
    TourRow,
    VenueRow,
)

TABLES: Mapping[Named, type[Model]] = {
    Named.LIBRARY: LibraryRow,
    Named.VENUE: VenueRow,
    Named.AGE_BAND: AgeBandRow,
    Named.CATEGORY: CategoryRow,
    Named.TOUR: TourRow,
    Named.FILTER: NamedFilterRow,
}
"""Where the present slugs stand; a series is no row, but what events have in common."""

_WORDS: Mapping[Named, str] = {
    Named.LIBRARY: "library",
    Named.VENUE: "venue",
    Named.AGE_BAND: "age band",
    Named.CATEGORY: "category",
    Named.SERIES: "series",
    Named.TOUR: "tour",
    Named.FILTER: "named filter",
}


class SlugRefusedError(StorageRefusedError):
    """A slug cannot be given, or names nothing; `code` is for a form, the text for a command."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


async def hold_slugs() -> None:
    """Let nobody else give a slug until this transaction ends.

    The row of the publication is what every public change waits for in the end anyway.
    """
    await PublicationRow.filter(id=1).select_for_update().only("id")


async def is_present(kind: Named, slug: str) -> bool:
    """Tell whether something is called so now."""
    if kind is Named.SERIES:
        return await EventRow.filter(series_slug=slug).exists()
    return await TABLES[kind].filter(slug=slug).exists()


async def meaning_of(kind: Named, slug: str) -> str | None:
    """Give the present slug of what `slug` means; None when it never meant anything."""
    if await is_present(kind, slug):
        return slug
    row = await SlugAliasRow.get_or_none(kind=kind.value, alias=slug)
    return row.slug if row else None


async def require_present(kind: Named, slug: str) -> None:
    """Raise `SlugRefusedError` (`slug_unknown`) unless something is called so now."""
    now_called = await meaning_of(kind, slug)
    if now_called is None:
        raise SlugRefusedError("slug_unknown", f"There is no {_WORDS[kind]} {slug}.")
    if now_called != slug:
        raise SlugRefusedError("slug_unknown", f"The {_WORDS[kind]} {slug} is {now_called} now.")


async def require_free(kind: Named, slug: str, *, own: str = "") -> None:
    """Raise `SlugRefusedError` when a thing cannot be called so; `own` is its present slug.

    `slug_invalid` when no address could say it (SEL-29), `slug_taken` when it means, or once
    meant, something else (SEL-28). A thing may have an old slug of its own back.
    """
    if not valid_slug(slug):
        raise SlugRefusedError(
            "slug_invalid",
            f"'{slug}' cannot be a name in addresses: it takes a-z, 0-9 and single hyphens, at "
            "most 60 in all, at least one letter, and none of the words that filters use.",
        )
    meaning = await meaning_of(kind, slug)
    if meaning is not None and meaning != own:
        raise SlugRefusedError(
            "slug_taken", f"'{slug}' already means the {_WORDS[kind]} {meaning}: take another name."
        )


async def add_aliases(kind: Named, slug: str, aliases: Iterable[str]) -> None:
    """Let further slugs mean the row as well; none is ever taken away.

    Raises `SlugRefusedError`, see `require_free`.
    """
    for alias in aliases:
        if await meaning_of(kind, alias) != slug:
            await require_free(kind, alias)
            await SlugAliasRow.create(kind=kind.value, alias=alias, slug=slug)


async def aliases_by_slug() -> dict[Named, dict[str, tuple[str, ...]]]:
    """Read all aliases: kind -> present slug -> its slugs of another time, oldest first."""
    found: dict[Named, dict[str, tuple[str, ...]]] = {kind: {} for kind in Named}
    rows: list[dict[str, Any]] = await SlugAliasRow.all().order_by("id").values()
    for row in rows:
        of_kind = found[Named(row["kind"])]
        of_kind[row["slug"]] = (*of_kind.get(row["slug"], ()), row["alias"])
    return found
