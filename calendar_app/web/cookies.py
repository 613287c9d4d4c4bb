"""The two cookies there are, both of the staff pages: signed in, and about to sign in.

Over TLS their names begin with `__Host-`, so that no other host can set them.
"""

from starlette.requests import Request
from starlette.responses import Response

from calendar_app.settings import Settings

SIGNED_IN = "lesekalender"
SIGNING_IN = "lesekalender-innlogging"


def read_cookie(request: Request, name: str, settings: Settings) -> str:
    """Read one of ours; "" when it is not there."""
    return request.cookies.get(_full_name(name, settings), "")


def set_cookie(response: Response, name: str, value: str, settings: Settings) -> None:
    """Set a cookie that goes when the browser is closed."""
    response.set_cookie(
        _full_name(name, settings),
        value,
        path="/",
        secure=settings.is_https,
        httponly=True,
        samesite="lax",
    )


def delete_cookie(response: Response, name: str, settings: Settings) -> None:
    """Take a cookie away."""
    response.delete_cookie(
        _full_name(name, settings),
        path="/",
        secure=settings.is_https,
        httponly=True,
        samesite="lax",
    )


def _full_name(name: str, settings: Settings) -> str:
    return f"__Host-{name}" if settings.is_https else name
