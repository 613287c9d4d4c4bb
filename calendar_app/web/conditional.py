"""HTTP caching of feeds and pages, in one place: validators, 304, compression, ready-made headers.

An answer is prepared once and then sent as it is, so a warm feed costs little more than a bare
server does (RFC 9110 §13; facts/feeds.md, section 5).
"""

import re
from asyncio import to_thread
from dataclasses import dataclass
from datetime import datetime
from email.utils import formatdate, parsedate_to_datetime
from functools import lru_cache

from starlette.types import Receive, Scope, Send

from calendar_app.publishing.answer import Answer, Content
from calendar_app.web.accepting import takes_gzip

Headers = list[tuple[bytes, bytes]]

PUBLIC: Headers = [
    (b"cache-control", b"public, max-age=300"),
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", b"ETag, Last-Modified, Link"),
    (b"x-robots-tag", b"noindex"),
]
PRIVATE: Headers = [
    (b"cache-control", b"private, no-cache"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-robots-tag", b"noindex, nofollow"),
]
"""Who may keep an answer, and whose scripts may read it (FC-32)."""

_NEVER_GZIPPED = re.compile(rb"Microsoft|Outlook|Exchange", re.IGNORECASE)
_ETAGS = re.compile(rb'(?:W/)?("[^"]*")')


@dataclass(slots=True, eq=False)
class Prepared:
    """An answer with its headers as bytes; it is an ASGI application, and so a response.

    `stamp` is Last-Modified in seconds since 1970, None for pages, which change with the program
    too. `generation` is the publisher's when it was prepared: an older one may be out of date.
    """

    answer: Content
    stamp: int | None
    generation: int
    opaque_tag: bytes
    full: Headers
    unchanged: Headers
    zipped: Headers | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer GET or HEAD: 304 when the client has these bytes, else 200."""
        none_match = modified_since = encoding = agent = None
        for name, value in scope["headers"]:
            if name == b"if-none-match":
                none_match = value if none_match is None else none_match + b"," + value
            elif name == b"if-modified-since":
                modified_since = value
            elif name == b"accept-encoding":
                encoding = value
            elif name == b"user-agent":
                agent = value
        if _is_unchanged(self, none_match, modified_since):
            await _send(send, 304, self.unchanged, b"")
            return
        headers, body = self.full, self.answer.body
        if encoding is not None and takes_gzip(encoding) and not _is_spared(agent):
            headers, body = await self._gzipped()
        await _send(send, 200, headers, b"" if scope["method"] == "HEAD" else body)

    async def _gzipped(self) -> tuple[Headers, bytes]:
        """Give headers and body of the compressed form, made at the first request for it."""
        if self.zipped is None:
            body = await to_thread(lambda: self.answer.gzipped)
            length = (b"content-length", str(len(body)).encode())
            rest = [pair for pair in self.full if pair[0] != b"content-length"]
            self.zipped = [*rest, length, (b"content-encoding", b"gzip")]
        return self.zipped, self.answer.gzipped


def prepare(
    answer: Answer,
    *,
    last_modified: datetime,
    now: datetime,
    generation: int,
    canonical_url: str | None,
    attachment: bool = False,
    extra: Headers | None = None,
    sharing: Headers = PUBLIC,
    etag: str = "",
) -> Prepared:
    """Make the headers of an answer (FC-24); `canonical_url` is absolute, None without one.

    `extra` are headers that every answer of the application carries. A private answer brings
    an `etag` of its own, which nobody else's bytes have (T-13).
    """
    etag = etag or answer.etag
    stamp = int(last_modified.timestamp())
    # A stamp is at least a second later than the one before, so it may lie just ahead of now.
    shown = formatdate(min(stamp, int(now.timestamp())), usegmt=True).encode()
    validators = [
        (b"etag", etag.encode()),
        (b"last-modified", shown),
        (b"vary", b"Accept-Encoding"),
        (b"x-content-type-options", b"nosniff"),
        *sharing,
        *(extra or ()),
    ]
    if canonical_url:
        validators.append((b"link", f'<{canonical_url}>; rel="canonical"'.encode()))
    if answer.trimming:
        validators.append((b"x-feed-truncated", _trimmed(answer)))
    kind = "attachment" if attachment else "inline"
    disposition = f'{kind}; filename="{answer.filename}"'.encode()
    full = [
        (b"content-type", answer.form.content_type.encode()),
        (b"content-disposition", disposition),
        *validators,
        (b"content-length", str(len(answer.body)).encode()),
    ]
    tag = etag.removeprefix("W/").encode()
    return Prepared(answer, stamp, generation, tag, full, validators)


def prepare_page(content: Content, headers: Headers, *, generation: int) -> Prepared:
    """Make a page ready; `headers` are all of its own but those about its bytes."""
    kept = [
        (name, value) for name, value in headers if name not in (b"content-type", b"content-length")
    ]
    validators = [(b"etag", content.etag.encode()), *kept]
    full = [
        *(pair for pair in headers if pair[0] == b"content-type"),
        *validators,
        (b"content-length", str(len(content.body)).encode()),
    ]
    tag = content.etag.removeprefix("W/").encode()
    return Prepared(content, None, generation, tag, full, validators)


async def _send(send: Send, status: int, headers: Headers, body: bytes) -> None:
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def _is_unchanged(
    prepared: Prepared, none_match: bytes | None, modified_since: bytes | None
) -> bool:
    """If-None-Match wins over If-Modified-Since and compares weakly (RFC 9110 §13.1)."""
    if none_match is not None:
        return none_match.strip() == b"*" or prepared.opaque_tag in _ETAGS.findall(none_match)
    if modified_since is not None and prepared.stamp is not None:
        since = _seconds(modified_since)
        return since is not None and since >= prepared.stamp
    return False


@lru_cache(maxsize=256)
def _seconds(value: bytes) -> int | None:
    """Read an HTTP date; an unreadable one is ignored."""
    try:
        return int(parsedate_to_datetime(value.decode("latin-1")).timestamp())
    except (ValueError, TypeError, OverflowError):
        return None


@lru_cache(maxsize=256)
def _is_spared(agent: bytes | None) -> bool:
    """One report says that gzip kept Exchange from subscribing; leaving it out costs nothing."""
    return agent is not None and _NEVER_GZIPPED.search(agent) is not None


def _trimmed(answer: Answer) -> bytes:
    trimming = answer.trimming
    said = []
    if trimming.past_from:
        said.append(f"past-from={trimming.past_from.isoformat()}")
    if trimming.shortened:
        said.append("descriptions=shortened")
    if trimming.until:
        said.append(f"until={trimming.until.isoformat()}")
    return "; ".join(said).encode()
