"""Which series and tours the public may know of, for the vocabulary of the published index."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from calendar_app.domain.naming import Named
from calendar_app.domain.vocabulary import Series
from calendar_app.storage.event_rows import PUBLIC, batches
from calendar_app.storage.public_rows import without_broken
from calendar_app.storage.rows import EventRow, SlugAliasRow


@dataclass(frozen=True, slots=True)
class PublicNames:
    """Both by event id: the series that it is (a part of), and the tour that it is a stop of."""

    series: dict[int, Series]
    stops: dict[int, int]


async def public_names(event_ids: Collection[int] | None = None) -> PublicNames:
    """Read the names of public events: of these, or of all; others are absent."""
    aliases: dict[str, tuple[str, ...]] = {}
    for row in await SlugAliasRow.filter(kind=Named.SERIES.value).order_by("id").values():
        aliases[row["slug"]] = (*aliases.get(row["slug"], ()), row["alias"])
    rows = await _rows(event_ids)
    return PublicNames(
        series={
            row["id"]: Series(slug=slug, title=row["title"], aliases=aliases.get(slug, ()))
            for row in rows
            if (slug := row["series_slug"])
        },
        stops={row["id"]: row["tour_id"] for row in rows if row["tour_id"] is not None},
    )


async def _rows(event_ids: Collection[int] | None) -> list[dict[str, Any]]:
    """Read what has a name, by id; a row that cannot be read has none (R18)."""

    async def read(some: Sequence[int]) -> dict[int, dict[str, Any]]:
        rows = _named().filter(id__in=some).order_by("id")
        return {
            row["id"]: row for row in await rows.values("id", "title", "series_slug", "tour_id")
        }

    ids = event_ids
    if ids is None:
        ids = [row["id"] for row in await _named().values("id")]
    found: list[dict[str, Any]] = []
    for batch in batches(sorted(ids)):
        found += (await without_broken(batch, read)).values()
    return found


def _named() -> QuerySet[EventRow]:
    return EventRow.filter(Q(tour_id__not_isnull=True) | ~Q(series_slug=""), **PUBLIC)
