"""A request to borrow, from both sides: answered, changed, withdrawn, and seen by nobody else."""

import asyncio
from datetime import date

import pytest

from calendar_app.domain.access import Role
from calendar_app.domain.borrowing import RequestState
from calendar_app.domain.event import State, Visibility, Workflow
from calendar_app.storage.events import get_event, set_workflow
from calendar_app.storage.lending import cases_of
from calendar_app.storage.occurrences import occurrences_of
from tests.support.borrowing import (
    AGREED,
    GJOVIK,
    HAMAR,
    asked,
    borrowed,
    case_of,
    lend,
)
from tests.support.events import edit
from tests.support.reading import read_feed
from tests.support.request_pages import (
    HOSTILE,
    NEW_DATE,
    TITLE,
    YES,
    at,
    both,
    said,
    words,
)
from tests.support.schedules import weekly
from tests.support.staff_forms import event_form, outline, sent_by, words_of
from tests.support.web import Clock, SignedIn, SignIn


async def test_the_host_says_yes_and_both_have_it_in_their_programme(
    signed_in: SignIn, clock: Clock
) -> None:
    """The form begins with the wished date, the host's hour and the time it takes."""
    host, borrower = await both(signed_in)
    request_id = await asked(await lend(now=clock()), now=clock())
    page = (await host.get(at(request_id))).text
    assert "Gjovik spør om å låne «Askeladden og trollene» onsdag 3. mars 2027." in page
    fields = sent_by(page, form=2)
    assert (fields["start_date"], fields["start_time"], fields["end_time"]) == (
        ["2027-03-03"],
        ["18.00"],
        ["19.00"],
    )
    done = await host.post(at(request_id, "avtale"), {**fields, **YES})
    assert said(done) == "lan-ja"
    case = await case_of(request_id)
    assert case.stop
    assert case.stop_date
    assert (case.stop_date.span, case.stop.details.venue_id) == (AGREED, 4)
    assert "Hamar sa ja til å låne ut" in await words(borrower, request_id)
    assert "Velkommen" in await words(borrower, request_id)
    for person in (host, borrower):
        listed = (await person.get("/ansatt/arrangementer")).text
        assert f'href="/ansatt/arrangementer/{case.stop.id}"' in listed
    assert (await borrower.get(f"/ansatt/arrangementer/{case.stop.id}/rediger")).status_code == 200
    assert (await host.get(f"/ansatt/arrangementer/{case.stop.id}/rediger")).status_code == 403


async def test_twenty_at_once_say_yes_and_there_is_one_stop(
    signed_in: SignIn, clock: Clock
) -> None:
    """T-22."""
    host, _ = await both(signed_in)
    request_id = await asked(await lend(now=clock()), now=clock())
    path = at(request_id, "avtale")
    answers = await asyncio.gather(*(host.post(path, YES) for _ in range(20)))
    assert sorted(said(one) for one in answers) == ["lan-besvart"] * 19 + ["lan-ja"]
    page = (await host.get("/ansatt/arrangementer?bibliotek=alle")).text
    assert page.count(f">{TITLE}</a>") == 2


async def test_the_public_sees_the_stop_once_under_both_libraries_and_as_a_tour(
    signed_in: SignIn, clock: Clock
) -> None:
    """One event with two organisers: in neither programme twice, nor in the whole calendar."""
    host, borrower = await both(signed_in)
    event = await lend(now=clock())
    case = await borrowed(event, now=clock())
    [day] = await occurrences_of(case.request.stop_id or 0)
    own = (await occurrences_of(event.id))[0].uid
    assert await uids(host, "") == [own]
    await borrower.post(f"/ansatt/arrangementer/{case.request.stop_id}/publisering")
    for query, found in (
        ("", [own, day.uid]),
        ("bibliotek=hamar", [own, day.uid]),
        ("bibliotek=gjovik", [day.uid]),
        ("bibliotek=ringsaker", []),
        ("turne=askeladden-og-trollene", [own, day.uid]),
        ("turne=askeladden-og-trollene&bibliotek=gjovik", [day.uid]),
    ):
        assert await uids(host, query) == sorted(found), query
        page = (await host.client.get(f"/kalender?{query}")).text
        assert page.count(f">{TITLE}</a>") == len(found), query


