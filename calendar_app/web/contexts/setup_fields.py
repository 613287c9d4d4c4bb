"""The fields of the set-up forms: how each is shown, and what can be chosen in it."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from calendar_app.domain.access import StaffMember, answers_for
from calendar_app.domain.setup import Thing
from calendar_app.domain.vocabulary import Venue, Vocabulary
from calendar_app.web.contexts.setup_families import Family
from calendar_app.web.forms.setup import FIELDS
from calendar_app.words.catalogue import translations
from calendar_app.words.setup import KINDS, PRECISIONS, YES_OR_NO, helps, labels, pairs

Pairs = tuple[tuple[str, str], ...]

_TICKS = ("needs_approval", "address_verified")
_LONG = ("purpose", "access_note")
_REQUIRED = ("name", "short_name", "kind", "nb", "nn", "en", "low", "text")
_SPOKEN = {"nb": "nb", "nn": "nn", "en": "en"}


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldShown:
    """One field of a form. `control` is line, text, tick or choice; a choice has `options`."""

    name: str
    label: str
    control: str
    help: str
    is_required: bool
    language: str
    options: Pairs = ()


def form_fields(
    family: Family,
    person: StaffMember,
    vocabulary: Vocabulary,
    thing: Thing | None,
    language: str,
) -> Iterator[FieldShown]:
    """Tell the fields of a form in order; `thing` is the one that is changed, if there is one."""
    said, helped = labels(language), helps(language)
    choices = _choices(person, vocabulary, thing, language)
    for name in FIELDS[family.kind]:
        yield FieldShown(
            name=name,
            label=said[name],
            control=_control(name, choices),
            help=helped.get(name, ""),
            is_required=name in _REQUIRED,
            language=_SPOKEN.get(name, ""),
            options=choices.get(name, ()),
        )


def _control(name: str, choices: Collection[str]) -> str:
    if name in choices:
        return "choice"
    if name in _TICKS:
        return "tick"
    return "text" if name in _LONG else "line"


def _choices(
    person: StaffMember, vocabulary: Vocabulary, thing: Thing | None, language: str
) -> dict[str, Pairs]:
    text = translations(language)
    own = thing.library_id if isinstance(thing, Venue) else None
    libraries = tuple(
        (str(one.id), one.name)
        for one in vocabulary.libraries.values()
        if answers_for(person, one.id) or one.id == own
    )
    access = pairs(YES_OR_NO, language)
    return {
        "kind": pairs(KINDS, language),
        "library_id": (("", text.gettext("Ikke noe bibliotek")), *libraries),
        "geo_precision": (("", text.gettext("Ikke noe punkt")), *pairs(PRECISIONS, language)),
        **dict.fromkeys(
            ("wheelchair", "accessible_wc", "hearing_loop", "sign_language", "low_sensory"), access
        ),
    }
