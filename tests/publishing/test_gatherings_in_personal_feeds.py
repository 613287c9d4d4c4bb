"""Gatherings in personal feeds: with the way in, for those they are for and nobody else."""

from datetime import timedelta

import pytest

from calendar_app.addresses import Addresses
from calendar_app.domain.access import Role, StaffMember
from calendar_app.domain.calledoff import CalledOff
from calendar_app.domain.event import Mode
from calendar_app.domain.personal_feed import PersonalFeed
from calendar_app.publishing.staff_feed import StaffAnswer, StaffFeeds
from calendar_app.publishing.staff_rendering import Reading
from calendar_app.staff_wording import staff_wording
from calendar_app.storage.communities import add_member, remove_member
from calendar_app.storage.events import cancel_event
from calendar_app.storage.occurrences import occurrences_of
from calendar_app.storage.personal_feeds import find_feed, make_feed
from calendar_app.storage.sign_ups import sign_up
from calendar_app.wording import feed_wording
from feeds.lint import lint
from tests.support.gatherings import LINK, make_community, make_gathering
from tests.support.reading import Vevent, read_feed
from tests.support.samples import store_vocabulary
from tests.support.web import NOW, make_staff

LATER = NOW + timedelta(minutes=1)
PLAIN = Reading(CalledOff.STATUS, "nb")
FEED = PersonalFeed(id=1, name="Mobilen min", notice_uid="uid", created_at=NOW, ended_at=None)


@pytest.fixture
async def feeds(database: str) -> StaffFeeds:
    await store_vocabulary(now=NOW)
    addresses = Addresses("https://kalender.example.no")
    return StaffFeeds(staff_wording(addresses, labels=feed_wording(addresses).labels))


def colleague(*community_ids: int) -> StaffMember:
    """Two of the same library differ in this alone."""
    return StaffMember(
        id=1,
        email="",
        name="",
        roles={4: Role.EDITOR},
        community_ids=frozenset(community_ids),
    )


async def dates(feeds: StaffFeeds, person: StaffMember) -> list[Vevent]:
    answer = (await feeds.feed(FEED, person, PLAIN, now=LATER)).answer
    assert lint(answer.body, public=False) == []
    return list(read_feed(answer.body).values())


async def test_an_online_one_has_its_link_where_programs_look_for_the_way_in(
    feeds: StaffFeeds,
) -> None:
    await make_gathering(mode=Mode.ONLINE, venue_id=None)
    [found] = await dates(feeds, colleague())
    assert str(found["LOCATION"]) == LINK
    assert LINK in str(found["DESCRIPTION"])


async def test_a_hybrid_one_has_its_house_as_place_and_the_link_in_the_text(
    feeds: StaffFeeds,
) -> None:
    """Those who signed up to come have the link as well: plans change on the way."""
    event = await make_gathering()
    person = await make_staff("p@example.org", Role.EDITOR, "gjovik", now=NOW)
    date_id = (await occurrences_of(event.id))[0].id
    await sign_up(event.id, date_id, staff_id=person.id, way=Mode.IN_PERSON, now=NOW)
    [found] = await dates(feeds, person)
    assert str(found["LOCATION"]) == "Hamar-kulturhus"
    assert LINK in str(found["DESCRIPTION"])


async def test_the_agenda_stands_below_the_text(feeds: StaffFeeds) -> None:
    await make_gathering(description="Ta med en bok.")
    [found] = await dates(feeds, colleague())
    lines = str(found["DESCRIPTION"]).splitlines()
    assert any("09.30 Kaffe og velkommen" in line for line in lines)
    text = next(place for place, line in enumerate(lines) if line == "Ta med en bok.")
    agenda = next(place for place, line in enumerate(lines) if "Kaffe" in line)
    assert text < agenda


async def test_what_is_off_leads_nobody_in(feeds: StaffFeeds) -> None:
    event = await make_gathering(mode=Mode.ONLINE, venue_id=None)
    await cancel_event(event.id, reason="Sykdom", staff_id=None, now=NOW)
    [found] = await dates(feeds, colleague())
    assert LINK not in str(found)
    assert found.get("LOCATION") is None


async def test_colleagues_of_one_library_see_only_their_own_communities(
    feeds: StaffFeeds,
) -> None:
    """What was made for one is never answered to the other, whoever asks first."""
    made, other = await make_community("En"), await make_community("To")
    await make_gathering(title="Til en", communities=(made,))
    await make_gathering(title="Til to", communities=(other,))
    await make_gathering(title="Til alle")
    seen = {
        ids: {str(one["SUMMARY"]) for one in await dates(feeds, colleague(*ids))}
        for ids in ((made,), (), (other,), (made, other))
    }
    assert seen == {
        (made,): {"Til en", "Til alle"},
        (): {"Til alle"},
        (other,): {"Til to", "Til alle"},
        (made, other): {"Til en", "Til to", "Til alle"},
    }


async def test_joining_and_leaving_move_last_modified_and_the_bytes(feeds: StaffFeeds) -> None:
    """FC-27: a membership is no change of any event, and yet the feed is another."""
    made = await make_community()
    await make_gathering(communities=(made,))
    person = await make_staff("p@example.org", Role.EDITOR, "gjovik", now=NOW)
    token = await make_feed(person.id, name="Mobilen min", now=NOW)

    async def fetch(minutes: int) -> StaffAnswer:
        found = await find_feed(token)
        assert found
        now = NOW + timedelta(minutes=minutes)
        return await feeds.feed(found.feed, found.person, PLAIN, now=now)

    outside = await fetch(1)
    await add_member(made, person.id, now=NOW + timedelta(minutes=2))
    inside = await fetch(3)
    await remove_member(made, person.id, now=NOW + timedelta(minutes=4))
    outside_again = await fetch(5)
    moments = [one.last_modified for one in (outside, inside, outside_again)]
    assert moments == sorted(set(moments))
    assert moments[1:] == [
        NOW + timedelta(minutes=2, seconds=1),
        NOW + timedelta(minutes=4, seconds=1),
    ]
    assert inside.answer.etag != outside.answer.etag == outside_again.answer.etag
    assert (await fetch(6)).last_modified == outside_again.last_modified
