"""The security headers of every answer, errors included, in one table (facts/security.md, 6)."""

from collections.abc import Iterable

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from calendar_app.web.path_kinds import PathKind, kind_of

Headers = list[tuple[bytes, bytes]]

_CSP = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "object-src 'none'",
        "require-trusted-types-for 'script'",
    )
)
_EMBED_CSP = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors *",
    )
)
_PERMISSIONS = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer",
        "autoplay",
        "camera",
        "display-capture",
        "encrypted-media",
        "fullscreen",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "picture-in-picture",
        "screen-wake-lock",
        "usb",
        "xr-spatial-tracking",
    )
)
_EVERYWHERE = {"X-Content-Type-Options": "nosniff"}
_PAGES = {
    **_EVERYWHERE,
    "Content-Security-Policy": _CSP,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": _PERMISSIONS,
}
HEADERS = {
    PathKind.PAGE: {**_PAGES, "Referrer-Policy": "strict-origin-when-cross-origin"},
    PathKind.STAFF: {
        **_PAGES,
        "Referrer-Policy": "no-referrer",
        "Cache-Control": "private, no-cache",
    },
    # A feed is read by programs on other hosts and runs nothing: a policy would be dead weight.
    PathKind.FEED: {**_EVERYWHERE, "Access-Control-Allow-Origin": "*"},
    # Shown on other people's sites: any may frame it, or those that a setting names (T-19).
    PathKind.EMBED: {
        **_EVERYWHERE,
        "Access-Control-Allow-Origin": "*",
        "Content-Security-Policy": _EMBED_CSP,
        "Cross-Origin-Resource-Policy": "cross-origin",
        "Permissions-Policy": _PERMISSIONS,
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "X-Robots-Tag": "noindex",
    },
    # Style sheets and pictures of embeds too: a sandboxed frame has no origin to be the same as.
    PathKind.FILE: {
        **_EVERYWHERE,
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cross-Origin-Resource-Policy": "cross-origin",
    },
    # The address is a secret: it goes to no other site, and what it gives to no shared cache.
    PathKind.PERSONAL: {
        **_EVERYWHERE,
        "Referrer-Policy": "no-referrer",
        "Cache-Control": "private, no-cache",
        "X-Robots-Tag": "noindex, nofollow",
    },
    PathKind.HEALTH: {**_EVERYWHERE, "Cache-Control": "no-store"},
}
_HSTS = {"Strict-Transport-Security": "max-age=31536000"}


class SecurityHeaders:
    """Adds what an answer lacks; a header that the handler set itself stays."""

    def __init__(self, app: ASGIApp, *, https: bool, frame_ancestors: str = "*") -> None:
        self.app = app
        self._table = header_table(https=https, frame_ancestors=frame_ancestors)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        ours = self._table[kind_of(scope["path"])]

        async def send_secured(message: Message) -> None:
            if message["type"] == "http.response.start":
                theirs = message["headers"]
                names = {name for name, _ in theirs}
                message["headers"] = [*theirs, *(pair for pair in ours if pair[0] not in names)]
            await send(message)

        await self.app(scope, receive, send_secured)


def header_table(*, https: bool, frame_ancestors: str = "*") -> dict[PathKind, Headers]:
    """Give the headers of each kind of path as they are sent."""
    table = {kind: {**headers, **(_HSTS if https else {})} for kind, headers in HEADERS.items()}
    table[PathKind.EMBED]["Content-Security-Policy"] = _EMBED_CSP.replace(
        "frame-ancestors *", f"frame-ancestors {frame_ancestors}"
    )
    return {kind: _encoded(headers.items()) for kind, headers in table.items()}


def feed_headers(*, https: bool) -> Headers:
    """Give what a feed's ready-made headers lack: those that the scheme decides."""
    return _encoded(_HSTS.items()) if https else []


def _encoded(headers: Iterable[tuple[str, str]]) -> Headers:
    return [(name.lower().encode(), value.encode()) for name, value in headers]
