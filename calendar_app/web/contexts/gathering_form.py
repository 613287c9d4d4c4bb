"""What templates/staff/gathering_form.html shows: the form that creates and edits a gathering."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from calendar_app.domain.access import StaffMember, may_publish, may_write
from calendar_app.domain.event import Event, EventDetails, Registration, Visibility, Workflow
from calendar_app.domain.gathering import Gathering
from calendar_app.domain.gathering_judge import LINES_MAX
from calendar_app.domain.hosting import Hosting, next_host
from calendar_app.domain.problems import Problem
from calendar_app.domain.vocabulary import LibraryKind, Vocabulary
from calendar_app.web.contexts.choices import Choices, Pairs, event_choices, live
from calendar_app.web.contexts.comparison import Difference
from calendar_app.web.contexts.event_form import FormState, new_details, typed_new
from calendar_app.web.contexts.form_steps import SAVE, button_names, buttons
from calendar_app.web.contexts.preview import Preview
from calendar_app.web.forms.gathering import (
    AGENDA_COLUMNS,
    DOCUMENT_COLUMNS,
    GATHERING_FIELDS,
    typed_gathering,
)
from calendar_app.web.forms.reading import read_number
from calendar_app.web.forms.schedule import typed_schedule
from calendar_app.web.forms.typed import Typed
from calendar_app.words.catalogue import translations
from calendar_app.words.fields import field_labels
from calendar_app.words.states import choice_name

_FEWEST = 3
GROW = {"flere-agenda": AGENDA_COLUMNS, "flere-dokumenter": DOCUMENT_COLUMNS}
"""Buttons that ask for more rows, and of what."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GatheringFormPage:
    """`version` is None for a new gathering; `differences` are with what was saved meanwhile."""

    title: str
    action: str
    back: str
    typed: Typed
    problems: tuple[Problem, ...]
    labels: Mapping[str, str]
    choices: Choices
    audiences: Pairs
    communities: Pairs
    hosts: Pairs
    agenda: tuple[tuple[str, ...], ...]
    documents: tuple[tuple[str, ...], ...]
    buttons: tuple[tuple[str, str], ...]
    preview: Preview | None
    version: int | None
    submission: str
    may_announce_move: bool
    has_been: bool
    differences: tuple[Difference, ...] | None


def gathering_form_page(
    state: FormState,
    *,
    event: Event | None,
    person: StaffMember,
    vocabulary: Vocabulary,
    today: date,
    language: str,
    action: str,
    back: str,
    grown: str = "",
    differences: tuple[Difference, ...] | None = None,
) -> GatheringFormPage:
    """Put the form together, for a new gathering or an edit of `event`."""
    text = translations(language)
    details = event.details if event else new_details(person, vocabulary)
    return GatheringFormPage(
        title=text.gettext("Rediger samlingen") if event else text.gettext("Ny samling"),
        action=action,
        back=back,
        typed=state.typed,
        problems=state.problems,
        labels=field_labels(language),
        choices=event_choices(
            vocabulary, person=person, details=details, year=today.year, language=language
        ),
        audiences=tuple(
            (one.value, choice_name(one, language))
            for one in (Visibility.STAFF, Visibility.COMMUNITY)
        ),
        communities=_communities(vocabulary, details.gathering, language),
        hosts=_hosts(vocabulary, details.gathering),
        agenda=_rows(state.typed, AGENDA_COLUMNS, more=grown == "flere-agenda"),
        documents=_rows(state.typed, DOCUMENT_COLUMNS, more=grown == "flere-dokumenter"),
        buttons=_buttons(state, event, person, vocabulary, language),
        preview=state.preview,
        version=state.version,
        submission=state.submission,
        may_announce_move=event is not None and event.workflow is Workflow.PUBLISHED,
        has_been=event is not None and event.schedule.first.first <= today,
        differences=differences,
    )


