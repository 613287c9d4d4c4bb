"""Which fields of the staff forms belong together when two edits are put side by side.

A group has the name of the field that labels it; `SAID_BY` names the words that tell it.
"""

from collections.abc import Iterable, Mapping, Sequence

from calendar_app.domain.vocabulary import ACCESS_FLAGS
from calendar_app.web.forms.books import BOOK_FIELDS
from calendar_app.web.forms.image import IMAGE_FIELDS
from calendar_app.web.forms.lending import LENDING_FIELDS
from calendar_app.web.forms.partners import PARTNER_FIELDS
from calendar_app.web.forms.people import PEOPLE_FIELDS
from calendar_app.web.forms.place import PLACE_FIELDS
from calendar_app.web.forms.registration import REGISTRATION_FIELDS
from calendar_app.web.forms.schedule import SCHEDULE_FIELDS
from calendar_app.web.forms.span import SPAN_FIELDS

_NOTE = "registration_note"
_OF_EVENTS: Mapping[str, Sequence[str]] = {
    "when": SCHEDULE_FIELDS,
    "place": ("mode", *PLACE_FIELDS, "online_url"),
    "organiser_id": ("organiser_id", "co_organiser_ids"),
    "category_id": ("category_id", "more_category_ids"),
    "for_everybody": ("for_everybody", "age_band_ids", "age_from", "age_to"),
    "price_kind": ("price_kind", "price_amount"),
    "registration_kind": (*(one for one in REGISTRATION_FIELDS if one != _NOTE), "capacity"),
    "access": (*(f"access_{flag}" for flag in ACCESS_FLAGS), "access_note"),
    "funding": ("funding_line_id", "funding"),
    "image_hash": IMAGE_FIELDS,
    "people": PEOPLE_FIELDS,
    "books": BOOK_FIELDS,
    "partners": PARTNER_FIELDS,
    "lending": LENDING_FIELDS,
}
_OF_DATES: Mapping[str, Sequence[str]] = {"when": SPAN_FIELDS, "place": PLACE_FIELDS}
_BESIDES = ("announce_move", "scope", "kladd")
"""Fields of the forms that say nothing of the event."""

SAID_BY: Mapping[str, Sequence[str]] = {
    "place": ("mode", "place", "online_url"),
    "organiser_id": ("organiser_id", "co_organiser_ids"),
    "image_hash": ("picture", "image_alt", "image_credit"),
}
"""The words of `version_facts` that tell a group, where that is not its own name alone."""


def event_groups(names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Group the fields of the event's form, in its order."""
    return _grouped(names, _OF_EVENTS)


def date_groups(names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Group the fields of the form of one date, in its order."""
    return _grouped(names, _OF_DATES)


def _grouped(
    names: Iterable[str], known: Mapping[str, Sequence[str]]
) -> dict[str, tuple[str, ...]]:
    group_of = {name: group for group, fields in known.items() for name in fields}
    found: dict[str, tuple[str, ...]] = {}
    for name in names:
        if name not in _BESIDES:
            group = group_of.get(name, name)
            found[group] = (*found.get(group, ()), name)
    return found
