"""What a page says about an address that was not wholly understood."""

from dataclasses import dataclass

from calendar_app.domain.canonical import Part
from calendar_app.domain.grammar import Parsed
from calendar_app.domain.keys import SEARCH, SINCE, UNTIL
from calendar_app.domain.suggestion import suggestion
from calendar_app.domain.values import MOST_INCLUDED, Unknown
from calendar_app.domain.vocabulary import Vocabulary
from calendar_app.words.catalogue import translations
from calendar_app.words.filter_words import key_name


@dataclass(frozen=True, slots=True, kw_only=True)
class Warned:
    """A sentence or two about one thing; `meant` is what would have been understood, if known.

    `shows_more` is whether something stayed that somebody meant to leave out: that is told
    before all else (SEL-21).
    """

    sentence: str
    meant: Part | None = None
    shows_more: bool = False


def warnings(parsed: Parsed, vocabulary: Vocabulary, language: str) -> tuple[Warned, ...]:
    """Name every unknown value and what it may have meant.

    The values are what somebody typed: they are cleaned and shortened, and a page escapes them.
    """
    text = translations(language)
    unknown = [_warned(one, vocabulary, language) for one in parsed.unknown]
    shortened = [
        Warned(
            sentence=text.gettext(
                "Du har valgt mer enn %(max)d av «%(key)s». Bare de første er med."
            )
            % {"max": MOST_INCLUDED, "key": key_name(key, language)}
        )
        for key in parsed.shortened
    ]
    return (*unknown, *shortened)


def _warned(unknown: Unknown, vocabulary: Vocabulary, language: str) -> Warned:
    text = translations(language)
    guess = suggestion(unknown, vocabulary)
    sentence = _sentence(unknown, guess, language)
    if unknown.excluded:
        sentence = f"{sentence} {text.gettext('Derfor er ingenting utelatt.')}"
    written = f"-{guess}" if unknown.excluded else guess
    meant = Part(unknown.key, written) if guess and written else None
    return Warned(sentence=sentence, meant=meant, shows_more=unknown.excluded)


def _sentence(unknown: Unknown, guess: str | None, language: str) -> str:
    text = translations(language)
    values = {"value": unknown.value, "guess": guess}
    if unknown.key in (SINCE, UNTIL):
        return text.gettext("Forstår ikke datoen «%(value)s».") % values
    if unknown.key == SEARCH:
        return text.gettext("Kan ikke søke etter «%(value)s».") % values
    if guess:
        return text.gettext("Kjenner ikke «%(value)s» – mente du «%(guess)s»?") % values
    return text.gettext("Kjenner ikke «%(value)s».") % values
