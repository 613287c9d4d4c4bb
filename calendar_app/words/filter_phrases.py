"""What one list key asks for, as a phrase: `for 3–6 år`, `på nordsamisk eller engelsk`."""

from collections.abc import Sequence

from calendar_app.domain.ages import AgeSpan
from calendar_app.domain.chosen import Chosen, Named
from calendar_app.domain.keys import AGE, CATEGORY, LANGUAGE, LIBRARY, PLACE, SERIES, TOUR
from calendar_app.domain.vocabulary import AgeBand, Library, LibraryKind, Series, Tour
from calendar_app.words.catalogue import translations
from calendar_app.words.filter_values import in_sentence, languages_named, quoted, value_name, whom
from calendar_app.words.lists import either, listed


def limit_phrase(one: Chosen, language: str) -> str:
    """Say exactly what is asked for, for a list of limits: `ved Gjøvik bibliotek eller Moelv`."""
    text = translations(language)
    if one.key == LANGUAGE:
        codes = [value for value in one.included if isinstance(value, str)]
        names = either(languages_named(codes, language), language)
        return text.gettext("på %(languages)s") % {"languages": names}
    if one.key == SERIES:
        return text.gettext("serien %(titles)s") % {"titles": _titles(one, language)}
    if one.key == TOUR:
        return text.gettext("turneen %(titles)s") % {"titles": _titles(one, language)}
    said = either([_said(one.key, value, language) for value in one.included], language)
    if one.key in (LIBRARY, PLACE):
        return text.gettext("ved %(where)s") % {"where": said}
    return said


def heading_phrase(one: Chosen, language: str) -> str:
    """Say what is asked for inside a heading: shorter, and 'and' where that is how people talk."""
    if one.key == LIBRARY:
        return _in_towns([value for value in one.included if isinstance(value, Library)], language)
    if one.key == PLACE:
        where = listed([value_name(PLACE, value, language) for value in one.included], language)
        return translations(language).gettext("ved %(where)s") % {"where": where}
    if one.key == AGE:
        return listed([_said(AGE, value, language) for value in one.included], language)
    return limit_phrase(one, language)


def types_named(one: Chosen, language: str) -> str:
    """Name types of events as the subject of a heading: `Lesestund og verksted`."""
    first, *others = (value_name(CATEGORY, value, language) for value in one.included)
    names = [first, *(in_sentence(name) for name in others)]
    word = f" {translations(language).gettext('og')} "
    # `Babysang og småbarnstreff og lesestund` would say nothing of what belongs together.
    return ", ".join(names) if any(word in name for name in names) else listed(names, language)


def _in_towns(libraries: Sequence[Library], language: str) -> str:
    """Say where libraries are by the name of the town; a county's library is not in one."""
    text = translations(language)
    towns = [one.short_name for one in libraries if one.kind is LibraryKind.LIBRARY]
    others = [one.name for one in libraries if one.kind is not LibraryKind.LIBRARY]
    phrases = []
    if towns:
        phrases.append(text.gettext("i %(where)s") % {"where": listed(towns, language)})
    if others:
        phrases.append(text.gettext("ved %(where)s") % {"where": listed(others, language)})
    return listed(phrases, language)


def _said(key: str, value: Named, language: str) -> str:
    if isinstance(value, AgeSpan | AgeBand):
        return whom(value, language)
    name = value_name(key, value, language)
    return in_sentence(name) if key == CATEGORY else name


def _titles(one: Chosen, language: str) -> str:
    rows = [value for value in one.included if isinstance(value, Series | Tour)]
    return either([quoted(row.title, language) for row in rows], language)
