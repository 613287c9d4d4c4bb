"""What the pages show on which people are invited, given roles and kept out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from calendar_app.addresses import Addresses
from calendar_app.domain.access import Role, StaffMember
from calendar_app.domain.people import Person, kept, may_change_roles, may_keep_account
from calendar_app.domain.problems import Problem
from calendar_app.domain.vocabulary import Vocabulary
from calendar_app.storage.one_time_links import MadeLink, Purpose
from calendar_app.web.forms.person import NO_ROLE, role_field
from calendar_app.words.catalogue import translations
from calendar_app.words.roles import role_choices, role_name


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLine:
    """One person with what they are at each of their libraries, in words."""

    person: Person
    roles: tuple[str, ...]
    is_oneself: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PeoplePage:
    title: str
    lines: tuple[PersonLine, ...]
    may_invite: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleField:
    """The choice of a role at a library."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...]
    chosen: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonPage:
    """A person, the roles that may be changed, and those at other libraries in words."""

    title: str
    line: PersonLine
    fields: tuple[RoleField, ...]
    other_roles: tuple[str, ...]
    may_keep_account: bool
    problems: tuple[Problem, ...]
    labels: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationPage:
    title: str
    email: str
    name: str
    fields: tuple[RoleField, ...]
    problems: tuple[Problem, ...]
    labels: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkPage:
    """The one page that ever shows a one-time link."""

    title: str
    person: Person
    address: str
    expires_at: datetime
    is_invitation: bool
    back: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountLockPage:
    """Asks before somebody is kept out."""

    title: str
    person: Person
    action: str
    back: str


def people_page(
    people: Iterable[Person], asker: StaffMember, vocabulary: Vocabulary, *, language: str
) -> PeoplePage:
    """Put the list together, in the order given."""
    return PeoplePage(
        title=translations(language).gettext("Folk"),
        lines=tuple(person_line(one, asker, vocabulary, language=language) for one in people),
        may_invite=bool(kept(asker)),
    )


def person_line(
    person: Person, asker: StaffMember, vocabulary: Vocabulary, *, language: str
) -> PersonLine:
    """Say what a person is at each of their libraries."""
    return PersonLine(
        person=person,
        roles=_roles_in_words(person.member.roles, vocabulary, language),
        is_oneself=person.member.id == asker.id,
    )


def person_page(
    person: Person,
    asker: StaffMember,
    vocabulary: Vocabulary,
    *,
    language: str,
    wanted: Mapping[int, Role | None] | None = None,
    problems: Sequence[Problem] = (),
) -> PersonPage:
    """Show a person to whoever may see them; `wanted` are the roles that were just refused."""
    line = person_line(person, asker, vocabulary, language=language)
    roles = person.member.roles
    chosen = {**roles, **(wanted or {})}
    fields = role_fields(
        kept(asker) if may_change_roles(asker, person.member) else (),
        chosen,
        vocabulary,
        language=language,
    )
    others = {number: role for number, role in roles.items() if number not in kept(asker)}
    return PersonPage(
        title=person.member.name,
        line=line,
        fields=fields,
        other_roles=_roles_in_words(others, vocabulary, language),
        may_keep_account=may_keep_account(asker, person.member),
        problems=tuple(problems),
        labels=labels_of(fields),
    )


def role_fields(
    library_ids: Iterable[int],
    chosen: Mapping[int, Role | None],
    vocabulary: Vocabulary,
    *,
    language: str,
) -> tuple[RoleField, ...]:
    """Make a choice of role for each library, in the order of their names."""
    none = (NO_ROLE, translations(language).gettext("Ingen tilgang"))
    libraries = sorted(
        (vocabulary.libraries[number] for number in library_ids), key=lambda one: one.short_name
    )
    return tuple(
        RoleField(
            name=role_field(one.id),
            label=one.short_name,
            options=(none, *role_choices(language)),
            chosen=chosen.get(one.id) or NO_ROLE,
        )
        for one in libraries
    )


def last_admin_problems(library_ids: Iterable[int], vocabulary: Vocabulary) -> list[Problem]:
    """Say at which libraries nobody else decides about people."""
    return [
        Problem(
            role_field(number), "last_admin", {"library": vocabulary.libraries[number].short_name}
        )
        for number in library_ids
    ]


def labels_of(fields: Iterable[RoleField]) -> dict[str, str]:
    """Give what the summary of problems calls the fields."""
    return {one.name: one.label for one in fields}


def _roles_in_words(
    roles: Mapping[int, Role], vocabulary: Vocabulary, language: str
) -> tuple[str, ...]:
    named = sorted(
        (vocabulary.libraries[number].short_name, role) for number, role in roles.items()
    )
    return tuple(f"{name}: {role_name(role, language)}" for name, role in named)


def link_page(person: Person, link: MadeLink, addresses: Addresses, *, language: str) -> LinkPage:
    """Show a one-time link as it was made."""
    text = translations(language)
    is_invitation = link.purpose is Purpose.INVITATION
    return LinkPage(
        title=text.gettext("Invitasjonen er klar")
        if is_invitation
        else text.gettext("Lenke til nytt passord"),
        person=person,
        address=addresses.absolute(addresses.one_time(link.token)),
        expires_at=link.expires_at,
        is_invitation=is_invitation,
        back=addresses.staff("folk", person.member.id),
    )
