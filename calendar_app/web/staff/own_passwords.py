"""One's own password: the old one is asked for, and all other log-ins end."""

from starlette.requests import Request
from starlette.responses import Response

from calendar_app.domain.access import StaffMember
from calendar_app.domain.device import device_of
from calendar_app.domain.problems import Problem
from calendar_app.storage.sessions import start_session
from calendar_app.storage.staff import find_account, set_password
from calendar_app.web.contexts.own_account import OwnPasswordPage
from calendar_app.web.cookies import SIGNED_IN, set_cookie
from calendar_app.web.forms.form import Form
from calendar_app.web.forms.person import new_password_problems
from calendar_app.web.guard import person, posted
from calendar_app.web.log_in_limits import network_of
from calendar_app.web.parts import parts_of
from calendar_app.web.passwords import MIN_LENGTH, PasswordsBusyError
from calendar_app.web.staff_page import staff_language, staff_page, to_staff_page
from calendar_app.words.catalogue import translations

_BUSY_SECONDS = 5


async def edit(request: Request) -> Response:
    """Show the form."""
    return _show(request, await person(request))


async def update(request: Request) -> Response:
    """Change it. Guessing the old one is counted like guessing at the log-in (T-24)."""
    owner = await person(request)
    form = await posted(request)
    parts = parts_of(request)
    network = network_of(request.client.host if request.client else None)
    wait = parts.log_in_limits.begin(owner.email, network)
    if wait is not None:
        return _wait(request, owner, wait)
    try:
        problems = await _problems(request, owner, form)
        if problems:
            return _show(request, owner, problems, status=422)
        password_hash = await parts.passwords.hash_in_turn(form.raw("password"))
    except PasswordsBusyError:
        return _wait(request, owner, _BUSY_SECONDS)
    parts.log_in_limits.succeeded(owner.email, network)
    await set_password(owner.id, password_hash)
    device = device_of(request.headers.get("user-agent", ""))
    token = await start_session(owner.id, now=parts.now(), device=device)
    response = to_staff_page(request, "konto", flash="passord-byttet")
    set_cookie(response, SIGNED_IN, token, parts.settings)
    return response


async def _problems(request: Request, owner: StaffMember, form: Form) -> tuple[Problem, ...]:
    account = await find_account(owner.email)
    stored = account.password_hash if account else None
    if not await parts_of(request).passwords.verify(form.raw("old_password"), stored):
        return (Problem("old_password", "wrong_old_password"),)
    return new_password_problems(form.raw("password"))


def _wait(request: Request, owner: StaffMember, seconds: int) -> Response:
    answer = _show(request, owner, (Problem("", "too_many_attempts"),), status=429)
    answer.headers["Retry-After"] = str(seconds)
    return answer


def _show(
    request: Request,
    owner: StaffMember,
    problems: tuple[Problem, ...] = (),
    *,
    status: int = 200,
) -> Response:
    context = OwnPasswordPage(
        title=translations(staff_language(request)).gettext("Bytt passord"),
        email=owner.email,
        min_length=MIN_LENGTH,
        problems=problems,
    )
    return staff_page(request, "staff/own_password.html", context, status=status)
