"""What templates/staff/communities.html and community.html show."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from calendar_app.domain.access import StaffMember
from calendar_app.domain.community import CommunityMember, members_per_library
from calendar_app.domain.event import Mode
from calendar_app.domain.vocabulary import Community, LibraryKind, Vocabulary
from calendar_app.storage.event_rows import StoredEvent
from calendar_app.web.contexts.gatherings import GatheringLine, gatherings_page
from calendar_app.words.catalogue import translations


@dataclass(frozen=True, slots=True, kw_only=True)
class CommunityLine:
    """One community; `counts` are pairs of a library and how many of its staff are in it."""

    id: int
    name: str
    purpose: str
    members: int
    counts: tuple[tuple[str, int], ...]
    is_member: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CommunitiesPage:
    title: str
    lines: tuple[CommunityLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberLine:
    staff_id: int
    name: str
    libraries: str
    is_coordinator: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CommunityPage:
    """`others` are those who could be taken in, for whoever may do that."""

    title: str
    line: CommunityLine
    is_retired: bool
    members: tuple[MemberLine, ...]
    others: tuple[tuple[str, str], ...]
    coming: tuple[GatheringLine, ...]
    past: tuple[GatheringLine, ...]
    may_keep: bool
    may_create: bool


def communities_page(
    vocabulary: Vocabulary,
    members: Mapping[int, Sequence[CommunityMember]],
    *,
    person: StaffMember,
    language: str,
) -> CommunitiesPage:
    """Put the list together, the person's own first; a retired one shows to its members."""
    lines = (
        _line(one, members.get(one.id, ()), vocabulary, person, language)
        for one in vocabulary.communities.values()
        if one.retired_at is None or one.id in person.community_ids
    )
    return CommunitiesPage(
        title=translations(language).gettext("Praksisfellesskap"),
        lines=tuple(sorted(lines, key=lambda one: (not one.is_member, one.id))),
    )


def community_page(
    community: Community,
    members: Sequence[CommunityMember],
    others: Sequence[StaffMember],
    stored: Iterable[StoredEvent],
    vocabulary: Vocabulary,
    own: Mapping[int, Mode],
    *,
    person: StaffMember,
    may_keep: bool,
    today: date,
    language: str,
) -> CommunityPage:
    """Put the page together; gatherings are those of the community that the person may read."""
    names = {row.id: row.short_name for row in vocabulary.libraries.values()}
    its = [one for one in stored if community.id in one.event.details.gathering.community_ids]
    gatherings = gatherings_page(
        its, vocabulary, own, person=person, today=today, language=language
    )

    def at(library_ids: Iterable[int]) -> str:
        return ", ".join(names[one] for one in library_ids)

    return CommunityPage(
        title=community.label.name(language),
        line=_line(community, members, vocabulary, person, language),
        is_retired=community.retired_at is not None,
        members=tuple(
            MemberLine(
                staff_id=one.staff_id,
                name=one.name,
                libraries=at(one.library_ids),
                is_coordinator=one.is_coordinator,
            )
            for one in members
        ),
        others=tuple(
            (str(one.id), f"{one.name} ({at(one.library_ids)})") for one in others if one.roles
        ),
        coming=gatherings.coming,
        past=gatherings.past,
        may_keep=may_keep,
        may_create=bool(person.roles) and (may_keep or community.id in person.community_ids),
    )


def _line(
    community: Community,
    members: Sequence[CommunityMember],
    vocabulary: Vocabulary,
    person: StaffMember,
    language: str,
) -> CommunityLine:
    libraries = [one for one in vocabulary.libraries.values() if one.kind is LibraryKind.LIBRARY]
    counts = members_per_library(members, [one.id for one in libraries])
    return CommunityLine(
        id=community.id,
        name=community.label.name(language),
        purpose=community.purpose,
        members=len(members),
        counts=tuple((one.short_name, counts[one.id]) for one in libraries),
        is_member=any(one.staff_id == person.id for one in members),
    )
