"""The canonical address of a selection: one spelling per meaning (facts/selection.md, section 7).

It serves as cache key and as the address that pages, feeds and builders print. Values are slugs,
so the text is plain ASCII with literal commas and needs no percent signs.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from calendar_app.domain.calledoff import CalledOff
from calendar_app.domain.choice import Choice
from calendar_app.domain.keys import CALLED_OFF, INTERFACE, SINCE, UNTIL
from calendar_app.domain.selection import Selection
from calendar_app.domain.vocabulary import LANGUAGES


class Part(NamedTuple):
    """One thing that an address says: a key, and one value as it is written (`-` is 'not')."""

    key: str
    text: str


def canonical(selection: Selection) -> str | None:
    """Write the query text; "" when everything is asked for.

    None for 'nothing': no address means that, so none is printed.
    """
    if selection.nothing:
        return None
    texts: dict[str, list[str]] = {}
    for part in parts(selection):
        texts.setdefault(part.key, []).append(part.text)
    return "&".join(f"{key}={','.join(values)}" for key, values in texts.items())


def parts(selection: Selection) -> tuple[Part, ...]:
    """Take a selection apart, in canonical order; switches at their default say nothing."""
    return tuple(_parts(selection))


def without(selection: Selection, part: Part) -> Selection:
    """Give the selection that does not say this, for the chip that takes it away."""
    if part.key == CALLED_OFF:
        return replace(selection, called_off=CalledOff.STATUS)
    if part.key == SINCE:
        return replace(selection, since=None)
    if part.key == UNTIL:
        return replace(selection, until=None)
    if part.key == INTERFACE:
        return replace(selection, ui=LANGUAGES[0])
    choices = (_without(choice, part) for choice in selection.choices)
    return replace(selection, choices=tuple(one for one in choices if one))


def switched(
    selection: Selection, *, called_off: CalledOff | None = None, ui: str | None = None
) -> Selection:
    """Set the switches that are given, for a link such as Google's, which needs `synlig`."""
    return replace(
        selection,
        called_off=selection.called_off if called_off is None else called_off,
        ui=selection.ui if ui is None else ui,
    )


def _parts(selection: Selection) -> Iterator[Part]:
    for choice in selection.choices:
        yield from (Part(choice.key, value.slug) for value in choice.included)
        yield from (Part(choice.key, f"-{value.slug}") for value in choice.excluded)
    if selection.called_off is not CalledOff.STATUS:
        yield Part(CALLED_OFF, selection.called_off.value)
    if selection.since is not None:
        yield Part(SINCE, str(selection.since))
    if selection.until is not None:
        yield Part(UNTIL, str(selection.until))
    if selection.ui != LANGUAGES[0]:
        yield Part(INTERFACE, selection.ui)


def _without(choice: Choice, part: Part) -> Choice | None:
    if choice.key != part.key:
        return choice
    included = tuple(one for one in choice.included if one.slug != part.text)
    excluded = tuple(one for one in choice.excluded if f"-{one.slug}" != part.text)
    if not included and not excluded:
        return None
    return Choice(key=choice.key, included=included, excluded=excluded)
