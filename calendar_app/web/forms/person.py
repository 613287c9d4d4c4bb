"""The forms about people: an invitation, roles per library, and a new password."""

from collections.abc import Collection, Mapping

from calendar_app.domain.access import Role
from calendar_app.domain.people import is_email
from calendar_app.domain.problems import Problem
from calendar_app.storage.staff import folded_email
from calendar_app.web.forms.typed import Reader
from calendar_app.web.passwords import MIN_LENGTH, is_too_long

NO_ROLE = "ingen"


def role_field(library_id: int) -> str:
    """Name the field with the role at a library."""
    return f"role_{library_id}"


def read_email(reader: Reader) -> str:
    """Read an address as it is stored."""
    email = folded_email(reader.typed.text("email"))
    if not email:
        reader.refuse("email", "required")
    elif not is_email(email):
        reader.refuse("email", "not_an_email")
    return email


def read_roles(reader: Reader, library_ids: Collection[int]) -> dict[int, Role | None]:
    """Read the role at each library that was sent; only those named are looked at (A-18)."""
    found: dict[int, Role | None] = {}
    for number in library_ids:
        name = role_field(number)
        text = reader.typed.text(name)
        if text == NO_ROLE:
            found[number] = None
        elif text in tuple(Role):
            found[number] = Role(text)
        elif text:
            reader.refuse(name, "unknown_choice")
    return found


def given_roles(wanted: Mapping[int, Role | None]) -> dict[int, Role]:
    """Leave out the libraries at which no role was chosen."""
    return {number: role for number, role in wanted.items() if role is not None}


def new_password_problems(password: str) -> tuple[Problem, ...]:
    """Judge a new password: its length alone, for rules about signs make worse ones."""
    if len(password) < MIN_LENGTH:
        return (Problem("password", "password_too_short", {"min": MIN_LENGTH}),)
    if is_too_long(password):
        return (Problem("password", "password_too_long"),)
    return ()
