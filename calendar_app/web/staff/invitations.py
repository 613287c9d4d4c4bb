"""Somebody is invited: with a new account and a link that is shown once, or with roles alone.

No mail is sent. Whoever invites sends the link in a way they trust.
"""

import logging
from collections.abc import Mapping, Sequence

from starlette.requests import Request
from starlette.responses import Response

from calendar_app.domain.access import Role, StaffMember
from calendar_app.domain.people import kept
from calendar_app.domain.problems import Problem
from calendar_app.domain.text import clean_line
from calendar_app.storage.people import InvitationRefusedError, Invited, LastAdminError, invite
from calendar_app.storage.vocabulary import load_vocabulary
from calendar_app.web.contexts.people import (
    InvitationPage,
    labels_of,
    last_admin_problems,
    link_page,
    role_fields,
)
from calendar_app.web.forms.person import given_roles, read_email, read_roles, role_field
from calendar_app.web.forms.typed import Reader, Typed, typed_in
from calendar_app.web.guard import posted
from calendar_app.web.guard_person import people_keeper
from calendar_app.web.parts import parts_of
from calendar_app.web.staff_page import staff_language, staff_page, to_staff_page
from calendar_app.words.catalogue import translations
from calendar_app.words.people import person_labels

_logger = logging.getLogger("calendar_app.people")


async def new(request: Request) -> Response:
    """Show the form."""
    return await _show(request, await people_keeper(request), Typed())


async def create(request: Request) -> Response:
    """Invite, and show the link this once when there is one."""
    asker = await people_keeper(request)
    form = await posted(request)
    library_ids = sorted(kept(asker))
    names = ["email", "name", *(role_field(number) for number in library_ids)]
    reader = Reader(typed_in(form, names))
    email, name = read_email(reader), clean_line(reader.typed.text("name"))
    wanted = read_roles(reader, library_ids)
    if reader.problems:
        return await _show(request, asker, reader.typed, wanted, reader.problems)
    try:
        invited = await invite(
            asker, email=email, name=name, roles=given_roles(wanted), now=parts_of(request).now()
        )
    except InvitationRefusedError as refused:
        return await _show(request, asker, reader.typed, wanted, refused.problems)
    except LastAdminError as refused:
        problems = last_admin_problems(refused.library_ids, await load_vocabulary())
        return await _show(request, asker, reader.typed, wanted, problems)
    roles = {number: role.value for number, role in invited.person.member.roles.items()}
    _logger.info("staff %s invited staff %s: %s", asker.id, invited.person.member.id, roles)
    return _lead_on(request, invited)


def _lead_on(request: Request, invited: Invited) -> Response:
    person = invited.person
    if invited.link is None:
        flash = "roller-gitt-sperret" if person.is_disabled else "roller-gitt"
        return to_staff_page(request, "folk", person.member.id, flash=flash)
    context = link_page(
        person, invited.link, parts_of(request).addresses, language=staff_language(request)
    )
    headers = {"Cache-Control": "no-store"}
    return staff_page(request, "staff/one_time_link.html", context, headers=headers)


async def _show(
    request: Request,
    asker: StaffMember,
    typed: Typed,
    wanted: Mapping[int, Role | None] | None = None,
    problems: Sequence[Problem] = (),
) -> Response:
    language = staff_language(request)
    fields = role_fields(kept(asker), wanted or {}, await load_vocabulary(), language=language)
    context = InvitationPage(
        title=translations(language).gettext("Inviter en kollega"),
        email=typed.text("email"),
        name=typed.text("name"),
        fields=fields,
        problems=tuple(problems),
        labels={**person_labels(language), **labels_of(fields)},
    )
    status = 422 if context.problems else 200
    return staff_page(request, "staff/invitation_form.html", context, status=status)
