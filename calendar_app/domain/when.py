"""Dates as a filter address names them: `2026-10-01`, or counted from today: `-60d`, `8u`, `12m`.

They are local dates, so that what an address shows changes at local midnight only.
"""

import re
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_OFFSET = re.compile(r"([+-]?)(\d{1,4})([dum])", re.ASCII)


@dataclass(frozen=True, slots=True)
class Offset:
    """So many days (`d`), weeks (`u`) or months (`m`) after today; before it when negative."""

    amount: int
    unit: str

    def __str__(self) -> str:
        """Write it without a plus, which a query text would turn into a space."""
        return f"{self.amount}{self.unit}"


When = date | Offset


def read_when(text: str) -> When | None:
    """Read a date of an address; None when it cannot be read."""
    if _DAY.fullmatch(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            return None
    found = _OFFSET.fullmatch(text)
    if found is None:
        return None
    return Offset(int(f"{found[1]}{found[2]}"), found[3])


def on_date(when: When, today: date) -> date:
    """Give the local date that is meant; a month after 31 January is the last of February."""
    if isinstance(when, date):
        return when
    match when.unit:
        case "d":
            return today + relativedelta(days=when.amount)
        case "u":
            return today + relativedelta(weeks=when.amount)
        case _:
            return today + relativedelta(months=when.amount)
