"""A strict static check of a feed's bytes, with the standard library only.

Packaged validators notice neither LF line ends nor a missing VTIMEZONE nor a duplicate UID
(facts/feeds.md, section 11). `lint` is used on every feed that the tests render, and by the
command `lesekalender check-feed` on anybody's.
"""

from feeds.lint.answer import FeedAnswer, lint_answer
from feeds.lint.check import lint
from feeds.lint.finding import Finding
from feeds.lint.octets import MOST_OF_A_KIND
from feeds.lint.rules import RULES, Rule

__all__ = ["MOST_OF_A_KIND", "RULES", "FeedAnswer", "Finding", "Rule", "lint", "lint_answer"]
