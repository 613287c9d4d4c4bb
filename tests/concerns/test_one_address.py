"""One address, one calendar: for whoever asks, at whatever hour, in whatever format."""

import re
from datetime import UTC, date, datetime, timedelta

import httpx2
import pytest
from starlette.applications import Starlette

from calendar_app.domain.timing import AllDay, next_midnight
from calendar_app.storage.events import cancel_event
from tests.support.demonstration import FEED, Programme
from tests.support.events import edit, publish, single, timed, weekly
from tests.support.formats import API, FORMATS, READERS
from tests.support.reading import read_feed
from tests.support.web import NOW, Clock, SignIn

FIRST = date(2026, 11, 25)
FORMS = (*(f"/kalender.{form}" for form in FORMATS), API)
QUERIES = ("", "bibliotek=hamar", "serie=neste", "fra=-3d&til=2u", "ui=nn&avlyst=nei")
ADDRESSES = tuple(f"{path}?{query}" for path in FORMS for query in QUERIES)


@pytest.fixture
def calendar(app: Starlette, client: httpx2.AsyncClient, clock: Clock) -> Programme:
    return Programme(app, clock, client)


async def test_the_same_question_has_the_same_answer_until_something_changes(
    calendar: Programme,
) -> None:
    """SEL-2: identical bytes and 304; after an edit 200, the same uids, SEQUENCE + 1."""
    event = await publish(weekly(FIRST, count=3), now=NOW)
    calendar.wrote()
    before = {one: await calendar.get(one) for one in ADDRESSES}
    for address, first in before.items():
        assert (await calendar.get(address)).content == first.content
        same = {"If-None-Match": first.headers["etag"]}
        assert (await calendar.client.get(address, headers=same)).status_code == 304
    await edit(event.id, now=NOW, title="Ny tittel")
    calendar.wrote()
    for address, first in before.items():
        same = {"If-None-Match": first.headers["etag"]}
        changed = await calendar.client.get(address, headers=same)
        assert changed.status_code == 200, address
        read = READERS[address.partition(".")[2].partition("?")[0] or "json"]
        uids = [[one.uid for one in read(answer.content)] for answer in (first, changed)]
        assert uids[0] == uids[1]
        assert {one.title for one in read(changed.content)} == {"Ny tittel"}
    old, new = (
        [int(one["SEQUENCE"]) for one in read_feed(body).values()]
        for body in (before[f"{FEED}?"].content, (await calendar.get(FEED)).content)
    )
    assert new == [sequence + 1 for sequence in old]


async def test_who_asks_makes_no_difference(calendar: Programme, signed_in: SignIn) -> None:
    """SEL-4: cookies, log-in, language and Accept change neither the set nor a byte."""
    await publish(weekly(FIRST, count=3), now=NOW)
    calendar.wrote()
    librarian = await signed_in()
    odd: list[dict[str, str]] = [
        {"Accept": "text/html"},
        {"Accept": "application/json"},
        {"Accept": ""},
        {"Accept-Language": "en, nn;q=0.5"},
        {"Cookie": "sprak=en; filter=gjovik; lesekalender=x"},
        {"Authorization": "Bearer x"},
    ]
    for address in ADDRESSES:
        usual = await calendar.get(address)
        for headers in odd:
            answer = await calendar.get(address, **headers)
            assert (answer.content, answer.headers) == (usual.content, usual.headers), headers
        as_staff = await librarian.get(address)
        assert (as_staff.content, as_staff.headers) == (usual.content, usual.headers)


@pytest.mark.parametrize(
    "day", [date(2026, 11, 23), date(2027, 3, 27), date(2027, 3, 28), date(2027, 10, 31)]
)
async def test_bytes_change_at_local_midnight_and_at_no_other_hour(
    calendar: Programme, day: date
) -> None:
    """SEL-36, with both nights on which the clocks change; FC-21: the window is of dates."""
    start = datetime(day.year, day.month, day.day, tzinfo=UTC)
    calendar.clock.now = next_midnight(start - timedelta(hours=12)) + timedelta(minutes=1)
    today = calendar.today
    assert today == day
    before_that = calendar.clock() - timedelta(days=8)
    cancelled = await publish(single(timed(today - timedelta(days=7))), now=before_that)
    await cancel_event(cancelled.id, reason="", staff_id=None, now=before_that)
    for first in (today - timedelta(days=60), today, today + timedelta(days=401)):
        await publish(single(timed(first)), now=calendar.clock(), title=str(first))
    await publish(single(AllDay(today, today)), now=calendar.clock(), title="I dag")
    calendar.wrote()
    early = {one: (await calendar.get(one)).content for one in ADDRESSES}
    calendar.clock.now = next_midnight(calendar.clock()) - timedelta(minutes=1)
    late = {one: (await calendar.get(one)).content for one in ADDRESSES}
    assert late == early
    calendar.clock.move(timedelta(minutes=1))
    assert calendar.today == today + timedelta(days=1)
    before = [one.title for one in READERS["ics"](early[f"{FEED}?"])]
    after = [one.title for one in READERS["ics"]((await calendar.get(FEED)).content)]
    past, coming = str(today - timedelta(days=60)), str(today + timedelta(days=401))
    assert before == [past, "Lesestund", "I dag", str(today)]
    assert after == ["I dag", str(today), coming]


async def test_overlapping_feeds_carry_the_same_bytes_for_the_same_date(
    programme: Programme,
) -> None:
    """FC-40, in every format: of a date in the same style there is one form."""
    for form in FORMATS:
        everything = await _pieces(programme, form, "")
        assert len(everything) > 100
        for query in ("bibliotek=hamar", "alder=3-6&type=-lesestund", "sok=les", "avlyst=nei"):
            some = await _pieces(programme, form, query)
            assert some.items() <= everything.items()
            assert len(some) > 5


async def _pieces(programme: Programme, form: str, query: str) -> dict[str, str]:
    """Cut a feed into what stands for each date, by uid."""
    body = (await programme.get(f"/kalender.{form}?{query}")).text
    cut, uid = {
        "ics": (r"BEGIN:VEVENT\r\n.*?END:VEVENT", r"UID:([0-9a-f-]{36})"),
        "rss": (r"<item .*?</item>", r"<guid[^>]*>([^<]+)"),
        "json": (r'\n(\{"uid":.*?\})(?=,?\n)', r'"uid":"([^"]+)"'),
    }[form]
    pieces = [found[0] for found in re.finditer(cut, body, re.DOTALL)]
    found = {match[1]: piece for piece in pieces if (match := re.search(uid, piece))}
    assert len(found) == len(pieces)
    return found