async def uids(person: SignedIn, query: str) -> list[str]:
    answer = await person.client.get(f"/kalender.ics?{query}")
    return sorted(str(one["UID"]) for one in read_feed(answer.content).values())


async def test_the_host_says_no_with_a_reason_that_the_borrower_reads(
    signed_in: SignIn, clock: Clock
) -> None:
    host, borrower = await both(signed_in)
    request_id = await asked(await lend(now=clock()), now=clock())
    empty = await host.post(at(request_id, "avslag"), {"reason": "  "})
    assert empty.status_code == 422
    assert 'href="#f-reason"' in empty.text
    assert 'value="2027-03-03"' in empty.text, "the form that says yes is as it was"
    assert said(await host.post(at(request_id, "avslag"), {"reason": "Fullt i mars"})) == "lan-nei"
    seen = await words(borrower, request_id)
    assert "Hamar sa nei" in seen
    assert "Fullt i mars" in seen
    assert said(await host.post(at(request_id, "avtale"), YES)) == "lan-besvart"
    assert (await case_of(request_id)).stop is None


async def test_the_borrower_withdraws_with_a_word(signed_in: SignIn, clock: Clock) -> None:
    """The stop there is stays, marked as cancelled, in both programmes."""
    host, borrower = await both(signed_in)
    case = await borrowed(await lend(now=clock()), now=clock())
    path = at(case.request.id, "trekking")
    assert (await borrower.post(path, {"word": ""})).status_code == 422
    assert said(await borrower.post(path, {"word": "Vi har ikke folk"})) == "lan-trukket"
    stop = await get_event(case.request.stop_id or 0)
    assert (stop.state, stop.state_reason) == (State.CANCELLED, "Vi har ikke folk")
    seen = await words(host, case.request.id)
    assert "Gjovik skal ikke låne «Askeladden og trollene» likevel." in seen
    assert said(await borrower.post(path, {"word": "Igjen"})) == "lan-besvart"


async def test_each_side_does_its_own_part_alone(signed_in: SignIn, clock: Clock) -> None:
    """T-21: the borrower does not answer for the host, nor the host withdraw."""
    host, borrower = await both(signed_in)
    request_id = await asked(await lend(now=clock()), now=clock())
    for person, action in (
        (borrower, "avtale"),
        (borrower, "avslag"),
        (host, "trekking"),
    ):
        answer = await person.post(at(request_id, action), {**YES, "reason": "x", "word": "x"})
        assert answer.status_code == 403, action
    assert (await case_of(request_id)).request.state is RequestState.ASKED
    assert "Si ja" not in await words(borrower, request_id)
    assert "Trekk forespørselen" not in await words(host, request_id)


POSTS = (
    "avtale",
    "avslag",
    "trekking",
    "kvittering",
    "datoforslag",
    "datoforslag/avtale",
    "datoforslag/avslag",
)


@pytest.mark.parametrize("role", Role)
async def test_to_a_third_library_the_request_is_not_there(
    signed_in: SignIn, clock: Clock, role: Role
) -> None:
    """A-14, T-21: not even to an admin, and not to who has the event's id right (A-18)."""
    stranger = await signed_in(role, "ringsaker", "lillehammer")
    event = await lend(now=clock())
    request_id = await asked(event, now=clock())
    before = await case_of(request_id)
    assert (await stranger.get(at(request_id))).status_code == 404
    for action in POSTS:
        fields = {**YES, "reason": "x", "word": "x", "library_id": "2", "request_id": "1"}
        assert (await stranger.post(at(request_id, action), fields)).status_code == 404
    assert await case_of(request_id) == before
    assert TITLE not in (await stranger.get("/ansatt/foresporsler")).text


async def test_a_request_of_no_such_number_is_not_there(signed_in: SignIn, clock: Clock) -> None:
    """T-11."""
    host, _ = await both(signed_in)
    await asked(await lend(now=clock()), now=clock())
    for bad in (str(2**63), str(2**31), "1e3", "-1", "0", "%EF%BC%91", "%201", "1%00", "99"):
        assert (await host.get(f"/ansatt/foresporsler/{bad}")).status_code == 404
        for action in POSTS:
            answer = await host.post(f"/ansatt/foresporsler/{bad}/{action}", YES)
            assert answer.status_code == 404


