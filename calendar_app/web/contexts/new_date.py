"""What templates/staff/new_date.html shows: one more date for an event."""

from collections.abc import Mapping
from dataclasses import dataclass

from calendar_app.domain.access import StaffMember
from calendar_app.domain.event import Event, Mode
from calendar_app.domain.problems import Problem
from calendar_app.domain.timing import AllDay
from calendar_app.domain.vocabulary import Vocabulary
from calendar_app.web.contexts.choices import PlaceGroup, place_groups
from calendar_app.web.contexts.facts import place_of
from calendar_app.web.forms.typed import Typed
from calendar_app.words.catalogue import translations
from calendar_app.words.fields import field_labels


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDatePage:
    """`usual_place` is where the event is when the date says nothing of its own."""

    title: str
    action: str
    back: str
    event: Event
    typed: Typed
    problems: tuple[Problem, ...]
    labels: Mapping[str, str]
    places: tuple[PlaceGroup, ...]
    usual_place: str
    is_whole: bool
    has_place: bool


def new_date_page(
    event: Event,
    vocabulary: Vocabulary,
    *,
    typed: Typed,
    problems: tuple[Problem, ...],
    person: StaffMember,
    language: str,
    action: str,
    back: str,
) -> NewDatePage:
    """Put the form together."""
    return NewDatePage(
        title=translations(language).gettext("Legg til en dato"),
        action=action,
        back=back,
        event=event,
        typed=typed,
        problems=problems,
        labels=field_labels(language),
        places=place_groups(
            vocabulary, own=person.library_ids, language=language, kept=typed.text("place")
        ),
        usual_place=place_of(event.details, vocabulary),
        is_whole=isinstance(event.schedule.first, AllDay),
        has_place=event.details.mode is not Mode.ONLINE,
    )
