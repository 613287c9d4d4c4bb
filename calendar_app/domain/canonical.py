"""The canonical address of a selection: one spelling per meaning (facts/selection.md, section 7).

It serves as cache key and as the address that pages, feeds and builders print. Values are slugs,
so the text is plain ASCII with literal commas; only the words of `sok` need percent signs.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple
from urllib.parse import quote

from calendar_app.domain.calledoff import CalledOff
from calendar_app.domain.choice import Choice
from calendar_app.domain.fixed_words import AS_RULE, NEXT
from calendar_app.domain.keys import (
    CALLED_OFF,
    INTERFACE,
    LIST_KEYS,
    RECURRENCE,
    SEARCH,
    SERIES,
    SINCE,
    UNTIL,
)
from calendar_app.domain.selection import Selection

_FIELDS = {
    CALLED_OFF: "called_off",
    RECURRENCE: "by_rule",
    SINCE: "since",
    UNTIL: "until",
    SEARCH: "words",
    INTERFACE: "ui",
}
"""Keys that are no lists, in canonical order, with what they set of a selection."""

_EVERYTHING = Selection()


class Part(NamedTuple):
    """One thing that an address says: a key, and one value (`-` is 'not').

    The text is what is written, but for `sok`, where it is the words with spaces between.
    """

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
        texts.setdefault(part.key, []).append(quote(part.text))
    return "&".join(f"{key}={','.join(values)}" for key, values in texts.items())


def parts(selection: Selection) -> tuple[Part, ...]:
    """Take a selection apart, in canonical order; switches at their default say nothing."""
    return tuple(_parts(selection))


def without(selection: Selection, part: Part) -> Selection:
    """Give the selection that does not say this, for the chip that takes it away."""
    if part.key in _FIELDS:
        name = _FIELDS[part.key]
        return replace(selection, **{name: getattr(_EVERYTHING, name)})
    if part == Part(SERIES, NEXT):
        return replace(selection, next_only=False)
    choices = (_without(choice, part) for choice in selection.choices)
    return replace(selection, choices=tuple(one for one in choices if one))


def switched(
    selection: Selection,
    *,
    called_off: CalledOff | None = None,
    by_rule: bool | None = None,
    ui: str | None = None,
) -> Selection:
    """Set the switches that are given, for a link such as Google's, which needs `synlig`."""
    return replace(
        selection,
        called_off=selection.called_off if called_off is None else called_off,
        by_rule=selection.by_rule if by_rule is None else by_rule,
        ui=selection.ui if ui is None else ui,
    )


def _parts(selection: Selection) -> Iterator[Part]:
    choices = {choice.key: choice for choice in selection.choices}
    for key in LIST_KEYS:
        choice = choices.get(key) or Choice(key=key)
        included = [value.slug for value in choice.included]
        if key == SERIES and selection.next_only:
            included = sorted([*included, NEXT])
        yield from (Part(key, slug) for slug in included)
        yield from (Part(key, f"-{value.slug}") for value in choice.excluded)
    for key, name in _FIELDS.items():
        value = getattr(selection, name)
        if value != getattr(_EVERYTHING, name):
            yield Part(key, _written(value))


def _written(value: object) -> str:
    if value is True:
        return AS_RULE
    return " ".join(value) if isinstance(value, tuple) else str(value)


def _without(choice: Choice, part: Part) -> Choice | None:
    if choice.key != part.key:
        return choice
    included = tuple(one for one in choice.included if one.slug != part.text)
    excluded = tuple(one for one in choice.excluded if f"-{one.slug}" != part.text)
    if not included and not excluded:
        return None
    return Choice(key=choice.key, included=included, excluded=excluded)
