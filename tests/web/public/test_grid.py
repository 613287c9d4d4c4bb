"""The calendar as month and week: real tables, the same dates as the feed, small enough."""

import gzip
import re
from datetime import date, timedelta

import httpx2
import pytest
from starlette.applications import Starlette

from calendar_app.domain.periods import Period, PeriodKind
from calendar_app.domain.timing import AllDay
from calendar_app.storage.events import cancel_event
from calendar_app.storage.periods import add_periods
from tests.support.demonstration import Programme, demonstration_url, programme
from tests.support.events import publish, single, timed, weekly
from tests.support.pages import Document
from tests.support.reading import last_day, seen_in_feed
from tests.support.web import NOW

__all__ = ["demonstration_url", "programme"]

MONTH = "/kalender?visning=maned"
WEEK = "/kalender?visning=uke"
HOSTILE = '</td><script>alert(1)</script><img src=x onerror="alert(1)">'


def wrote(app: Starlette) -> None:
    app.state.parts.publisher.current.note_own_write()


async def shown(client: httpx2.AsyncClient, address: str) -> Document:
    answer = await client.get(address)
    assert answer.status_code == 200
    return Document(answer.text)


def event_ids(html: str) -> set[int]:
    table = html[html.index("<table") : html.index("</table>")]
    return {int(found) for found in re.findall(r"/arrangement/[a-z0-9-]*?-?(\d+)[\"?]", table)}


async def test_month_is_a_table_that_a_screen_reader_walks_through(
    client: httpx2.AsyncClient, app: Starlette
) -> None:
    await publish(single(timed(date(2026, 12, 3))), now=NOW)
    wrote(app)
    page = await shown(client, f"{MONTH}&dato=2026-12")
    assert len(page.all("caption")) == 1
    assert "Arrangementer i desember 2026, uke for uke" in page.text
    assert len(page.all("th", scope="col")) == 8
    assert len(page.all("th", scope="row", role="rowheader")) == 5
    assert len(page.all("td", role="cell")) == 35
    days = [one["datetime"] for one in page.all("time")]
    assert days == [f"2026-12-{day:02}" for day in range(1, 32)]
    assert "torsdag 3. desember" in page.text


@pytest.mark.parametrize(
    ("ui", "named"), [("nb", "Uke 53 (2026)"), ("nn", "Veke 53 (2026)"), ("en", "Week 53 (2026)")]
)
async def test_week_is_named_with_its_iso_year(
    client: httpx2.AsyncClient, ui: str, named: str
) -> None:
    """D-1."""
    page = await shown(client, f"{WEEK}&dato=2027-01-01&ui={ui}")
    assert named in page.text
    days = [one["datetime"] for one in page.all("time")]
    assert (days[0], days[-1], len(days)) == ("2026-12-28", "2027-01-03", 7)


async def test_month_names_the_year_of_a_week_of_another_year(client: httpx2.AsyncClient) -> None:
    """D-1: January 2027 begins in week 53 of 2026."""
    page = await shown(client, f"{MONTH}&dato=2027-01")
    weeks = re.findall(r"\buke \d+(?: \(\d+\))?", page.text.partition("Søndag")[2])
    assert weeks == ["uke 53 (2026)", "uke 1", "uke 2", "uke 3", "uke 4"]


@pytest.mark.parametrize("query", ["", "bibliotek=hamar", "alder=3-6&avlyst=nei", "serie=neste"])
@pytest.mark.parametrize(
    ("view", "limit", "first", "last"),
    [
        ("visning=maned&dato=2026-12", "", date(2026, 12, 1), date(2026, 12, 31)),
        ("visning=uke&dato=2026-W48", "", date(2026, 11, 23), date(2026, 11, 29)),
        ("visning=maned&dato=2026-12", "fra=2026-12-10", date(2026, 12, 10), date(2026, 12, 31)),
    ],
)
async def test_page_shows_what_the_feed_holds_in_those_days(
    programme: Programme, query: str, view: str, limit: str, first: date, last: date
) -> None:
    """SEL-1."""
    html = (await programme.get(f"/kalender?{query}&{limit}&{view}")).text
    feed = (await programme.feed(f"{query}&{limit}")).values()
    there = [
        seen
        for one in feed
        for seen in [seen_in_feed(one)]
        if seen.first and seen.first <= last and last_day(one) >= first
    ]
    assert there
    assert event_ids(html) == {one.event_id for one in there}
    total = re.search(r"<span>(\d+) dato", html)
    assert total
    assert int(total[1]) == len(there)


async def test_dates_over_several_days_go_on_in_words(
    client: httpx2.AsyncClient, app: Starlette
) -> None:
    short = AllDay(date(2026, 12, 1), date(2026, 12, 3))
    long = AllDay(date(2026, 12, 2), date(2026, 12, 18))
    await publish(single(short), now=NOW, title="Lesemaraton")
    await publish(single(long), now=NOW, title="Utstilling")
    wrote(app)
    page = await shown(client, f"{MONTH}&dato=2026-12")
    assert page.text.count("Lesemaraton") == 3
    assert page.text.count("Utstilling") == 3  # the first day, and two Mondays
    assert page.text.count("Fortsetter til 18. desember") == 2


