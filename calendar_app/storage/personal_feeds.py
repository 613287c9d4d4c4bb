"""Personal feeds: who holds which, found by the hash of the token in their address.

A copied database opens none of them. Ending one is told to whoever still fetches it; reporting
one leaked deletes its row, so that nobody can tell it from an address that never was.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import uuid4

from calendar_app.domain.access import StaffMember
from calendar_app.domain.personal_feed import PersonalFeed, new_feed_problems
from calendar_app.domain.problems import Problem
from calendar_app.storage.events import MAX_ID, GoneError
from calendar_app.storage.rows import PersonalFeedRow, StaffRow
from calendar_app.storage.staff import members_of
from calendar_app.storage.tokens import new_token, token_hash
from calendar_app.storage.transaction import transaction


class FeedRefusedError(Exception):
    """No feed is made of this name, or no more of them; `problems` says why."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(", ".join(problem.code for problem in problems))
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundFeed:
    """A feed with whose it is, for what it may show; no answer tells the latter."""

    feed: PersonalFeed
    person: StaffMember


async def make_feed(staff_id: int, *, name: str, now: datetime) -> str:
    """Make a feed and give its token, which nobody can be given again. Raises FeedRefusedError.

    The account is locked, so that forms sent together do not pass the limit together. One that
    was kept out within this moment gets no feed: GoneError.
    """
    token = new_token()
    async with transaction():
        account = StaffRow.filter(id=staff_id, disabled_at=None)
        if not await account.select_for_update().only("id"):
            raise GoneError(staff_id)
        if problems := new_feed_problems(name, await feeds_of(staff_id)):
            raise FeedRefusedError(problems)
        await PersonalFeedRow.create(
            token_hash=token_hash(token),
            staff_id=staff_id,
            name=name,
            notice_uid=str(uuid4()),
            created_at=now,
            ended_at=None,
        )
    return token


async def feeds_of(staff_id: int) -> list[PersonalFeed]:
    """Give a person's feeds in the order they were made, ended ones too."""
    rows = await PersonalFeedRow.filter(staff_id=staff_id).order_by("id")
    return [_feed(row) for row in rows]


async def find_own_feed(staff_id: int, feed_id: int) -> PersonalFeed | None:
    """Find one of a person's own feeds; any number may be asked for."""
    if not 0 < feed_id <= MAX_ID:
        return None
    row = await PersonalFeedRow.get_or_none(id=feed_id, staff_id=staff_id)
    return None if row is None else _feed(row)


async def find_feed(token: str) -> FoundFeed | None:
    """Find the feed of a token. Whatever is asked for that is none costs the same (T-14).

    The feeds of an account that is kept out count as ended with it.
    """
    row = await PersonalFeedRow.get_or_none(token_hash=token_hash(token)).select_related("staff")
    if row is None:
        return None
    owner = row.staff
    feed = replace(
        _feed(row),
        ended_at=row.ended_at or owner.disabled_at,
        access_changed_at=owner.access_changed_at,
    )
    return FoundFeed(feed=feed, person=(await members_of([owner]))[owner.id])


async def end_feed(staff_id: int, feed_id: int, *, now: datetime) -> None:
    """End one of a person's feeds; one that has ended keeps the moment at which it did."""
    live = PersonalFeedRow.filter(id=feed_id, staff_id=staff_id, ended_at=None)
    await live.update(ended_at=now)


async def report_leaked(staff_id: int, feed_id: int) -> None:
    """Take one of a person's feeds away without a trace."""
    await PersonalFeedRow.filter(id=feed_id, staff_id=staff_id).delete()


def _feed(row: PersonalFeedRow) -> PersonalFeed:
    return PersonalFeed(
        id=row.id,
        name=row.name,
        notice_uid=row.notice_uid,
        created_at=row.created_at,
        ended_at=row.ended_at,
    )
