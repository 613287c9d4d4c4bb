"""Named filters: `/f/<name>`, a filter that staff may change while its address stays."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from calendar_app.domain.access import StaffMember
from calendar_app.domain.calledoff import CalledOff
from calendar_app.domain.canonical import canonical, switched
from calendar_app.domain.grammar import parse
from calendar_app.domain.problems import Problem
from calendar_app.domain.text import slugify
from calendar_app.domain.vocabulary import LANGUAGES, NamedFilter, Vocabulary

TITLE_MAX = 60
"""Characters, as the title is the calendar's name in everybody's app (FC-6)."""

QUERY_MAX = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterEntry:
    """What staff say of a named filter; `query` may be a whole address that was pasted.

    `slug` "" asks for one made of the title. `library_id` None: all libraries look after it.
    """

    title: str
    slug: str
    query: str
    library_id: int | None

    @property
    def name(self) -> str:
        """The name in the address that is asked for."""
        return self.slug or slugify(self.title)


def judge_filter(
    entry: FilterEntry, person: StaffMember, vocabulary: Vocabulary
) -> Iterator[Problem]:
    """Tell what is wrong with it, in the order of the form; the slug is storage's to judge."""
    if not entry.title:
        yield Problem("title", "required")
    elif len(entry.title) > TITLE_MAX:
        yield Problem("title", "too_long", {"max": TITLE_MAX})
    yield from _query_problems(entry.query, vocabulary)
    if entry.library_id is not None and entry.library_id not in person.roles:
        yield Problem("library", "not_your_library")


def stored_query(text: str, vocabulary: Vocabulary) -> str:
    """Give the canonical query to store, of an address or of what stands after its `?`.

    What each reader says for himself is left out: `avlyst`, `gjentakelse` and `ui` stand beside
    the name (DESIGN, section 3). "" is everything.
    """
    selection = parse(_query_in(text), vocabulary).known
    plain = switched(selection, called_off=CalledOff.STATUS, by_rule=False, ui=LANGUAGES[0])
    return canonical(plain) or ""


def may_keep(person: StaffMember, named: NamedFilter) -> bool:
    """Tell whether a person may change or retire a filter: its library's staff, else anybody's."""
    return bool(person.roles) if named.library_id is None else named.library_id in person.roles


def _query_problems(text: str, vocabulary: Vocabulary) -> Iterator[Problem]:
    if len(text) > QUERY_MAX:
        yield Problem("query", "too_long", {"max": QUERY_MAX})
        return
    parsed = parse(_query_in(text), vocabulary)
    for unknown in parsed.unknown:
        yield Problem("query", "filter_unknown_value", {"key": unknown.key, "value": unknown.value})
    for key in parsed.shortened:
        yield Problem("query", "filter_too_many_values", {"key": key})
    if not parsed.unknown and not stored_query(text, vocabulary):
        yield Problem("query", "filter_says_nothing")


def _query_in(text: str) -> str:
    """Find the query of a pasted address; text without an address is one already."""
    before, mark, after = text.strip().partition("?")
    if mark:
        return after.partition("#")[0]
    try:
        is_address = bool(urlsplit(before).scheme) or before.startswith("/")
    except ValueError:
        is_address = False
    return "" if is_address else before
