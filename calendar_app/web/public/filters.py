"""The filters of the calendar page as a plain GET form, each key shown as it was chosen."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import partial
from urllib.parse import parse_qsl

from calendar_app.domain.calledoff import CalledOff
from calendar_app.domain.canonical import Part, parts
from calendar_app.domain.counting import Counts, Options
from calendar_app.domain.facets import Facets
from calendar_app.domain.fixed_words import WORDS
from calendar_app.domain.grammar import Parsed
from calendar_app.domain.keys import (
    ACCESS,
    AGE,
    CALLED_OFF,
    CATEGORY,
    LANGUAGE,
    LIBRARY,
    MODE,
    PLACE,
    PRICE,
    SEARCH,
    SIGNUP,
    SINCE,
    UNTIL,
    slug_of,
)
from calendar_app.domain.known_values import known_values
from calendar_app.domain.languages import NORWEGIAN
from calendar_app.domain.view import View, view_query
from calendar_app.domain.vocabulary import AgeBand, Category, Library, Venue, Vocabulary
from calendar_app.domain.when import on_date
from calendar_app.web.public.context import FilterForm, FilterGroup, Option
from calendar_app.words.catalogue import N_, translations
from calendar_app.words.filter_parts import is_left_out, part_words
from calendar_app.words.filter_values import at_the_start
from calendar_app.words.filter_words import word_label
from calendar_app.words.languages import filter_language_name

_GROUPS = {
    LIBRARY: N_("Bibliotek"),
    AGE: N_("Alder"),
    CATEGORY: N_("Type"),
    PLACE: N_("Sted"),
}
_MORE = {
    PRICE: N_("Pris"),
    SIGNUP: N_("Påmelding"),
    MODE: N_("Fysisk eller digitalt"),
    ACCESS: N_("Tilrettelegging"),
    LANGUAGE: N_("Språk"),
}
"""What few ask for, folded away together. `serie` and `turne` are come by through links."""

_FOLDED = (PLACE,)
_HELP = {
    AGE: N_(
        "Du ser alt som passer for noen i den alderen du velger. Velger du 3–6 år, ser du altså "
        "også det som er for 5–8 år, og det som er for alle."
    )
}

_Row = Library | Venue | AgeBand | Category
_UNCOUNTED: Counts = {}
_LIST = View()


def filter_form(
    parsed: Parsed,
    vocabulary: Vocabulary,
    *,
    action: str,
    today: date,
    languages: Iterable[str] = (),
    counts: Counts = _UNCOUNTED,
    view: View = _LIST,
) -> FilterForm:
    """Show the filters as they are chosen; `languages` are those of the events there are.

    A date counted from today becomes that date: a date field can hold nothing else. The form
    leads to the same `view`; `counts` are those of `offered`.
    """
    known, said = parsed.known, parts(parsed.known)
    asked = (part.text for part in said if part.key == LANGUAGE and not is_left_out(part))
    boxes = _boxes(vocabulary, {*languages, *asked}, known.ui)
    group = partial(_group, said=said, counts=counts, vocabulary=vocabulary, language=known.ui)
    groups = (group(key, legend, boxes[key]) for key, legend in _GROUPS.items())
    more = (group(key, legend, boxes[key]) for key, legend in _MORE.items())
    return FilterForm(
        action=action,
        groups=tuple(one for one in groups if one.options),
        more=tuple(one for one in more if one.options),
        search=parsed.search,
        from_date=on_date(known.since, today).isoformat() if known.since else "",
        to_date=on_date(known.until, today).isoformat() if known.until else "",
        hides_cancelled=known.called_off is CalledOff.HIDDEN,
        kept=(*_kept(said), *parse_qsl(view_query(view))),
    )


def offered(parsed: Parsed, vocabulary: Vocabulary, languages: Iterable[str] = ()) -> Options:
    """Give the values of all boxes of the form, for somebody to count what they would give."""
    slugs: dict[str, Iterable[str]] = {
        **{key: map(slug_of, _offered_rows(key, vocabulary)) for key in _GROUPS},
        **{key: WORDS[key] for key in _MORE if key in WORDS},
        LANGUAGE: languages,
    }
    asked = [part for part in parts(parsed.known) if not is_left_out(part)]
    return {
        key: [
            value
            for slug in dict.fromkeys([*those, *(one.text for one in asked if one.key == key)])
            for value in known_values(key, slug, vocabulary)
        ]
        for key, those in slugs.items()
    }


def spoken(facets: Iterable[Facets]) -> set[str]:
    """Give the languages of published events, for the form to offer."""
    return {language for one in facets for language in one.languages}


def _group(
    key: str,
    legend: str,
    boxes: dict[str, str],
    *,
    said: tuple[Part, ...],
    counts: Counts,
    vocabulary: Vocabulary,
    language: str,
) -> FilterGroup:
    """Give a box for all there is, and before them one for each other value of the address."""
    text = translations(language)
    asked = [part for part in said if part.key == key and not is_left_out(part)]
    others = {
        part.text: at_the_start(part_words(part, vocabulary, language))
        for part in asked
        if part.text not in boxes
    }
    chosen, counted = {part.text for part in asked}, counts.get(key, {})
    return FilterGroup(
        key=key,
        legend=text.gettext(legend),
        options=tuple(
            Option(value=slug, label=label, is_chosen=slug in chosen, count=counted.get(slug))
            for slug, label in {**others, **boxes}.items()
        ),
        is_folded=key in _FOLDED,
        help=text.gettext(_HELP[key]) if key in _HELP else "",
    )


def _boxes(
    vocabulary: Vocabulary, languages: Iterable[str], language: str
) -> dict[str, dict[str, str]]:
    """Give what there is to tick: for each key the values with their labels."""
    words = {
        key: {word: word_label(key, word, language) for word in WORDS[key]}
        for key in (PRICE, SIGNUP, MODE, ACCESS)
    }
    return {
        **{key: _rows(_offered_rows(key, vocabulary), language) for key in _GROUPS},
        **words,
        LANGUAGE: _languages(languages, language),
    }


def _offered_rows(key: str, vocabulary: Vocabulary) -> Iterable[_Row]:
    rows: dict[str, Mapping[int, _Row]] = {
        LIBRARY: vocabulary.libraries,
        AGE: vocabulary.age_bands,
        CATEGORY: vocabulary.categories,
        PLACE: vocabulary.venues,
    }
    return rows[key].values()


def _rows(rows: Iterable[_Row], language: str) -> dict[str, str]:
    return {
        slug_of(row): row.name if isinstance(row, Library | Venue) else row.label.name(language)
        for row in rows
    }


def _languages(codes: Iterable[str], language: str) -> dict[str, str]:
    """Name languages, Norwegian first and then by their names."""
    names = {code: at_the_start(filter_language_name(code, language)) for code in codes}
    return dict(sorted(names.items(), key=lambda pair: (pair[0] not in NORWEGIAN, pair[1])))


def _kept(said: tuple[Part, ...]) -> tuple[tuple[str, str], ...]:
    """Give what the form has no field for, each key with its values as an address lists them."""
    kept: dict[str, list[str]] = {}
    for part in said:
        if _has_no_field(part):
            kept.setdefault(part.key, []).append(part.text)
    return tuple((key, ",".join(texts)) for key, texts in kept.items())


def _has_no_field(part: Part) -> bool:
    """Tell whether the form would lose this: it has no field for 'not', nor for `synlig`."""
    if part.key in _GROUPS or part.key in _MORE:
        return is_left_out(part)
    if part.key == CALLED_OFF:
        return part.text != CalledOff.HIDDEN.value
    return part.key not in (SINCE, UNTIL, SEARCH)