def typed_new_gathering(
    person: StaffMember,
    vocabulary: Vocabulary,
    *,
    hosted: Iterable[Hosting],
    community_id: int | None,
    like: Event | None = None,
) -> Typed:
    """Give the texts of an empty form: for all staff, at the library whose turn it is.

    `like` is an earlier gathering of which it says the same, apart from where, when and how it
    went.
    """
    turn = next_host(_host_ids(vocabulary), hosted)
    usual = new_details(person, vocabulary)
    if like is not None:
        organiser = like.details.organiser_id
        usual = replace(
            like.details,
            organiser_id=organiser if organiser in person.roles else usual.organiser_id,
            registration=Registration(),
            gathering=replace(like.details.gathering, documents=(), notes="", host_id=turn),
        )
    elif community_id is not None and community_id in vocabulary.communities:
        gathering = Gathering(host_id=turn, community_ids=(community_id,))
        usual = replace(usual, visibility=Visibility.COMMUNITY, gathering=gathering)
    else:
        gathering = Gathering(host_id=turn)
        usual = replace(usual, visibility=Visibility.STAFF, gathering=gathering)
    return _typed(replace(usual, venue_id=None, room_id=None, place_text=""))


def typed_stored_gathering(event: Event) -> Typed:
    """Give the texts of the form for a gathering as it stands."""
    return Typed({**_typed(event.details).values, **typed_schedule(event.schedule).values})


def organisers_for(person: StaffMember, event: Event | None) -> tuple[int, ...]:
    """Name the libraries that the person may choose; a host leaves the organiser as it is."""
    return (*person.library_ids, *((event.details.organiser_id,) if event else ()))


def may_publish_typed(typed: Typed, person: StaffMember, vocabulary: Vocabulary) -> bool:
    """Ask of the library that is chosen now; one that is not there is refused elsewhere."""
    organiser = vocabulary.libraries.get(read_number(typed.text("organiser_id")) or 0)
    return organiser is None or may_publish(person, organiser)


def _typed(details: EventDetails) -> Typed:
    """Take what the two forms ask alike of dates from the event's, and the rest of our own."""
    usual = typed_new(details).values
    kept = {name: texts for name, texts in usual.items() if name in GATHERING_FIELDS}
    return Typed({**kept, **typed_gathering(details).values})


def _buttons(
    state: FormState,
    event: Event | None,
    person: StaffMember,
    vocabulary: Vocabulary,
    language: str,
) -> tuple[tuple[str, str], ...]:
    if event is not None and not may_write(person, event):
        return buttons((SAVE,), language)
    may = may_publish_typed(state.typed, person, vocabulary)
    return buttons(button_names(event, may_publish=may), language)


def _communities(vocabulary: Vocabulary, gathering: Gathering, language: str) -> Pairs:
    rows = live(vocabulary.communities.values(), gathering.community_ids)
    return tuple((str(one.id), one.label.name(language)) for one in rows)


def _hosts(vocabulary: Vocabulary, gathering: Gathering) -> Pairs:
    kept = (gathering.host_id,) if gathering.host_id else ()
    ids = dict.fromkeys((*_host_ids(vocabulary), *kept))
    return tuple((str(one), vocabulary.libraries[one].name) for one in ids)


def _host_ids(vocabulary: Vocabulary) -> list[int]:
    rows = live(vocabulary.libraries.values())
    return [one.id for one in rows if one.kind is LibraryKind.LIBRARY]


def _rows(typed: Typed, columns: tuple[str, ...], *, more: bool) -> tuple[tuple[str, ...], ...]:
    """Give the rows as they are shown: what was typed, and room for more."""
    said = typed.rows(*columns)
    filled = max((number for number, row in enumerate(said, 1) if any(row)), default=0)
    wanted = max(_FEWEST, filled + 1, len(said) + (_FEWEST if more else 0))
    empty = ("",) * len(columns)
    return (*said, *(empty for _ in range(min(wanted, LINES_MAX) - len(said))))
