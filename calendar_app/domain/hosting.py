"""Gatherings are hosted in turn: whose turn it is."""

from collections.abc import Iterable
from datetime import date

Hosting = tuple[int, date]
"""A library, and a local date on which it hosts or hosted."""


def next_host(library_ids: Iterable[int], hosted: Iterable[Hosting]) -> int | None:
    """Give the library that hosted longest ago, or never; None when there is no library.

    Dates that are only planned count too: it is the turn after them. Among those that never
    hosted the first of `library_ids` is next.
    """
    latest: dict[int, date] = {}
    for library_id, day in hosted:
        latest[library_id] = max(day, latest.get(library_id, date.min))
    return min(library_ids, key=lambda one: latest.get(one, date.min), default=None)
