"""The filters of the calendar page: form, chips, and ways out of an empty result."""

from collections.abc import Callable, Collection, Iterable
from datetime import date

from calendar_app.domain.calledoff import CalledOff
from calendar_app.domain.canonical import Part, canonical, parts, without
from calendar_app.domain.keys import (
    AGE,
    CALLED_OFF,
    CATEGORY,
    INTERFACE,
    LIBRARY,
    LIST_KEYS,
    PLACE,
    SINCE,
    UNTIL,
    Row,
    slug_of,
)
from calendar_app.domain.selection import Selection
from calendar_app.domain.vocabulary import Library, Venue, Vocabulary
from calendar_app.domain.when import on_date
from calendar_app.web.public.context import Chip, FilterForm, FilterGroup, Option
from calendar_app.web.render import Link
from calendar_app.words.catalogue import N_, translations
from calendar_app.words.selection import part_words

Address = Callable[[str], str]
"""Makes the address of the page from a canonical query text."""

_LEGENDS = {
    LIBRARY: N_("Bibliotek"),
    AGE: N_("Alder"),
    CATEGORY: N_("Type"),
    PLACE: N_("Sted"),
}
_FOLDED = (PLACE,)


def chips(selection: Selection, vocabulary: Vocabulary, *, address: Address) -> tuple[Chip, ...]:
    """Say every chosen filter, each with the address that no longer has it."""
    return tuple(
        Chip(
            label=part_words(part, vocabulary, selection.ui),
            remove_href=address(canonical(without(selection, part)) or ""),
        )
        for part in parts(selection)
        if part.key != INTERFACE
    )


def loosen(selection: Selection, vocabulary: Vocabulary, *, address: Address) -> tuple[Link, ...]:
    """Give the ways to see more: each filter taken away, and all of them."""
    text = translations(selection.ui)
    found = chips(selection, vocabulary, address=address)
    links = [
        Link(
            label=text.gettext("Fjern «%(filter)s»") % {"filter": chip.label}, href=chip.remove_href
        )
        for chip in found
    ]
    everything = address(canonical(Selection(ui=selection.ui)) or "")
    return (*links, Link(label=text.gettext("Vis alle arrangementer"), href=everything))


def filter_form(
    known: Selection, vocabulary: Vocabulary, *, action: str, today: date
) -> FilterForm:
    """Show the filters as they are chosen; `known` is what was understood of the address.

    A date counted from today becomes that date: a date field can hold nothing else.
    """
    said = parts(known)
    groups = tuple(
        FilterGroup(
            key=key,
            legend=translations(known.ui).gettext(legend),
            options=tuple(_options(key, said, vocabulary, known.ui)),
            is_folded=key in _FOLDED,
        )
        for key, legend in _LEGENDS.items()
        if _rows(key, vocabulary)
    )
    return FilterForm(
        action=action,
        groups=groups,
        from_date=on_date(known.since, today).isoformat() if known.since else "",
        to_date=on_date(known.until, today).isoformat() if known.until else "",
        hides_cancelled=known.called_off is CalledOff.HIDDEN,
        kept=tuple((part.key, part.text) for part in said if _has_no_field(part)),
    )


def _options(
    key: str, said: tuple[Part, ...], vocabulary: Vocabulary, language: str
) -> Iterable[Option]:
    """Give a box per row, and one for every age in numbers that the address holds."""
    chosen = [part for part in said if part.key == key and not part.text.startswith("-")]
    slugs = {part.text for part in chosen}
    rows = _rows(key, vocabulary)
    known = {slug_of(row) for row in rows}
    for part in chosen:
        if part.text not in known:
            words = part_words(part, vocabulary, language)
            yield Option(value=part.text, label=words, is_chosen=True)
    for row in rows:
        slug = slug_of(row)
        label = row.name if isinstance(row, Library | Venue) else row.label.name(language)
        yield Option(value=slug, label=label, is_chosen=slug in slugs)


def _rows(key: str, vocabulary: Vocabulary) -> Collection[Row]:
    rows: dict[str, Collection[Row]] = {
        LIBRARY: vocabulary.libraries.values(),
        AGE: vocabulary.age_bands.values(),
        CATEGORY: vocabulary.categories.values(),
        PLACE: vocabulary.venues.values(),
    }
    return rows[key]


def _has_no_field(part: Part) -> bool:
    """Tell whether the form would lose this: it has no field for 'not', nor for `synlig`."""
    if part.key in LIST_KEYS:
        return part.text.startswith("-")
    return part.key not in (SINCE, UNTIL, CALLED_OFF) or part.text == CalledOff.VISIBLE.value
