"""The yearly statistics of one municipality: by type of event and by who stood for it.

Two dimensions, as Folkebibliotekstatistikken asks for them (facts/domain.md, section 8). What
others stood for alone has lines of its own (D-29), and a date counts under one type (D-26).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from calendar_app.domain.event import Arranger
from calendar_app.domain.figures import HeldDate, Period, Sums, sums, sums_by


@dataclass(frozen=True, slots=True, kw_only=True)
class YearLine:
    """Sums of one type and one arranger; `type_slug` is "" where nobody chose one."""

    type_slug: str
    arranger: Arranger
    sums: Sums


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryYear:
    """The figures of one library. `own` and `external` are the two totals of the form."""

    library_id: int
    lines: tuple[YearLine, ...]
    own: Sums
    external: Sums
    total: Sums


def year_of(number: int) -> Period:
    """Give a year as a period."""
    return Period(first=date(number, 1, 1), last=date(number, 12, 31))


def library_years(
    dates: Iterable[HeldDate], library_ids: Iterable[int], type_slugs: Iterable[str]
) -> tuple[LibraryYear, ...]:
    """Sum up each library, also one that held nothing.

    Types come in the order of the year's list; those that are not on it follow, and what has
    none comes last.
    """
    by_library: dict[int, list[HeldDate]] = {library_id: [] for library_id in library_ids}
    for one in dates:
        by_library.setdefault(one.library_id, []).append(one)
    order = {slug: place for place, slug in enumerate(type_slugs)}
    return tuple(_library_year(library_id, of, order) for library_id, of in by_library.items())


def _library_year(library_id: int, dates: list[HeldDate], order: dict[str, int]) -> LibraryYear:
    found = sums_by(dates, lambda one: [(one.statistics_type, one.arranger)])
    arrangers = list(Arranger)
    keys = sorted(
        found,
        key=lambda key: (
            key[0] == "",
            order.get(key[0], len(order)),
            key[0],
            arrangers.index(key[1]),
        ),
    )
    return LibraryYear(
        library_id=library_id,
        lines=tuple(YearLine(type_slug=key[0], arranger=key[1], sums=found[key]) for key in keys),
        own=sums(one for one in dates if one.arranger is not Arranger.EXTERNAL),
        external=sums(one for one in dates if one.arranger is Arranger.EXTERNAL),
        total=sums(dates),
    )
