"""What templates/staff/event_form.html shows: the one form that creates and edits an event."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from calendar_app.domain.access import StaffMember, may_publish
from calendar_app.domain.event import Event, EventDetails, Workflow
from calendar_app.domain.problems import Problem
from calendar_app.domain.text import clean_line
from calendar_app.domain.vocabulary import Vocabulary
from calendar_app.web.contexts.beginnings import Beginnings
from calendar_app.web.contexts.choices import Choices, event_choices, live
from calendar_app.web.contexts.drafts import DraftOffer
from calendar_app.web.contexts.form_steps import button_names, buttons
from calendar_app.web.contexts.preview import Preview
from calendar_app.web.contexts.row_lists import row_lists
from calendar_app.web.contexts.title_help import title_help
from calendar_app.web.contexts.venue_access import VenueAccess, venue_access
from calendar_app.web.forms.books import BOOK_FIELDS, BOOKS
from calendar_app.web.forms.date_lines import short_date
from calendar_app.web.forms.event import YES, typed_details
from calendar_app.web.forms.lending import LENDING_FIELDS
from calendar_app.web.forms.partners import PARTNER_FIELDS, PARTNERS
from calendar_app.web.forms.people import PEOPLE, PEOPLE_FIELDS
from calendar_app.web.forms.reading import read_date, read_number
from calendar_app.web.forms.schedule import typed_schedule
from calendar_app.web.forms.typed import Typed
from calendar_app.words.catalogue import translations
from calendar_app.words.fields import field_labels

FOLDS: Mapping[str, tuple[str, ...]] = {
    "image": ("image_hash", "image_file", "image_alt", "image_credit"),
    "libraries": ("co_organiser_ids",),
    "categories": ("more_category_ids",),
    "ages": ("age_from", "age_to", "age_note"),
    PEOPLE: PEOPLE_FIELDS,
    BOOKS: BOOK_FIELDS,
    PARTNERS: PARTNER_FIELDS,
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
    "contact": ("contact", "funding_line_id", "funding"),
    "lending": LENDING_FIELDS,
    "statistics": ("statistics_type", "arranger"),
    "experience": ("experience",),
    "internal": ("visibility", "internal_note"),
}
"""What is folded away until it holds something or is wrong."""

_NOTHING_YET = EventDetails(title="", organiser_id=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFormPage:
    """`version` is None for a new event, `submission` "" for one that exists.

    `rows` are those of the lists, by list. `venue_access` is what the chosen place says of
    itself. `has_been` is whether a date has passed, so that there is something to tell.
    """

    title: str
    action: str
    back: str
    typed: Typed
    problems: tuple[Problem, ...]
    labels: Mapping[str, str]
    choices: Choices
    rows: Mapping[str, tuple[tuple[str, ...], ...]]
    hints: tuple[str, ...]
    venue_access: VenueAccess | None
    has_been: bool
    beginnings: Beginnings | None
    open_folds: frozenset[str]
    buttons: tuple[tuple[str, str], ...]
    preview: Preview | None
    version: int | None
    submission: str
    may_announce_move: bool
    draft: DraftOffer | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FormState:
    """What a form page differs in from one showing to the next.

    `grown` names a list that was asked for another row; `beginnings` are offered once, with the
    empty form.
    """

    typed: Typed
    problems: tuple[Problem, ...] = ()
    preview: Preview | None = None
    grown: str = ""
    beginnings: Beginnings | None = None
    version: int | None = None
    submission: str = ""
    draft: DraftOffer | None = None


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
            vocabulary,
            person=person,
            details=details,
            tags=_tags(state.typed),
            year=today.year,
            language=language,
        ),
        rows=row_lists(state.typed, grown=state.grown),
        hints=_hints(state, vocabulary, language),
        venue_access=venue_access(state.typed, vocabulary, language),
        has_been=event is not None and event.schedule.first.last < today,
        beginnings=state.beginnings,
        open_folds=_open_folds(state),
        buttons=buttons(
            button_names(event, may_publish=_may_publish(state, person, vocabulary)), language
        ),
        preview=state.preview,
        version=state.version,
        submission=state.submission,
        may_announce_move=event is not None and event.workflow is Workflow.PUBLISHED,
        draft=state.draft,
    )


def new_details(person: StaffMember, vocabulary: Vocabulary) -> EventDetails:
    """Give what a new event says before anybody has typed: the person's library, at home."""
    own = [one for one in live(vocabulary.libraries.values()) if one.id in person.roles]
    library_id = next((one.id for one in own), next(iter(person.library_ids), 0))
    venues = [one.id for one in live(vocabulary.venues.values()) if one.library_id == library_id]
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


def _tags(typed: Typed) -> tuple[str, ...]:
    return (typed.text("content_language"), *typed.all("languages"))


def _hints(state: FormState, vocabulary: Vocabulary, language: str) -> tuple[str, ...]:
    """Help with the title when the form comes back, not before anybody has typed."""
    if state.preview is None and not state.problems:
        return ()
    return title_help(clean_line(state.typed.text("title")), vocabulary, language)


def _may_publish(state: FormState, person: StaffMember, vocabulary: Vocabulary) -> bool:
    """Ask of the library that is chosen now; one that is not there is refused elsewhere."""
    library_id = read_number(state.typed.text("organiser_id")) or 0
    organiser = vocabulary.libraries.get(library_id)
    return organiser is None or may_publish(person, organiser)


def _open_folds(state: FormState) -> frozenset[str]:
    usual = typed_new(_NOTHING_YET)
    wrong = {problem.field for problem in state.problems}
    return frozenset(
        fold
        for fold, names in FOLDS.items()
        if fold == state.grown
        or wrong & set(names)
        or any(_said(state.typed, name) != _said(usual, name) for name in names)
    )


def _said(typed: Typed, name: str) -> set[str]:
    """Give what a field says; nothing and an empty text are the same."""
    return {text for text in typed.all(name) if text}
