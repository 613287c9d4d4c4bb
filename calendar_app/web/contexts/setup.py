"""What the set-up pages show: lists of things, and the form of one."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from calendar_app.domain.access import StaffMember, answers_for
from calendar_app.domain.problems import Problem
from calendar_app.domain.setup import Thing, may_keep, name_of, slug_of
from calendar_app.domain.vocabulary import (
    AgeBand,
    Community,
    FundingLine,
    Library,
    Venue,
    Vocabulary,
)
from calendar_app.storage.retiring import Uses
from calendar_app.web.contexts.setup_families import FAMILIES, MERGEABLE, Family
from calendar_app.web.contexts.setup_fields import FieldShown, form_fields
from calendar_app.web.forms.setup import MARK, mark_of, typed_thing
from calendar_app.web.forms.typed import Typed
from calendar_app.words.ages import age_words
from calendar_app.words.catalogue import translations
from calendar_app.words.setup import (
    family_words,
    labels,
)

Pairs = tuple[tuple[str, str], ...]
Rows = Callable[[Vocabulary], Mapping[int, Thing]]


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyLine:
    path: str
    name: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SetupPage:
    title: str
    families: tuple[FamilyLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ThingLine:
    """One thing in a list; `more` says what tells it from others."""

    id: int
    name: str
    more: str
    colour: str
    may_keep: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ThingListPage:
    title: str
    new: str
    path: str
    live: tuple[ThingLine, ...]
    retired: tuple[ThingLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ThingFormPage:
    """The form of a new thing (`thing` None), or of one that is there with what can be done."""

    title: str
    family: str
    path: str
    action: str
    back: str
    typed: Typed
    problems: tuple[Problem, ...]
    labels: Mapping[str, str]
    fields: tuple[FieldShown, ...]
    thing: Thing | None = None
    name: str = ""
    aliases: tuple[str, ...] = ()
    uses: Uses | None = None
    can_be_merged: bool = False
    rooms: tuple[tuple[int, str, bool], ...] = field(default=())
    has_rooms: bool = False


def setup_page(vocabulary: Vocabulary, language: str) -> SetupPage:
    """Lead to everything that is set up."""
    return SetupPage(
        title=translations(language).gettext("Oppsett"),
        families=tuple(
            FamilyLine(
                path=one.path,
                name=family_words(one.path, language)[0],
                count=sum(thing.retired_at is None for thing in one.rows(vocabulary).values()),
            )
            for one in FAMILIES
        ),
    )


def thing_list(
    family: Family, person: StaffMember, vocabulary: Vocabulary, language: str
) -> ThingListPage:
    """List the things of a family, what is retired apart."""
    heading, new = family_words(family.path, language)
    things = family.rows(vocabulary).values()
    return ThingListPage(
        title=heading,
        new=new,
        path=family.path,
        live=_lines((x for x in things if x.retired_at is None), person, vocabulary, language),
        retired=_lines((x for x in things if x.retired_at), person, vocabulary, language),
    )


def thing_form(
    family: Family,
    typed: Typed,
    *,
    person: StaffMember,
    vocabulary: Vocabulary,
    language: str,
    addresses: tuple[str, str],
    problems: tuple[Problem, ...] = (),
    thing: Thing | None = None,
    uses: Uses | None = None,
) -> ThingFormPage:
    """Show the form; `addresses` are where it is posted, and the way back."""
    heading, new = family_words(family.path, language)
    name = name_of(thing, language) if thing else ""
    rooms = thing.rooms if isinstance(thing, Venue) else ()
    return ThingFormPage(
        title=name or new,
        family=heading,
        path=family.path,
        action=addresses[0],
        back=addresses[1],
        typed=typed.having(**{MARK: mark_of(thing)}) if thing else typed,
        problems=problems,
        labels=labels(language),
        fields=tuple(form_fields(family, person, vocabulary, thing, language)),
        thing=thing,
        name=name,
        aliases=getattr(thing, "aliases", ()),
        uses=uses,
        can_be_merged=thing is not None and family in MERGEABLE,
        rooms=tuple((room.id, room.name, room.retired_at is not None) for room in rooms),
        has_rooms=isinstance(thing, Venue),
    )


def typed_new(family: Family, person: StaffMember) -> Typed:
    """Fill in what is likely: a new place is one of the person's own library."""
    own = [one for one in sorted(person.roles) if answers_for(person, one)]
    return Typed().having(library_id=str(own[0])) if family.kind is Venue and own else Typed()


def typed_of(thing: Thing) -> Typed:
    """Fill the form with what a thing is."""
    return typed_thing(thing)


def _lines(
    things: Iterable[Thing], person: StaffMember, vocabulary: Vocabulary, language: str
) -> tuple[ThingLine, ...]:
    return tuple(
        ThingLine(
            id=one.id,
            name=name_of(one, language),
            more=_more(one, vocabulary, language),
            colour=one.colour if isinstance(one, Library) else "",
            may_keep=may_keep(person, one),
        )
        for one in things
    )


def _more(thing: Thing, vocabulary: Vocabulary, language: str) -> str:
    text = translations(language)
    match thing:
        case Library():
            return thing.short_name
        case Venue():
            library = vocabulary.libraries.get(thing.library_id or 0)
            owner = library.short_name if library else text.gettext("Andre steder")
            return ", ".join((owner, *(room.name for room in thing.rooms)))
        case AgeBand():
            return age_words(thing.low, thing.high, language)
        case Community():
            return thing.purpose
        case FundingLine():
            return thing.text
    return slug_of(thing)
