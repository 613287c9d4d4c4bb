"""What robots may read."""

from urllib.robotparser import RobotFileParser

import pytest

from calendar_app.app import create_app
from tests.support.web import PUBLIC_URL, browser, make_settings

ROBOTS = ("Google-Calendar-Importer", "Googlebot", "bingbot")


async def rules() -> RobotFileParser:
    """Read what is answered as Python's own parser does; no database is needed for it."""
    async with browser(create_app(make_settings())) as client:
        answer = await client.get("/robots.txt")
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    parser = RobotFileParser()
    parser.parse(answer.text.splitlines())
    return parser


@pytest.mark.parametrize("robot", ROBOTS)
async def test_feeds_and_all_that_is_public_may_be_read(robot: str) -> None:
    """FC-34: Google's calendar stops fetching a feed that robots.txt forbids."""
    paths = (
        "/",
        "/kalender",
        "/kalender.ics",
        "/kalender.ics?bibliotek=hamar&avlyst=synlig",
        "/kalender.rss",
        "/kalender.json",
        "/arrangement/lesestund-7",
        "/arrangement/lesestund-7.ics",
        "/f/barn-hamar.ics",
        "/abonner?alder=3-6",
        "/turneer.ics",
    )
    allowed = await rules()
    assert [path for path in paths if not allowed.can_fetch(robot, path)] == []


@pytest.mark.parametrize("robot", ROBOTS)
@pytest.mark.parametrize("path", ["/ansatt/", "/ansatt/logg-inn", "/t/abc.ics"])
async def test_what_is_for_staff_may_not(robot: str, path: str) -> None:
    assert not (await rules()).can_fetch(robot, path)


async def test_they_are_told_of_the_sitemap() -> None:
    assert (await rules()).site_maps() == [f"{PUBLIC_URL}/sitemap.xml"]
