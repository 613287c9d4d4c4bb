"""Answers to requests that failed: a page, or one line of text where a program asked.

Nothing here tells how the program is made: no traceback, path, SQL or version (T-27). The
traceback is in the log under the number that the answer shows.
"""

import logging
from collections.abc import Mapping

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Match
from starlette.types import ASGIApp, Receive, Scope, Send

from calendar_app.addresses import API
from calendar_app.domain.canonical import canonical
from calendar_app.domain.problems import Problem
from calendar_app.domain.selection import Selection
from calendar_app.web.parts import parts_of
from calendar_app.web.path_kinds import PathKind, kind_of
from calendar_app.web.public.context import ErrorPage
from calendar_app.web.request_log import request_id
from calendar_app.words.errors import error_advice, error_title
from calendar_app.words.languages import interface_language
from calendar_app.words.problems import problem_words

_logger = logging.getLogger("calendar_app.errors")
_RETRY_SECONDS = "30"
_READ_BY_PROGRAMS = (PathKind.FEED, PathKind.PERSONAL, PathKind.HEALTH, PathKind.EMBED)


class Refusal(HTTPException):
    """A refusal that the status alone does not explain; the words of `code` take its place."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(status)
        self.code = code


async def refused(request: Request, error: Exception) -> Response:
    """Answer an HTTPException; its own text is never shown, it may repeat the request."""
    assert isinstance(error, HTTPException)
    headers = dict(error.headers or {})
    if error.status_code == 405:
        headers["Allow"] = _allowed_methods(request)
    code = error.code if isinstance(error, Refusal) else ""
    return failure(request, error.status_code, code=code, headers=headers)


async def gone(request: Request, error: Exception) -> Response:
    """Answer when an event was deleted between being found and being written."""
    return failure(request, 404)


async def unavailable(request: Request, error: Exception) -> Response:
    """Answer when the database is away or too busy: nothing was saved, later it may work."""
    _logger.error("request %s: no database: %s", request_id(request.scope), error)
    return failure(request, 503, headers={"Retry-After": _RETRY_SECONDS})


async def disk_full(request: Request, error: Exception) -> Response:
    """Answer when there is no room to save: reading goes on."""
    _logger.error("request %s: the disk is full: %s", request_id(request.scope), error)
    return failure(request, 507)


async def failed(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer for what nobody expected; a calendar program comes again after a 503 (FC-33)."""
    is_feed = kind_of(scope["path"]) in (PathKind.FEED, PathKind.PERSONAL)
    headers = {"Retry-After": _RETRY_SECONDS} if is_feed else None
    answer = failure(Request(scope), 503 if is_feed else 500, headers=headers)
    await answer(scope, receive, send)


def failing(status: int) -> ASGIApp:
    """Make an application that always answers with this status."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        await failure(Request(scope), status)(scope, receive, send)

    return answer


def failure(
    request: Request, status: int, *, code: str = "", headers: Mapping[str, str] | None = None
) -> Response:
    """Answer with a status, in the words of `code` when that says it better."""
    parts = parts_of(request)
    number = request_id(request.scope)
    language = interface_language(request.query_params.get("ui", "")) or parts.settings.language
    advice = problem_words(Problem("", code), language) if code else error_advice(status, language)
    page = ErrorPage(
        status=status,
        title=error_title(status, language),
        advice=advice,
        # What is missing and what is not for you must be the same to the byte.
        request_id="" if status == 404 else number,
        home=parts.addresses.calendar(canonical(Selection(ui=language)) or ""),
    )
    headers = {**(headers or {}), "X-Request-ID": number}
    line = PlainTextResponse(f"{page.title}.\n{page.request_id}".strip(), status, headers)
    if request.scope["path"].startswith(API):
        return JSONResponse({"error": f"{page.title}."}, status, headers)
    if kind_of(request.scope["path"]) in _READ_BY_PROGRAMS:
        return line
    try:
        return parts.pages.answer(
            "error.html", page, language=language, status=status, headers=headers
        )
    except Exception:
        # An error page that fails must not become an answer without words.
        _logger.exception("request %s: the error page failed too", number)
        return line


def _allowed_methods(request: Request) -> str:
    """Name the methods of every route at this path, not only of the first."""
    methods: set[str] = set()
    for route in request.app.routes:
        if route.matches(request.scope)[0] is not Match.NONE:
            methods |= getattr(route, "methods", None) or set()
    return ", ".join(sorted(methods))
