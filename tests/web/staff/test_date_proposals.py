"""Another date for a stop: proposed, answered, or just changed, and told to the other side."""

import pytest

from calendar_app.domain.borrowing import RequestState
from calendar_app.storage.occurrences import occurrences_of
from tests.support.borrowing import (
    AGREED,
    OTHER,
    asked,
    borrowed,
    case_of,
    lend,
)
from tests.support.events import edit, single
from tests.support.request_pages import NEW_DATE, YES, answer_of, at, both, said, words
from tests.support.web import Clock, SignIn


async def test_a_changed_date_is_told_to_the_host_until_noted(
    signed_in: SignIn, clock: Clock
) -> None:
    host, borrower = await both(signed_in)
    case = await borrowed(await lend(now=clock()), now=clock())
    request_id = case.request.id
    await edit(case.request.stop_id or 0, now=clock(), schedule=single(OTHER))
    told = (
        "Gjovik har endret datoen for «Askeladden og trollene» fra torsdag 4. mars 2027 kl. "
        "18.00–19.00 til torsdag 11. mars 2027 kl. 10.00–11.00."
    )
    assert told in await words(host, request_id)
    assert "torsdag 11. mars 2027 kl. 10.00–11.00" in await words(borrower, request_id)
    assert "badge-moved" in (await host.get("/ansatt/foresporsler")).text
    assert await words(host, request_id) == await words(host, request_id), "looking notes nothing"
    assert said(await host.post(at(request_id, "kvittering"))) == "lan-sett"
    assert told not in await words(host, request_id)
    assert "badge-moved" not in (await host.get("/ansatt/foresporsler")).text


async def test_another_date_is_proposed_and_the_other_side_answers(
    signed_in: SignIn, clock: Clock
) -> None:
    host, borrower = await both(signed_in)
    case = await borrowed(await lend(now=clock()), now=clock())
    request_id = case.request.id
    assert said(await host.post(at(request_id, "datoforslag"), NEW_DATE)) == "lan-foreslatt"
    assert "Det venter på svar" in await words(host, request_id)
    page = (await borrower.get(at(request_id))).text
    assert "Hamar foreslår en annen dato" in page
    answer = answer_of(page)
    refused = await host.post(at(request_id, "datoforslag", "avtale"), answer)
    assert refused.status_code == 403
    await host.post(at(request_id, "datoforslag"), {**NEW_DATE, "start_time": "9"})
    stale = await borrower.post(at(request_id, "datoforslag", "avtale"), answer)
    assert said(stale) == "lan-besvart"
    await host.post(at(request_id, "datoforslag"), NEW_DATE)
    done = await borrower.post(at(request_id, "datoforslag", "avtale"), answer)
    assert said(done) == "lan-ny-dato"
    after = await case_of(request_id)
    assert after.stop_date
    assert after.stop_date.span == OTHER
    assert "Gjovik sa ja til ny dato" in await words(host, request_id)


async def test_a_proposal_is_turned_down(signed_in: SignIn, clock: Clock) -> None:
    host, borrower = await both(signed_in)
    case = await borrowed(await lend(now=clock()), now=clock())
    request_id = case.request.id
    await borrower.post(at(request_id, "datoforslag"), NEW_DATE)
    page = (await host.get(at(request_id))).text
    answer = answer_of(page)
    no = await host.post(at(request_id, "datoforslag", "avslag"), answer)
    assert said(no) == "lan-beholdt"
    assert "Hamar vil beholde datoen" in await words(borrower, request_id)
    assert [one.span for one in await occurrences_of(case.request.stop_id or 0)] == [AGREED]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"start_date": ""}, "start_date"),
        ({"start_date": "1.1.2020"}, "start_date"),
        ({"start_date": "1.1.2090"}, "start_date"),
        ({"end_time": "17"}, "end_time"),
        ({"start_date": "28.3.2027", "start_time": "02.30", "end_time": "04"}, "start_time"),
        ({"start_date": "31.10.2027", "start_time": "02.30", "end_time": "04"}, "start_reading"),
        ({"answer": "x" * 2001, "proposal_text": "x" * 2001}, ""),
    ],
)
async def test_a_date_that_cannot_be_is_told_beside_its_field(
    signed_in: SignIn, clock: Clock, typed: dict[str, str], field: str
) -> None:
    host, _ = await both(signed_in)
    event = await lend(now=clock())
    request_id = await asked(event, now=clock())
    accepted = (await borrowed(event, now=clock())).request.id
    for path, fields, text in (
        (at(request_id, "avtale"), YES, "answer"),
        (at(accepted, "datoforslag"), {**NEW_DATE, "end_time": "19"}, "proposal_text"),
    ):
        given = {**fields, "start_time": "18", **typed}
        answer = await host.post(path, given)
        assert answer.status_code == 422
        assert f'href="#f-{field or text}"' in answer.text
        assert f'value="{given["end_time"]}"' in answer.text
    assert (await case_of(request_id)).request.state is RequestState.ASKED
