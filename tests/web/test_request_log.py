import logging

import pytest
from starlette.requests import ClientDisconnect
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from calendar_app.web.request_log import RequestLog, shown_path


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("/kalender", "/kalender"),
        ("/arrangement/blåbær-1", "/arrangement/bl\\xe5b\\xe6r-1"),
        ("/a\x1b[31mred", "/a\\x1b[31mred"),
        ("/a\r\nGET /b 200", "/a\\r\\nGET\\x20/b\\x20200"),
        ("/a\u2028b\\n", "/a\\u2028b\\\\n"),
        ("/t/0123456789abcdef.ics", "/t/..."),
        ("//t/0123456789abcdef.ics", "/t/..."),
        ("/T/0123456789abcdef.ics", "/t/..."),
        (f"/{'aB3-_' * 8}xyz.ics", "/....ics"),
        (f"/t./{'aB3-_' * 8}xyz.ics", "/t./....ics"),
        ("/ansatt/invitasjon/0123456789abcdef", "/ansatt/invitasjon/..."),
        ("/ansatt/invitasjon/0123\n456/789", "/ansatt/invitasjon/..."),
        ("//ANSATT/Invitasjon/0123", "//ANSATT/Invitasjon/..."),
        (f"/arrangement/{'lang-' * 9}tittel-7", f"/arrangement/{'lang-' * 9}tittel-7"),
    ],
)
def test_path_is_one_harmless_word_without_a_secret(path: str, shown: str) -> None:
    """A-31, T-14."""
    assert shown_path(path) == shown


async def request(app: ASGIApp, *, access_log: bool = True) -> list[Message]:
    """Send one request through the log."""
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        sent.append(message)

    scope: Scope = {
        "type": "http",
        "method": "GET",
        "path": "/kalender",
        "query_string": b"sok=hemmelig",
        "headers": [(b"cookie", b"lesekalender=hemmelig")],
        "client": ("192.0.2.1", 1),
    }
    failed = PlainTextResponse("failed", 500)
    await RequestLog(app, failed=failed, access_log=access_log)(scope, receive, send)
    return sent


async def test_request_is_one_line_without_query_cookie_and_address(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO)
    await request(PlainTextResponse("ok"))
    (line,) = caplog.messages
    assert line.startswith("GET /kalender 200 ")
    assert len(line.split()) == 5
    assert "hemmelig" not in line
    assert "192.0.2" not in line


async def test_no_line_when_it_is_switched_off(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    await request(PlainTextResponse("ok"), access_log=False)
    assert caplog.messages == []


async def test_unexpected_error_is_answered_and_its_traceback_logged_with_the_same_number(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def broken(scope: Scope, receive: Receive, send: Send) -> None:
        raise ValueError("inside")

    caplog.set_level(logging.INFO)
    sent = await request(broken)
    assert sent[0]["status"] == 500
    error, access = caplog.records
    assert error.exc_info is not None
    assert error.getMessage().split()[1] == access.getMessage().split()[-1]


async def test_error_after_half_an_answer_breaks_the_connection() -> None:
    async def broken(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        raise ValueError("inside")

    with pytest.raises(ValueError, match="inside"):
        await request(broken)


async def test_client_that_left_is_no_error(caplog: pytest.LogCaptureFixture) -> None:
    async def reading(scope: Scope, receive: Receive, send: Send) -> None:
        raise ClientDisconnect

    caplog.set_level(logging.INFO)
    assert await request(reading) == []
    assert [record.levelname for record in caplog.records] == ["INFO"]
    assert " 499 " in caplog.messages[0]
