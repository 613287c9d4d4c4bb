"""What the page that makes embeds was asked to show: filters, or a named filter."""

from dataclasses import dataclass, replace

from calendar_app.addresses import Addresses
from calendar_app.domain.canonical import canonical, switched
from calendar_app.domain.grammar import Parsed, parse
from calendar_app.domain.keys import RECURRENCE
from calendar_app.domain.named import NamedSelection, find_named, read_named
from calendar_app.domain.query import texts_by_key
from calendar_app.domain.vocabulary import Vocabulary
from calendar_app.web.public.feed_links import feed_address
from calendar_app.web.public.snippets import NAMED, Shown
from calendar_app.words.selection import selection_heading


@dataclass(frozen=True, slots=True)
class Asked:
    """`parsed` is what the form shows; of a named filter, what staff have put in it."""

    parsed: Parsed
    shown: Shown


def asked(query: bytes, vocabulary: Vocabulary, addresses: Addresses) -> Asked:
    """Read the address; a named filter in use goes before filters of the address's own.

    Rules are for `.ics` alone, so rule mode is left out (SEL-41).
    """
    parsed = _by_date(parse(query, vocabulary))
    for name in texts_by_key(query, {NAMED: NAMED}).get(NAMED, []):
        found = find_named(name, vocabulary)
        if found is not None and found.retired_at is None:
            read = read_named(found, query, vocabulary)
            own = replace(parsed, known=read.selection, selection=read.selection, unknown=())
            return Asked(_by_date(own), _named(read, addresses))
    return Asked(parsed, _selected(parsed, vocabulary, addresses))


def _by_date(parsed: Parsed) -> Parsed:
    return replace(
        parsed,
        selection=switched(parsed.selection, by_rule=False),
        known=switched(parsed.known, by_rule=False),
    )


def _named(read: NamedSelection, addresses: Addresses) -> Shown:
    slug = read.named.slug
    said = (one for one in read.switches.split("&") if not one.startswith(RECURRENCE))
    query = "&".join(said)
    return Shown(
        title=read.named.title,
        language=read.selection.ui,
        query=query,
        page=addresses.named_filter(slug, query),
        feed=addresses.absolute(addresses.named_filter(slug, query, suffix=".ics")),
        slug=slug,
    )


def _selected(parsed: Parsed, vocabulary: Vocabulary, addresses: Addresses) -> Shown:
    selection = parsed.selection
    query = canonical(selection) or ""
    return Shown(
        title=selection_heading(selection, vocabulary, selection.ui, search=parsed.search),
        language=selection.ui,
        query=query,
        page=addresses.calendar(query),
        feed=feed_address(selection, addresses),
    )
