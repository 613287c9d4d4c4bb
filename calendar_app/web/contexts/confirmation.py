"""What the pages show that ask before something is called off, deleted or left."""

from collections.abc import Mapping
from dataclasses import dataclass

from calendar_app.domain.event import Event
from calendar_app.domain.judge import NOTE_MAX, length_problems
from calendar_app.domain.problems import Problem
from calendar_app.domain.published import PublishedOccurrence
from calendar_app.domain.vocabulary import Library
from calendar_app.web.forms.form import Form
from calendar_app.web.forms.typed import Reader, typed_in


@dataclass(frozen=True, slots=True, kw_only=True)
class CancellationPage:
    """A cancellation of all coming dates, or of one: then `date` is that one.

    `dates` counts what will be marked, `past` what has taken place and stays as it is.
    """

    title: str
    event: Event
    action: str
    back: str
    dates: int
    past: int
    date: PublishedOccurrence | None
    reason: str
    problems: tuple[Problem, ...]
    labels: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovalPage:
    """One date of a draft, to be taken away."""

    title: str
    event: Event
    action: str
    back: str
    date: PublishedOccurrence


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusalPage:
    """A proposal for publication, to be sent back with a word."""

    title: str
    event: Event
    action: str
    back: str
    proposed_by: str
    reason: str
    problems: tuple[Problem, ...]
    labels: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeletionPage:
    title: str
    event: Event
    action: str
    back: str
    dates: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DeparturePage:
    title: str
    event: Event
    library: Library
    organiser: Library
    action: str
    back: str


def read_reason(form: Form, *, code: str = "reason_required") -> tuple[str, tuple[Problem, ...]]:
    """Read why something is called off; everybody will see it, so it must be said."""
    reason = Reader(typed_in(form, ("reason",))).line("reason")
    if not reason:
        return "", (Problem("reason", code),)
    return reason, tuple(length_problems(("reason", reason, NOTE_MAX)))
