"""Somebody at work on a gathering's form: read what was sent, and show the form again."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from starlette.requests import Request
from starlette.responses import Response

from calendar_app.domain.access import StaffMember
from calendar_app.domain.event import Event, EventDetails, Schedule
from calendar_app.domain.timing import local_date
from calendar_app.domain.vocabulary import Vocabulary
from calendar_app.web.contexts.comparison import Difference
from calendar_app.web.contexts.event_form import FormState
from calendar_app.web.contexts.facts import place_of
from calendar_app.web.contexts.gathering_form import gathering_form_page, organisers_for
from calendar_app.web.contexts.gathering_page import community_names
from calendar_app.web.contexts.preview import preview_of
from calendar_app.web.forms.entry import Entry, read_dates
from calendar_app.web.forms.gathering import read_gathering_entry
from calendar_app.web.parts import parts_of
from calendar_app.web.staff_page import staff_language, staff_page
from calendar_app.words.dates import moment_words
from calendar_app.words.fields import field_labels
from calendar_app.words.schedule import schedule_words
from calendar_app.words.states import choice_name

_NOTHING_SAID = EventDetails(title="", organiser_id=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class GatheringWriting:
    """One request about the form: who writes, and which gathering (None for a new one)."""

    request: Request
    writer: StaffMember
    vocabulary: Vocabulary
    event: Event | None = None

    @property
    def today(self) -> date:
        """Give the local date of the request."""
        return local_date(parts_of(self.request).now())

    def read(self, state: FormState) -> Entry:
        """Read and judge the whole form."""
        return read_gathering_entry(
            state.typed,
            base=self.event.details if self.event else _NOTHING_SAID,
            vocabulary=self.vocabulary,
            organisers=organisers_for(self.writer, self.event),
            today=self.today,
        )

    def show(
        self,
        state: FormState,
        *,
        status: int = 200,
        grown: str = "",
        differences: tuple[Difference, ...] | None = None,
    ) -> Response:
        """Show the form with everything that was typed."""
        staff = parts_of(self.request).addresses.staff
        event = self.event
        context = gathering_form_page(
            state,
            event=event,
            person=self.writer,
            vocabulary=self.vocabulary,
            today=self.today,
            language=staff_language(self.request),
            action=staff("samlinger", event.id, "rediger") if event else staff("samlinger", "ny"),
            back=staff("arrangementer", event.id) if event else staff("samlinger"),
            grown=grown,
            differences=differences,
        )
        return staff_page(self.request, "staff/gathering_form.html", context, status=status)

    def preview(self, state: FormState) -> Response:
        """Show the form with the dates that it would give; nothing else is judged yet."""
        schedule, problems = read_dates(state.typed, today=self.today)
        if schedule is None or problems:
            return self.show(replace(state, problems=tuple(problems)), status=422)
        return self.show(replace(state, preview=preview_of(schedule, today=self.today)))

    def refuse(self, state: FormState, entry: Entry) -> Response:
        """Show the form with everything that is wrong."""
        return self.show(replace(state, problems=entry.problems), status=422)

    def conflict(self, state: FormState, current: Event, entry: Entry) -> Response:
        """Show what somebody else saved meanwhile beside what was typed, which is all kept."""
        language = staff_language(self.request)
        theirs = _said(current.details, current.schedule, self.vocabulary, language)
        mine = _said(entry.details, entry.schedule, self.vocabulary, language)
        labels = field_labels(language)
        differences = tuple(
            Difference(label=labels[name], theirs=theirs[name], mine=text)
            for name, text in mine.items()
            if text != theirs[name]
        )
        newer = replace(state, version=current.version)
        return self.show(newer, status=409, differences=differences)


def _said(
    details: EventDetails, schedule: Schedule | None, vocabulary: Vocabulary, language: str
) -> dict[str, str]:
    """Say in words, by field, what the form asks."""
    gathering, libraries = details.gathering, vocabulary.libraries
    host = libraries.get(gathering.host_id or 0)
    return {
        "title": details.title,
        "summary": details.summary,
        "visibility": choice_name(details.visibility, language),
        "community_ids": ", ".join(community_names(details, vocabulary, language)),
        "when": schedule_words(schedule, language) if schedule else "",
        "mode": choice_name(details.mode, language),
        "place": place_of(details, vocabulary),
        "online_url": details.online_url,
        "host_id": host.name if host else "",
        "organiser_id": libraries[details.organiser_id].name,
        "agenda": "; ".join(f"{one.time} {one.text}".strip() for one in gathering.agenda),
        "description": details.description,
        "documents": "; ".join(f"{one.label}: {one.url}" for one in gathering.documents),
        "capacity": "" if details.capacity is None else str(details.capacity),
        **dict(_moments(details, language)),
        "contact": details.contact,
        "gathering_notes": gathering.notes,
    }


def _moments(details: EventDetails, language: str) -> Iterator[tuple[str, str]]:
    registration = details.registration
    for name, moment in (
        ("registration_opens_date", registration.opens_at),
        ("registration_closes_date", registration.closes_at),
    ):
        yield name, moment_words(moment, language) if moment else ""
