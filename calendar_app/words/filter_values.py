"""The values of list keys in words: rows by their names, ages, languages, words of our own."""

from collections.abc import Iterable

from calendar_app.domain.ages import AgeSpan
from calendar_app.domain.chosen import Named
from calendar_app.domain.keys import LANGUAGE
from calendar_app.domain.languages import NORWEGIAN
from calendar_app.domain.vocabulary import AgeBand, Category, Library, Series, Tour, Venue
from calendar_app.words.ages import age_words
from calendar_app.words.catalogue import translations
from calendar_app.words.filter_words import word_phrase
from calendar_app.words.languages import filter_language_name


def value_name(key: str, value: Named, language: str) -> str:
    """Name one value by itself, as on a chip: `Hamar bibliotek`, `3–6 år`, `på nordsamisk`."""
    text = translations(language)
    if isinstance(value, AgeSpan):
        return age_words(value.low, value.high, language)
    if isinstance(value, Library | Venue):
        return value.name
    if isinstance(value, AgeBand | Category):
        return value.label.name(language)
    if isinstance(value, Series):
        return text.gettext("serien %(titles)s") % {"titles": quoted(value.title, language)}
    if isinstance(value, Tour):
        return text.gettext("turneen %(titles)s") % {"titles": quoted(value.title, language)}
    if key == LANGUAGE:
        name = filter_language_name(value, language)
        return text.gettext("på %(languages)s") % {"languages": name}
    return word_phrase(key, value, language)


def left_out(key: str, value: Named, language: str) -> str:
    """Say that one value is left out: `ikke lesestund`, `uten teleslynge`."""
    if isinstance(value, str) and key != LANGUAGE:
        return word_phrase(key, value, language, excluded=True)
    if isinstance(value, AgeSpan | AgeBand):
        message = translations(language).gettext("uten det som bare er %(whom)s")
        return message % {"whom": whom(value, language)}
    name = value_name(key, value, language)
    said = in_sentence(name) if isinstance(value, Category) else name
    return translations(language).gettext("ikke %(name)s") % {"name": said}


def whom(value: AgeSpan | AgeBand, language: str) -> str:
    """Say whom something is for: `for 3–6 år`, `for 5-åringer`, `for småbarn`."""
    text = translations(language)
    if isinstance(value, AgeBand):
        return text.gettext("for %(whom)s") % {"whom": in_sentence(value.label.name(language))}
    if value.high is None:
        message = (
            text.gettext("for %(low)d år og oppover") if value.low else text.gettext("for alle")
        )
        return message % {"low": value.low}
    if value.low < value.high:
        return text.gettext("for %(low)d–%(high)d år") % {"low": value.low, "high": value.high}
    if value.low == 0:
        return text.gettext("for barn under 1 år")
    return text.gettext("for %(age)d-åringer") % {"age": value.low}


def languages_named(codes: Iterable[str], language: str) -> list[str]:
    """Name languages; both written forms together are just Norwegian."""
    given = list(codes)
    if set(NORWEGIAN) <= set(given):
        given = ["no", *(code for code in given if code not in NORWEGIAN)]
    return [filter_language_name(code, language) for code in given]


def quoted(title: str, language: str) -> str:
    """Set the title of a library's own apart from our words."""
    return translations(language).gettext("«%(title)s»") % {"title": title}


def in_sentence(name: str) -> str:
    """Write a name inside a sentence: its first letter is small, but not that of `LEGO`."""
    head, rest = name[:1], name[1:]
    word = rest.split(" ", 1)[0]
    return name if word != word.lower() else head.lower() + rest


def at_the_start(phrase: str) -> str:
    """Begin a heading or a sentence with a phrase."""
    return phrase[:1].upper() + phrase[1:]
