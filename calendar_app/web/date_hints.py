"""What is good to know of the dates of one event, stored or just typed, in words.

Read are the days around its coming dates, three months of them: who plans further ahead looks
again when the time comes, and a page costs the same however long the series is.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from calendar_app.domain.access import StaffMember
from calendar_app.domain.clashes import SHARED_JOURNEY, hints_about
from calendar_app.domain.event import Event, EventDetails, Occurrence
from calendar_app.domain.plan import PlannedDate, planned_event, planned_spans
from calendar_app.domain.timing import DAY, Span, Window
from calendar_app.domain.vocabulary import Vocabulary
from calendar_app.storage.periods import periods_in
from calendar_app.storage.plan import read_plan
from calendar_app.web.contexts.hints import HintLine, hint_lines

MOST_DATES = 30
_REACH = timedelta(days=92)
_AROUND = timedelta(days=SHARED_JOURNEY)


async def hints_of_event(
    event: Event,
    dates: Sequence[Occurrence],
    vocabulary: Vocabulary,
    *,
    person: StaffMember,
    today: date,
    language: str,
) -> tuple[HintLine, ...]:
    """Give the hints for the coming dates of a stored event that somebody may read."""
    window = _window([one.span for one in dates], today)
    if window is None:
        return ()
    planned = await read_plan(person, window=_widened(window), vocabulary=vocabulary)
    own = [one for one in planned if one.event.id == event.id and _is_asked(one.span, window)]
    return await _lines(own, planned, window, vocabulary, language=language)


async def hints_of_typed(
    details: EventDetails,
    spans: Sequence[Span],
    vocabulary: Vocabulary,
    *,
    event_id: int,
    person: StaffMember,
    today: date,
    language: str,
) -> tuple[HintLine, ...]:
    """Give the hints for dates that are being typed; `event_id` 0 is a new event."""
    window = _window(spans, today)
    if window is None:
        return ()
    event = planned_event(details, vocabulary, event_id=event_id, is_series=len(spans) > 1)
    asked = [one for one in spans if _is_asked(one, window)]
    planned = await read_plan(person, window=_widened(window), vocabulary=vocabulary)
    own = list(planned_spans(event, details, asked))
    return await _lines(own, planned, window, vocabulary, language=language)


async def _lines(
    own: list[PlannedDate],
    planned: list[PlannedDate],
    window: Window,
    vocabulary: Vocabulary,
    *,
    language: str,
) -> tuple[HintLine, ...]:
    own = own[:MOST_DATES]
    ids = {one.event.id for one in own}
    others = [one for one in planned if one.event.id not in ids]
    hints = hints_about(own, others, await periods_in(window))
    return hint_lines(own, hints, vocabulary, language=language)


def _window(spans: Sequence[Span], today: date) -> Window | None:
    """Give the days from the first coming date on; None when all is over."""
    coming = [one.first for one in spans if one.first >= today]
    if not coming:
        return None
    first = min(coming)
    return Window(first, min(max(coming), first + _REACH) + DAY)


def _widened(window: Window) -> Window:
    return Window(window.start - _AROUND, window.end + _AROUND)


def _is_asked(span: Span, window: Window) -> bool:
    return window.start <= span.first < window.end
