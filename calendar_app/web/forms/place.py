"""Where it is: one value that names a venue or a room of it, or a place in words."""

import re

from calendar_app.web.forms.typed import Reader

PLACE_FIELDS = ("place", "place_text")

_PLACE = re.compile(r"([0-9]{1,18})(?:-([0-9]{1,18}))?")


def read_place(reader: Reader) -> tuple[int | None, int | None, str]:
    """Read venue, room and place in words; both at once are refused, for only one is shown."""
    value, text = reader.typed.text("place"), reader.line("place_text")
    match = _PLACE.fullmatch(value)
    if value and not match:
        reader.refuse("place", "unknown_choice")
    if not match:
        return None, None, text
    if text:
        reader.refuse("place_text", "two_places")
    return int(match[1]), int(match[2]) if match[2] else None, text


def place_value(venue_id: int | None, room_id: int | None) -> str:
    """Give the one value that names a venue, or a room of it, in a list of places."""
    if venue_id is None:
        return ""
    return f"{venue_id}-{room_id}" if room_id is not None else str(venue_id)
