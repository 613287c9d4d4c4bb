"""Forms are taken only from our own pages (T-17): Sec-Fetch-Site or Origin, and a token.

Before the log-in there is no session to keep a token in. There the token is a signature of a
random cookie that only the log-in page sets: nobody can log another person in (log-in CSRF),
and no public page needs a cookie.
"""

import hmac
import secrets
from urllib.parse import urlsplit

from starlette.requests import Request

from calendar_app.settings import LOOPBACK_NAMES, Settings
from calendar_app.web.errors import Refusal

FIELD = "csrf_token"
FOREIGN_FORM = "foreign_form"


def check_origin(request: Request, settings: Settings) -> None:
    """Refuse a request that another site's page made; raises Refusal.

    Sec-Fetch-Site is asked first: a page with Referrer-Policy no-referrer, as ours, sends
    `Origin: null` with its own forms. A client that sends neither is left to the token.
    """
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        if site not in ("same-origin", "none"):
            raise Refusal(403, FOREIGN_FORM)
        return
    origin = request.headers.get("origin")
    if origin is not None and origin not in _our_origins(settings):
        raise Refusal(403, FOREIGN_FORM)


def check_token(given: str, expected: str) -> None:
    """Refuse a form without the token of its page; raises Refusal."""
    if not expected or not hmac.compare_digest(given.encode(), expected.encode()):
        raise Refusal(403, FOREIGN_FORM)


def log_in_nonce() -> str:
    """Make what the cookie of the log-in page holds."""
    return secrets.token_urlsafe(24)


def log_in_token(nonce: str, settings: Settings) -> str:
    """Sign the cookie of the log-in page; "" for no cookie, which no form fits."""
    key = settings.secret_key.get_secret_value().encode()
    return hmac.digest(key, b"log-in " + nonce.encode(), "sha256").hex() if nonce else ""


def _our_origins(settings: Settings) -> set[str]:
    """Name the public address; on a loopback its names are one and the same."""
    origins = {settings.public_url}
    if settings.is_loopback:
        scheme, _, rest = settings.public_url.partition("://")
        port = rest[rest.rindex(":") :] if urlsplit(settings.public_url).port else ""
        names = (f"[{name}]" if ":" in name else name for name in LOOPBACK_NAMES)
        origins.update(f"{scheme}://{name}{port}" for name in names)
    return origins
