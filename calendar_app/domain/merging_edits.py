"""Two edits of one thing, begun from the same version: who changed what, and what comes of both.

Both sides and what they began from are texts by field. Fields that only make sense together
(the day and the hour, the venue and the room) form a group, and a group is taken as a whole.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

Texts = Mapping[str, tuple[str, ...]]
"""What each field says; a field that is absent, or holds only empty texts, says nothing."""


class Side(StrEnum):
    """Whose words shall stand."""

    THEIRS = "deres"
    MINE = "mitt"


@dataclass(frozen=True, slots=True)
class Divergence:
    """One group that the two sides say differently.

    `changed_by` names those who changed it since both began; with both, somebody must choose.
    """

    group: str
    changed_by: frozenset[Side]

    @property
    def needs_choice(self) -> bool:
        """Tell whether both changed it, so that one must give way."""
        return len(self.changed_by) > 1

    @property
    def proposed(self) -> Side:
        """Give the side that stands unless somebody says otherwise: the one that changed it."""
        return Side.THEIRS if self.changed_by == {Side.THEIRS} else Side.MINE


def divergences(
    base: Texts | None, theirs: Texts, mine: Texts, *, groups: Mapping[str, Sequence[str]]
) -> list[Divergence]:
    """Tell the groups that differ, in the order of `groups`.

    Without a `base` nobody knows who changed what, so both did.
    """
    found = []
    for group, names in groups.items():
        left, right = _said(theirs, names), _said(mine, names)
        if left == right:
            continue
        began = None if base is None else _said(base, names)
        changed = {side for side, one in ((Side.THEIRS, left), (Side.MINE, right)) if one != began}
        found.append(Divergence(group, frozenset(changed)))
    return found


def merged(
    mine: Texts,
    theirs: Texts,
    *,
    taken: Sequence[str],
    groups: Mapping[str, Sequence[str]],
) -> dict[str, tuple[str, ...]]:
    """Give my texts with theirs in the groups that are `taken` from them."""
    result = dict(mine)
    for group in taken:
        for name in groups[group]:
            result.pop(name, None)
            if name in theirs:
                result[name] = theirs[name]
    return result


def _said(texts: Texts, names: Sequence[str]) -> dict[str, tuple[str, ...]]:
    said = {name: texts.get(name, ()) for name in names}
    return {name: given for name, given in said.items() if any(given)}
