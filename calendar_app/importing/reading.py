"""What comes out of reading a file: events, and what could not be read, by line."""

from dataclasses import dataclass

from calendar_app.domain.imported import ImportedEvent
from calendar_app.domain.problems import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something to tell about some lines of the file.

    `is_left_out` tells whether the lines were not taken in; otherwise they were, with a change
    that the problem names. `title` is that of the event, where it may be shown.
    """

    first_line: int
    last_line: int
    problem: Problem
    is_left_out: bool
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The result of reading one file.

    With a `problem` nothing of the file can be used, and `events` is empty. `unlisted` counts
    the findings beyond the limit of the list.
    """

    events: tuple[ImportedEvent, ...] = ()
    findings: tuple[Finding, ...] = ()
    unlisted: int = 0
    problem: Problem | None = None


class UnreadableError(Exception):
    """Raised inside a reader: this component cannot be taken in, for the reason given.

    `line` is the line at fault where it is known.
    """

    def __init__(self, code: str, *, line: int | None = None, **details: object) -> None:
        super().__init__(code)
        self.problem = Problem("", code, details)
        self.line = line

    @classmethod
    def of(cls, problem: Problem) -> "UnreadableError":
        """Carry a problem that the domain found."""
        fault = cls(problem.code)
        fault.problem = problem
        return fault
