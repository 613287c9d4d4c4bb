"""Communities of practice and who is in them. One call, one transaction.

For the set-up pages: `save_community` adds or changes one, `retire_community` takes it out of
the forms and brings it back; what is wrong with one is told by
`calendar_app.domain.community.community_problems`. Nothing here moves anything public: the
public never learns that a community exists.
"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime

from calendar_app.domain.access import StaffMember, may_read
from calendar_app.domain.community import CommunityMember
from calendar_app.domain.text import slugify
from calendar_app.domain.timing import local_date
from calendar_app.domain.vocabulary import Community
from calendar_app.storage.access_changes import note_access_change
from calendar_app.storage.event_rows import read_events
from calendar_app.storage.events import GoneError
from calendar_app.storage.rows import (
    CommunityMemberRow,
    CommunityRow,
    SignUpRow,
    StaffRow,
)
from calendar_app.storage.staff import members_of
from calendar_app.storage.transaction import transaction


async def save_community(community: Community) -> int:
    """Add a community (id 0), or change the one of its id; gives the id.

    A new one may bring its slug, else one is made of its bokmål name; renaming keeps it. Raises
    `GoneError` for an id that is not there.
    """
    label = community.label
    columns = {"nb": label.nb, "nn": label.nn, "en": label.en, "purpose": community.purpose}
    async with transaction():
        if community.id:
            if not await CommunityRow.filter(id=community.id).update(**columns):
                raise GoneError(community.id)
            return community.id
        columns["slug"] = await _free_slug(label.slug or label.nb)
        return (await CommunityRow.create(None, **columns)).id


async def retire_community(community_id: int, *, is_retired: bool, now: datetime) -> None:
    """Take a community out of the forms, or bring it back; its members and gatherings stay."""
    retired_at = now if is_retired else None
    if not await CommunityRow.filter(id=community_id).update(retired_at=retired_at):
        raise GoneError(community_id)


async def community_members() -> Mapping[int, list[CommunityMember]]:
    """Give the members of every community by its id, coordinators first; three queries."""
    found = CommunityMemberRow.filter(staff__disabled_at=None).select_related("staff")
    rows = await found.order_by("community_id", "id")
    people = await members_of([row.staff for row in rows])
    members: dict[int, list[CommunityMember]] = defaultdict(list)
    for row in rows:
        person = people[row.staff_id]
        members[row.community_id].append(
            CommunityMember(
                staff_id=person.id,
                name=person.name,
                library_ids=person.library_ids,
                is_coordinator=row.is_coordinator,
            )
        )
    for of_one in members.values():
        of_one.sort(key=lambda one: (not one.is_coordinator, one.name.casefold(), one.staff_id))
    return members


async def possible_members(community_id: int) -> list[StaffMember]:
    """Give those who work here and are not in the community, by name."""
    rows = await StaffRow.filter(disabled_at=None).order_by("id")
    people = await members_of(rows)
    outside = [one for one in people.values() if community_id not in one.community_ids]
    return sorted(outside, key=lambda one: (one.name.casefold(), one.id))


async def add_member(
    community_id: int, staff_id: int, *, is_coordinator: bool = False, now: datetime
) -> None:
    """Take somebody in; who is in already stays as they are.

    Raises `GoneError` for a community that is not there or retired, and for somebody who is
    not there or kept out.
    """
    async with transaction():
        if not await _is_open(community_id) or not await _lock_account(staff_id):
            raise GoneError(community_id)
        if await CommunityMemberRow.filter(community_id=community_id, staff_id=staff_id).exists():
            return
        await CommunityMemberRow.create(
            community_id=community_id, staff_id=staff_id, is_coordinator=is_coordinator
        )
        await note_access_change(staff_id, now=now)


async def remove_member(community_id: int, staff_id: int, *, now: datetime) -> None:
    """Let somebody go; their places at gatherings that they see no longer are free again."""
    async with transaction():
        await _lock_account(staff_id)
        gone = CommunityMemberRow.filter(community_id=community_id, staff_id=staff_id)
        if await gone.delete():
            await note_access_change(staff_id, now=now)
            await _give_up_places(staff_id, now=now)


async def name_coordinator(community_id: int, staff_id: int, *, is_coordinator: bool) -> None:
    """Let a member look after the community, or no longer. Raises `GoneError` for no member."""
    member = CommunityMemberRow.filter(community_id=community_id, staff_id=staff_id)
    if not await member.update(is_coordinator=is_coordinator):
        raise GoneError(staff_id)


async def _is_open(community_id: int) -> bool:
    return await CommunityRow.filter(id=community_id, retired_at=None).exists()


async def _lock_account(staff_id: int) -> bool:
    """Let two changes of one person's memberships wait for each other."""
    account = StaffRow.filter(id=staff_id, disabled_at=None)
    return bool(await account.select_for_update().only("id"))


async def _give_up_places(staff_id: int, *, now: datetime) -> None:
    """Delete the sign-ups for coming dates of what the person may no longer read."""
    coming = SignUpRow.filter(staff_id=staff_id, occurrence__end_date__gte=local_date(now))
    places = await coming.values_list("id", "occurrence__event_id")
    events = await read_events([event_id for _, event_id in places])
    people = await members_of(await StaffRow.filter(id=staff_id))
    person = people[staff_id]
    lost = [place for place, event_id in places if not may_read(person, events[event_id])]
    await SignUpRow.filter(id__in=lost).delete()


async def _free_slug(name: str) -> str:
    wanted = slugify(name)[:50].rstrip("-")
    taken = {row["slug"] for row in await CommunityRow.all().values("slug")}
    numbers = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return next(one for one in (wanted, *numbers) if one not in taken)
