"""Rows of fields that repeat in the event's form; an emptied row is a removed one."""

from collections.abc import Mapping

from calendar_app.domain.judge import ROWS_MAX
from calendar_app.web.forms.books import BOOK_COLUMNS, BOOKS
from calendar_app.web.forms.partners import PARTNER_COLUMNS, PARTNERS
from calendar_app.web.forms.people import PEOPLE, PERSON_COLUMNS
from calendar_app.web.forms.typed import Typed

LISTS: Mapping[str, tuple[str, ...]] = {
    PEOPLE: PERSON_COLUMNS,
    BOOKS: BOOK_COLUMNS,
    PARTNERS: PARTNER_COLUMNS,
}
"""The lists of the event's form, with the fields of a row of each."""

_FEWEST = 3
_MORE = "flere-"


def list_to_grow(handling: str) -> str:
    """Give the list that a button asks another row of, "" when it asks for something else."""
    name = handling.removeprefix(_MORE)
    return name if handling.startswith(_MORE) and name in LISTS else ""


def row_lists(typed: Typed, *, grown: str = "") -> dict[str, tuple[tuple[str, ...], ...]]:
    """Give the rows of every list as they are shown: what was typed, and room for more.

    There are three at least, one of them empty; `grown` names a list that gets one more.
    """
    return {
        name: _rows(typed.rows(*columns), columns, is_grown=name == grown)
        for name, columns in LISTS.items()
    }


def _rows(
    typed: list[tuple[str, ...]], columns: tuple[str, ...], *, is_grown: bool
) -> tuple[tuple[str, ...], ...]:
    filled = max((number for number, row in enumerate(typed, 1) if any(row)), default=0)
    wanted = max(_FEWEST, filled + 1, len(typed) + 1 if is_grown else 0)
    empty = ("",) * len(columns)
    return (*typed, *(empty for _ in range(min(wanted, ROWS_MAX) - len(typed))))