async def test_what_the_host_takes_back_to_a_draft_the_borrower_reads_no_more(
    signed_in: SignIn, clock: Clock
) -> None:
    """A-19: not even its new title."""
    host, borrower = await both(signed_in)
    event = await lend(now=clock(), workflow=Workflow.PLANNED)
    request_id = await asked(event, now=clock())
    await set_workflow(event.id, Workflow.DRAFT, staff_id=None, now=clock())
    await edit(event.id, now=clock(), title="Hemmelig tittel")
    for path in (at(request_id), "/ansatt/foresporsler"):
        page = (await borrower.get(path)).text
        assert "Hemmelig tittel" not in page
        assert "Honorar og reise" not in page
        assert "Et opplegg som ikke deles nå" in page
        assert "Hemmelig tittel" in (await host.get(path)).text


async def test_what_the_host_keeps_to_a_community_the_borrower_reads_no_more(
    signed_in: SignIn, clock: Clock
) -> None:
    """A-14: the staff of the borrower are no members."""
    _, borrower = await both(signed_in)
    event = await lend(now=clock())
    request_id = await asked(event, now=clock())
    await edit(event.id, now=clock(), title="Hemmelig tittel", visibility=Visibility.COMMUNITY)
    for path in (at(request_id), "/ansatt/foresporsler", "/ansatt/"):
        assert "Hemmelig tittel" not in (await borrower.get(path)).text


async def test_a_host_series_gives_one_date(signed_in: SignIn, clock: Clock) -> None:
    host, _ = await both(signed_in)
    event = await lend(now=clock(), schedule=weekly(first=date(2027, 1, 6)))
    request_id = await asked(event, now=clock())
    fields = event_form((await host.get(at(request_id))).text)
    assert fields
    await host.post(at(request_id, "avtale"), YES)
    case = await case_of(request_id)
    assert [one.span for one in await occurrences_of(case.request.stop_id or 0)] == [AGREED]


async def test_who_works_at_both_libraries_is_on_both_sides(
    signed_in: SignIn, clock: Clock
) -> None:
    person = await signed_in(Role.EDITOR, "hamar", "gjovik")
    request_id = await asked(await lend(now=clock()), now=clock())
    page = await words(person, request_id)
    assert "Si ja med en dato" in page
    assert "Trekk forespørselen" in page
    assert said(await person.post(at(request_id, "avtale"), YES)) == "lan-ja"
    assert said(await person.post(at(request_id, "kvittering"))) == "lan-sett"
    assert "Greit" not in await words(person, request_id)


async def test_the_list_shows_both_ways(signed_in: SignIn, clock: Clock) -> None:
    person = await signed_in(Role.EDITOR, "gjovik")
    await asked(await lend(now=clock(), title="Vil vi ha"), now=clock())
    own = await lend(now=clock(), title="Vil de ha", organiser_id=GJOVIK, venue_id=4)
    await asked(own, now=clock(), library_id=HAMAR)
    page = (await person.get("/ansatt/foresporsler")).text
    incoming, outgoing = page.split("Dere vil låne av andre")
    assert ("Vil de ha" in incoming, "Vil vi ha" in incoming) == (True, False)
    assert ("Vil de ha" in outgoing, "Vil vi ha" in outgoing) == (False, True)


async def test_hostile_words_are_words_in_the_story(signed_in: SignIn, clock: Clock) -> None:
    """T-4."""
    host, borrower = await both(signed_in)
    event = await lend(now=clock())

    async def story(text: str, day: date) -> list[str]:
        request_id = await asked(event, now=clock(), day=day)
        await host.post(at(request_id, "avtale"), {**YES, "answer": text})
        await host.post(at(request_id, "datoforslag"), {**NEW_DATE, "proposal_text": text})
        await borrower.post(at(request_id, "trekking"), {"word": text})
        assert (await case_of(request_id)).request.story[-1].text == text
        return [(await one.get(at(request_id))).text for one in (host, borrower)]

    harmless = await story("Snilt", date(2027, 3, 1))
    hostile = await story(HOSTILE, date(2027, 3, 2))
    assert [outline(one) for one in hostile] == [outline(one) for one in harmless]
    assert [words_of(one).count(HOSTILE) for one in hostile] == [3, 3]
    assert len(await cases_of([HAMAR])) == 2
