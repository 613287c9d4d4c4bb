"""Log-in and log-out."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from calendar_app.domain.problems import Problem
from calendar_app.storage.sessions import end_session
from calendar_app.web import csrf
from calendar_app.web.cookies import (
    SIGNED_IN,
    SIGNING_IN,
    delete_cookie,
    read_cookie,
    set_cookie,
)
from calendar_app.web.forms.form import Form, read_form
from calendar_app.web.guard import SignedOutError, posted, session_of
from calendar_app.web.log_in import TooManyAttemptsError, credentials, log_in
from calendar_app.web.parts import parts_of
from calendar_app.web.render import page
from calendar_app.web.safe_next import safe_next
from calendar_app.words.catalogue import translations

_LOGGED_OUT = "logget-ut"


@dataclass(frozen=True, slots=True, kw_only=True)
class LogInPage:
    """What templates/staff/log_in.html shows."""

    title: str
    home: str
    next: str
    csrf_token: str
    email: str = ""
    logged_out: bool = False
    problems: tuple[Problem, ...] = ()


async def new(request: Request) -> Response:
    """Show the form, or go on when somebody is logged in already."""
    wanted = safe_next(request.query_params.get("next", ""))
    try:
        await session_of(request)
    except SignedOutError:
        return _show(request, wanted)
    return RedirectResponse(wanted, 303)


async def create(request: Request) -> Response:
    """Log in."""
    settings = parts_of(request).settings
    nonce = read_cookie(request, SIGNING_IN, settings)
    form = await read_form(request, token=csrf.log_in_token(nonce, settings))
    given = credentials(request, email=form.text("email"), password=form.raw("password"))
    old_token = read_cookie(request, SIGNED_IN, settings)
    try:
        token = await log_in(given, parts_of(request), old_token=old_token)
    except TooManyAttemptsError as error:
        answer = _rejected(request, form, "too_many_attempts", status=429)
        answer.headers["Retry-After"] = str(error.seconds)
        return answer
    if token is None:
        return _rejected(request, form, "wrong_credentials", status=422)
    response = RedirectResponse(safe_next(form.raw("next")), 303)
    delete_cookie(response, SIGNING_IN, settings)
    set_cookie(response, SIGNED_IN, token, settings)
    return response


async def destroy(request: Request) -> Response:
    """Log out."""
    await posted(request)
    parts = parts_of(request)
    await end_session(read_cookie(request, SIGNED_IN, parts.settings), now=parts.now())
    response = RedirectResponse(f"{parts.addresses.log_in()}?melding={_LOGGED_OUT}", 303)
    delete_cookie(response, SIGNED_IN, parts.settings)
    return response


def _rejected(request: Request, form: Form, code: str, *, status: int) -> Response:
    """Show the form again with what was typed; the password is typed anew."""
    return _show(
        request,
        safe_next(form.raw("next")),
        email=form.text("email"),
        problems=(Problem("", code),),
        status=status,
    )


def _show(
    request: Request,
    wanted: str,
    *,
    email: str = "",
    problems: tuple[Problem, ...] = (),
    status: int = 200,
) -> Response:
    parts = parts_of(request)
    language = parts.settings.language
    nonce = read_cookie(request, SIGNING_IN, parts.settings) or csrf.log_in_nonce()
    context = LogInPage(
        title=translations(language).gettext("Logg inn"),
        home=parts.addresses.calendar(),
        next=wanted,
        csrf_token=csrf.log_in_token(nonce, parts.settings),
        email=email,
        logged_out=request.query_params.get("melding") == _LOGGED_OUT,
        problems=problems,
    )
    response = page(request, "staff/log_in.html", context, language=language, status=status)
    set_cookie(response, SIGNING_IN, nonce, parts.settings)
    return response
