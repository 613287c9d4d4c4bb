"""How many came to one date, and what makes the numbers believable."""

from collections.abc import Iterator
from dataclasses import dataclass

from calendar_app.domain.problems import Problem

PARTICIPANTS_MAX = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance:
    """Who came to one date; None is 'not entered', which is not the same as nobody (D-30).

    `children_youth` and `digital` are parts of `participants` and may overlap each other.
    Without `counts` the date is left out of the statistics, whatever its numbers: it was no
    event that the library had announced, for instance.
    """

    participants: int | None = None
    children_youth: int | None = None
    digital: int | None = None
    counts: bool = True


def attendance_problems(said: Attendance) -> list[Problem]:
    """Judge the numbers of one date: parts are never more than the whole (D-33)."""
    return [*_range_problems(said), *_part_problems(said)]


def _range_problems(said: Attendance) -> Iterator[Problem]:
    for name in ("participants", "children_youth", "digital"):
        number = getattr(said, name)
        if number is not None and not 0 <= number <= PARTICIPANTS_MAX:
            yield Problem(name, "number_out_of_range", {"min": 0, "max": PARTICIPANTS_MAX})


def _part_problems(said: Attendance) -> Iterator[Problem]:
    for name in ("children_youth", "digital"):
        part = getattr(said, name)
        if part is None:
            continue
        if said.participants is None:
            yield Problem("participants", "part_without_whole")
        elif part > said.participants:
            yield Problem(name, "part_above_whole", {"whole": said.participants})
