"""libical, the reader of Evolution, GNOME and KDE, through GObject introspection.

Run by the system's own Python, which has the binding: `with_libical.py FILE…` prints what
node/read.mjs prints.
"""

import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import gi

gi.require_version("ICalGLib", "3.0")
from gi.repository import ICalGLib as Ical  # noqa: E402

_UTC = Ical.Timezone.get_utc_timezone()
_FIRST = Ical.Time.new_from_string("20240101T000000Z")
_LAST = Ical.Time.new_from_string("20430101T000000Z")
_EVENT = Ical.ComponentKind.VEVENT_COMPONENT


def read(path: str) -> list[list[str]]:
    events = list(_parts(_calendar(path)))
    found = []
    for event in events:
        uid, title = event.get_uid(), event.get_summary()
        if not event.get_recurrenceid().is_null_time():
            found.append([uid, _told(event.get_dtstart()), _told(event.get_dtend()), title])
            continue
        replaced = {_replaced(one) for one in events if one.get_uid() == uid}
        found += [[uid, *span, title] for span in _spans(event) if span[0] not in replaced]
    return found


def _calendar(path: str) -> Any:
    calendar = Ical.Parser.parse_string(Path(path).read_text(encoding="utf-8"))
    if calendar is None or calendar.count_errors():
        sys.exit(f"libical finds faults in {path}")
    if not Ical.restriction_check(calendar):
        sys.exit(f"libical's restriction check refuses {path}")
    return calendar


def _parts(calendar: Any) -> Iterator[Any]:
    part = calendar.get_first_component(_EVENT)
    while part is not None:
        yield part
        part = calendar.get_next_component(_EVENT)


def _replaced(event: Any) -> str:
    """Give which date an override stands for; libical leaves its time zone to the reader."""
    time = event.get_recurrenceid()
    if not time.is_date() and not time.is_utc():
        time.set_timezone(event.get_dtstart().get_timezone())
    return _told(time)


def _spans(event: Any) -> list[tuple[str, str]]:
    """Give start and end of each date that libical expands an event to."""
    spans: list[tuple[int, int]] = []
    event.foreach_recurrence(
        _FIRST, _LAST, lambda _, span, __: spans.append((span.get_start(), span.get_end())), None
    )
    if event.get_dtstart().is_date():
        # Of whole days a span ends a day late, which programs know: they take DTEND.
        length = event.get_dtend().subtract(event.get_dtstart()).as_int()
        return [(_written(start)[:8], _written(start + length)[:8]) for start, _ in spans]
    return [(_written(start), _written(end)) for start, end in spans]


def _written(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y%m%dT%H%M%SZ")


def _told(time: Any) -> str:
    if time.is_date():
        return str(time.as_ical_string())
    return str(time.convert_to_zone(_UTC).as_ical_string())


if __name__ == "__main__":
    sys.stdout.write(json.dumps({path: read(path) for path in sys.argv[1:]}))
