"""`/.well-known/security.txt` (RFC 9116)."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx2
import pytest
from pydantic import SecretStr

from calendar_app.settings import Settings
from tests.support.web import NOW, PUBLIC_URL, make_settings

PATH = "/.well-known/security.txt"
SAID = {
    "": "",
    "post@example.org": "mailto:post@example.org",
    "https://example.org/skjema": "https://example.org/skjema",
}


@pytest.fixture(params=SAID)
def settings(request: pytest.FixtureRequest, tmp_path: Path, database_url: str) -> Settings:
    return make_settings(
        data_dir=tmp_path, database_url=SecretStr(database_url), contact=request.param
    )


async def test_it_says_whom_to_write_to_and_for_how_long_that_holds(
    settings: Settings, client: httpx2.AsyncClient
) -> None:
    """Without a contact there is none."""
    answer = await client.get(PATH)
    if not settings.contact:
        assert answer.status_code == 404
        return
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    lines = answer.text.splitlines()
    fields = dict(line.split(": ", 1) for line in lines)
    assert len(fields) == len(lines)
    expires = datetime.strptime(fields.pop("Expires"), "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    assert timedelta(days=60) < expires - NOW < timedelta(days=365)
    assert fields == {
        "Contact": SAID[settings.contact],
        "Preferred-Languages": "no, en",
        "Canonical": f"{PUBLIC_URL}{PATH}",
    }
