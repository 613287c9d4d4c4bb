"""Invitations and roles as an admin gives them: with the forms of the pages."""

import re
from collections.abc import Mapping

import httpx2

from calendar_app.domain.access import Role
from tests.support.web import SignedIn

PEOPLE = "/ansatt/folk"
ONE_TIME = "/ansatt/invitasjon"
_LINK = re.compile(rf"{ONE_TIME}/[A-Za-z0-9_-]{{43}}")


def role_fields(roles: Mapping[int, Role | None]) -> dict[str, str]:
    return {f"role_{number}": role.value if role else "ingen" for number, role in roles.items()}


async def asked_for(
    admin: SignedIn, email: str, roles: Mapping[int, Role | None], *, name: str = "Kollegaen"
) -> httpx2.Response:
    """Send the form of an invitation."""
    fields = {"email": email, "name": name, **role_fields(roles)}
    return await admin.post(f"{PEOPLE}/ny", fields)


def link_on(answer: httpx2.Response) -> str:
    """Read the path of the one-time link that a page shows."""
    assert answer.status_code == 200, (answer.status_code, answer.text)
    (path,) = set(_LINK.findall(answer.text))
    return str(path)
