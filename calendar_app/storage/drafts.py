"""What somebody typed and has not saved: forms that are being written, and forms that were parked.

A draft is one per form and person and is overwritten while they write. A parked form was sent
after the log-in had run out. Both are their person's alone, and nobody else ever reads them.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from tortoise.exceptions import IntegrityError

from calendar_app.storage.events import MAX_ID
from calendar_app.storage.rows import FormDraftRow
from calendar_app.storage.transaction import transaction

MOST_DRAFTS = 50
MOST_PARKED = 20
"""Of one person; the one that was touched last the longest ago makes way."""

MAX_FIELDS = 300
MAX_BYTES = 1024 * 1024
KEPT = timedelta(days=90)

_KEY_LENGTH = 120
_PATH_LENGTH = 500
_PARKED = "parkert:"

Texts = Sequence[tuple[str, str]]
"""Names and texts of fields in the order in which they were sent; a name may come again."""


class DraftTooLargeError(Exception):
    """More than 300 fields, more than a mebibyte, or an address that is too long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormDraft:
    """One kept form. `version` is that of what it edits, None for something new."""

    id: int
    key: str
    path: str
    texts: tuple[tuple[str, str], ...]
    version: int | None
    is_parked: bool
    updated_at: datetime

    def all(self, name: str) -> list[str]:
        """Give every text of a field, as a posted form does."""
        return [text for key, text in self.texts if key == name]

    def text(self, name: str) -> str:
        """Give the first text of a field."""
        return next(iter(self.all(name)), "")


async def save_draft(
    staff_id: int, *, key: str, path: str, texts: Texts, version: int | None, now: datetime
) -> int:
    """Keep what a form says at `now` (UTC) under its key, and give the id of the draft.

    Texts are clean already (ST-19). Raises DraftTooLargeError.
    """
    _require_room(key, path, texts)
    is_parked = key.startswith(_PARKED)
    columns: dict[str, Any] = {
        "path": path,
        "texts": [list(one) for one in texts],
        "version": version,
        "is_parked": is_parked,
        "updated_at": now,
    }
    async with transaction():
        of_form = FormDraftRow.filter(staff_id=staff_id, key=key)
        try:
            async with transaction():
                row = await of_form.first() or await FormDraftRow.create(
                    staff_id=staff_id, key=key, **columns
                )
        except IntegrityError:  # the same form was kept by another request in this moment
            row = await of_form.get()
        await of_form.update(**columns)
        await _make_way(staff_id, is_parked=is_parked)
    return row.id


async def park_form(staff_id: int, *, path: str, texts: Texts, now: datetime) -> int:
    """Keep what was sent under a log-in that has ended; sent twice it is kept once.

    Raises DraftTooLargeError.
    """
    sent = json.dumps([path, [list(one) for one in texts]])
    key = _PARKED + hashlib.sha256(sent.encode()).hexdigest()
    return await save_draft(staff_id, key=key, path=path, texts=texts, version=None, now=now)


async def drafts_of(staff_id: int) -> list[FormDraft]:
    """Give a person's drafts and parked forms, the newest first: one query."""
    rows = await FormDraftRow.filter(staff_id=staff_id).order_by("-updated_at", "-id")
    return [_draft(row) for row in rows]


async def find_draft(staff_id: int, draft_id: int) -> FormDraft | None:
    """Find one of a person's own; any number may be asked for."""
    if not 0 < draft_id <= MAX_ID:
        return None
    row = await FormDraftRow.get_or_none(id=draft_id, staff_id=staff_id)
    return None if row is None else _draft(row)


async def latest_draft(staff_id: int, *, keys: str) -> FormDraft | None:
    """Find the newest of a person's drafts whose key is `keys`, or begins so when it ends in `:`.

    Parked forms are not drafts.
    """
    own = FormDraftRow.filter(staff_id=staff_id, is_parked=False)
    found = own.filter(key__startswith=keys) if keys.endswith(":") else own.filter(key=keys)
    row = await found.order_by("-updated_at", "-id").first()
    return None if row is None else _draft(row)


async def drop_draft(staff_id: int, draft_id: int) -> None:
    """Throw one of a person's own away; one that is not there is gone already."""
    if 0 < draft_id <= MAX_ID:
        await FormDraftRow.filter(id=draft_id, staff_id=staff_id).delete()


async def drop_drafts(staff_id: int, *, key: str, draft_ids: Iterable[int] = ()) -> None:
    """Throw away the draft of a form that was saved, and what it was taken from."""
    async with transaction():
        await FormDraftRow.filter(staff_id=staff_id, key=key).delete()
        for draft_id in draft_ids:
            await drop_draft(staff_id, draft_id)


async def forget_old_drafts(*, now: datetime) -> None:
    """Throw away what nobody has touched for 90 days."""
    await FormDraftRow.filter(updated_at__lte=now - KEPT).delete()


async def _make_way(staff_id: int, *, is_parked: bool) -> None:
    most = MOST_PARKED if is_parked else MOST_DRAFTS
    own = FormDraftRow.filter(staff_id=staff_id, is_parked=is_parked)
    over = await own.order_by("-updated_at", "-id").offset(most).limit(MAX_FIELDS).values("id")
    if over:
        await FormDraftRow.filter(id__in=[row["id"] for row in over]).delete()


def _require_room(key: str, path: str, texts: Texts) -> None:
    size = sum(len(name.encode()) + len(text.encode()) for name, text in texts)
    is_too_large = len(texts) > MAX_FIELDS or size > MAX_BYTES
    if is_too_large or len(key) > _KEY_LENGTH or len(path) > _PATH_LENGTH:
        raise DraftTooLargeError


def _draft(row: FormDraftRow) -> FormDraft:
    return FormDraft(
        id=row.id,
        key=row.key,
        path=row.path,
        texts=tuple((name, text) for name, text in row.texts),
        version=row.version,
        is_parked=row.is_parked,
        updated_at=row.updated_at,
    )
