"""Every feed that the application can give passes the linter (FC-5), as it is answered (FC-24).

The demonstration programme through HTTP: by date and by rule, in each language, with each
`avlyst`, of single events, of named filters, and of a person's own.
"""

from collections.abc import AsyncIterator, Iterator, Mapping
from itertools import cycle, product
from pathlib import Path

import pytest

from calendar_app.domain.access import Role
from calendar_app.domain.calledoff import CalledOff
from calendar_app.domain.keys import Row, slug_of
from calendar_app.domain.vocabulary import Vocabulary
from calendar_app.storage.named_filters import retire_named_filter
from calendar_app.storage.personal_feeds import end_feed, feeds_of, make_feed
from feeds.lint import FeedAnswer, lint, lint_answer
from tests.readers.feeds_to_read import LANGUAGES
from tests.readers.serving import serving
from tests.support.databases import NewDatabase
from tests.support.demonstration import FEED, Demonstration, Programme
from tests.support.web import Clock, make_staff

_BY_RULE = "gjentakelse=regel"
_SWITCHES = [
    "&".join(filter(None, (f"avlyst={called_off}", rule, f"ui={ui}")))
    for called_off, rule, ui in product(CalledOff, ("", _BY_RULE), LANGUAGES)
]
"""Every form that one selection has."""


@pytest.fixture
def url(new_database: NewDatabase) -> str:
    return new_database("sqlite", Demonstration())


@pytest.fixture
async def calendar(url: str, tmp_path: Path, clock: Clock) -> AsyncIterator[Programme]:
    async with serving(url, tmp_path, clock) as programme:
        yield programme


def _queries(vocabulary: Vocabulary) -> Iterator[str]:
    """Give selections by every key, every value of those that are rows, and some of both."""
    rows: Mapping[str, Mapping[int, Row]] = {
        "bibliotek": vocabulary.libraries,
        "sted": vocabulary.venues,
        "type": vocabulary.categories,
        "alder": vocabulary.age_bands,
        "turne": vocabulary.tours,
    }
    for key, found in rows.items():
        yield from (f"{key}={slug_of(row)}" for row in found.values())
    yield from {f"serie={series.slug}" for series in vocabulary.series.values()}
    yield from (
        *("alder=0-3", "alder=voksne", "alder=-13-17", "sprak=nn,en", "sprak=no", "pris=gratis"),
        *("form=nett", "form=fysisk", "tilgjengelig=rullestol", "pamelding=ledig", "serie=neste"),
        *(
            "fra=i-dag&til=%2B30d",
            "fra=2026-10-01",
            "til=2026-09-30",
            "sok=lesestund",
            "sok=%3Cb%3E",
        ),
        *("bibliotek=hamar,gjovik&alder=0-6", "bibliotek=-hamar&type=-lesestund", "finnes=ikke"),
        *(
            "bibliotek=finnes-ikke",
            "type=%00&alder=%0D%0ABEGIN:VEVENT",
            "sok=%F0%9F%A6%8A%E2%80%A8",
        ),
    )


async def test_every_selection_passes(calendar: Programme) -> None:
    """FC-1, FC-2, FC-3, FC-5, FC-6, FC-7, FC-9, FC-11, FC-12, FC-13, FC-14, FC-15, FC-24."""
    queries = list(_queries(await calendar.publisher.vocabulary()))
    assert len(queries) > 50
    switches = cycle(_SWITCHES)
    events = [await _passes(calendar, f"{FEED}?{one}&{next(switches)}") for one in queries]
    assert sum(count > 0 for count in events) > 40, "most of them ask for something"


@pytest.mark.parametrize("switches", _SWITCHES)
async def test_everything_passes_in_every_form(calendar: Programme, switches: str) -> None:
    """FC-5, FC-12, FC-19."""
    assert await _passes(calendar, f"{FEED}?{switches}") > 50


async def test_every_event_passes(calendar: Programme) -> None:
    """FC-5 of `/arrangement/<slug>-<id>.ics`."""
    switches = cycle(_SWITCHES)
    answers = [
        await calendar.client.get(f"/arrangement/x-{number}.ics?{next(switches)}")
        for number in range(1, 70)
    ]
    found = [answer for answer in answers if answer.status_code == 200]
    assert len(found) > 40
    for answer in found:
        assert lint(answer.content) == [], answer.url
        assert answer.content.count(b"BEGIN:VEVENT") > 0


async def test_every_named_filter_passes(calendar: Programme) -> None:
    """FC-5 of `/f/<name>.ics`, also of one that has ended."""
    named = (await calendar.publisher.vocabulary()).filters
    assert len(named) > 5
    switches = cycle(_SWITCHES)
    for number, one in named.items():
        await _passes(calendar, f"/f/{one.slug}.ics?{next(switches)}")
        await retire_named_filter(number, now=calendar.clock())
        calendar.wrote()
        assert await _passes(calendar, f"/f/{one.slug}.ics?{next(switches)}") == 1


async def test_a_personal_feed_passes(calendar: Programme) -> None:
    """FC-5, FC-23 of `/t/<token>.ics`: its events may be private and keep their reader busy."""
    person = await make_staff("ansatt@example.org", Role.EDITOR, "hamar", now=calendar.clock())
    token = await make_feed(person.id, name="Mobilen", now=calendar.clock())
    for called_off, ui in zip(CalledOff, LANGUAGES, strict=True):
        address = f"/t/{token}.ics?avlyst={called_off}&ui={ui}"
        assert await _passes(calendar, address, public=False) > 50
    (feed,) = await feeds_of(person.id)
    await end_feed(person.id, feed.id, now=calendar.clock())
    assert await _passes(calendar, f"/t/{token}.ics", public=False) == 1


async def _passes(calendar: Programme, address: str, *, public: bool = True) -> int:
    """Fetch a feed, hold it against the linter, and ask again; give how many events it has."""
    answer = await calendar.get(address)
    again = await calendar.client.get(address, headers={"If-None-Match": answer.headers["etag"]})
    told = FeedAnswer("", dict(answer.headers), again.status_code)
    by_rule = _BY_RULE in address and not address.startswith("/t/")
    assert lint(answer.content, series=by_rule, public=public) == [], address
    assert lint_answer(told) == [], address
    return answer.content.count(b"BEGIN:VEVENT")
