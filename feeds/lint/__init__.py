"""A strict static check of a feed's bytes, with the standard library only.

Packaged validators notice neither LF line ends nor a missing VTIMEZONE nor a duplicate UID
(facts/feeds.md, section 11). `lint` is used on every feed that the tests render.
"""

from feeds.lint.check import lint
from feeds.lint.finding import Finding

__all__ = ["Finding", "lint"]
