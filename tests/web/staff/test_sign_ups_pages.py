"""Signing up for a gathering, as a page shows it and takes it."""

import asyncio
from collections.abc import Mapping

from calendar_app.domain.access import Role
from calendar_app.domain.event import Event, Mode, Workflow
from calendar_app.storage.events import cancel_event
from calendar_app.storage.occurrences import mark_full, occurrences_of
from calendar_app.storage.sign_ups import sign_up, sign_ups_of
from tests.support.events import publish, single, timed, weekly
from tests.support.gatherings import DAY, make_gathering, utc
from tests.support.staff_forms import words_of
from tests.support.web import NOW, Clock, SignedIn, SignIn

COMING = "Meld meg på: Jeg kommer"
ONLINE = "Meld meg på: Jeg deltar digitalt"


class Visit:
    """Somebody at the page of a gathering."""

    def __init__(self, person: SignedIn, event: Event, date_id: int) -> None:
        self.person, self.event = person, event
        self.page = f"/ansatt/arrangementer/{event.id}"
        self.place = f"{self.page}/datoer/{date_id}/pamelding"

    async def words(self) -> str:
        return words_of((await self.person.get(self.page)).text)

    async def sign_up(self, way: str) -> str:
        return await self._flash(self.place, {"maate": way})

    async def withdraw(self) -> str:
        return await self._flash(f"{self.place}/angre", {})

    async def _flash(self, path: str, fields: Mapping[str, str]) -> str:
        answer = await self.person.post(path, fields)
        assert answer.status_code == 303
        way_on, flash = answer.headers["location"].split("?melding=")
        assert way_on == self.page
        return flash


async def visit(person: SignedIn, event: Event) -> Visit:
    return Visit(person, event, (await occurrences_of(event.id))[0].id)


async def test_whoever_reads_it_signs_up_changes_and_withdraws(signed_in: SignIn) -> None:
    reader = await visit(await signed_in(Role.EDITOR, "gjovik"), await make_gathering())
    words = await reader.words()
    assert COMING in words
    assert ONLINE in words
    assert await reader.sign_up("online") == "pameldt"
    words = await reader.words()
    assert "Du er påmeldt og deltar digitalt." in words
    assert "Bytt: jeg kommer dit" in words
    assert "Bytt: jeg deltar digitalt" not in words
    assert await reader.sign_up("in_person") == "pameldt"
    assert "Du er påmeldt og kommer." in await reader.words()
    assert await reader.withdraw() == "avmeldt"
    assert COMING in await reader.words()


async def test_ways_are_those_of_the_gathering(signed_in: SignIn) -> None:
    person = await signed_in(Role.EDITOR, "gjovik")
    here = await visit(person, await make_gathering(mode=Mode.IN_PERSON))
    there = await visit(person, await make_gathering(mode=Mode.ONLINE, venue_id=None))
    assert ONLINE not in await here.words()
    assert COMING not in await there.words()
    for one, way in ((here, "online"), (there, "in_person"), (here, "hybrid"), (here, "")):
        assert await one.sign_up(way) == "sign-up-no-such-way"


async def test_twenty_colleagues_press_together_for_one_place(signed_in: SignIn) -> None:
    """T-22."""
    event = await make_gathering(capacity=1, mode=Mode.IN_PERSON)
    people = [await signed_in(Role.EDITOR, "gjovik") for _ in range(20)]
    visits = [await visit(one, event) for one in people]
    flashes = await asyncio.gather(*(one.sign_up("in_person") for one in visits))
    assert sorted(flashes) == ["pameldt"] + ["sign-up-full"] * 19
    loser = visits[flashes.index("sign-up-full")]
    words = await loser.words()
    assert "Det er fullt." in words
    assert COMING not in words


async def test_a_full_room_still_has_places_online(signed_in: SignIn) -> None:
    event = await make_gathering(capacity=1)
    first, second = [await visit(await signed_in(), event) for _ in range(2)]
    assert "1 ledig plass" in await first.words()
    await first.sign_up("in_person")
    words = await second.words()
    assert "Det er fullt i rommet, men plass digitalt." in words
    assert COMING not in words
    assert await second.sign_up("in_person") == "sign-up-full"
    assert await second.sign_up("online") == "pameldt"


