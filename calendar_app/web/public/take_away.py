"""What paper and screens lead to: one short address of our own, and its QR code.

A code on a wall is never renewed, so it leads to a page and not to a feed, and nothing longer
than 200 characters is ever printed (SEL-44).
"""

from dataclasses import dataclass

from calendar_app.addresses import Addresses
from calendar_app.domain.canonical import canonical, switched
from calendar_app.domain.grammar import parse
from calendar_app.domain.nearest import nearest_filter
from calendar_app.domain.selection import Selection
from calendar_app.domain.vocabulary import NamedFilter, Vocabulary
from calendar_app.web.public.feed_links import feed_address
from calendar_app.web.qr import qr_image
from feeds.links import LONGEST


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeAway:
    """Where to go with a phone: the code as `src`, the address, and how it is typed.

    `title` is that of a named filter that stands in for a selection too long to be printed;
    "" where the address gives exactly what is shown.
    """

    image: str
    address: str
    typed: str
    title: str = ""


def take_away(
    selection: Selection, vocabulary: Vocabulary, addresses: Addresses
) -> TakeAway | None:
    """Give the address of a selection to print; None when nothing comes near enough."""
    wanted = switched(selection, by_rule=False)
    query = canonical(wanted)
    if query is None:
        return None
    same = _named_the_same(query, wanted, vocabulary)
    if same:
        return _printed(_named_path(same, wanted, addresses), addresses)
    if feed_address(wanted, addresses):
        found = _printed(addresses.subscribe(query), addresses)
        if found:
            return found
    nearest = nearest_filter(wanted, vocabulary)
    if nearest is None:
        return None
    return _printed(_named_path(nearest, wanted, addresses), addresses, title=nearest.title)


def _named_the_same(query: str, selection: Selection, vocabulary: Vocabulary) -> NamedFilter | None:
    """Find the named filter that is just this: its address never dies, whatever it holds later."""
    return next(
        (
            one
            for one in sorted(vocabulary.filters.values(), key=lambda one: one.slug)
            if one.retired_at is None and _written(one, selection.ui, vocabulary) == query
        ),
        None,
    )


def _written(named: NamedFilter, ui: str, vocabulary: Vocabulary) -> str | None:
    return canonical(switched(parse(named.query, vocabulary).selection, by_rule=False, ui=ui))


def _named_path(named: NamedFilter, selection: Selection, addresses: Addresses) -> str:
    return addresses.named_filter(named.slug, canonical(Selection(ui=selection.ui)) or "")


def _printed(path: str, addresses: Addresses, *, title: str = "") -> TakeAway | None:
    address = addresses.absolute(path)
    if len(address) > LONGEST:
        return None
    typed = address.partition("://")[2]
    return TakeAway(image=qr_image(address), address=address, typed=typed, title=title)
