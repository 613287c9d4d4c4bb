"""What one list key of a filter address asks for, and which facets of the index pass it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import attrgetter, or_

from calendar_app.domain.ages import years_outside
from calendar_app.domain.facets import Facets
from calendar_app.domain.keys import (
    ACCESS,
    AGE,
    CATEGORY,
    LANGUAGE,
    LIBRARY,
    MODE,
    PLACE,
    PRICE,
    SERIES,
    SIGNUP,
    TOUR,
)

_SETS: Mapping[str, Callable[[Facets], int]] = {
    LIBRARY: attrgetter("libraries"),
    PLACE: attrgetter("venue"),
    AGE: attrgetter("ages"),
    CATEGORY: attrgetter("categories"),
    PRICE: attrgetter("price"),
    MODE: attrgetter("mode"),
    ACCESS: attrgetter("access"),
    SIGNUP: attrgetter("registration"),
}
"""Keys whose values are bits of a set."""

_SLUGS: Mapping[str, Callable[[Facets], str]] = {
    SERIES: attrgetter("series"),
    TOUR: attrgetter("tour"),
}
"""Keys whose values are slugs, of which a date has at most one."""


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a list key: the slug that is written, and the bits that it stands for.

    Languages, series and tours are compared by slug and have no bits.
    """

    slug: str
    bits: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What one list key asks for: any of the included, or all; and none of the excluded.

    Both in canonical order; at least one of them holds something.
    """

    key: str
    included: tuple[Value, ...] = ()
    excluded: tuple[Value, ...] = ()

    def passing(self, facets: Sequence[Facets]) -> Sequence[Facets]:
        """Give the facets that pass, in order."""
        if self.included:
            facets = _narrowed(facets, self.key, self.included, False)
        if self.excluded and self.key == AGE:
            return _not_wholly_inside(facets, self.excluded)
        if self.excluded:
            return _narrowed(facets, self.key, self.excluded, True)
        return facets


def _narrowed(
    facets: Sequence[Facets], key: str, values: Iterable[Value], without: bool
) -> list[Facets]:
    """Keep what has any of the values, or what has none of them."""
    if key in _SETS:
        having, bits = _SETS[key], reduce(or_, (value.bits for value in values), 0)
        return [one for one in facets if (not having(one) & bits) is without]
    slugs = frozenset(value.slug for value in values)
    if key == LANGUAGE:
        return [one for one in facets if slugs.isdisjoint(one.languages) is without]
    called = _SLUGS[key]
    return [one for one in facets if (called(one) not in slugs) is without]


def _not_wholly_inside(facets: Iterable[Facets], excluded: Iterable[Value]) -> list[Facets]:
    """Exclude ages: only what lies wholly inside one excluded span (DESIGN, section 3).

    By plain set logic `alder=-18-` would drop every event that is for all. An address may
    exclude hundreds of spans, so each set of ages is judged once.
    """
    outside = [years_outside(value.bits) for value in excluded]
    given = list(facets)
    sets = {one.ages for one in given}
    inside = {ages for ages in sets if not all(ages & rest for rest in outside)}
    return [one for one in given if one.ages not in inside]
