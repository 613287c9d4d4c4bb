import asyncio
from datetime import timedelta

import pytest

from calendar_app.domain.access import Role, StaffMember
from calendar_app.storage.drafts import (
    KEPT,
    MAX_BYTES,
    MAX_FIELDS,
    MOST_DRAFTS,
    MOST_PARKED,
    DraftTooLargeError,
    drafts_of,
    drop_draft,
    drop_drafts,
    find_draft,
    forget_old_drafts,
    latest_draft,
    park_form,
    save_draft,
)
from tests.support.samples import store_vocabulary
from tests.support.web import NOW, make_staff

SECOND = timedelta(seconds=1)
PATH = "/ansatt/arrangementer/nytt"
TEXTS = (("title", "Blåbær\n<b>"), ("weekdays", "0"), ("weekdays", "2"), ("title", ""))


@pytest.fixture
async def librarian(database: str) -> StaffMember:
    await store_vocabulary(now=NOW)
    return await make_staff("librarian@example.org", Role.EDITOR, "hamar", now=NOW)


async def test_draft_is_kept_whole_and_overwritten_by_the_next_of_its_form(
    librarian: StaffMember,
) -> None:
    first = await save_draft(
        librarian.id, key="nytt:a", path=PATH, texts=TEXTS, version=None, now=NOW
    )
    again = await save_draft(
        librarian.id, key="nytt:a", path=PATH, texts=TEXTS[:1], version=3, now=NOW + SECOND
    )
    other = await save_draft(
        librarian.id, key="nytt:b", path=PATH, texts=TEXTS, version=None, now=NOW + 2 * SECOND
    )
    assert first == again
    newest, oldest = await drafts_of(librarian.id)
    assert (newest.id, newest.texts, newest.version) == (other, TEXTS, None)
    assert newest.all("weekdays") == ["0", "2"]
    assert (oldest.texts, oldest.version, oldest.updated_at) == (TEXTS[:1], 3, NOW + SECOND)
    assert await find_draft(librarian.id, first) == oldest
    assert await latest_draft(librarian.id, keys="nytt:") == newest
    assert await latest_draft(librarian.id, keys="nytt:a") == oldest


async def test_drafts_are_of_one_person_alone(librarian: StaffMember) -> None:
    """T-21."""
    colleague = await make_staff("colleague@example.org", Role.ADMIN, "hamar", now=NOW)
    draft_id = await save_draft(
        librarian.id, key="nytt:a", path=PATH, texts=TEXTS, version=None, now=NOW
    )
    assert await drafts_of(colleague.id) == []
    assert await find_draft(colleague.id, draft_id) is None
    await drop_draft(colleague.id, draft_id)
    await drop_drafts(colleague.id, key="nytt:a", draft_ids=(draft_id,))
    assert await find_draft(librarian.id, draft_id) is not None
    for number in (0, -1, 2**31, 10**18):
        assert await find_draft(librarian.id, number) is None


async def test_what_was_saved_needs_no_draft(librarian: StaffMember) -> None:
    parked = await park_form(librarian.id, path=PATH, texts=TEXTS, now=NOW)
    await save_draft(librarian.id, key="nytt:a", path=PATH, texts=TEXTS, version=None, now=NOW)
    await save_draft(librarian.id, key="nytt:b", path=PATH, texts=TEXTS, version=None, now=NOW)
    await drop_drafts(librarian.id, key="nytt:a", draft_ids=(parked, 10**18))
    assert [one.key for one in await drafts_of(librarian.id)] == ["nytt:b"]


async def test_form_parked_twice_is_kept_once_and_is_no_draft(librarian: StaffMember) -> None:
    first = await park_form(librarian.id, path=PATH, texts=TEXTS, now=NOW)
    assert await park_form(librarian.id, path=PATH, texts=TEXTS, now=NOW + SECOND) == first
    assert await park_form(librarian.id, path=PATH, texts=TEXTS[:1], now=NOW) != first
    assert [one.is_parked for one in await drafts_of(librarian.id)] == [True, True]
    assert await latest_draft(librarian.id, keys="parkert:") is None


async def test_the_oldest_makes_way(librarian: StaffMember) -> None:
    for number in range(MOST_DRAFTS + 2):
        await save_draft(
            librarian.id,
            key=f"nytt:{number}",
            path=PATH,
            texts=(),
            version=None,
            now=NOW + number * SECOND,
        )
    for number in range(MOST_PARKED + 2):
        texts = (("title", str(number)),)
        await park_form(librarian.id, path=PATH, texts=texts, now=NOW + number * SECOND)
    kept = await drafts_of(librarian.id)
    drafts = [one.key for one in kept if not one.is_parked]
    assert drafts == [f"nytt:{number}" for number in range(MOST_DRAFTS + 1, 1, -1)]
    parked = [one.text("title") for one in kept if one.is_parked]
    assert parked == [str(number) for number in range(MOST_PARKED + 1, 1, -1)]


@pytest.mark.parametrize(
    ("key", "path", "texts"),
    [
        ("a", PATH, (("x", "y"),) * (MAX_FIELDS + 1)),
        ("a", PATH, (("x", "å" * (MAX_BYTES // 2)),)),
        ("a", "/" * 501, ()),
        ("a" * 121, PATH, ()),
    ],
)
async def test_what_is_too_large_is_refused(
    librarian: StaffMember, key: str, path: str, texts: tuple[tuple[str, str], ...]
) -> None:
    with pytest.raises(DraftTooLargeError):
        await save_draft(librarian.id, key=key, path=path, texts=texts, version=None, now=NOW)
    assert await drafts_of(librarian.id) == []


async def test_what_nobody_touched_for_ninety_days_is_gone(librarian: StaffMember) -> None:
    for key, age in (("old", KEPT), ("young", KEPT - SECOND)):
        await save_draft(librarian.id, key=key, path=PATH, texts=TEXTS, version=None, now=NOW - age)
    await forget_old_drafts(now=NOW)
    assert [one.key for one in await drafts_of(librarian.id)] == ["young"]


async def test_parallel_saves_of_one_form_make_one_draft(librarian: StaffMember) -> None:
    """T-22."""
    saves = (
        save_draft(
            librarian.id,
            key="nytt:a",
            path=PATH,
            texts=(("title", str(number)),),
            version=None,
            now=NOW,
        )
        for number in range(10)
    )
    assert len(set(await asyncio.gather(*saves))) == 1
    assert len(await drafts_of(librarian.id)) == 1
