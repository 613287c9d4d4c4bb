"""`/.well-known/security.txt`: where to tell of a hole (RFC 9116)."""

from datetime import UTC, datetime, time, timedelta

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from calendar_app.domain.timing import local_date
from calendar_app.web.contact_links import feedback_href
from calendar_app.web.parts import parts_of

SECURITY_TXT = "/.well-known/security.txt"
_VALID = timedelta(days=180)
"""Under a year, as RFC 9116 asks (section 2.5.5); told anew each day, so never nearly over."""


async def show(request: Request) -> Response:
    """Say whom to write to; 404 until the setting `contact` says so."""
    parts = parts_of(request)
    contact = parts.settings.contact
    if not contact:
        raise HTTPException(404)
    day = local_date(parts.now()) + _VALID
    expires = datetime.combine(day, time(), UTC)
    lines = (
        f"Contact: {feedback_href(contact)}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: no, en",
        f"Canonical: {parts.addresses.absolute(SECURITY_TXT)}",
    )
    return PlainTextResponse("\n".join((*lines, "")))
