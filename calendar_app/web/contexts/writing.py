"""Somebody at work on the event's form: read what was sent, and show the form again."""

from dataclasses import dataclass, replace
from datetime import date

from starlette.requests import Request
from starlette.responses import Response

from calendar_app.domain.access import StaffMember, may_publish
from calendar_app.domain.event import Event, EventDetails
from calendar_app.domain.problems import Problem
from calendar_app.domain.timing import local_date
from calendar_app.domain.vocabulary import Vocabulary
from calendar_app.domain.workflow import may_hand_over
from calendar_app.web.contexts.event_form import FormState, form_page
from calendar_app.web.contexts.form_steps import PREVIEW, Step, step_of
from calendar_app.web.contexts.preview import preview_of
from calendar_app.web.contexts.row_lists import list_to_grow
from calendar_app.web.date_hints import hints_of_typed
from calendar_app.web.forms.entry import Entry, read_dates, read_entry
from calendar_app.web.parts import parts_of
from calendar_app.web.staff_page import staff_language, staff_page

_NOTHING_SAID = EventDetails(title="", organiser_id=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """One request about the form: who writes, and which event (None for a new one)."""

    request: Request
    writer: StaffMember
    vocabulary: Vocabulary
    event: Event | None = None

    @property
    def today(self) -> date:
        """Give the local date of the request."""
        return local_date(parts_of(self.request).now())

    @property
    def address(self) -> str:
        """Give the address of the form, to which it is also posted."""
        staff = parts_of(self.request).addresses.staff
        if self.event is None:
            return staff("arrangementer", "nytt")
        return staff("arrangementer", self.event.id, "rediger")

    def read(self, state: FormState) -> Entry:
        """Read and judge the whole form; what was wrong with it before is said too."""
        entry = read_entry(
            state.typed,
            base=self.event.details if self.event else _NOTHING_SAID,
            vocabulary=self.vocabulary,
            organisers=self.writer.library_ids,
            today=self.today,
        )
        problems = (*state.problems, *entry.problems, *self._hand_over_problems(entry.details))
        return replace(entry, problems=problems)

    def show(self, state: FormState, *, status: int = 200) -> Response:
        """Show the form with everything that was typed."""
        parts = parts_of(self.request)
        back = ("arrangementer", self.event.id) if self.event else ("arrangementer",)
        context = form_page(
            state,
            event=self.event,
            person=self.writer,
            vocabulary=self.vocabulary,
            today=self.today,
            language=staff_language(self.request),
            action=self.address,
            back=parts.addresses.staff(*back),
        )
        return staff_page(self.request, "staff/event_form.html", context, status=status)

    async def without_saving(self, state: FormState, handling: str) -> Response | None:
        """Show the form again when that is all that a button asks for, else None."""
        if handling == PREVIEW:
            return await self.preview(state)
        grown = list_to_grow(handling)
        return self.show(replace(state, grown=grown)) if grown else None

    def step(self, handling: str, details: EventDetails) -> Step:
        """Read how far a button goes: who may not publish asks for it instead."""
        organiser = self.vocabulary.libraries[details.organiser_id]
        return step_of(handling, may_publish=may_publish(self.writer, organiser))

    async def preview(self, state: FormState) -> Response:
        """Show the form with the dates that it would give; nothing else is judged yet."""
        schedule, problems = read_dates(state.typed, today=self.today)
        problems = [*state.problems, *problems]
        if schedule is None or problems:
            return self.show(replace(state, problems=tuple(problems)), status=422)
        preview = preview_of(schedule, today=self.today)
        hints = await hints_of_typed(
            self.read(state).details,
            [one.span for one in preview.dates if not one.is_left_out],
            self.vocabulary,
            event_id=self.event.id if self.event else 0,
            person=self.writer,
            today=self.today,
            language=staff_language(self.request),
        )
        return self.show(replace(state, preview=replace(preview, hints=hints)))

    def refuse(self, state: FormState, entry: Entry) -> Response:
        """Show the form with everything that is wrong."""
        return self.show(replace(state, problems=entry.problems), status=422)

    def _hand_over_problems(self, details: EventDetails) -> tuple[Problem, ...]:
        """Refuse to give what is published to a library that has not approved it."""
        organiser = self.vocabulary.libraries.get(details.organiser_id)
        if self.event is None or organiser is None:
            return ()
        if may_hand_over(self.event, self.writer, organiser):
            return ()
        return (Problem("organiser_id", "organiser_wants_approval"),)
