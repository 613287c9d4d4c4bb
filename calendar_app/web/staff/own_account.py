"""One's own account: the name, the language of the pages, and where one is logged in."""

from starlette.requests import Request
from starlette.responses import Response

from calendar_app.domain.access import StaffMember
from calendar_app.domain.people import name_problems
from calendar_app.domain.problems import Problem
from calendar_app.domain.text import clean_line
from calendar_app.domain.vocabulary import LANGUAGES
from calendar_app.storage.own_sessions import open_sessions
from calendar_app.storage.people import save_profile
from calendar_app.web.contexts.own_account import AccountPage, session_lines
from calendar_app.web.guard import person, posted, session_of
from calendar_app.web.parts import parts_of
from calendar_app.web.staff_page import staff_language, staff_page, to_staff_page
from calendar_app.words.catalogue import translations


async def show(request: Request) -> Response:
    """Show all of it."""
    owner = await person(request)
    return await _show(request, owner, name=owner.name, chosen=staff_language(request))


async def update(request: Request) -> Response:
    """Keep name and language; the next page is in that language."""
    owner = await person(request)
    form = await posted(request)
    name, chosen = clean_line(form.text("name")), form.text("language")
    problems = name_problems(name)
    if chosen not in LANGUAGES:
        problems.append(Problem("language", "unknown_choice"))
    if problems:
        return await _show(request, owner, name=name, chosen=chosen, problems=problems)
    await save_profile(owner.id, name=name, language=chosen)
    return to_staff_page(request, "konto", flash="konto-lagret")


async def _show(
    request: Request,
    owner: StaffMember,
    *,
    name: str,
    chosen: str,
    problems: list[Problem] | None = None,
) -> Response:
    language = staff_language(request)
    sessions = await open_sessions(owner.id, now=parts_of(request).now())
    context = AccountPage(
        title=translations(language).gettext("Min konto"),
        email=owner.email,
        name=name,
        language=chosen,
        sessions=session_lines(sessions, this_id=(await session_of(request)).id, language=language),
        problems=tuple(problems or ()),
    )
    status = 422 if context.problems else 200
    return staff_page(request, "staff/account.html", context, status=status)
