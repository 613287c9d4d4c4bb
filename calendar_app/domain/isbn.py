"""The number of a book (ISBN): is it one, by its check digit, and how it is kept.

Both lengths are in use: ten signs on books before 2007, thirteen since (ISO 2108:2017, annex A).
"""

import re

_PREFIX = re.compile(r"isbn(-1[03])?:?\s*", re.IGNORECASE)
_BETWEEN = re.compile("[\\s\u2010-\u2015-]+")
_TEN = re.compile(r"[0-9]{9}[0-9X]")
_WEIGHTS = range(10, 0, -1)
_THIRTEEN = re.compile(r"97[89][0-9]{10}")


def normal_isbn(text: str) -> str:
    """Give it without `ISBN`, hyphens and spaces, a closing x large; what is none comes back so."""
    return _BETWEEN.sub("", _PREFIX.sub("", text.strip())).upper()


def is_isbn(number: str) -> bool:
    """Tell whether a number, as `normal_isbn` gives it, has the right length and check digit."""
    if _TEN.fullmatch(number):
        digits = [10 if sign == "X" else int(sign) for sign in number]
        return sum(digit * weight for digit, weight in zip(digits, _WEIGHTS, strict=True)) % 11 == 0
    if _THIRTEEN.fullmatch(number):
        return sum(int(sign) * (1 + place % 2 * 2) for place, sign in enumerate(number)) % 10 == 0
    return False
