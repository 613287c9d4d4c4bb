"""What the linter reports."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """A broken rule and the line of the file where it shows (from 1; 0 for the whole file)."""

    line: int
    code: str
    about: str = ""
