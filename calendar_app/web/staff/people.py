"""The people of the libraries one answers for, and their roles.

There is no history of accounts in the database: who changed whose role, and to what, is in the
log of the program.
"""

import logging
from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

from calendar_app.domain.access import Role, StaffMember
from calendar_app.domain.people import Person, kept, looked_after
from calendar_app.domain.problems import Problem
from calendar_app.storage.people import LastAdminError, people_of, set_roles
from calendar_app.storage.vocabulary import load_vocabulary
from calendar_app.web.contexts.people import last_admin_problems, people_page, person_page
from calendar_app.web.forms.person import read_roles, role_field
from calendar_app.web.forms.typed import Reader, typed_in
from calendar_app.web.guard import posted
from calendar_app.web.guard_person import changeable_person, people_reader, readable_person
from calendar_app.web.parts import parts_of
from calendar_app.web.staff_page import staff_language, staff_page, to_staff_page

_logger = logging.getLogger("calendar_app.people")


async def index(request: Request) -> Response:
    """List them, each once, with their roles at every library."""
    asker = await people_reader(request)
    context = people_page(
        await people_of(looked_after(asker)),
        asker,
        await load_vocabulary(),
        language=staff_language(request),
    )
    return staff_page(request, "staff/people.html", context)


async def show(request: Request) -> Response:
    """Show one person, with the forms for what may be changed."""
    asker, person = await readable_person(request)
    return await _show(request, asker, person)


async def update(request: Request) -> Response:
    """Change roles at the libraries one decides about; others that were sent are not looked at."""
    asker, person = await changeable_person(request)
    form = await posted(request)
    library_ids = sorted(kept(asker))
    reader = Reader(typed_in(form, [role_field(number) for number in library_ids]))
    wanted = read_roles(reader, library_ids)
    if reader.problems:
        return await _show(request, asker, person, wanted=wanted, problems=reader.problems)
    try:
        now = await set_roles(person.member.id, wanted, now=parts_of(request).now())
    except LastAdminError as refused:
        problems = last_admin_problems(refused.library_ids, await load_vocabulary())
        return await _show(request, asker, person, wanted=wanted, problems=problems)
    _logger.info(
        "staff %s changed the roles of staff %s from %s to %s",
        asker.id,
        person.member.id,
        _logged(person.member.roles),
        _logged(now.member.roles),
    )
    if not now.member.roles:
        return to_staff_page(request, "folk", flash="uten-roller")
    if not (looked_after(asker) & now.member.roles.keys()):
        return to_staff_page(request, "folk", flash="roller-lagret")
    return to_staff_page(request, "folk", person.member.id, flash="roller-lagret")


async def _show(
    request: Request,
    asker: StaffMember,
    person: Person,
    *,
    wanted: Mapping[int, Role | None] | None = None,
    problems: list[Problem] | None = None,
) -> Response:
    context = person_page(
        person,
        asker,
        await load_vocabulary(),
        language=staff_language(request),
        wanted=wanted,
        problems=problems or (),
    )
    return staff_page(
        request, "staff/person.html", context, status=422 if context.problems else 200
    )


def _logged(roles: Mapping[int, Role]) -> dict[int, str]:
    return {number: role.value for number, role in roles.items()}
