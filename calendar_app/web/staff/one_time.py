"""The page behind a one-time link: somebody who is not logged in chooses a password.

Whatever link does not hold (wrong, used, run out, of an account that is kept out) is answered
alike and after the same work, and guesses are counted per network (T-24).
"""

import logging
from datetime import datetime

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from calendar_app.domain.device import device_of
from calendar_app.domain.problems import Problem
from calendar_app.storage.one_time_links import OpenLink, Purpose, find_link, use_link
from calendar_app.storage.sessions import end_session, start_session
from calendar_app.web import csrf
from calendar_app.web.contexts.own_account import OneTimePage
from calendar_app.web.cookies import SIGNED_IN, SIGNING_IN, delete_cookie, read_cookie, set_cookie
from calendar_app.web.errors import Refusal
from calendar_app.web.forms.form import read_form
from calendar_app.web.forms.person import new_password_problems
from calendar_app.web.log_in_limits import network_of
from calendar_app.web.parts import parts_of
from calendar_app.web.passwords import MIN_LENGTH, PasswordsBusyError
from calendar_app.web.render import page
from calendar_app.words.catalogue import translations

_logger = logging.getLogger("calendar_app.log_in")
_BUSY_SECONDS = 5
_HEADERS = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex, nofollow"}


async def show(request: Request) -> Response:
    """Show the form. Looking takes nothing away: programs that preview links may do so."""
    return _show(request, await _found(request, now=parts_of(request).now()))


async def create(request: Request) -> Response:
    """Keep the password, take the link away and log in; a log-in brought along ends."""
    parts = parts_of(request)
    now = parts.now()
    link = await _found(request, now=now)
    nonce = read_cookie(request, SIGNING_IN, parts.settings)
    form = await read_form(request, token=csrf.log_in_token(nonce, parts.settings))
    if problems := new_password_problems(form.raw("password")):
        return _show(request, link, problems, status=422)
    try:
        password_hash = await parts.passwords.hash_in_turn(form.raw("password"))
    except PasswordsBusyError:
        answer = _show(request, link, (Problem("", "too_many_attempts"),), status=429)
        answer.headers["Retry-After"] = str(_BUSY_SECONDS)
        return answer
    if not await use_link(request.path_params["token"], password_hash=password_hash, now=now):
        raise _not_there(request)
    _logger.info("staff %s chose a password by a link: %s", link.staff_id, link.purpose)
    return await _logged_in(request, link, now=now)


async def _logged_in(request: Request, link: OpenLink, *, now: datetime) -> Response:
    parts = parts_of(request)
    old_token = read_cookie(request, SIGNED_IN, parts.settings)
    if old_token:
        await end_session(old_token, now=now)
    device = device_of(request.headers.get("user-agent", ""))
    token = await start_session(link.staff_id, now=now, device=device)
    response = RedirectResponse(f"{parts.addresses.staff()}?melding=velkommen", 303)
    delete_cookie(response, SIGNING_IN, parts.settings)
    set_cookie(response, SIGNED_IN, token, parts.settings)
    return response


async def _found(request: Request, *, now: datetime) -> OpenLink:
    link = await find_link(request.path_params["token"], now=now)
    if link is None:
        raise _not_there(request)
    return link


def _not_there(request: Request) -> HTTPException:
    network = network_of(request.client.host if request.client else None)
    seconds = parts_of(request).link_limits.failed(network)
    if seconds is None:
        return Refusal(404, "link_not_valid")
    return HTTPException(429, headers={"Retry-After": str(seconds)})


def _show(
    request: Request, link: OpenLink, problems: tuple[Problem, ...] = (), *, status: int = 200
) -> Response:
    parts = parts_of(request)
    language = parts.settings.language
    text = translations(language)
    nonce = read_cookie(request, SIGNING_IN, parts.settings) or csrf.log_in_nonce()
    is_invitation = link.purpose is Purpose.INVITATION
    context = OneTimePage(
        title=text.gettext("Velkommen") if is_invitation else text.gettext("Velg et nytt passord"),
        home=parts.addresses.calendar(),
        action=parts.addresses.one_time(request.path_params["token"]),
        csrf_token=csrf.log_in_token(nonce, parts.settings),
        name=link.name,
        email=link.email,
        is_invitation=is_invitation,
        min_length=MIN_LENGTH,
        problems=problems,
    )
    response = page(
        request,
        "staff/invitation.html",
        context,
        language=language,
        status=status,
        headers=_HEADERS,
    )
    set_cookie(response, SIGNING_IN, nonce, parts.settings)
    return response
