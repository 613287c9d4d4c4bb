"""Help with a title, in words: beside its field, and on the page of an event just saved (D-7)."""

from calendar_app.domain.title_hints import title_hints
from calendar_app.domain.vocabulary import Vocabulary
from calendar_app.words.title_hints import hint_words


def title_help(title: str, vocabulary: Vocabulary, language: str) -> tuple[str, ...]:
    """Say what is better said elsewhere than in this title."""
    found = title_hints(title, vocabulary.libraries.values())
    return tuple(hint_words(hint, language) for hint in found)
