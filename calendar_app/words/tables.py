"""A table of figures in words: the same rows for a page and for a sheet."""

from collections.abc import Sequence
from dataclasses import dataclass

Cell = str | int | None
"""None is 'nobody has said', shown as a dash and left empty in a sheet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The first cell of a row is its heading. `note` is said under the table."""

    title: str
    head: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    note: str = ""
    total: Sequence[Cell] = ()
