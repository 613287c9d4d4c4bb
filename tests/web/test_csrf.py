from pathlib import Path

import pytest
from starlette.requests import Request

from calendar_app.settings import Settings
from calendar_app.web.csrf import check_origin, check_token, log_in_token
from calendar_app.web.errors import Refusal
from tests.support.web import make_settings


def posted(**headers: str) -> Request:
    """A request with these headers: `sec_fetch_site="none"`."""
    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return Request({"type": "http", "method": "POST", "path": "/", "headers": raw})


def is_taken(settings: Settings, **headers: str) -> bool:
    try:
        check_origin(posted(**headers), settings)
    except Refusal:
        return False
    return True


@pytest.mark.parametrize(
    ("public_url", "origin", "taken"),
    [
        ("https://kalender.example.no", "https://kalender.example.no", True),
        ("https://kalender.example.no:443", "https://kalender.example.no", True),
        ("https://kalender.example.no", "http://kalender.example.no", False),
        ("https://kalender.example.no", "https://kalender.example.no:8443", False),
        ("https://kalender.example.no", "https://kalender.example.no.evil", False),
        ("https://kalender.example.no", "http://127.0.0.1:8000", False),
        ("https://kalender.example.no", "null", False),
        ("https://kalender.example.no", "", False),
        ("http://localhost", "http://127.0.0.1", True),
        ("http://localhost:8000", "http://[::1]:8000", True),
        ("http://[::1]:8000", "http://localhost:8000", True),
        ("http://[::1]:8000", "http://localhost", False),
        ("http://[::1]", "http://localhost", True),
    ],
)
def test_origin_must_be_that_of_the_public_address(
    public_url: str, origin: str, taken: bool
) -> None:
    assert is_taken(make_settings(public_url=public_url), origin=origin) is taken


@pytest.mark.parametrize(
    ("site", "taken"),
    [("same-origin", True), ("none", True), ("same-site", False), ("cross-site", False)],
)
def test_what_the_browser_says_of_the_site_goes_before_origin(site: str, taken: bool) -> None:
    assert is_taken(make_settings(), sec_fetch_site=site, origin="null") is taken


def test_token_must_be_there_and_the_same() -> None:
    check_token("abc", "abc")
    for given, expected in (("", ""), ("abc", ""), ("", "abc"), ("ab", "abc"), ("å", "a")):
        with pytest.raises(Refusal):
            check_token(given, expected)


def test_no_cookie_has_no_token(tmp_path: Path) -> None:
    settings = make_settings(data_dir=tmp_path)
    assert log_in_token("", settings) == ""
    assert log_in_token("a", settings) != log_in_token("b", settings)
