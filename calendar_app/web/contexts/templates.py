"""What the pages about templates show, and what their form says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from calendar_app.addresses import Addresses
from calendar_app.domain.access import StaffMember, may_set_up
from calendar_app.domain.event import Event
from calendar_app.domain.event_template import EventTemplate, may_delete
from calendar_app.domain.problems import Problem
from calendar_app.domain.vocabulary import Vocabulary
from calendar_app.web.contexts.beginnings import TEMPLATE
from calendar_app.web.forms.typed import Typed
from calendar_app.words.catalogue import translations
from calendar_app.words.fields import field_labels

FIELDS = ("template_name", "template_library")
EVERYBODY = "alle"
"""What is chosen for a template of all libraries."""

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateLine:
    template: EventTemplate
    library: str
    start_href: str
    may_delete: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateListPage:
    title: str
    lines: tuple[TemplateLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateFormPage:
    title: str
    event: Event
    action: str
    back: str
    typed: Typed
    problems: tuple[Problem, ...]
    labels: Mapping[str, str]
    libraries: Pairs


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateDeletionPage:
    title: str
    template: EventTemplate
    action: str
    back: str


def template_list(
    templates: Sequence[EventTemplate],
    vocabulary: Vocabulary,
    addresses: Addresses,
    *,
    person: StaffMember,
    language: str,
) -> TemplateListPage:
    """Show the templates that the person may use."""
    form = addresses.staff("arrangementer", "nytt")
    return TemplateListPage(
        title=translations(language).gettext("Maler"),
        lines=tuple(
            TemplateLine(
                template=one,
                library=library_of(one, vocabulary, language),
                start_href=f"{form}?{TEMPLATE}={one.id}",
                may_delete=may_delete(person, one),
            )
            for one in templates
        ),
    )


def library_of(template: EventTemplate, vocabulary: Vocabulary, language: str) -> str:
    """Say whose a template is."""
    if template.library_id is None:
        return translations(language).gettext("Alle bibliotekene")
    return vocabulary.libraries[template.library_id].short_name


def template_libraries(person: StaffMember, vocabulary: Vocabulary, language: str) -> Pairs:
    """Give the libraries that a template may be for, the person's own first."""
    own = (one for one in vocabulary.libraries.values() if one.id in person.roles)
    chosen = tuple((str(one.id), one.name) for one in own)
    everybody = (EVERYBODY, translations(language).gettext("Alle bibliotekene"))
    return (*chosen, everybody) if may_set_up(person) else chosen


def template_form(
    event: Event,
    typed: Typed,
    vocabulary: Vocabulary,
    addresses: Addresses,
    *,
    person: StaffMember,
    problems: tuple[Problem, ...] = (),
    language: str,
) -> TemplateFormPage:
    """Put the form together that makes a template of an event."""
    return TemplateFormPage(
        title=translations(language).gettext("Lagre som mal"),
        event=event,
        action=f"{addresses.staff('maler', 'ny')}?fra={event.id}",
        back=addresses.staff("arrangementer", event.id),
        typed=typed,
        problems=problems,
        labels=field_labels(language),
        libraries=template_libraries(person, vocabulary, language),
    )
