"""What templates/staff/event_form.html shows: the one form that creates and edits an event."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from calendar_app.domain.access import StaffMember
from calendar_app.domain.event import Event, EventDetails, Workflow
from calendar_app.domain.problems import Problem
from calendar_app.domain.vocabulary import Vocabulary
from calendar_app.domain.workflow import next_steps
from calendar_app.web.contexts.choices import Choices, event_choices
from calendar_app.web.contexts.preview import Preview
from calendar_app.web.forms.date_lines import short_date
from calendar_app.web.forms.event import YES, typed_details
from calendar_app.web.forms.reading import read_date
from calendar_app.web.forms.schedule import typed_schedule
from calendar_app.web.forms.typed import Typed
from calendar_app.words.catalogue import N_, translations
from calendar_app.words.fields import field_labels

PREVIEW, SAVE = "forhandsvis", "lagre"
STEPS = {
    "utkast": Workflow.DRAFT,
    "planlegg": Workflow.PLANNED,
    "publiser": Workflow.PUBLISHED,
}
"""What the buttons of the form say, beside `PREVIEW` and `SAVE`."""

FOLDS: Mapping[str, tuple[str, ...]] = {
    "partners": ("co_organiser_ids",),
    "categories": ("more_category_ids",),
    "signing_up": (
        "registration_opens_date",
        "registration_opens_time",
        "registration_closes_date",
        "registration_closes_time",
        "waiting_list",
        "guardian_registers",
        "registration_note",
        "capacity",
    ),
    "languages": ("content_language", "languages"),
    "access": (
        "access_wheelchair",
        "access_accessible_wc",
        "access_hearing_loop",
        "access_sign_language",
        "access_low_sensory",
        "access_note",
    ),
    "contact": ("contact", "funding"),
    "statistics": ("statistics_type", "arranger"),
    "internal": ("visibility", "internal_note"),
}
"""What is folded away until it holds something or is wrong."""

_BUTTONS = {
    "utkast": N_("Lagre utkast"),
    "planlegg": N_("Planlegg"),
    "publiser": N_("Publiser"),
    "lagre": N_("Lagre endringene"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFormPage:
    """`version` is None for a new event, `submission` "" for one that exists."""

    title: str
    action: str
    back: str
    typed: Typed
    problems: tuple[Problem, ...]
    labels: Mapping[str, str]
    choices: Choices
    open_folds: frozenset[str]
    buttons: tuple[tuple[str, str], ...]
    preview: Preview | None
    version: int | None
    submission: str
    may_announce_move: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FormState:
    """What a form page differs in from one showing to the next."""

    typed: Typed
    problems: tuple[Problem, ...] = ()
    preview: Preview | None = None
    version: int | None = None
    submission: str = ""


def form_page(
    state: FormState,
    *,
    event: Event | None,
    person: StaffMember,
    vocabulary: Vocabulary,
    today: date,
    language: str,
    action: str,
    back: str,
) -> EventFormPage:
    """Put the form together, for a new event or an edit of `event`."""
    text = translations(language)
    details = event.details if event else new_details(person, vocabulary)
    return EventFormPage(
        title=text.gettext("Rediger arrangementet") if event else text.gettext("Nytt arrangement"),
        action=action,
        back=back,
        typed=_with_left_out_where_it_is_shown(state.typed, state.preview),
        problems=state.problems,
        labels=field_labels(language),
        choices=event_choices(
            vocabulary, person=person, details=details, year=today.year, language=language
        ),
        open_folds=_open_folds(state),
        buttons=tuple((name, text.gettext(_BUTTONS[name])) for name in button_names(event)),
        preview=state.preview,
        version=state.version,
        submission=state.submission,
        may_announce_move=event is not None and event.workflow is Workflow.PUBLISHED,
    )


def button_names(event: Event | None) -> tuple[str, ...]:
    """Name the buttons, the most usual one first."""
    if event is None or event.workflow is Workflow.DRAFT:
        return ("publiser", "planlegg", "utkast")
    can_publish = Workflow.PUBLISHED in next_steps(event)
    return (SAVE, "publiser") if can_publish else (SAVE,)


def new_details(person: StaffMember, vocabulary: Vocabulary) -> EventDetails:
    """Give what a new event says before anybody has typed: the person's library, at home."""
    library_id = next(iter(person.library_ids), 0)
    venues = [one.id for one in vocabulary.venues.values() if one.library_id == library_id]
    venue_id = venues[0] if len(venues) == 1 else None
    return EventDetails(title="", organiser_id=library_id, venue_id=venue_id)


def typed_new(details: EventDetails) -> Typed:
    """Give the texts of an empty form; whom it is for is to be said, so nothing is ticked."""
    return typed_details(details).having(
        for_everybody=(),
        when="single",
        repeats="weekly",
        interval="1",
        ends="count",
        announce_move=YES,
    )


def typed_event(event: Event) -> Typed:
    """Give the texts of the form for an event as it stands."""
    usual = typed_new(event.details)
    schedule = typed_schedule(event.schedule)
    texts = {**usual.values, **typed_details(event.details).values, **schedule.values}
    return Typed(texts)


def _with_left_out_where_it_is_shown(typed: Typed, preview: Preview | None) -> Typed:
    """Let each left-out date stand in one place: as a tick in the preview, else as a line.

    So it can be taken back where it is seen.
    """
    ticked = [read_date(text) for text in typed.all("left_out_ticks")]
    lines = typed.text("left_out").splitlines()
    if preview is None:
        known = {read_date(line) for line in lines}
        added = [short_date(day) for day in ticked if day and day not in known]
        return typed.having(left_out="\n".join([*lines, *added]), left_out_ticks=())
    shown = {one.day for one in preview.dates if one.can_be_left_out}
    rest = [line for line in lines if read_date(line) not in shown]
    return typed.having(left_out="\n".join(rest), left_out_ticks=())


def _open_folds(state: FormState) -> frozenset[str]:
    usual = typed_new(EventDetails(title="", organiser_id=0))
    wrong = {problem.field for problem in state.problems}
    return frozenset(
        fold
        for fold, names in FOLDS.items()
        if wrong & set(names)
        or any(_said(state.typed, name) != _said(usual, name) for name in names)
    )


def _said(typed: Typed, name: str) -> set[str]:
    """Give what a field says; nothing and an empty text are the same."""
    return {text for text in typed.all(name) if text}
