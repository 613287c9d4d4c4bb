"""The numbers that the programme's own description gives (for the Monday 4 January 2027)."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from calendar_app.demonstration.account import EMAIL
from calendar_app.demonstration.dates import changes_of, schedule_of
from calendar_app.demonstration.load import NotEmptyError, load_demonstration
from calendar_app.demonstration.programme import notice, programme
from calendar_app.domain.canonical import canonical
from calendar_app.domain.event import State
from calendar_app.domain.grammar import parse
from calendar_app.domain.periods import PeriodKind
from calendar_app.domain.selection import select
from calendar_app.domain.series import planned_dates, schedule_problems
from calendar_app.domain.timing import AllDay, local_date
from calendar_app.publishing.index import load_index
from calendar_app.storage.attendance import attendance_of
from calendar_app.storage.communities import community_members
from calendar_app.storage.event_rows import read_stored
from calendar_app.storage.gatherings import stored_gatherings
from calendar_app.storage.lending import cases_of, lent_events
from calendar_app.storage.periods import all_periods
from calendar_app.storage.published import published_dates
from calendar_app.storage.staff import find_account
from calendar_app.storage.vocabulary import load_vocabulary
from tests.support.event_lines import event_lines

MONDAY = date(2027, 1, 4)
LAST = MONDAY + timedelta(days=286)


_LISTS = ("people", "books", "partners")


class AnyId(dict[Any, int]):
    """Places by any name, for dates that do not ask where they are."""

    def __missing__(self, key: Any) -> int:
        return 1


def dates_of(slug: str, monday: date = MONDAY) -> list[Any]:
    (event,) = (one for one in programme()["events"] if one["slug"] == slug)
    schedule = schedule_of(event, monday)
    changed = {
        one.recurrence_date: one.span
        for one in changes_of(event, schedule, venues=AnyId(), rooms=AnyId())
    }
    planned = planned_dates(schedule, horizon=monday + (LAST - MONDAY))
    return [changed.get(one.recurrence_date) or one.span for one in planned]


@pytest.mark.parametrize(
    ("slug", "count"),
    [
        ("babysang-hamar", 51),
        ("lordagslesing-hamar", 36),
        ("mangakurs-hamar", 3),
        ("etter-skoletid-hamar", 64),
        ("skriveklubb-hamar", 7),
        ("sprakkafe-hamar", 16),
        ("english-story-time-hamar", 3),
        ("lesestund-ukrainsk-vang", 3),
        ("smabarnstreff-brumunddal", 31),
        ("rollespill-brumunddal", 7),
        ("bokjury-brumunddal", 9),
        ("kodeklubb-moelv", 11),
        ("barnehagelesing-moelv", 28),
        ("lesetimen-lillehammer", 51),
        ("barnas-bokklubb-lillehammer", 7),
        ("familiespill-lillehammer", 6),
        ("sitt-og-lytt-lillehammer", 4),
        ("leksehjelp-lillehammer", 29),
        ("lesestund-gjovik", 93),
        ("etter-skoletid-gjovik", 34),
        ("skrivekurs-gjovik", 4),
        ("barnehagebesok-gjovik", 4),
        ("digital-bokprat-gjovik", 9),
        ("snodronningen-advent", 24),
    ],
)
def test_a_series_has_as_many_dates_as_described(slug: str, count: int) -> None:
    assert len(dates_of(slug)) == count


def test_all_events_together() -> None:
    events = programme()["events"]
    assert len(events) == 63
    assert sum(len(dates_of(one["slug"])) for one in events) == 573


def test_the_nights_on_which_the_clocks_change() -> None:
    (spring,) = dates_of("nattbibliotek-brumunddal")
    (autumn,) = dates_of("nattbibliotek-brumunddal", date(2027, 4, 5))
    assert (spring.first, (spring.ends_at - spring.starts_at).total_seconds() / 3600) == (
        date(2027, 3, 27),
        12,
    )
    assert (autumn.first, (autumn.ends_at - autumn.starts_at).total_seconds() / 3600) == (
        date(2027, 10, 30),
        14,
    )


def test_dates_by_the_nth_weekday_and_dates_that_moved() -> None:
    assert [span.first for span in dates_of("skriveklubb-hamar")] == [
        date(2026, 11, 18),
        date(2026, 12, 16),
        date(2027, 1, 20),
        date(2027, 2, 17),
        date(2027, 3, 17),
        date(2027, 4, 21),
        date(2027, 5, 19),
    ]
    moved = [span for span in dates_of("rollespill-brumunddal") if span.first.month == 3]
    assert [(span.first, span.start.hour) for span in moved] == [(date(2027, 3, 19), 17)]


def test_days_of_the_year_whole_days_and_several_days() -> None:
    (exhibition,) = dates_of("utstilling-tegneserier-hamar")
    (camp,) = dates_of("leseleir-gjovik")
    (scary,) = dates_of("skrekkveld-hamar")
    (sami,) = dates_of("samisk-lesestund-lillehammer")
    assert exhibition == AllDay(date(2026, 12, 21), date(2027, 1, 22))
    assert (camp.first, camp.last) == (date(2027, 4, 9), date(2027, 4, 11))
    assert (scary.first, scary.end.date()) == (date(2027, 3, 19), date(2027, 3, 20))
    assert (sami.first, sami.start.hour, sami.start.minute) == (date(2027, 2, 6), 16, 30)
    assert dates_of("snodronningen-advent")[0].first == date(2026, 12, 1)


@pytest.mark.parametrize("year", range(2026, 2032))
def test_in_every_week_of_the_year_all_dates_exist(year: int) -> None:
    monday = date(year, 1, 5) - timedelta(days=date(year, 1, 5).weekday())
    while monday.year <= year:
        for event in programme()["events"]:
            problems = schedule_problems(schedule_of(event, monday), today=monday)
            assert problems == [], (event["slug"], monday)
            assert dates_of(event["slug"], monday)
        monday += timedelta(weeks=13)


async def test_it_is_loaded_whole_through_the_calls_of_the_form(database: str) -> None:
    now = datetime(2027, 1, 6, 12, tzinfo=UTC)
    assert await load_demonstration(password_hash="x", now=now) == 63
    vocabulary = await load_vocabulary()
    rows = (vocabulary.libraries, vocabulary.venues, vocabulary.age_bands, vocabulary.categories)
    assert [len(one) for one in rows] == [5, 9, 7, 14]
    ids = range(1, 64)
    public = [one for one in await published_dates(list(ids), vocabulary) if one.span.first <= LAST]
    assert len(public) == 562
    states = {state: sum(one.state is state for one in public) for state in State}
    assert states == {
        State.SCHEDULED: 552,
        State.CANCELLED: 3,
        State.FULL: 5,
        State.MOVED: 1,
        State.POSTPONED: 1,
    }
    before = sum(one.span.first < MONDAY for one in public)
    this_week = sum(MONDAY <= one.span.first < MONDAY + timedelta(weeks=1) for one in public)
    assert (before, this_week) == (159, 14)


async def test_tours_series_and_named_filters_are_loaded_too(database: str) -> None:
    """Two tours, one of them with its four stops; each public series has a name of its own."""
    now = datetime(2027, 1, 6, 12, tzinfo=UTC)
    await load_demonstration(password_hash="x", now=now)
    index = await load_index(local_date(now))
    vocabulary = index.vocabulary
    slugs = {one.slug: one.id for one in vocabulary.tours.values()}
    assert list(slugs) == ["askeladden", "verne-koffert"]
    assert list(vocabulary.stops.values()) == [slugs["askeladden"]] * 4
    names = [one.slug for one in vocabulary.series.values()]
    assert len(set(names)) == len(names) == 23
    assert {"babysang-i-biblioteket", "etter-skoletid", "etter-skoletid-2"} <= set(names)
    stored = {one.slug: (one.title, one.query) for one in vocabulary.filters.values()}
    assert stored == {
        one["slug"]: (one["nb"], one["query"]) for one in programme()["named_filters"]
    }
    assert len(stored) == 8
    for _, query in stored.values():
        parsed = parse(query, vocabulary)
        assert (canonical(parsed.selection), parsed.unknown) == (query, ())
        window = index.window
        assert select(index.entries, parsed.selection, index.today, window), query


async def test_a_database_that_holds_something_is_left_alone(database: str) -> None:
    now = datetime(2027, 1, 6, 12, tzinfo=UTC)
    await load_demonstration(password_hash="x", now=now)
    with pytest.raises(NotEmptyError):
        await load_demonstration(password_hash="x", now=now)
    assert len(await _stored_titles()) == 63 + 5 + 3 + 1


async def test_gatherings_and_meetings_are_counted_apart(database: str) -> None:
    now = datetime(2027, 1, 6, 12, tzinfo=UTC)
    await load_demonstration(password_hash="x", now=now)
    vocabulary = await load_vocabulary()
    slugs = {one.id: one.label.slug for one in vocabulary.communities.values()}
    hosts = {one.id: one.slug for one in vocabulary.libraries.values()}
    stored = await stored_gatherings()
    meetings = {
        slugs[one.event.details.gathering.community_ids[0]]: len(one.occurrences)
        for one in stored
        if one.event.schedule.is_series
    }
    assert meetings == {"pf-smabarn": 10, "pf-mellomtrinn": 11, "pf-ungdom": 11}
    single = [one.event.details for one in stored if not one.event.schedule.is_series]
    assert [hosts[one.gathering.host_id or 0] for one in single] == [
        "hamar",
        "ringsaker",
        "lillehammer",
        "gjovik",
        "lillehammer",
    ]
    assert [len(one.gathering.agenda) for one in single] == [7, 7, 6, 7, 3]
    assert [one.label for one in single[0].gathering.documents] == ["Referat fra samling 1"]
    assert single[0].gathering.notes.startswith("Vi ble enige")
    assert not any("mat" in one.registration.note for one in single)  # D-22


async def test_the_account_is_in_every_community_and_looks_after_it(database: str) -> None:
    await load_demonstration(password_hash="x", now=datetime(2027, 1, 6, 12, tzinfo=UTC))
    account = await find_account(EMAIL)
    assert account
    members = await community_members()
    assert [
        [(one.staff_id, one.is_coordinator) for one in members[number]] for number in (1, 2, 3)
    ] == [[(account.member.id, True)]] * 3
    assert account.member.community_ids == frozenset({1, 2, 3})


async def test_people_books_numbers_periods_and_requests_are_loaded(database: str) -> None:
    now = datetime(2027, 1, 6, 12, tzinfo=UTC)
    await load_demonstration(password_hash="x", now=now)
    stored = await read_stored(range(1, 64))
    details = [one.event.details for one in stored.values()]
    assert [sum(1 for one in details if getattr(one, name)) for name in _LISTS] == [44, 27, 12]
    dates = {date_.id: date_ for one in stored.values() for date_ in one.occurrences}
    numbers = await attendance_of(dates)
    assert len(numbers) == 25
    assert all(dates[one].span.last < local_date(now) for one in numbers)
    assert sum(1 for one in numbers.values() if one.participants == 0) == 1
    periods = await all_periods()
    assert Counter(one.kind for one in periods) == {
        PeriodKind.SCHOOL_HOLIDAY: 11,
        PeriodKind.NAMED_WEEK: 6,
    }
    lent = await lent_events()
    assert [(one.details.title, one.details.lending.minutes) for one in lent] == [
        ("Askeladden og trollene: fortellerstund", 60),
        ("Jules Verne i en koffert", 45),
    ]
    cases = [(one.request.state, one.event.id) for one in await cases_of([1, 2, 3, 4])]
    assert sorted(cases) == [("asked", lent[1].id), ("declined", lent[1].id)]


async def _stored_titles() -> list[str]:
    lines = await event_lines(today=date(2020, 1, 1))
    return [line.title for line in lines]


def test_it_says_in_three_languages_that_it_is_a_demonstration() -> None:
    assert {language: notice(language).split()[0] for language in ("nb", "nn", "en")} == {
        "nb": "Dette",
        "nn": "Dette",
        "en": "This",
    }
