"""What an address chose, each with the way to do without it; and what it asked for in vain."""

from collections.abc import Callable, Sequence
from typing import NamedTuple
from urllib.parse import quote

from calendar_app.domain.canonical import Part, canonical, parts, without
from calendar_app.domain.grammar import Parsed, parse
from calendar_app.domain.keys import INTERFACE
from calendar_app.domain.selection import Selection
from calendar_app.domain.vocabulary import LANGUAGES, Vocabulary
from calendar_app.web.public.context import Chip, Remark
from calendar_app.web.render import Link
from calendar_app.words.catalogue import translations
from calendar_app.words.filter_parts import part_words
from calendar_app.words.warnings import Warned, warnings

MOST_CHIPS = 12
"""Each holds a whole address of up to 4 KiB, so a page of all of them would be megabytes."""

Address = Callable[[str], str]
"""Makes the address of the page from a canonical query text."""


class WayOut(NamedTuple):
    """A way out of an empty list, in words, and what it selects."""

    label: str
    selection: Selection


def chips(parsed: Parsed, vocabulary: Vocabulary, *, address: Address) -> tuple[Chip, ...]:
    """Say the chosen filters, each with the address that no longer has it.

    Of very many only the first, and how many more: each needs an address of its own (T-12).
    """
    known = parsed.known
    said = _said(known)
    found = [
        Chip(
            label=part_words(part, vocabulary, known.ui, search=parsed.search),
            remove_href=address(canonical(without(known, part)) or ""),
        )
        for part in said[:MOST_CHIPS]
    ]
    if len(said) > MOST_CHIPS:
        text = translations(known.ui).gettext("%(num)d valg til")
        rest = Chip(
            label=text % {"num": len(said) - MOST_CHIPS},
            remove_href=address(_query(said[:MOST_CHIPS], known)),
        )
        found.append(rest)
    return tuple(found)


def ways_out(parsed: Parsed, vocabulary: Vocabulary) -> tuple[WayOut, ...]:
    """Give the ways to see more: each filter taken away, and all of them."""
    known, text = parsed.known, translations(parsed.known.ui)
    ways = [
        WayOut(
            text.gettext("Fjern «%(filter)s»")
            % {"filter": part_words(part, vocabulary, known.ui, search=parsed.search)},
            without(known, part),
        )
        for part in _said(known)[:MOST_CHIPS]
    ]
    return (*ways, WayOut(text.gettext("Vis alle arrangementer"), Selection(ui=known.ui)))


def loosen(
    ways: Sequence[WayOut], totals: Sequence[int], *, language: str, address: Address
) -> tuple[Link, ...]:
    """Say of each way how many dates it leads to; one that leads to none is none."""
    text = translations(language)
    return tuple(
        Link(
            label=text.ngettext("%(way)s (%(num)d dato)", "%(way)s (%(num)d datoer)", total)
            % {"way": way.label, "num": total},
            href=address(canonical(way.selection) or ""),
        )
        for way, total in zip(ways, totals, strict=True)
        if total
    )


def remarks(parsed: Parsed, vocabulary: Vocabulary, *, address: Address) -> tuple[Remark, ...]:
    """Say what was not understood, with the way to what was perhaps meant."""
    return tuple(
        Remark(
            sentence=warned.sentence,
            way=_way(warned, parsed, vocabulary, address),
            shows_more=warned.shows_more,
        )
        for warned in warnings(parsed, vocabulary, parsed.known.ui)
    )


def _said(known: Selection) -> list[Part]:
    return [part for part in parts(known) if part.key != INTERFACE]


def _query(kept: Sequence[Part], known: Selection) -> str:
    """Write the address that says only some of what is known."""
    texts = [f"{part.key}={quote(part.text)}" for part in kept]
    return "&".join([*texts, *([f"{INTERFACE}={known.ui}"] if known.ui != LANGUAGES[0] else [])])


def _way(warned: Warned, parsed: Parsed, vocabulary: Vocabulary, address: Address) -> Link | None:
    """Lead to what the address means with the value that was perhaps meant."""
    if warned.meant is None:
        return None
    text = translations(parsed.known.ui)
    key, value = warned.meant
    message = (
        text.gettext("Utelat «%(value)s»")
        if warned.shows_more
        else text.gettext("Velg «%(value)s»")
    )
    mended = parse(f"{canonical(parsed.known)}&{key}={value}", vocabulary).selection
    return Link(
        label=message % {"value": value.removeprefix("-")}, href=address(canonical(mended) or "")
    )