async def test_what_is_called_off_is_said_in_words(
    client: httpx2.AsyncClient, app: Starlette
) -> None:
    event = await publish(single(timed(date(2026, 12, 3))), now=NOW)
    await cancel_event(event.id, reason="Sykdom.", staff_id=None, now=NOW)
    wrote(app)
    for view in (MONTH, WEEK):
        assert "Avlyst Lesestund" in (await shown(client, f"{view}&dato=2026-12-03")).text


async def test_holidays_are_named_where_they_are(
    client: httpx2.AsyncClient, app: Starlette
) -> None:
    holiday = Period(
        id=0,
        kind=PeriodKind.SCHOOL_HOLIDAY,
        library_id=1,
        name="Juleferie",
        first=date(2026, 12, 21),
        last=date(2027, 1, 3),
    )
    await add_periods(holiday, now=NOW)
    wrote(app)
    page = await shown(client, f"{MONTH}&dato=2026-12")
    assert "1. juledag" in page.text
    assert page.text.count("Juleferie (Hamar) til 3. januar") == 2  # in each of two weeks
    own = await shown(client, f"{MONTH}&dato=2026-12&bibliotek=hamar")
    assert own.text.count("Juleferie til 3. januar") == 2
    other = await shown(client, f"{MONTH}&dato=2026-12&bibliotek=gjovik")
    assert "Juleferie (" not in other.text
    assert "Juleferie til" not in other.text


async def test_steps_keep_filters_and_language(client: httpx2.AsyncClient) -> None:
    page = await shown(client, f"{MONTH}&dato=2027-01&bibliotek=hamar&ui=en")
    (earlier,) = page.all("a", rel="prev nofollow")
    (later,) = page.all("a", rel="next nofollow")
    assert earlier["href"] == "/kalender?bibliotek=hamar&ui=en&visning=maned&dato=2026-12"
    assert later["href"] == "/kalender?bibliotek=hamar&ui=en&visning=maned&dato=2027-02"
    assert len(page.all("a", href="/kalender?bibliotek=hamar&ui=en&visning=maned")) == 1


@pytest.mark.parametrize("text", ["2026-13", "1969-12", "2101-01", "0000", "%00", "<x>", "9999-12"])
async def test_days_that_cannot_be_shown_are_those_of_today(
    client: httpx2.AsyncClient, text: str
) -> None:
    page = await shown(client, f"{MONTH}&dato={text}")
    assert page.all("time")[0]["datetime"] == "2026-11-01"


@pytest.mark.parametrize("day", ["1970-01-01", "2100-12-31"])
@pytest.mark.parametrize("view", [MONTH, WEEK])
async def test_calendar_ends_where_its_years_do(
    client: httpx2.AsyncClient, view: str, day: str
) -> None:
    page = await shown(client, f"{view}&dato={day}")
    assert len(page.all("meta", name="robots", content="noindex")) == 1


async def test_hostile_text_is_text(client: httpx2.AsyncClient, app: Starlette) -> None:
    """T-4."""
    await publish(single(timed(date(2026, 12, 3))), now=NOW, title=HOSTILE, summary=HOSTILE)
    wrote(app)
    for view in (MONTH, WEEK):
        page = await shown(client, f"{view}&dato=2026-12-03")
        assert page.all("script") == []
        assert page.all("img") == []
        assert HOSTILE in page.text


async def transferred(client: httpx2.AsyncClient, address: str) -> int:
    html = (await client.get(address)).text
    files = re.findall(r'(?:rel="stylesheet"|rel="icon"[^>]*) href="([^"]+)"', html)
    files += re.findall(r'<script[^>]* src="([^"]+)"', html)
    assert any("month.css" in one for one in files)
    return len(gzip.compress(html.encode())) + sum(
        [len(gzip.compress((await client.get(one)).content)) for one in files]
    )


async def test_busy_month_is_small(client: httpx2.AsyncClient, app: Starlette) -> None:
    """At most 60 KB in all, with 120 dates whose texts differ."""
    first = date(2026, 12, 1)
    for number in range(60):
        day = first + timedelta(days=number % 28)
        title = f"Lesestund nummer {number} med en ganske lang tittel for sikkerhets skyld"
        await publish(single(timed(day)), now=NOW, title=title, summary=f"Ingress {number}. " * 9)
    for number in range(15):
        title = f"Hver uke nummer {number}"
        await publish(weekly(first + timedelta(days=number), 4), now=NOW, title=title)
    wrote(app)
    assert await transferred(client, f"{MONTH}&dato=2026-12") <= 60_000


async def test_demonstration_month_is_small(programme: Programme) -> None:
    assert await transferred(programme.client, f"{MONTH}&dato=2026-12") <= 60_000
