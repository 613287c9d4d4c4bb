"""Somebody at work on one date of a series: read what was sent, and show the form again."""

from dataclasses import dataclass
from datetime import date

from starlette.requests import Request
from starlette.responses import Response

from calendar_app.domain.access import StaffMember
from calendar_app.domain.event import Event, Occurrence
from calendar_app.domain.problems import Problem
from calendar_app.domain.timing import AllDay, local_date
from calendar_app.domain.vocabulary import Vocabulary
from calendar_app.storage.dates import recorded_dates
from calendar_app.storage.occurrences import occurrences_of
from calendar_app.web.contexts.date_form import date_form_page
from calendar_app.web.forms.date import DateEntry, read_date_entry
from calendar_app.web.forms.schedule import shown_problem
from calendar_app.web.forms.typed import Typed
from calendar_app.web.parts import parts_of
from calendar_app.web.staff_page import staff_language, staff_page


@dataclass(frozen=True, slots=True, kw_only=True)
class Changing:
    """One request about the form of a date: who writes, and which date of which event."""

    request: Request
    writer: StaffMember
    vocabulary: Vocabulary
    event: Event
    stored: Occurrence

    @property
    def today(self) -> date:
        """Give the local date of the request."""
        return local_date(parts_of(self.request).now())

    @property
    def address(self) -> str:
        """Give the address of the form, to which it is also posted."""
        staff = parts_of(self.request).addresses.staff
        return staff("arrangementer", self.event.id, "datoer", self.stored.id)

    def read(self, typed: Typed) -> DateEntry:
        """Read and judge the form."""
        return read_date_entry(
            typed,
            event=self.event,
            stored=self.stored,
            vocabulary=self.vocabulary,
            today=self.today,
        )

    async def show(
        self, typed: Typed, *, version: int, problems: tuple[Problem, ...] = ()
    ) -> Response:
        """Show the form; with problems it is a refusal."""
        is_whole = isinstance(self.stored.span, AllDay)
        context = date_form_page(
            self.event,
            self.stored,
            await occurrences_of(self.event.id),
            self.vocabulary,
            recorded=await recorded_dates(self.event.id),
            typed=typed,
            problems=tuple(shown_problem(one, is_whole=is_whole) for one in problems),
            version=version,
            person=self.writer,
            today=self.today,
            language=staff_language(self.request),
            action=self.address,
        )
        status = 422 if problems else 200
        return staff_page(self.request, "staff/date_form.html", context, status=status)
