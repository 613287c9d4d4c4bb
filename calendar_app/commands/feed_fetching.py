"""Reads a feed that somebody names on the command line: from an address, a file or a pipe.

This is the operator's own command, run at their own machine: private addresses are allowed, and
what an answer was redirected to is said. What the server reads by itself goes another way.
"""

import sys
import time
from dataclasses import dataclass
from pathlib import Path

import httpx2

from calendar_app.commands.setting_up import RefusedError
from feeds.lint import FeedAnswer

MOST_BYTES = 20_000_000
MOST_REDIRECTS = 3
_PIPE = "-"
_TIMEOUT = 10.0
_LONGEST = 60.0
"""Seconds for one answer in all: each byte may come within `_TIMEOUT` of the one before."""

_HEADERS = {
    "Accept": "text/calendar, */*;q=0.1",
    # Unpacked as it comes, a small answer could fill the memory.
    "Accept-Encoding": "identity",
    "User-Agent": "Lesekalender check-feed",
}
_REDIRECTS = (301, 302, 303, 307, 308)
_OK = 200


class FetchError(RefusedError):
    """What was to be judged cannot be read, so it is neither right nor wrong."""

    exit_code = 2

    def __init__(self, sentence: str) -> None:
        super().__init__(printable(sentence))


@dataclass(frozen=True, slots=True)
class ReadFeed:
    """The bytes of a feed; `answer` is None for a file. `redirects` in the order they came."""

    body: bytes
    answer: FeedAnswer | None = None
    redirects: tuple[str, ...] = ()


def printable(text: str) -> str:
    """Write what others wrote so that a terminal shows it and does not obey it (A-31)."""
    return "".join(one if one.isprintable() else f"\\x{ord(one):02x}" for one in text)


def read_feed(name: str) -> ReadFeed:
    """Read an http, https or webcal address, a file, or `-` for what is piped in.

    Raises FetchError, also for what is longer than 20 MB.
    """
    if "://" in name:
        return _fetch(name)
    try:
        if name == _PIPE:
            body = sys.stdin.buffer.read(MOST_BYTES + 1)
        else:
            with Path(name).open("rb") as file:
                body = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else error
        raise FetchError(f"{name} cannot be read: {reason}.") from None
    if len(body) > MOST_BYTES:
        raise FetchError("What was to be read is longer than 20 MB.")
    return ReadFeed(body)


def _fetch(address: str) -> ReadFeed:
    try:
        with httpx2.Client(timeout=_TIMEOUT, headers=_HEADERS) as client:
            return _follow(client, _url(httpx2.URL(address)))
    except (httpx2.HTTPError, httpx2.InvalidURL, ValueError, OSError) as error:
        reason = str(error) or type(error).__name__
        raise FetchError(f"The address cannot be read: {reason}.") from None


def _follow(client: httpx2.Client, url: httpx2.URL) -> ReadFeed:
    passed: list[str] = []
    while True:
        status, headers, body = _get(client, url)
        if status not in _REDIRECTS or "location" not in headers:
            break
        if len(passed) == MOST_REDIRECTS:
            raise FetchError(f"The address redirects more than {MOST_REDIRECTS} times.")
        url = _url(url.join(headers["location"]))
        passed.append(str(url.copy_with(username=None, password=None)))
    if status != _OK:
        raise FetchError(f"The server answers {status}.")
    answer = FeedAnswer(
        address=str(url), headers=dict(headers), asked_again=_ask_again(client, url, headers)
    )
    return ReadFeed(body, answer, tuple(passed))


def _url(url: httpx2.URL) -> httpx2.URL:
    if url.scheme in ("webcal", "webcals"):
        url = url.copy_with(scheme="https")
    if url.scheme not in ("http", "https"):
        raise FetchError(f"Only http, https and webcal can be read, not {url.scheme}.")
    if not url.host:
        raise FetchError("The address names no server.")
    return url


def _get(client: httpx2.Client, url: httpx2.URL) -> tuple[int, httpx2.Headers, bytes]:
    """Ask without the cookies of an earlier answer; read the body of a 200 alone."""
    client.cookies.clear()
    with client.stream("GET", url) as response:
        if response.status_code != _OK:
            return response.status_code, response.headers, b""
        if response.headers.get("content-encoding", "identity").lower() != "identity":
            raise FetchError("The server compresses its answer though asked not to.")
        return _OK, response.headers, _bounded(response)


def _bounded(response: httpx2.Response) -> bytes:
    until, body = time.monotonic() + _LONGEST, bytearray()
    for piece in response.iter_raw():
        body += piece
        if len(body) > MOST_BYTES:
            raise FetchError("What was to be read is longer than 20 MB.")
        if time.monotonic() > until:
            raise FetchError(f"The answer did not end within {_LONGEST:.0f} seconds.")
    return bytes(body)


def _ask_again(client: httpx2.Client, url: httpx2.URL, headers: httpx2.Headers) -> int | None:
    """Ask as a calendar program does that has a copy; give the status."""
    if "etag" in headers:
        condition = {"If-None-Match": headers["etag"]}
    elif "last-modified" in headers:
        condition = {"If-Modified-Since": headers["last-modified"]}
    else:
        return None
    client.cookies.clear()
    with client.stream("GET", url, headers=condition) as response:
        return response.status_code
