"""What all pages of those who are logged in have in common, and the way from one to the next."""

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse

from calendar_app.domain.access import may_set_up
from calendar_app.storage.sessions import Session
from calendar_app.web.form_drafts import after_saving
from calendar_app.web.parts import parts_of
from calendar_app.web.render import page
from calendar_app.words.flashes import flash_words

_FLASH = "melding"


def staff_language(request: Request) -> str:
    """Give the language of the pages of whoever is logged in: their own choice, or the usual."""
    session: Session = request.state.session
    return session.person.language or parts_of(request).settings.language


def staff_page(
    request: Request,
    name: str,
    context: object,
    *,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
) -> HTMLResponse:
    """Answer with a page; its template also sees who is logged in, `csrf_token` and `flash`.

    Only after `guard` has found out who is asking.
    """
    session: Session = request.state.session
    language = staff_language(request)
    return page(
        request,
        name,
        context,
        language=language,
        status=status,
        headers=headers,
        person=session.person,
        is_coordinator=may_set_up(session.person),
        csrf_token=session.csrf_token,
        flash=flash_words(request.query_params.get(_FLASH, ""), language),
    )


def to_staff_page(request: Request, *path: object, flash: str = "") -> RedirectResponse:
    """Lead on after something was done; `flash` is a code of `words.flashes`.

    The form that was sent has done its work, and so have its drafts.
    """
    address = parts_of(request).addresses.staff(*path)
    response = RedirectResponse(f"{address}?{_FLASH}={flash}" if flash else address, 303)
    response.background = after_saving(request)
    return response
