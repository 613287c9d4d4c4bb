"""The sorts of things that are set up, each with its place in addresses."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from calendar_app.domain.setup import KIND_OF, Thing
from calendar_app.domain.vocabulary import (
    AgeBand,
    Category,
    Community,
    FundingLine,
    Library,
    Venue,
    Vocabulary,
)

Rows = Callable[[Vocabulary], Mapping[int, Thing]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """One sort of thing: its path under `/ansatt/oppsett`, and the id in the path of one."""

    kind: type
    path: str
    parameter: str
    rows: Rows


LIBRARIES = Family(
    kind=Library, path="bibliotek", parameter="library_id", rows=lambda all_: all_.libraries
)
VENUES = Family(kind=Venue, path="steder", parameter="venue_id", rows=lambda all_: all_.venues)
BANDS = Family(
    kind=AgeBand, path="aldersgrupper", parameter="band_id", rows=lambda all_: all_.age_bands
)
CATEGORIES = Family(
    kind=Category, path="kategorier", parameter="category_id", rows=lambda all_: all_.categories
)
COMMUNITIES = Family(
    kind=Community, path="fellesskap", parameter="community_id", rows=lambda all_: all_.communities
)
LINES = Family(
    kind=FundingLine, path="stotte", parameter="line_id", rows=lambda all_: all_.funding_lines
)
FAMILIES = (LIBRARIES, VENUES, BANDS, CATEGORIES, COMMUNITIES, LINES)
MERGEABLE = tuple(one for one in FAMILIES if one.kind in KIND_OF)
"""Those whose things have a name in addresses, which both keep when they become one."""
