"""The filters of the calendar page as a plain GET form, each key shown as it was chosen."""

from collections.abc import Iterable, Iterator
from datetime import date

from calendar_app.domain.calledoff import CalledOff
from calendar_app.domain.canonical import Part, parts
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
from calendar_app.domain.languages import NORWEGIAN
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


def filter_form(
    parsed: Parsed,
    vocabulary: Vocabulary,
    *,
    action: str,
    today: date,
    languages: Iterable[str] = (),
) -> FilterForm:
    """Show the filters as they are chosen; `languages` are those of the events there are.

    A date counted from today becomes that date: a date field can hold nothing else.
    """
    known, said = parsed.known, parts(parsed.known)
    asked = (part.text for part in said if part.key == LANGUAGE and not is_left_out(part))
    boxes = _boxes(vocabulary, {*languages, *asked}, known.ui)
    return FilterForm(
        action=action,
        groups=tuple(_groups(_GROUPS, boxes, said, vocabulary, known.ui)),
        more=tuple(_groups(_MORE, boxes, said, vocabulary, known.ui)),
        search=parsed.search,
        from_date=on_date(known.since, today).isoformat() if known.since else "",
        to_date=on_date(known.until, today).isoformat() if known.until else "",
        hides_cancelled=known.called_off is CalledOff.HIDDEN,
        kept=_kept(said),
    )


def spoken(facets: Iterable[Facets]) -> set[str]:
    """Give the languages of published events, for the form to offer."""
    return {language for one in facets for language in one.languages}


def _groups(
    legends: dict[str, str],
    boxes: dict[str, dict[str, str]],
    said: tuple[Part, ...],
    vocabulary: Vocabulary,
    language: str,
) -> Iterator[FilterGroup]:
    text = translations(language)
    for key, legend in legends.items():
        chosen = [part for part in said if part.key == key and not is_left_out(part)]
        options = tuple(_options(boxes[key], chosen, vocabulary, language))
        if options:
            yield FilterGroup(
                key=key,
                legend=text.gettext(legend),
                options=options,
                is_folded=key in _FOLDED,
                help=text.gettext(_HELP[key]) if key in _HELP else "",
            )


def _options(
    boxes: dict[str, str], chosen: list[Part], vocabulary: Vocabulary, language: str
) -> Iterator[Option]:
    """Give a box for all there is, and before them one for each other value of the address."""
    slugs = {part.text for part in chosen}
    for part in chosen:
        if part.text not in boxes:
            words = at_the_start(part_words(part, vocabulary, language))
            yield Option(value=part.text, label=words, is_chosen=True)
    for slug, label in boxes.items():
        yield Option(value=slug, label=label, is_chosen=slug in slugs)


def _boxes(
    vocabulary: Vocabulary, languages: Iterable[str], language: str
) -> dict[str, dict[str, str]]:
    """Give what there is to tick: for each key the values with their labels."""
    words = {
        key: {word: word_label(key, word, language) for word in WORDS[key]}
        for key in (PRICE, SIGNUP, MODE, ACCESS)
    }
    return {
        LIBRARY: _rows(vocabulary.libraries.values(), language),
        AGE: _rows(vocabulary.age_bands.values(), language),
        CATEGORY: _rows(vocabulary.categories.values(), language),
        PLACE: _rows(vocabulary.venues.values(), language),
        **words,
        LANGUAGE: _languages(languages, language),
    }


def _rows(rows: Iterable[Library | Venue | AgeBand | Category], language: str) -> dict[str, str]:
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
