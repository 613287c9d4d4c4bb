"""What the form of a new event offers to start from: the last ones, and templates."""

from collections.abc import Sequence
from dataclasses import dataclass

from calendar_app.addresses import Addresses
from calendar_app.domain.event_template import EventTemplate
from calendar_app.storage.recent_events import RecentEvent

COPY, TEMPLATE = "fra", "mal"
"""The keys of an address that say what a new event starts from."""

Links = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginnings:
    """Titles and names, each with the address of the form that starts from it."""

    events: Links
    templates: Links


def beginnings(
    recent: Sequence[RecentEvent], templates: Sequence[EventTemplate], addresses: Addresses
) -> Beginnings:
    """Offer what the person made last, and the templates that the person may use."""
    form = addresses.staff("arrangementer", "nytt")
    return Beginnings(
        events=tuple((one.title, f"{form}?{COPY}={one.event_id}") for one in recent),
        templates=tuple((one.name, f"{form}?{TEMPLATE}={one.id}") for one in templates),
    )
