from datetime import date, timedelta

import pytest

from calendar_app.domain.access import Role
from calendar_app.domain.event import Image, Visibility, Workflow
from calendar_app.storage.drafts import save_draft
from calendar_app.storage.events import NewEvent, create_event, get_event, save_event
from calendar_app.storage.images import (
    UNUSED,
    StoredImage,
    find_image,
    forget_unused_images,
    image_size,
    is_public_image,
    save_image,
)
from tests.support.events import details, publish, single, timed
from tests.support.samples import store_vocabulary
from tests.support.web import NOW, make_staff

pytestmark = pytest.mark.usefixtures("database")
SECOND = timedelta(seconds=1)
DAY = single(timed(date(2027, 2, 8)))


def picture(letter: str) -> StoredImage:
    return StoredImage(hash=letter * 64, content=b"RIFF\x00" + letter.encode(), width=3, height=2)


async def test_picture_is_found_by_its_hash_and_stored_once() -> None:
    for _ in range(2):
        await save_image(picture("a"), now=NOW)
    assert await find_image("a" * 64) == picture("a")
    assert await image_size("a" * 64) == (3, 2)
    assert await find_image("b" * 64) is None
    assert await image_size("b" * 64) is None


@pytest.mark.parametrize(
    ("workflow", "visibility", "is_public"),
    [
        (Workflow.PUBLISHED, Visibility.PUBLIC, True),
        (Workflow.PUBLISHED, Visibility.STAFF, False),
        (Workflow.PUBLISHED, Visibility.SCHOOLS, False),
        (Workflow.PLANNED, Visibility.PUBLIC, False),
        (Workflow.DRAFT, Visibility.PUBLIC, False),
    ],
)
async def test_only_a_public_event_makes_its_picture_public(
    workflow: Workflow, visibility: Visibility, is_public: bool
) -> None:
    """Promise 3."""
    await store_vocabulary(now=NOW)
    await save_image(picture("a"), now=NOW)
    said = details(image=Image(hash="a" * 64, alt="Et telt"), visibility=visibility)
    new = NewEvent(details=said, schedule=DAY, workflow=workflow)
    await create_event(new, staff_id=None, now=NOW)
    assert await is_public_image("a" * 64) is is_public
    assert not await is_public_image("b" * 64)


async def test_only_old_pictures_that_nothing_names_are_thrown_away() -> None:
    await store_vocabulary(now=NOW)
    librarian = await make_staff("librarian@example.org", Role.EDITOR, "hamar", now=NOW)
    for letter in "abcd":
        await save_image(picture(letter), now=NOW - UNUSED)
    await save_image(picture("e"), now=NOW - UNUSED + SECOND)
    event = await publish(DAY, now=NOW, image=Image(hash="a" * 64, alt="Et telt"))
    from_history = details(like=event.details, image=Image(hash="b" * 64, alt="Et telt"))
    other = await create_event(
        NewEvent(details=from_history, schedule=DAY, workflow=Workflow.DRAFT),
        staff_id=None,
        now=NOW,
    )
    assert other.details.image.hash == "b" * 64
    await _take_the_picture_off(other.id)
    await save_draft(
        librarian.id,
        key="nytt:a",
        path="/ansatt/arrangementer/nytt",
        texts=(("image_hash", "c" * 64),),
        version=None,
        now=NOW,
    )
    assert await forget_unused_images(now=NOW) == 1
    left = [letter for letter in "abcde" if await find_image(letter * 64)]
    assert left == ["a", "b", "c", "e"]
    assert await forget_unused_images(now=NOW) == 0


async def _take_the_picture_off(event_id: int) -> None:
    """After it the history alone knows of the picture."""
    event = await get_event(event_id)
    await save_event(
        event_id,
        details=details(like=event.details, image=Image()),
        schedule=event.schedule,
        announce_move=False,
        expected_version=event.version,
        staff_id=None,
        now=NOW,
    )
