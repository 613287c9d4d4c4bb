"""The choices that most people make when they subscribe: one per age, one per library."""

from collections.abc import Iterable

from calendar_app.addresses import Addresses
from calendar_app.domain.canonical import canonical, switched
from calendar_app.domain.grammar import parse
from calendar_app.domain.keys import AGE, LIBRARY
from calendar_app.domain.selection import Selection
from calendar_app.domain.vocabulary import Vocabulary
from calendar_app.web.public.subscribe_context import Preset, Presets
from calendar_app.words.catalogue import translations


def presets(known: Selection, vocabulary: Vocabulary, addresses: Addresses) -> tuple[Presets, ...]:
    """Give the steps of age and the libraries as data has them, in the language of the page."""
    text = translations(known.ui)
    ages = [
        (one.label.slug, one.label.name(known.ui))
        for one in vocabulary.age_bands.values()
        if not one.retired_at
    ]
    libraries = [
        (one.slug, one.short_name or one.name)
        for one in vocabulary.libraries.values()
        if not one.retired_at
    ]

    found = (
        _presets(AGE, text.gettext("Etter alder"), ages, known, vocabulary, addresses),
        _presets(LIBRARY, text.gettext("Etter bibliotek"), libraries, known, vocabulary, addresses),
    )
    return tuple(one for one in found if one.items)


def _presets(
    key: str,
    legend: str,
    values: Iterable[tuple[str, str]],
    known: Selection,
    vocabulary: Vocabulary,
    addresses: Addresses,
) -> Presets:
    items = []
    for slug, label in values:
        selection = switched(parse(f"{key}={slug}", vocabulary).selection, ui=known.ui)
        href = addresses.subscribe(canonical(selection) or "")
        items.append(Preset(label=label, href=href, is_chosen=selection == known))
    return Presets(legend=legend, items=tuple(items))
