"""What is asked before a thing is deleted, or becomes one with another."""

from collections.abc import Mapping
from dataclasses import dataclass

from calendar_app.domain.access import StaffMember
from calendar_app.domain.problems import Problem
from calendar_app.domain.setup import Thing, may_keep, name_of
from calendar_app.domain.vocabulary import Vocabulary
from calendar_app.web.contexts.setup_families import Family

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ThingEndingPage:
    """A question before something is deleted."""

    title: str
    name: str
    action: str
    back: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MergerPage:
    """Which thing to merge into (`into` None yet), or the question with what will happen."""

    title: str
    name: str
    action: str
    back: str
    labels: Mapping[str, str]
    problems: tuple[Problem, ...]
    options: Pairs
    chosen: str
    into: str | None
    events: int
    slug: str


def merge_options(
    family: Family, thing: Thing, person: StaffMember, vocabulary: Vocabulary, language: str
) -> Pairs:
    """Give what a thing may be merged into: others of its family that the person keeps."""
    others = (one for one in family.rows(vocabulary).values() if one.id != thing.id)
    kept = (one for one in others if may_keep(person, one))
    return tuple((str(one.id), name_of(one, language)) for one in kept)
