"""FC-33: a feed that cannot be made is 503 with Retry-After, never a 200 with less in it."""

from datetime import date

import httpx2
import pytest
from starlette.applications import Starlette

from calendar_app.storage.named_filters import add_named_filter
from tests.support.events import publish, weekly
from tests.support.formats import API, FORMATS
from tests.support.web import NOW, PUBLIC_URL

ADDRESSES = (
    *(f"/kalender.{form}" for form in FORMATS),
    *(f"/f/barn-hamar.{form}" for form in FORMATS),
    *("/arrangement/lesestund-1.ics", "/arrangement/lesestund-1.json", API),
)


async def test_a_head_that_cannot_be_written_is_503_until_it_can(
    app: Starlette, client: httpx2.AsyncClient, caplog: pytest.LogCaptureFixture
) -> None:
    """FC-33: an address with a character that would break its line, in every format."""
    await add_named_filter("barn-hamar", "Barn i Hamar", "bibliotek=hamar", 1, now=NOW)
    await publish(weekly(date(2026, 11, 25), count=3), now=NOW)
    addresses = app.state.parts.addresses
    app.state.parts.publisher.current.note_own_write()
    addresses.public_url = f"{PUBLIC_URL}\x0b"
    for address in ADDRESSES:
        for method in ("GET", "HEAD"):
            answer = await client.request(method, address)
            assert answer.status_code == 503, address
            assert int(answer.headers["retry-after"]) > 0
            kind = "application/json" if address == API else "text/plain; charset=utf-8"
            assert answer.headers["content-type"] == kind
            assert answer.headers["access-control-allow-origin"] == "*"
            assert "etag" not in answer.headers
            assert "VCALENDAR" not in answer.text
    assert "Traceback" in caplog.text
    addresses.public_url = PUBLIC_URL
    for address in ADDRESSES:
        answer = await client.get(address)
        assert answer.status_code == 200
        assert answer.text.count("Lesestund") >= 3
