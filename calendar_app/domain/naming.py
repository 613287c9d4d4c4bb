"""Permanent names in addresses: what has one, and which is free for a new series."""

from collections.abc import Container
from enum import StrEnum
from itertools import count

from calendar_app.domain import keys
from calendar_app.domain.text import SLUG_LENGTH, slugify, valid_slug

_PREFIX = "serie"
_ROOM_FOR_A_NUMBER = len("-9999")


class Named(StrEnum):
    """What has a permanent slug: the keys of filter addresses, and `f` of `/f/<name>`."""

    LIBRARY = keys.LIBRARY
    VENUE = keys.PLACE
    AGE_BAND = keys.AGE
    CATEGORY = keys.CATEGORY
    SERIES = keys.SERIES
    TOUR = keys.TOUR
    FILTER = "f"


def series_slug(title: str, *, used: Container[str]) -> str:
    """Make the permanent slug of a series: its title, with a number when that is in use.

    A title that no address could tell from its own words ('Neste', '2027') gets a word before.
    """
    stem = _stem(title)
    if stem not in used:
        return stem
    short = series_prefix(title)
    return next(slug for number in count(2) if (slug := f"{short}-{number}") not in used)


def series_prefix(title: str) -> str:
    """Give what every slug begins with that `series_slug` may try for this title."""
    return _stem(title)[: SLUG_LENGTH - _ROOM_FOR_A_NUMBER].rstrip("-")


def _stem(title: str) -> str:
    slug = slugify(title)
    return slug if valid_slug(slug) else slugify(f"{_PREFIX} {slug}")
