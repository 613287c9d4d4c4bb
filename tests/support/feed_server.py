"""A web server on loopback that answers as a test says, good or bad.

Fixture: `feed_server`. A test folder that wants it imports it in its conftest.py.
"""

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

Headers = dict[str, str]
Answer = Callable[[BaseHTTPRequestHandler], None]
"""Writes an answer to a request."""


class FeedServer:
    """What is answered by path, and the requests that came: path and headers."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.asked: list[tuple[str, Headers]] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))
        self._thread.start()

    def url(self, path: str, *, scheme: str = "http") -> str:
        return f"{scheme}://127.0.0.1:{self._server.server_port}{path}"

    def stop(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                headers = {name.lower(): text for name, text in self.headers.items()}
                outer.asked.append((self.path, headers))
                outer.answers[self.path](self)

            def log_message(self, format: str, *args: object) -> None:
                pass

        return Handler


@pytest.fixture
def feed_server() -> Iterator[FeedServer]:
    server = FeedServer()
    yield server
    server.stop()


def feed(body: bytes, **headers: str | None) -> Answer:
    """Answer as a good feed does, 304 included; a header that is None is left out."""
    given = {
        "Content-Type": "text/calendar; charset=utf-8",
        "Content-Length": str(len(body)),
        "ETag": 'W/"1"',
        "Last-Modified": "Mon, 23 Nov 2026 12:00:00 GMT",
        **{name.replace("_", "-"): text for name, text in headers.items()},
    }

    def answer(request: BaseHTTPRequestHandler) -> None:
        etag, since = given["ETag"], given["Last-Modified"]
        asked = request.headers
        is_known = (etag and asked["If-None-Match"] == etag) or (
            since and asked["If-Modified-Since"] == since
        )
        request.send_response(304 if is_known else 200)
        for name, text in given.items():
            if text is not None and not (is_known and name == "Content-Length"):
                request.send_header(name, text)
        request.end_headers()
        if not is_known:
            request.wfile.write(body)

    return answer


def redirect(location: str, status: int = 302) -> Answer:
    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(status)
        request.send_header("Location", location)
        request.send_header("Set-Cookie", "seen=1; Path=/")
        request.end_headers()

    return answer


def status(code: int) -> Answer:
    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(code)
        request.end_headers()

    return answer