async def test_it_closes_with_its_deadline_its_date_and_its_cancellation(
    signed_in: SignIn, clock: Clock
) -> None:
    person = await signed_in(Role.EDITOR, "gjovik")
    timely = await visit(person, await make_gathering(closes_at=utc(NOW.date(), 13)))
    early = await visit(person, await make_gathering(opens_at=utc(DAY, 1)))
    planned = await visit(person, await make_gathering(workflow=Workflow.PLANNED))
    off = await visit(person, await make_gathering())
    await cancel_event(off.event.id, reason="Sykdom", staff_id=None, now=NOW)
    past = await visit(person, await make_gathering(schedule=single(timed(NOW.date(), 60, 120))))
    assert await timely.sign_up("online") == "pameldt"
    clock.now = utc(NOW.date(), 13)
    for one, flash, words in (
        (timely, "sign-up-closed", "Påmeldingsfristen er ute."),
        (early, "sign-up-not-yet", "Påmeldingen har ikke åpnet ennå."),
        (planned, "sign-up-not-told", "Påmeldingen åpner når samlingen er publisert."),
        (off, "sign-up-called-off", "så påmeldingen er stengt."),
        (past, "sign-up-past", "Ingen datoer framover."),
    ):
        assert await one.sign_up("in_person") == flash
        assert words in await one.words()
        assert COMING not in await one.words()
    assert await past.withdraw() == "sign-up-past"
    assert "Meld meg av" in await timely.words()
    assert await timely.withdraw() == "avmeldt"


async def test_a_date_that_is_marked_full_takes_nobody_more(signed_in: SignIn) -> None:
    reader = await visit(await signed_in(), await make_gathering(mode=Mode.IN_PERSON))
    date_id = (await occurrences_of(reader.event.id))[0].id
    await mark_full(reader.event.id, date_id, True, staff_id=None, now=NOW)
    assert await reader.sign_up("in_person") == "sign-up-full"
    assert "Det er fullt." in await reader.words()


async def test_names_are_for_the_host_the_organiser_and_admins_others_see_numbers(
    signed_in: SignIn,
) -> None:
    event = await make_gathering()
    guest = await visit(await signed_in(Role.EDITOR, "gjovik"), event)
    await guest.sign_up("in_person")
    named = "Bibliotekaren, Gjovik: Kommer"
    for role, slug, sees in (
        (Role.EDITOR, "ringsaker", True),
        (Role.EDITOR, "hamar", True),
        (Role.ADMIN, "lillehammer", True),
        (Role.COORDINATOR, "lillehammer", False),
        (Role.EDITOR, "gjovik", False),
    ):
        words = await (await visit(await signed_in(role, slug), event)).words()
        assert (named in words) is sees, slug
        assert "1 kommer" in words


async def test_each_date_of_a_series_has_its_own_list(signed_in: SignIn) -> None:
    person = await signed_in()
    event = await make_gathering(schedule=weekly(DAY, 3))
    dates = await occurrences_of(event.id)
    second = Visit(person, event, dates[1].id)
    await second.sign_up("online")
    assert list(await sign_ups_of([event.id])) == [dates[1].id]
    assert (await second.words()).count(COMING) == 2


async def test_nobody_signs_up_for_what_is_for_everybody(signed_in: SignIn) -> None:
    """The public and their events have no sign-up here."""
    person = await signed_in()
    ordinary = await visit(person, await publish(single(timed(DAY)), now=NOW))
    assert await ordinary.sign_up("in_person") == "ikke-mulig"
    assert await ordinary.withdraw() == "ikke-mulig"
    assert COMING not in await ordinary.words()


async def test_the_list_of_gatherings_says_what_i_signed_up_for(signed_in: SignIn) -> None:
    person = await signed_in()
    event = await make_gathering()
    date_id = (await occurrences_of(event.id))[0].id
    await sign_up(event.id, date_id, staff_id=person.person.id, way=Mode.ONLINE, now=NOW)
    shown = words_of((await person.get("/ansatt/samlinger")).text)
    assert "Du er påmeldt og deltar digitalt." in shown
