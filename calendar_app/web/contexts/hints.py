"""Hints about dates as lines of a page: when, and what is good to know of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from calendar_app.domain.clashes import Hint
from calendar_app.domain.plan import PlannedDate
from calendar_app.domain.timing import Span
from calendar_app.domain.vocabulary import Vocabulary
from calendar_app.words.hints import hint_words


@dataclass(frozen=True, slots=True, kw_only=True)
class HintLine:
    when: Span
    sentences: tuple[str, ...]


def hint_lines(
    dates: Iterable[PlannedDate],
    hints: Mapping[int, Sequence[Hint]],
    vocabulary: Vocabulary,
    *,
    language: str,
) -> tuple[HintLine, ...]:
    """Put the hints of dates into words, in the order of `dates`; those without are left out."""
    return tuple(
        HintLine(when=one.span, sentences=tuple(hint_words(hints[one.id], vocabulary, language)))
        for one in dates
        if one.id in hints
    )
