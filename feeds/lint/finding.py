"""What the linter reports."""

from dataclasses import dataclass

from feeds.lint.rules import RULES


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """A broken rule and the line of the file where it shows (from 1; 0 for the whole file).

    `about` is what the rule is broken with: a name, a number or text of the file, which may
    hold anything at all.
    """

    line: int
    code: str
    about: str = ""

    @property
    def rule(self) -> str:
        """Where the rule stands: `RFC 5545 §3.1`, or `FC-13` of our own feed contract."""
        return RULES[self.code].source

    @property
    def sentence(self) -> str:
        """Say in English what is wrong, without a full stop."""
        return RULES[self.code].sentence
