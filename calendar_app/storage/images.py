"""Images: re-encoded bytes under the hash of themselves, and which of them the public may see."""

import json
import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from tortoise.exceptions import IntegrityError
from tortoise.models import Model

from calendar_app.storage.event_rows import PUBLIC
from calendar_app.storage.rows import (
    BinRow,
    EventRow,
    EventTemplateRow,
    FormDraftRow,
    ImageRow,
    RevisionRow,
)
from calendar_app.storage.transaction import transaction

UNUSED = timedelta(days=90)
"""How long an image may lie that nothing names."""

_BATCH = 500
_HASH = re.compile("[0-9a-f]{64}")
_KEPT_TEXTS: tuple[tuple[type[Model], tuple[str, ...]], ...] = (
    (FormDraftRow, ("texts",)),
    (EventTemplateRow, ("texts",)),
    (BinRow, ("content",)),
    (RevisionRow, ("before", "after")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredImage:
    """A WebP picture; `width` and `height` in pixels."""

    hash: str
    content: bytes
    width: int
    height: int


async def save_image(image: StoredImage, *, now: datetime) -> None:
    """Keep a picture; the same one again only counts as new (UTC)."""
    if await ImageRow.filter(hash=image.hash).update(created_at=now):
        return
    try:
        async with transaction():
            await ImageRow.create(
                hash=image.hash,
                content=image.content,
                width=image.width,
                height=image.height,
                created_at=now,
            )
    except IntegrityError:
        return  # somebody sent the same picture in this moment


async def find_image(digest: str) -> StoredImage | None:
    """Find a picture, with its bytes."""
    row = await ImageRow.get_or_none(hash=digest)
    if row is None:
        return None
    return StoredImage(
        hash=row.hash, content=bytes(row.content), width=row.width, height=row.height
    )


async def image_size(digest: str) -> tuple[int, int] | None:
    """Give width and height of a picture that is there, without its bytes."""
    found = await ImageRow.filter(hash=digest).values("width", "height")
    return (found[0]["width"], found[0]["height"]) if found else None


async def is_public_image(digest: str) -> bool:
    """Tell whether an event that the public may know of shows the picture (promise 3)."""
    return await EventRow.filter(image_hash=digest, **PUBLIC).exists()


async def forget_unused_images(*, now: datetime) -> int:
    """Throw away pictures older than 90 days that nothing names; tells how many.

    Not only events name one: the history can bring it back, and so can the bin, a template and
    a form that somebody has not saved.
    """
    old = ImageRow.filter(created_at__lte=now - UNUSED)
    in_use = EventRow.exclude(image_hash="").distinct().values("image_hash")
    unused = {row["hash"] for row in await old.values("hash")}
    if unused:
        unused -= {row["image_hash"] for row in await in_use}
    for model, columns in _KEPT_TEXTS:
        if unused:
            unused -= await _named_in(model, columns)
    if unused:
        await old.filter(hash__in=sorted(unused)).delete()
    return len(unused)


async def _named_in(model: type[Model], columns: tuple[str, ...]) -> set[str]:
    """Give whatever looks like a hash in columns of JSON, read in batches: no query is long."""
    named: set[str] = set()
    last = 0
    while (
        rows := await model.filter(id__gt=last).order_by("id").limit(_BATCH).values("id", *columns)
    ):
        for row in rows:
            named.update(_HASH.findall(json.dumps([row[column] for column in columns])))
        last = rows[-1]["id"]
    return named
