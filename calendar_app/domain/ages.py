"""Ages as sets of years, so that 'the spans overlap' is 'the sets have a year in common'.

A set is an integer with one bit per year of age. Nobody is older than `OLDEST` here: the years
above it share its bit.
"""

import re
from dataclasses import dataclass

OLDEST = 120

_EVERY_YEAR = (1 << OLDEST + 1) - 1
EVERYBODY = _EVERY_YEAR | 1 << OLDEST + 1
"""The ages of an event that names none: every year, and one bit that no named span has.

So it matches every age, and lies inside no span that a filter excludes.
"""

_SPAN = re.compile(r"(\d{1,3})(-(\d{1,3})?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class AgeSpan:
    """Ages from `low` to `high`, both included; `high` None is open."""

    low: int
    high: int | None

    def __str__(self) -> str:
        """Write it as an address does: `5`, `3-6`, `13-`."""
        if self.high == self.low:
            return str(self.low)
        return f"{self.low}-{'' if self.high is None else self.high}"


def read_ages(text: str) -> AgeSpan | None:
    """Read `5`, `3-6` or `13-`; a reversed span, or anybody above `OLDEST`, is unknown."""
    found = _SPAN.fullmatch(text)
    if found is None:
        return None
    low = int(found[1])
    high = int(found[3]) if found[3] else None if found[2] else low
    if max(low, high or 0) > OLDEST or (high is not None and high < low):
        return None
    return AgeSpan(low, high)


def years(low: int | None, high: int | None) -> int:
    """Give the set of ages from `low` to `high`, both included, None being open."""
    first = min(low or 0, OLDEST)
    last = OLDEST if high is None else min(high, OLDEST)
    return _EVERY_YEAR >> (OLDEST - last) & ~((1 << first) - 1)


def years_of_event(low: int | None, high: int | None) -> int:
    """Give the set of an event's ages; one that names no age is for everybody."""
    if low is None and high is None:
        return EVERYBODY
    return years(low, high)


def years_outside(included: int) -> int:
    """Give the ages outside a span: an event that has none of them lies wholly inside it."""
    return EVERYBODY & ~included


def age_order(slug: str) -> tuple[bool, int, int, str]:
    """Give the place of a value of `alder` among others: numbers by lower bound, then names."""
    span = read_ages(slug)
    if span is None:
        return True, 0, 0, slug
    return False, span.low, OLDEST + 1 if span.high is None else span.high, ""
