from collections.abc import AsyncIterator

import pytest

from calendar_app.app import create_app
from calendar_app.web.body_limit import MAX_BODY
from tests.support.web import SignIn, browser, make_settings

FORM = {"content-type": "application/x-www-form-urlencoded"}


async def chunks(size: int) -> AsyncIterator[bytes]:
    """A body whose length is not declared."""
    for start in range(0, size, 65536):
        yield b"x" * min(65536, size - start)


async def test_declared_length_over_the_limit_is_refused_unread() -> None:
    """ST-37. The application is not even started: nothing but the limit is asked."""
    async with browser(create_app(make_settings())) as client:
        for path in ("/ansatt/logg-inn", "/ansatt/logg-ut", "/kalender", "/nothing"):
            response = await client.post(path, content=b"x" * (MAX_BODY + 1), headers=FORM)
            assert response.status_code == 413
            assert "Det du sendte, er for stort" in response.text
            assert response.headers["x-content-type-options"] == "nosniff"


async def test_body_of_unknown_length_is_counted(signed_in: SignIn) -> None:
    librarian = await signed_in()
    response = await librarian.client.post(
        "/ansatt/logg-ut", content=chunks(MAX_BODY + 1), headers=FORM
    )
    assert response.status_code == 413
    assert "Det du sendte, er for stort" in response.text
    assert (await librarian.get("/ansatt/logg-inn")).status_code == 303


@pytest.mark.parametrize("declared", [True, False])
async def test_body_at_the_limit_is_read(signed_in: SignIn, declared: bool) -> None:
    librarian = await signed_in()
    body = b"x" * MAX_BODY if declared else chunks(MAX_BODY)
    response = await librarian.client.post("/ansatt/logg-ut", content=body, headers=FORM)
    assert response.status_code != 413


@pytest.mark.parametrize("length", ["-1", "1e9", "９", "9" * 30, ""])
async def test_length_that_is_no_number_is_refused(length: str) -> None:
    async with browser(create_app(make_settings())) as client:
        headers = {
            b"content-type": FORM["content-type"].encode(),
            b"content-length": length.encode(),
        }
        response = await client.post("/ansatt/logg-inn", content=b"a=b", headers=headers)
    assert response.status_code == 413
