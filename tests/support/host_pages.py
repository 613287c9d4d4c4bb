"""Pages of another site that show the calendar: another origin, another host, a strict policy.

Fixture: `host`. A test folder that wants it imports it in its conftest.py.
"""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count

import httpx2
import pytest

from tests.support.pages import Document

STRICT = "default-src 'self'"
STYLE = (
    "body { max-width: 40rem; margin: 1rem auto; font: 1rem/1.5 Georgia, serif }"
    "lese-kalender:not(:defined) { display: block; min-height: 40rem }"
)


@dataclass(frozen=True)
class HostPage:
    body: bytes
    policy: str
    media_type: str = "text/html; charset=utf-8"


@dataclass
class Host:
    """A web site on `localhost`; calendars of tests are on 127.0.0.1, which is another site."""

    port: int
    pages: dict[str, HostPage] = field(default_factory=dict)
    _numbers: Iterator[int] = field(default_factory=count)

    @property
    def origin(self) -> str:
        return f"http://localhost:{self.port}"

    def show(self, content: str, *, policy: str = STRICT) -> str:
        """Put something on a page of its own between two paragraphs; gives its address."""
        path = f"/side/{next(self._numbers)}"
        body = (
            '<!doctype html><html lang="nb"><head><meta charset="utf-8"><title>Biblioteket</title>'
            '<meta name="viewport" content="width=device-width"><link rel="icon" href="/icon.svg">'
            '<link rel="stylesheet" href="/host.css"></head>'
            f'<body><main><h1>Biblioteket</h1><p>Velkommen!</p>{content}<p id="slutt">Slutt.</p>'
            "</main></body></html>"
        )
        self.pages[path] = HostPage(body.encode(), policy)
        return f"{self.origin}{path}"

    def serve(self, path: str, text: str, media_type: str) -> None:
        self.pages[path] = HostPage(text.encode(), STRICT, media_type)


@pytest.fixture
def host() -> Iterator[Host]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    made = Host(server.server_port)
    made.serve("/host.css", STYLE, "text/css")
    made.serve("/icon.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>', "image/svg+xml")
    server.RequestHandlerClass = _handler(made)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    yield made
    server.shutdown()
    thread.join()
    server.server_close()


def _handler(host: Host) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            page = host.pages.get(self.path)
            self.send_response(200 if page else 404)
            if page:
                self.send_header("Content-Type", page.media_type)
                self.send_header("Content-Security-Policy", page.policy)
                self.send_header("Content-Length", str(len(page.body)))
            self.end_headers()
            self.wfile.write(page.body if page else b"")

        def log_message(self, format: str, *args: object) -> None:
            pass

    return Handler


@dataclass(frozen=True)
class Printed:
    """What `/bygg-inn` prints for a selection: its fields by id."""

    texts: dict[str, str]

    def code(self, level: str) -> str:
        return self.texts[f"kode-{level}"]

    def policy(self, level: str) -> str:
        """Give a strict policy with the lines that the page says it needs."""
        return "; ".join([STRICT, *self.texts[f"csp-{level}"].splitlines()])


async def printed(server_url: str, query: str = "") -> Printed:
    """Read the code as a site editor copies it."""
    async with httpx2.AsyncClient(base_url=server_url) as client:
        answer = await client.get(f"/bygg-inn?{query}")
    assert answer.status_code == 200, answer.text
    return Printed(Fields(answer.text).values_by_id)


class Fields(Document):
    """The text fields of a page, by their ids."""

    def __init__(self, html: str) -> None:
        self.values_by_id: dict[str, str] = {}
        self._open = ""
        super().__init__(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        super().handle_starttag(tag, attrs)
        if tag == "textarea":
            self._open = dict(attrs)["id"] or ""
            self.values_by_id[self._open] = ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._open = ""

    def handle_data(self, data: str) -> None:
        super().handle_data(data)
        if self._open:
            self.values_by_id[self._open] += data
