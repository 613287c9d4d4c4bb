"""What a page says about an address that was not wholly understood."""

from calendar_app.domain.grammar import Parsed
from calendar_app.domain.keys import SINCE, UNTIL
from calendar_app.domain.suggestion import suggestion
from calendar_app.domain.values import MOST_INCLUDED, Unknown
from calendar_app.domain.vocabulary import Vocabulary
from calendar_app.words.catalogue import translations
from calendar_app.words.selection import key_name


def warnings(parsed: Parsed, vocabulary: Vocabulary, language: str) -> tuple[str, ...]:
    """Name every unknown value and what it may have meant, one sentence or two each.

    The values are what somebody typed: they are cleaned and shortened, and a page escapes them.
    """
    text = translations(language)
    unknown = [_unknown_words(one, vocabulary, language) for one in parsed.unknown]
    shortened = [
        text.gettext("Du har valgt mer enn %(max)d av «%(key)s». Bare de første er med.")
        % {"max": MOST_INCLUDED, "key": key_name(key, language)}
        for key in parsed.shortened
    ]
    return (*unknown, *shortened)


def _unknown_words(unknown: Unknown, vocabulary: Vocabulary, language: str) -> str:
    text = translations(language)
    values = {"value": unknown.value}
    if unknown.key in (SINCE, UNTIL):
        return text.gettext("Forstår ikke datoen «%(value)s».") % values
    guess = suggestion(unknown, vocabulary)
    sentence = (
        text.gettext("Kjenner ikke «%(value)s» – mente du «%(guess)s»?")
        % {**values, "guess": guess}
        if guess
        else text.gettext("Kjenner ikke «%(value)s».") % values
    )
    if unknown.excluded:
        return f"{sentence} {text.gettext('Derfor er ingenting utelatt.')}"
    return sentence
