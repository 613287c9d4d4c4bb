"""What the pages about named filters show, and what their form says."""

from collections.abc import Mapping
from dataclasses import dataclass

from calendar_app.addresses import Addresses
from calendar_app.domain.access import StaffMember
from calendar_app.domain.canonical import parts
from calendar_app.domain.grammar import parse
from calendar_app.domain.named_filter import FilterEntry, may_keep
from calendar_app.domain.problems import Problem
from calendar_app.domain.vocabulary import NamedFilter, Vocabulary
from calendar_app.web.forms.typed import Reader, Typed
from calendar_app.words.catalogue import N_, translations
from calendar_app.words.filter_parts import part_words

FIELDS = ("title", "slug", "query", "library", "read_at")
LABELS = {
    "title": N_("Tittel"),
    "query": N_("Utvalg"),
    "slug": N_("Navn i adressen"),
    "library": N_("Hvem som tar seg av det"),
}
Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterLine:
    """One filter in the list; `meaning` is its selection in words."""

    named: NamedFilter
    meaning: str
    library: str
    address: str
    may_keep: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterListPage:
    title: str
    live: tuple[FilterLine, ...]
    retired: tuple[FilterLine, ...]
    may_make: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterFormPage:
    """The form of a new filter, or of one that is there: then it has an `address`."""

    title: str
    action: str
    back: str
    typed: Typed
    problems: tuple[Problem, ...]
    labels: Mapping[str, str]
    libraries: Pairs
    address: str
    calendar: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterEndingPage:
    title: str
    named: NamedFilter
    address: str
    action: str
    back: str


def filter_list(
    person: StaffMember, vocabulary: Vocabulary, addresses: Addresses, *, language: str
) -> FilterListPage:
    """Show all of them, by title; everybody on the staff may see what there is."""
    text = translations(language)
    lines = [
        FilterLine(
            named=one,
            meaning=_meaning(one, vocabulary, language),
            library=_library_name(one, vocabulary, language),
            address=addresses.absolute(addresses.named_filter(one.slug)),
            may_keep=may_keep(person, one),
        )
        for one in sorted(vocabulary.filters.values(), key=lambda one: (one.title.lower(), one.id))
    ]
    return FilterListPage(
        title=text.gettext("Navngitte utvalg"),
        live=tuple(line for line in lines if line.named.retired_at is None),
        retired=tuple(line for line in lines if line.named.retired_at is not None),
        may_make=bool(person.roles),
    )


def typed_of(named: NamedFilter) -> Typed:
    """Fill the form with what a filter is."""
    return Typed().having(
        title=named.title,
        slug=named.slug,
        query=named.query,
        library="" if named.library_id is None else str(named.library_id),
        read_at=named.changed_at.isoformat(),
    )


def read_entry(typed: Typed) -> tuple[FilterEntry, list[Problem]]:
    """Read what was typed."""
    reader = Reader(typed)
    entry = FilterEntry(
        title=reader.line("title"),
        slug=reader.line("slug"),
        query=reader.line("query"),
        library_id=reader.number("library"),
    )
    return entry, reader.problems


def library_choices(person: StaffMember, vocabulary: Vocabulary) -> Pairs:
    """Give the libraries that the person speaks for."""
    own = (one for one in vocabulary.libraries.values() if one.id in person.roles)
    return tuple((str(one.id), one.name) for one in own)


def _meaning(named: NamedFilter, vocabulary: Vocabulary, language: str) -> str:
    """Say what it holds; staff must see when something it names is not there any more."""
    text = translations(language)
    parsed = parse(named.query, vocabulary)
    missing = [
        text.gettext("«%(value)s» finnes ikke lenger") % {"value": one.value}
        for one in parsed.unknown
    ]
    if parsed.selection.nothing:
        missing.append(text.gettext("viser ingenting"))
    said = [part_words(part, vocabulary, language) for part in parts(parsed.known)]
    return "; ".join([*said, *missing])


def _library_name(named: NamedFilter, vocabulary: Vocabulary, language: str) -> str:
    if named.library_id is None:
        return translations(language).gettext("Alle bibliotekene")
    return vocabulary.libraries[named.library_id].short_name
