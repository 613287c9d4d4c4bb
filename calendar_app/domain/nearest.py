"""The named filter that comes nearest to a selection, for whoever cannot be given its own address.

The address of a selection may be longer than calendar programs take; that of a named filter
never is (facts/selection.md, section 9).
"""

from calendar_app.domain.canonical import Part, parts
from calendar_app.domain.grammar import parse
from calendar_app.domain.keys import INTERFACE, SINCE, UNTIL
from calendar_app.domain.selection import Selection
from calendar_app.domain.vocabulary import NamedFilter, Vocabulary

_NOT_WHAT = (INTERFACE, SINCE, UNTIL)
"""Keys that say how, and not what, is shown: having them in common means nothing."""


def nearest_filter(selection: Selection, vocabulary: Vocabulary) -> NamedFilter | None:
    """Give the filter that says most of what the selection says, and least besides.

    None when no filter in use has anything in common with it.
    """
    wanted = _said(selection)
    ranked = [
        (len(said & wanted), -len(said), one)
        for one in sorted(vocabulary.filters.values(), key=_slug)
        if one.retired_at is None
        for said in [_said(parse(one.query, vocabulary).selection)]
        if said & wanted
    ]
    return max(ranked, key=lambda rank: rank[:2])[2] if ranked else None


def _said(selection: Selection) -> frozenset[Part]:
    return frozenset(part for part in parts(selection) if part.key not in _NOT_WHAT)


def _slug(one: NamedFilter) -> str:
    return one.slug
