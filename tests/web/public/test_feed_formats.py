"""The suffix decides the format, and no format takes anything from another."""

import gzip
from datetime import date, timedelta

import httpx2
import pytest
from starlette.applications import Starlette

from calendar_app.storage.named_filters import add_named_filter
from tests.support.events import publish, weekly
from tests.support.formats import API, FORMATS, READERS
from tests.support.reading import read_feed
from tests.support.web import NOW, Clock

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
PUBLIC = (
    *(f"/kalender.{form}" for form in FORMATS),
    *(f"/kalender.{form}?bibliotek=hamar" for form in FORMATS),
    *(f"/f/barn-hamar.{form}" for form in FORMATS),
    *("/arrangement/lesestund-1.ics", "/arrangement/lesestund-1.json"),
    *(API, f"{API}?endret_siden=2026-11-23"),
)


@pytest.fixture
async def reader(app: Starlette, client: httpx2.AsyncClient, clock: Clock) -> httpx2.AsyncClient:
    """A visitor some time after a series was published and a filter was named."""
    await add_named_filter("barn-hamar", "Barn i Hamar", "bibliotek=hamar", 1, now=NOW)
    await publish(weekly(date(2026, 11, 25), count=3), now=NOW, summary="For barn. " * 40)
    app.state.parts.publisher.current.note_own_write()
    clock.move(timedelta(hours=1))
    return client


async def test_an_etag_validates_its_own_feed_alone(reader: httpx2.AsyncClient) -> None:
    """T-13: tried at every other public feed, in every format, compressed and not."""
    tags = {one: (await reader.get(one)).headers["etag"] for one in PUBLIC}
    assert len(set(tags.values())) == len(tags)
    for address in PUBLIC:
        for other, tag in tags.items():
            for encoding in ("identity", "gzip"):
                asked = {"If-None-Match": tag, "Accept-Encoding": encoding}
                answer = await reader.get(address, headers=asked)
                assert answer.status_code == (304 if other == address else 200), (address, other)
                assert answer.headers["etag"] == tags[address]


async def test_one_etag_for_the_bytes_however_they_are_sent(reader: httpx2.AsyncClient) -> None:
    """T-13, FC-30: the hash is of the plain bytes, weak, and `Vary` says what differs."""
    for address in PUBLIC:
        plain = await reader.get(address, headers={"Accept-Encoding": "identity"})
        async with reader.stream("GET", address, headers={"Accept-Encoding": "gzip"}) as zipped:
            raw = b"".join([piece async for piece in zipped.aiter_raw()])
        assert gzip.decompress(raw) == plain.content
        assert zipped.headers["etag"] == plain.headers["etag"]
        assert plain.headers["vary"] == zipped.headers["vary"] == "Accept-Encoding"


async def test_an_unknown_suffix_is_no_address(reader: httpx2.AsyncClient) -> None:
    for path in ("/kalender", "/f/barn-hamar", "/arrangement/lesestund-1", API):
        for suffix in (".xml", ".ICS", ".ics.ics", ".jsonp", ".", ".ics/", "/.ics", ".atom"):
            for method in ("GET", "HEAD"):
                answer = await reader.request(method, path + suffix)
                assert answer.status_code == 404, path + suffix
    assert (await reader.get("/arrangement/lesestund-1.rss")).status_code == 404


NO_EVENT = (
    *("9223372036854775808", "2147483648", "2147483647", "9999999999", "1e3", "%EF%BC%91"),
    *("-2", "0x1", "%201", "0", "", "1.0", "%2B1", "1%00", "%00", "00000002", "1%0A", "%FF1"),
)


async def test_a_number_that_no_event_has_is_404(reader: httpx2.AsyncClient) -> None:
    """T-11: in the address of an event in every format."""
    for number in NO_EVENT:
        for name in (f"fjernt-{number}", number):
            for suffix in (".ics", ".json", ""):
                answer = await reader.get(f"/arrangement/{name}{suffix}")
                assert answer.status_code == 404, name
                assert "lesestund" not in answer.text.lower()


