"""Query texts that no person would type: for whoever must answer them all."""

import random

from calendar_app.domain.keys import NAMES
from calendar_app.domain.vocabulary import Vocabulary

_JUNK = (
    *("%00", "%0D%0ABEGIN:VEVENT", "%3Cscript%3E", "%FF%FE", "%", "%zz", "%u00e5", "[]", "{}", "'"),
    *("..%2F..%2Fetc", "' OR 1=1--", "%F0%9F%98%80", "%E2%80%AE", "a" * 300, "-", "--", ",", ",,"),
    *("0x1", "1e3", "-1", "9" * 40, "%EF%BC%91", "3-6", "6-3", "-18-", "%E2%80%93", "%ED%A0%80"),
    *("2026-02-30", "-99999999999d", "%2B8u", " 8u", "0001-01-01", "9999-12-31", "nei", "regel"),
)
_OTHER_KEYS = (
    "utm_source",
    "fbclid",
    "side",
    "page",
    "limit",
    "sort",
    "bibliotek[]",
    "%00",
    "",
    "x",
)
_LONGEST = 4_096


class Hostile:
    """Makes random queries of known and unknown keys, with known values, junk and both."""

    def __init__(self, chance: random.Random, vocabulary: Vocabulary) -> None:
        self._chance = chance
        self._slugs = [
            *(one.slug for one in vocabulary.libraries.values()),
            *(one.slug for one in vocabulary.venues.values()),
            *(one.label.slug for one in vocabulary.categories.values()),
            *(one.label.slug for one in vocabulary.age_bands.values()),
        ]
        self._keys = [*NAMES, *(name.upper() for name in NAMES), *_OTHER_KEYS]

    def query(self) -> str:
        """Make one of at most 4 KiB."""
        chance = self._chance
        if chance.random() < 0.05:
            return self._noise()
        pairs = (self._pair() for _ in range(chance.choice([1, 1, 2, 3, 5, 40])))
        return "&".join(pairs)[:_LONGEST]

    def _pair(self) -> str:
        chance = self._chance
        values = [self._value() for _ in range(chance.choice([0, 1, 1, 1, 2, 3, 12]))]
        return f"{chance.choice(self._keys)}={chance.choice([',', '%2C', ',,']).join(values)}"

    def _value(self) -> str:
        chance = self._chance
        kind = chance.random()
        if kind < 0.4:
            return chance.choice(["", "", "-"]) + chance.choice(self._slugs)
        if kind < 0.7:
            return chance.choice(_JUNK)
        return chance.choice(
            [f"{chance.randint(0, 99)}", f"{chance.randint(-99, 999)}d", "nb", "ja"]
        )

    def _noise(self) -> str:
        """Make bytes that mean nothing, as far as an address can carry them."""
        kept = (chr(self._chance.randrange(0x21, 0x7F)) for _ in range(self._chance.randrange(200)))
        return "".join(kept).replace("#", "")
