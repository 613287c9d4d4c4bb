"""The form of a new event that starts from another one or from a template: its dates are open."""

from collections.abc import Mapping

from calendar_app.domain.access import StaffMember
from calendar_app.domain.copying import copied_details
from calendar_app.domain.event import Event, Visibility
from calendar_app.domain.event_template import EventTemplate
from calendar_app.web.contexts.event_form import typed_new
from calendar_app.web.forms.entry import EVENT_FIELDS
from calendar_app.web.forms.event import typed_details
from calendar_app.web.forms.schedule import typed_schedule
from calendar_app.web.forms.typed import Typed

LEFT_OPEN = (
    "start_date",
    "start_reading",
    "end_date",
    "end_reading",
    "until",
    "extra_dates",
    "left_out",
    "left_out_ticks",
    "announce_move",
)
"""What names a date; hours, length and rule are copied."""


def copying_library(event: Event, person: StaffMember) -> int:
    """Give the library that would arrange a copy: the same one, or the person's own."""
    own = person.library_ids
    organiser_id = event.details.organiser_id
    return organiser_id if organiser_id in own else next(iter(own), 0)


def typed_copy(event: Event, *, library_id: int) -> Typed:
    """Fill the form with a copy of an event that `library_id` would arrange (W-10)."""
    copy = copied_details(event.details, library_id=library_id)
    texts = {
        **typed_new(copy).values,
        **typed_details(copy).values,
        **typed_schedule(event.schedule).values,
    }
    return _without_dates(_for_nobody_more(Typed(texts)))


def template_texts(
    event: Event, *, library_id: int | None, person: StaffMember
) -> Mapping[str, tuple[str, ...]]:
    """Give what a template keeps of an event: a copy of it; for all, nothing that is internal."""
    typed = typed_copy(event, library_id=library_id or copying_library(event, person))
    kept = typed.having(internal_note=()) if library_id is None else typed
    return {name: texts for name, texts in kept.values.items() if any(texts)}


def typed_template(template: EventTemplate, person: StaffMember) -> Typed:
    """Fill the form with a template; a library that is not the person's becomes one that is.

    What the form no longer asks for is not looked at.
    """
    usual = {"when": ("single",), "repeats": ("weekly",), "interval": ("1",), "ends": ("count",)}
    known = {name: texts for name, texts in template.texts.items() if name in EVENT_FIELDS}
    typed = _without_dates(_for_nobody_more(Typed({**usual, **known})))
    own = [str(one) for one in person.library_ids]
    return typed if typed.text("organiser_id") in own else typed.having(organiser_id=own[:1])


def _for_nobody_more(typed: Typed) -> Typed:
    """Keep what is for a community among staff: the event's form knows no communities."""
    is_for_community = typed.text("visibility") == Visibility.COMMUNITY
    return typed.having(visibility=Visibility.STAFF.value) if is_for_community else typed


def _without_dates(typed: Typed) -> Typed:
    return typed.having(**dict.fromkeys(LEFT_OPEN, ()))
