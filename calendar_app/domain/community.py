"""Communities of practice (praksisfellesskap): who is in one, and who looks after it.

Any member of staff joins and leaves by themselves. A community has coordinators, named by each
other or by those who set up what all libraries share.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from calendar_app.domain.access import StaffMember, may_set_up
from calendar_app.domain.judge import NOTE_MAX, length_problems
from calendar_app.domain.problems import Problem
from calendar_app.domain.vocabulary import Community

NAME_MAX = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class CommunityMember:
    """Somebody in a community, with the libraries where they work."""

    staff_id: int
    name: str
    library_ids: tuple[int, ...]
    is_coordinator: bool


def may_keep_community(person: StaffMember, members: Iterable[CommunityMember]) -> bool:
    """Tell whether the person decides who is in a community: its coordinators do, and setters-up.

    `members` are those of the community.
    """
    return may_set_up(person) or any(
        one.is_coordinator for one in members if one.staff_id == person.id
    )


def members_per_library(
    members: Sequence[CommunityMember], library_ids: Iterable[int]
) -> Mapping[int, int]:
    """Count the members of each library; who works at two is counted at both."""
    counts = Counter(library_id for one in members for library_id in one.library_ids)
    return {library_id: counts[library_id] for library_id in library_ids}


def community_problems(community: Community) -> list[Problem]:
    """Judge what is said of a community: names in three languages, and what it is for."""
    return list(_community_problems(community))


def _community_problems(community: Community) -> Iterator[Problem]:
    label = community.label
    for field, text in (("nb", label.nb), ("nn", label.nn), ("en", label.en)):
        if not text:
            yield Problem(field, "required")
        yield from length_problems((field, text, NAME_MAX))
    yield from length_problems(("purpose", community.purpose, NOTE_MAX))
