"""Every reader by its name, in one form: files in, dates out."""

from collections.abc import Callable
from functools import partial

from tests.readers.shown import Shown
from tests.readers.with_others import Files, with_libical, with_node
from tests.readers.with_python import with_ical, with_icalendar, with_vobject

Read = Callable[[Files], dict[str, list[Shown]]]


def _each(read: Callable[[bytes], list[Shown]]) -> Read:
    return lambda files: {name: read(path.read_bytes()) for name, path in files.items()}


READERS: dict[str, Read] = {
    "icalendar": _each(with_icalendar),
    "ical": _each(with_ical),
    "vobject": _each(with_vobject),
    "ical.js": partial(with_node, "ical.js"),
    "node-ical": partial(with_node, "node-ical"),
    "libical": with_libical,
}
