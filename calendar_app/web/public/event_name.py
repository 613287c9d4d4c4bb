"""The name of an event in an address: `<slug>-<id>`, of which the id decides."""

import re

from calendar_app.storage.events import MAX_ID

_NAME = re.compile(r"(?:.*-)?([1-9][0-9]{0,9})", re.ASCII | re.DOTALL)


def event_id_of(name: str) -> int | None:
    """Read the id at the end of a name; None when there is none, or none that a row can have."""
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    number = int(found[1])
    return number if number <= MAX_ID else None
