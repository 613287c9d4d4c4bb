"""Search by words: what an address asks for, and what a published date answers to.

Both are folded and split alike, so that case, accents and æøå make no difference in any script.
A word that is asked for must be the beginning of a word of the date; there are no operators.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from calendar_app.domain.published import PublishedOccurrence
from calendar_app.domain.text import fold

SEARCH_LENGTH = 100
"""The longest text that is searched for, in characters."""

_WORD = re.compile(r"[^\W_]+")


def words_in(text: str) -> list[str]:
    """Split a text at everything that is neither letter nor digit, in order, doubles too."""
    folded = fold(text)
    return _WORD.findall(folded if folded.isascii() else _without_marks(folded))


def words_asked_for(text: str) -> tuple[str, ...]:
    """Give the words of a search text, sorted: their order says nothing.

    One that begins another is left out: what has `bokbad` has `bok`. None of them when there
    is nothing to search for, or more than `SEARCH_LENGTH`.
    """
    words = sorted(set(words_in(text)))
    kept = tuple(word for word, after in pairwise([*words, ""]) if not after.startswith(word))
    # Folding can lengthen a text, and what is written must be read again.
    return kept if max(len(text), len(" ".join(kept))) <= SEARCH_LENGTH else ()


def search_text(published: PublishedOccurrence) -> str:
    """Give the words that a date is found by, each once, with a space before each.

    Those of title, summary, description, place, people, books and tour (DESIGN, section 3).
    """
    return _search_text(tuple(_texts(published)))


@lru_cache(1 << 10)
def _search_text(texts: tuple[str, ...]) -> str:
    """Fold texts that many dates have in common once, and keep one object of what comes out."""
    words = dict.fromkeys(words_in("\n".join(texts)))
    return "".join(f" {word}" for word in words)


def begins_in(word: str, text: str) -> bool:
    """Tell whether a word of `search_text` begins with this one."""
    return f" {word}" in text


def _texts(published: PublishedOccurrence) -> Iterator[str]:
    yield from (published.title, published.summary, published.description)
    if published.place:
        place = published.place
        yield from (place.name, place.room, place.street, place.city)
    yield from (person.name for person in published.people)
    for book in published.books:
        yield from (book.title, book.author)
    if published.tour:
        yield published.tour.title


def _without_marks(folded: str) -> str:
    """Leave out vowel signs and points, which some write and some do not, and never split at."""
    apart = unicodedata.normalize("NFD", folded)
    kept = "".join(one for one in apart if not unicodedata.category(one).startswith("M"))
    return unicodedata.normalize("NFC", kept)
