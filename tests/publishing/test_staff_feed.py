"""What a personal feed tells a calendar program of what its reader alone, or with others, sees."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from calendar_app.addresses import Addresses
from calendar_app.domain.access import Role, StaffMember
from calendar_app.domain.calledoff import CalledOff
from calendar_app.domain.event import Event, Visibility, Workflow
from calendar_app.domain.personal_feed import PersonalFeed
from calendar_app.domain.recurrence import Frequency, RecurrenceRule
from calendar_app.domain.revision import RESTORE_STEP
from calendar_app.domain.selection import Selection
from calendar_app.publishing.fitting import UnrenderableError
from calendar_app.publishing.publisher import Publisher
from calendar_app.publishing.staff_feed import StaffAnswer, StaffFeeds
from calendar_app.publishing.staff_rendering import Reading
from calendar_app.staff_wording import staff_wording
from calendar_app.storage.events import NewEvent, cancel_event, create_event
from calendar_app.storage.occurrences import cancel_date, occurrences_of
from calendar_app.storage.published import after_restore
from calendar_app.storage.rows import OccurrenceRow
from calendar_app.wording import feed_wording
from feeds.lint import lint
from tests.support.events import details, edit, single, timed, weekly
from tests.support.reading import Vevent, read_feed
from tests.support.samples import store_vocabulary
from tests.support.web import NOW

HAMAR, RINGSAKER = 1, 2
HOME = "https://kalender.example.no"
TODAY, DAY = date(2026, 11, 23), date(2027, 2, 8)
PLAIN = Reading(CalledOff.STATUS, "nb")
FEED = PersonalFeed(id=1, name="Mobilen min", notice_uid="uid", created_at=NOW, ended_at=None)
LATER = NOW + timedelta(minutes=1)


@pytest.fixture
async def feeds(database: str) -> StaffFeeds:
    await store_vocabulary(now=NOW)
    addresses = Addresses(HOME)
    return StaffFeeds(staff_wording(addresses, labels=feed_wording(addresses).labels))


def staff_of(*library_ids: int, number: int = 1) -> StaffMember:
    return StaffMember(
        id=number, email="", name="Bibliotekaren", roles=dict.fromkeys(library_ids, Role.EDITOR)
    )


async def make(workflow: Workflow, *, day: date = DAY, **said: Any) -> Event:
    new = NewEvent(details=details(**said), schedule=single(timed(day)), workflow=workflow)
    return await create_event(new, staff_id=None, now=NOW)


async def ask(
    feeds: StaffFeeds,
    *library_ids: int,
    reading: Reading = PLAIN,
    now: datetime = LATER,
    number: int = 1,
) -> StaffAnswer:
    person = staff_of(*(library_ids or (HAMAR,)), number=number)
    return await feeds.feed(FEED, person, reading, now=now)


async def vevents(feeds: StaffFeeds, *library_ids: int, reading: Reading = PLAIN) -> list[Vevent]:
    answer = (await ask(feeds, *library_ids, reading=reading)).answer
    assert lint(answer.body, public=False) == []
    return list(read_feed(answer.body).values())


def told(one: Vevent, *names: str) -> dict[str, str]:
    return {name: str(one[name]) for name in names}


@pytest.mark.parametrize(
    ("workflow", "language", "title"),
    [
        (Workflow.DRAFT, "nb", "UTKAST: Lesestund"),
        (Workflow.PLANNED, "nb", "PLANLAGT: Lesestund"),
        (Workflow.PUBLISHED, "nb", "Lesestund"),
        (Workflow.DRAFT, "nn", "UTKAST: Lesestund"),
        (Workflow.PLANNED, "en", "PLANNED: Lesestund"),
    ],
)
async def test_what_is_not_published_is_marked(
    feeds: StaffFeeds, workflow: Workflow, language: str, title: str
) -> None:
    await make(workflow)
    (found,) = await vevents(feeds, reading=Reading(CalledOff.STATUS, language))
    assert str(found["SUMMARY"]) == title


@pytest.mark.parametrize(
    ("workflow", "visibility", "expected"),
    [
        (Workflow.PUBLISHED, Visibility.PUBLIC, ("PUBLIC", "TRANSPARENT", "FREE")),
        (Workflow.PLANNED, Visibility.PUBLIC, ("PRIVATE", "TRANSPARENT", "FREE")),
        (Workflow.PUBLISHED, Visibility.SCHOOLS, ("PRIVATE", "TRANSPARENT", "FREE")),
        (Workflow.PUBLISHED, Visibility.STAFF, ("PRIVATE", "OPAQUE", "BUSY")),
        (Workflow.PUBLISHED, Visibility.COMMUNITY, ("PRIVATE", "OPAQUE", "BUSY")),
        (Workflow.DRAFT, Visibility.STAFF, ("PRIVATE", "OPAQUE", "BUSY")),
    ],
)
async def test_only_what_is_public_is_public_and_gatherings_take_time(
    feeds: StaffFeeds,
    workflow: Workflow,
    visibility: Visibility,
    expected: tuple[str, str, str],
) -> None:
    """FC-9 for personal feeds."""
    await make(workflow, visibility=visibility)
    (found,) = await vevents(feeds)
    names = ("CLASS", "TRANSP", "X-MICROSOFT-CDO-BUSYSTATUS")
    assert tuple(told(found, *names).values()) == expected


async def test_gathering_that_is_off_takes_no_time(feeds: StaffFeeds) -> None:
    event = await make(Workflow.PUBLISHED, visibility=Visibility.STAFF)
    await cancel_event(event.id, reason="Sykdom", staff_id=None, now=NOW)
    (found,) = await vevents(feeds)
    assert told(found, "TRANSP", "STATUS") == {"TRANSP": "TRANSPARENT", "STATUS": "CANCELLED"}


@pytest.mark.parametrize(
    ("visibility", "language", "first_line"),
    [
        (Visibility.STAFF, "nb", "Bare for ansatte."),
        (Visibility.SCHOOLS, "nb", "Bare for skoler og barnehager."),
        (Visibility.COMMUNITY, "nb", "Bare for praksisfellesskapet."),
        (Visibility.PUBLIC, "nb", "Kort sagt."),
        (Visibility.STAFF, "en", "Only for staff."),
    ],
)
async def test_description_begins_with_whom_it_is_for(
    feeds: StaffFeeds, visibility: Visibility, language: str, first_line: str
) -> None:
    await make(Workflow.PUBLISHED, visibility=visibility, summary="Kort sagt.")
    (found,) = await vevents(feeds, reading=Reading(CalledOff.STATUS, language))
    assert str(found["DESCRIPTION"]).splitlines()[0] == first_line


@pytest.mark.parametrize(
    ("workflow", "visibility", "path"),
    [
        (Workflow.PUBLISHED, Visibility.PUBLIC, "/arrangement/lesestund-1"),
        (Workflow.PUBLISHED, Visibility.STAFF, "/ansatt/arrangementer/1"),
        (Workflow.PLANNED, Visibility.PUBLIC, "/ansatt/arrangementer/1"),
        (Workflow.DRAFT, Visibility.COMMUNITY, "/ansatt/arrangementer/1"),
    ],
)
async def test_address_is_one_that_the_reader_can_open(
    feeds: StaffFeeds, workflow: Workflow, visibility: Visibility, path: str
) -> None:
    await make(workflow, visibility=visibility)
    (found,) = await vevents(feeds)
    assert str(found["URL"]) == HOME + path
    assert str(found["DESCRIPTION"]).splitlines()[-1] == HOME + path


async def test_uid_and_all_but_the_stamps_are_those_of_the_public_feed(feeds: StaffFeeds) -> None:
    """FC-10: an event that is public reads the same in both."""
    event = await make(Workflow.PUBLISHED, summary="Kort sagt.")
    await edit(event.id, now=NOW, internal_note="Husk nøkkelen", title="Ny tittel")
    publisher = Publisher(feed_wording(Addresses(HOME)), now=lambda: LATER)
    public = read_feed((await publisher.feed(Selection(), unknown=False)).body)
    (found,) = await vevents(feeds)
    (same,) = public.values()
    stamps = ("SEQUENCE", "DTSTAMP", "LAST-MODIFIED")
    assert {name: found[name].to_ical() for name in found if name not in stamps} == {
        name: same[name].to_ical() for name in same if name not in stamps
    }
    assert found["SEQUENCE"] == 3 > same["SEQUENCE"] == 1


async def test_internal_note_is_in_no_feed(feeds: StaffFeeds) -> None:
    await make(Workflow.DRAFT, internal_note="Husk nøkkelen")
    assert "nøkkelen".encode() not in (await ask(feeds)).answer.body.replace(b"\r\n ", b"")


async def test_cancelled_draft_is_told_in_each_way(feeds: StaffFeeds) -> None:
    """The state comes first: Outlook ignores STATUS, and `AVLYST: ` is what people look for."""
    event = await make(Workflow.PLANNED)
    date_id = (await occurrences_of(event.id))[0].id
    await cancel_date(event.id, date_id, reason="Sykdom", staff_id=None, now=NOW)
    found = {}
    for way in CalledOff:
        ones = await vevents(feeds, reading=Reading(way, "nb"))
        found[way] = [(str(one["SUMMARY"]), str(one["STATUS"])) for one in ones]
    assert found == {
        CalledOff.STATUS: [("AVLYST: PLANLAGT: Lesestund", "CANCELLED")],
        CalledOff.VISIBLE: [("AVLYST: PLANLAGT: Lesestund", "CONFIRMED")],
        CalledOff.HIDDEN: [],
    }


async def test_cancelled_date_drops_after_a_week_at_midnight(feeds: StaffFeeds) -> None:
    """FC-19 for personal feeds."""
    event = await make(Workflow.PLANNED, day=date(2026, 11, 25))
    await cancel_event(event.id, reason="Sykdom", staff_id=None, now=NOW)
    last = datetime(2026, 12, 2, 22, 59, 59, tzinfo=NOW.tzinfo)
    for now, count in ((last, 1), (last + timedelta(seconds=1), 0)):
        assert (await ask(feeds, now=now)).answer.body.count(b"BEGIN:VEVENT") == count


async def test_window_is_that_of_every_feed(feeds: StaffFeeds) -> None:
    """FC-21: 60 days back and 400 ahead, both included."""
    for days in (-61, -60, 400, 401):
        await make(Workflow.DRAFT, day=TODAY + timedelta(days=days), title=f"{days}")
    assert [str(one["SUMMARY"]) for one in await vevents(feeds)] == ["UTKAST: -60", "UTKAST: 400"]


async def test_head_says_what_it_is_and_not_whose_or_where(feeds: StaffFeeds) -> None:
    """T-14: the bytes may travel, so neither the address of the feed nor its owner is in them."""
    body = (await ask(feeds)).answer.body.replace(b"\r\n ", b"").decode()
    assert "X-WR-CALNAME:Lesekalender for ansatte\r\n" in body
    assert f"\r\nURL:{HOME}/ansatt/arrangementer\r\n" in body
    assert "\r\nSOURCE" not in body
    for secret in ("Bibliotekaren", "Mobilen min", "/t/"):
        assert secret not in body


async def test_feed_that_is_too_large_is_cut_as_others_are(feeds: StaffFeeds) -> None:
    """FC-22."""
    rule = RecurrenceRule(frequency=Frequency.DAILY, count=380)
    for number in range(3):
        first = timed(TODAY - timedelta(days=50), 600 + number * 60, 630 + number * 60)
        schedule = single(first)
        new = NewEvent(
            details=details(f"Nr. {number}", description="Vi leser og prater. " * 80),
            schedule=type(schedule)(first=first, rule=rule),
            workflow=Workflow.PLANNED,
        )
        await create_event(new, staff_id=None, now=NOW)
    answer = (await ask(feeds)).answer
    assert answer.body.count(b"BEGIN:VEVENT") == 990
    assert len(answer.body) <= 900_000
    assert (answer.trimming.past_from, answer.trimming.shortened) == (TODAY, True)
    assert b"kortet ned" in answer.body.replace(b"\r\n ", b"")
    assert lint(answer.body, public=False) == []


async def test_one_date_that_cannot_be_written_does_not_take_the_others_along(
    feeds: StaffFeeds, caplog: pytest.LogCaptureFixture
) -> None:
    """R18: put directly into the database, an end that is not after its start."""
    new = NewEvent(details=details(), schedule=weekly(DAY, count=3), workflow=Workflow.DRAFT)
    event = await create_event(new, staff_id=None, now=NOW)
    row = await OccurrenceRow.get(id=(await occurrences_of(event.id))[1].id)
    await OccurrenceRow.filter(id=row.id).update(end_minute=row.start_minute, ends_at=row.starts_at)
    assert len(await vevents(feeds)) == 2
    assert row.uid in caplog.text


async def test_feed_is_made_once_until_something_changes(feeds: StaffFeeds) -> None:
    event = await make(Workflow.DRAFT)
    first = await ask(feeds)
    assert (await ask(feeds, number=2)).answer is first.answer
    assert feeds.built == 1
    await edit(event.id, now=LATER, title="Ny tittel")
    assert (await ask(feeds)).answer.body != first.answer.body
    assert feeds.built == 2
    await ask(feeds, now=LATER + timedelta(days=1))
    assert feeds.built == 3


async def test_what_one_may_see_is_never_answered_to_another(feeds: StaffFeeds) -> None:
    """T-14, A-10: what is remembered for Hamar is not what Ringsaker is given, or the reverse."""
    await make(Workflow.DRAFT, title="Hamars utkast")
    await make(Workflow.DRAFT, title="Ringsakers utkast", organiser_id=RINGSAKER)

    async def titles(*library_ids: int) -> Collection[str]:
        return {str(one["SUMMARY"]) for one in await vevents(feeds, *library_ids)}

    for _ in range(2):
        assert await titles(HAMAR) == {"UTKAST: Hamars utkast"}
        assert await titles(RINGSAKER) == {"UTKAST: Ringsakers utkast"}
        assert len(await titles(HAMAR, RINGSAKER)) == 2


async def test_last_modified_moves_with_every_change_and_at_midnight(feeds: StaffFeeds) -> None:
    """FC-27 for personal feeds: strictly on, by whole seconds, and not by looking."""
    event = await make(Workflow.DRAFT)
    made = (await ask(feeds)).last_modified
    assert made == NOW + timedelta(seconds=1)
    assert (await ask(feeds, now=LATER)).last_modified == made
    await edit(event.id, now=LATER, title="Ny tittel")
    edited = (await ask(feeds, now=LATER)).last_modified
    assert edited == LATER + timedelta(seconds=1)
    midnight = datetime(2026, 11, 23, 23, tzinfo=NOW.tzinfo)
    assert (await ask(feeds, now=midnight - timedelta(seconds=1))).last_modified == edited
    assert (await ask(feeds, now=midnight + timedelta(hours=3))).last_modified == midnight


async def test_notice_is_one_day_that_tells_nothing_but_the_end(feeds: StaffFeeds) -> None:
    """FC-23."""
    await make(Workflow.DRAFT, title="Hamars utkast")
    late = datetime(2026, 11, 24, 23, 30, tzinfo=NOW.tzinfo)
    found = feeds.notice(FEED, PLAIN, ended_at=late)
    assert lint(found.answer.body, public=False) == []
    (only,) = read_feed(found.answer.body).values()
    assert told(only, "UID", "CLASS", "SUMMARY", "URL") == {
        "UID": "uid",
        "CLASS": "PRIVATE",
        "SUMMARY": "Denne kalenderen er avsluttet",
        "URL": f"{HOME}/ansatt/kalenderlenker",
    }
    assert only["DTSTART"].dt == date(2026, 11, 25)
    assert found.last_modified == late + timedelta(seconds=1)
    body = found.answer.body.replace(b"\r\n ", b"").decode()
    for secret in ("Hamars", "Bibliotekaren", "Mobilen min", "/t/"):
        assert secret not in body
    assert feeds.notice(FEED, PLAIN, ended_at=late).answer.body == found.answer.body


async def test_a_renderer_that_fails_empties_nobodys_phone(
    feeds: StaffFeeds, monkeypatch: pytest.MonkeyPatch
) -> None:
    """FC-33: no answer at all, and nothing of it is remembered."""
    await make(Workflow.PLANNED)
    with monkeypatch.context() as patched:
        patched.setattr("calendar_app.publishing.staff_rendering.render_vevent", _broken)
        with pytest.raises(UnrenderableError):
            await ask(feeds)
    assert b"BEGIN:VEVENT" in (await ask(feeds)).answer.body


def _broken(*_: object, **__: object) -> bytes:
    raise RuntimeError("no words")


async def test_a_restore_moves_the_stamps_of_what_only_staff_see(feeds: StaffFeeds) -> None:
    """FC-17 for personal feeds, also of what is published for staff."""
    await make(Workflow.PUBLISHED, visibility=Visibility.STAFF)
    before = (await vevents(feeds))[0]
    restored = NOW + timedelta(days=3)
    await after_restore(restored)
    answer = await ask(feeds, now=restored + timedelta(minutes=1))
    (after,) = read_feed(answer.answer.body).values()
    assert after["SEQUENCE"] == before["SEQUENCE"] + RESTORE_STEP
    assert after["LAST-MODIFIED"].dt == restored
