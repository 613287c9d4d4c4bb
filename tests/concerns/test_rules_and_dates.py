"""`gjentakelse=regel`: the same dates as the ordinary feed, when a program expands the rules."""

from datetime import date, datetime, timedelta

import recurring_ical_events
from icalendar import Calendar

from calendar_app.domain.timing import ZONE
from calendar_app.storage.events import cancel_event
from calendar_app.storage.occurrences import cancel_date, occurrences_of
from calendar_app.storage.vocabulary import load_vocabulary
from feeds.lint import lint
from tests.support.demonstration import FEED, Programme
from tests.support.events import publish, weekly
from tests.support.reading import Vevent, read_feed
from tests.support.web import NOW

Date = tuple[datetime, datetime, str, str]
QUERIES = (
    "",
    "bibliotek=hamar",
    "type=lesestund&avlyst=synlig",
    "fra=%2B10d&til=%2B60d&ui=nn",
    "serie=neste",
    "avlyst=nei&alder=3-6",
    "sok=finnesikke",
)


async def test_rules_expand_to_the_dates_of_the_ordinary_feed(programme: Programme) -> None:
    """SEL-41, FC-12: for any selection, read by a library of others."""
    fewer = 0
    for query in QUERIES:
        dates = await programme.get(f"{FEED}?{query}")
        rules = await programme.get(f"{FEED}?{query}&gjentakelse=regel")
        assert _expanded(rules.content) == sorted(map(_date, read_feed(dates.content).values()))
        assert lint(rules.content, series=True) == lint(dates.content) == []
        assert len(rules.content) <= 900_000
        fewer += dates.content.count(b"BEGIN:VEVENT") - rules.content.count(b"BEGIN:VEVENT")
    assert fewer > 100, "no series was told as a rule"


async def test_a_change_of_one_date_shows_in_the_rules(programme: Programme) -> None:
    """FC-18, FC-28: what is remembered of a series is forgotten with it, and only then."""
    hamar = (await load_vocabulary()).library("hamar")
    assert hamar
    event = await publish(weekly(programme.today, count=5), now=NOW, organiser_id=hamar.id)
    programme.wrote()
    address = f"{FEED}?gjentakelse=regel&bibliotek=hamar"
    before = await programme.get(address)
    elsewhere = await programme.get(f"{FEED}?gjentakelse=regel&sted=moelv")
    date_id = (await occurrences_of(event.id))[2].id
    await cancel_date(event.id, date_id, reason="Sykdom", staff_id=None, now=NOW)
    programme.wrote()
    after = await programme.get(address)
    assert after.headers["etag"] != before.headers["etag"]
    assert _statuses(after.content, event.uid) == ["CANCELLED", "CONFIRMED"]
    sequences = [_sequences(one.content, event.uid) for one in (before, after)]
    assert min(sequences[1]) > max(sequences[0])
    again = await programme.get(f"{FEED}?gjentakelse=regel&sted=moelv")
    assert again.headers["etag"] == elsewhere.headers["etag"]
    await cancel_event(event.id, reason="Sykdom", staff_id=None, now=NOW)
    programme.wrote()
    assert set(_statuses((await programme.get(address)).content, event.uid)) == {"CANCELLED"}


def _expanded(body: bytes) -> list[Date]:
    """Let a library of others find every date of a feed."""
    events = _events(body)
    if not events:
        return []
    first = min(_comparable(one["DTSTART"].dt) for one in events) - timedelta(days=1)
    found = recurring_ical_events.of(Calendar.from_ical(body)).between(first, timedelta(days=900))
    return sorted(map(_date, found))


def _events(body: bytes, uid: str = "") -> list[Vevent]:
    """Give the VEVENTs of a feed, or those with a uid."""
    events: list[Vevent] = Calendar.from_ical(body).walk("VEVENT")
    return [one for one in events if uid in ("", one["UID"])]


def _date(event: Vevent) -> Date:
    start, end = event["DTSTART"].dt, event["DTEND"].dt
    return _comparable(start), _comparable(end), str(event["SUMMARY"]), str(event["STATUS"])


def _comparable(moment: date | datetime) -> datetime:
    if isinstance(moment, datetime):
        return moment.astimezone(ZONE)
    return datetime.combine(moment, datetime.min.time(), ZONE)


def _statuses(body: bytes, uid: str) -> list[str]:
    return sorted(str(one["STATUS"]) for one in _events(body, uid))


def _sequences(body: bytes, uid: str) -> list[int]:
    return [int(one["SEQUENCE"]) for one in _events(body, uid)]