async def test_a_pasted_page_address_gives_a_calendar_program_the_feed(
    reader: httpx2.AsyncClient,
) -> None:
    """By Accept, only where there is no suffix, and only to who names iCalendar and no page."""
    feed = await reader.get("/kalender.ics?bibliotek=hamar")
    nextcloud = "text/calendar, application/calendar+json, application/calendar+xml"
    for accept in ("text/calendar", nextcloud, "Text/Calendar;q=0.5, */*", "text/html;q=0, " * 2):
        wants_feed = "alendar" in accept
        answer = await reader.get("/kalender?bibliotek=hamar", headers={"Accept": accept})
        assert (answer.content == feed.content) is wants_feed, accept
        assert "Accept" in answer.headers["vary"].split(", ")
        if wants_feed:
            assert answer.headers["etag"] == feed.headers["etag"]
            assert answer.headers["link"] == feed.headers["link"]
    for accept in (BROWSER, "*/*", "text/*", "", "text/html, text/calendar", "text/calendar;q=0"):
        answer = await reader.get("/kalender?bibliotek=hamar", headers={"Accept": accept})
        assert answer.headers["content-type"] == "text/html; charset=utf-8", accept
        assert "Accept" in answer.headers["vary"].split(", ")
    page = await reader.get("/kalender?bibliotek=hamar")
    assert page.headers["content-type"] == "text/html; charset=utf-8"


async def test_rules_instead_of_dates_are_a_matter_of_icalendar_alone(
    reader: httpx2.AsyncClient,
) -> None:
    """SEL-41: no effect elsewhere, not even on an address or an ETag."""
    for form in ("json", "rss"):
        for path in ("/kalender", "/f/barn-hamar"):
            usual = await reader.get(f"{path}.{form}")
            asked = await reader.get(f"{path}.{form}?gjentakelse=regel")
            assert asked.content == usual.content
            assert asked.headers == usual.headers
    dates = read_feed((await reader.get("/kalender.ics")).content)
    rules = read_feed((await reader.get("/kalender.ics?gjentakelse=regel")).content)
    assert (len(dates), len(rules)) == (3, 1)
    assert not dates.keys() & rules.keys()
    assert "RRULE" in next(iter(rules.values()))


async def test_one_event_is_the_same_in_both_its_formats(reader: httpx2.AsyncClient) -> None:
    """SEL-1, FC-10: the uids of the calendar."""
    told = [
        READERS[form]((await reader.get(f"/arrangement/lesestund-1.{form}")).content)
        for form in ("ics", "json")
    ]
    calendar = READERS["ics"]((await reader.get("/kalender.ics")).content)
    assert told == [calendar, calendar]


async def test_an_address_in_another_spelling_is_answered_where_it_stands(
    reader: httpx2.AsyncClient,
) -> None:
    """SEL-15, FC-37: 200 without redirect, the canonical address in `Link`, the same bytes."""
    spellings = (
        "type=lesestund&bibliotek=hamar,gjovik",
        "LIBRARY=Gj%C3%B8vik,,hamar,&type=Lesestund",
        "bibliotek=gjovik&type=lesestund&bibliotek=hamar&utm_source=x&fbclid=y",
        "bibliotek=GJ%C3%98VIK%2Chamar&bibliotek=&type=lesestund,lesestund",
    )
    for path in (*(f"/kalender.{form}" for form in FORMATS), API):
        canonical = f"{path}?bibliotek=gjovik,hamar&type=lesestund"
        usual = await reader.get(canonical)
        for query in spellings:
            answer = await reader.get(f"{path}?{query}")
            assert (answer.status_code, answer.content) == (200, usual.content), query
            link = f'<http://127.0.0.1:8000{canonical}>; rel="canonical"'
            assert answer.headers["link"] == link
