"""Static files: kept for ever under the address of their content."""

import gzip
from collections.abc import AsyncIterator
from pathlib import Path

import httpx2
import pytest
from starlette.applications import Starlette
from starlette.routing import Route

from calendar_app.web.static_files import ADDRESS, StaticFiles

STYLE = "body { color: red; }\n" * 200


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.css").write_text(STYLE)
    (tmp_path / "icon.svg").write_text("<svg/>")
    (tmp_path / "secret.txt").write_text("no")
    return tmp_path


@pytest.fixture
async def browser(folder: Path) -> AsyncIterator[httpx2.AsyncClient]:
    app = Starlette(routes=[Route(ADDRESS, StaticFiles(folder).serve)])
    transport = httpx2.ASGITransport(app=app)
    async with httpx2.AsyncClient(transport=transport, base_url="http://test") as client:
        yield client


def test_address_follows_the_content(folder: Path) -> None:
    before = StaticFiles(folder).url("a.css")
    (folder / "a.css").write_text(STYLE + " ")
    assert StaticFiles(folder).url("a.css") != before


def test_wrong_name_is_an_error(folder: Path) -> None:
    with pytest.raises(KeyError):
        StaticFiles(folder).url("b.css")


async def test_file_is_kept_for_ever(folder: Path, browser: httpx2.AsyncClient) -> None:
    answer = await browser.get(StaticFiles(folder).url("a.css"))
    assert answer.text == STYLE
    assert answer.headers["content-type"] == "text/css; charset=utf-8"
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"


async def test_old_address_gives_the_present_file_and_is_not_kept(
    browser: httpx2.AsyncClient,
) -> None:
    answer = await browser.get("/static/000000000000/a.css")
    assert answer.text == STYLE
    assert answer.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [("gzip, br", "gzip"), ("gzip;q=0", None), ("gzip;q=0.5", "gzip"), ("br", None), ("", None)],
)
async def test_compressed_only_for_those_who_take_it(
    folder: Path, browser: httpx2.AsyncClient, accepted: str, encoding: str | None
) -> None:
    address = StaticFiles(folder).url("a.css")
    answer = await browser.get(address, headers={"Accept-Encoding": accepted})
    assert answer.headers.get("content-encoding") == encoding
    assert answer.headers["vary"] == "Accept-Encoding"
    sent = len(gzip.compress(STYLE.encode(), mtime=0)) if encoding else len(STYLE)
    assert int(answer.headers["content-length"]) == sent


@pytest.mark.parametrize("name", ["secret.txt", "b.css", "..%2fsecret.txt"])
async def test_only_the_files_of_the_folder_are_served(
    browser: httpx2.AsyncClient, name: str
) -> None:
    assert (await browser.get(f"/static/000000000000/{name}")).status_code == 404
