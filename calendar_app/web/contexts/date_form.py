"""What templates/staff/date_form.html shows: one date of a series, and the three scopes."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from calendar_app.domain.access import StaffMember
from calendar_app.domain.consequences import Reach, reaches
from calendar_app.domain.event import Event, Mode, Occurrence, RegistrationKind, State, Workflow
from calendar_app.domain.problems import Problem
from calendar_app.domain.published import CALLED_OFF, PublishedOccurrence, described
from calendar_app.domain.timing import AllDay
from calendar_app.domain.vocabulary import Vocabulary
from calendar_app.domain.workflow import is_told
from calendar_app.web.contexts.choices import PlaceGroup, place_groups
from calendar_app.web.contexts.facts import place_of
from calendar_app.web.forms.date import is_stray
from calendar_app.web.forms.typed import Typed
from calendar_app.words.catalogue import translations
from calendar_app.words.fields import field_labels


@dataclass(frozen=True, slots=True, kw_only=True)
class DateFormPage:
    """`usual_place` is where the event is when the date says nothing of its own."""

    title: str
    action: str
    event: Event
    date_id: int
    shown: PublishedOccurrence
    typed: Typed
    problems: tuple[Problem, ...]
    labels: Mapping[str, str]
    reaches: tuple[Reach, ...]
    places: tuple[PlaceGroup, ...]
    usual_place: str
    version: int
    is_whole: bool
    has_place: bool
    has_registration_link: bool
    may_announce_move: bool
    is_changed: bool
    is_stray: bool
    is_cancelled_alone: bool
    is_full: bool
    can_change_state: bool


def date_form_page(
    event: Event,
    stored: Occurrence,
    dates: Sequence[Occurrence],
    vocabulary: Vocabulary,
    *,
    recorded: Collection[int],
    typed: Typed,
    problems: tuple[Problem, ...] = (),
    version: int,
    person: StaffMember,
    today: date,
    language: str,
    action: str,
) -> DateFormPage:
    """Put the form together; `dates` are all of the event's, `recorded` holds attendance."""
    stray = is_stray(event, stored, today=today)
    shown = described(event, stored, vocabulary)
    return DateFormPage(
        title=translations(language).gettext("Endre en dato"),
        action=action,
        event=event,
        date_id=stored.id,
        shown=shown,
        typed=typed,
        problems=problems,
        labels=field_labels(language),
        reaches=reaches(stored, dates, today=today, is_stray=stray, recorded=recorded),
        places=place_groups(
            vocabulary, own=person.library_ids, language=language, kept=typed.text("place")
        ),
        usual_place=place_of(event.details, vocabulary),
        version=version,
        is_whole=isinstance(stored.span, AllDay),
        has_place=event.details.mode is not Mode.ONLINE,
        has_registration_link=event.details.registration.kind is RegistrationKind.LINK,
        may_announce_move=event.workflow is Workflow.PUBLISHED,
        is_changed=stored.is_changed,
        is_stray=stray,
        is_cancelled_alone=stored.overrides.state is State.CANCELLED,
        is_full=stored.overrides.state is State.FULL,
        can_change_state=is_told(event)
        and shown.state not in CALLED_OFF
        and stored.span.last >= today,
    )
