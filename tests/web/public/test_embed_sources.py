"""What embeds show: the next dates of a selection, a named filter or an event."""

from datetime import date, timedelta

import httpx2
import pytest
from starlette.applications import Starlette

from calendar_app.domain.access import Role
from calendar_app.domain.event import Workflow
from calendar_app.domain.timing import AllDay
from calendar_app.storage.events import cancel_event, set_workflow
from calendar_app.storage.named_filters import add_named_filter, retire_named_filter
from calendar_app.storage.occurrences import cancel_date, mark_full, occurrences_of
from tests.support.embeds import FORMS, fetch, rows_of, with_query
from tests.support.events import edit, publish, single, timed, weekly
from tests.support.pages import Document
from tests.support.web import NOW, PUBLIC_URL, Clock, SignIn, browser

FIRST = date(2026, 11, 25)
HOSTILE = '"><script>alert(1)</script>'


def wrote(app: Starlette) -> None:
    app.state.parts.publisher.current.note_own_write()


@pytest.mark.parametrize("form", FORMS)
async def test_the_next_ten_are_shown_unless_asked_otherwise(
    app: Starlette, client: httpx2.AsyncClient, form: str
) -> None:
    event = await publish(weekly(FIRST, count=20), now=NOW, title="Babysang")
    wrote(app)
    assert len(await rows_of(client, form)) == 10
    assert len(await rows_of(client, form, "antall=3")) == 3
    assert len(await rows_of(client, form, "antall=50")) == 20
    for wrong in ("0", "51", "-1", "x", "3,4", "٣"):
        assert len(await rows_of(client, form, f"antall={wrong}")) == 10
    rows = await rows_of(client, form, folder=f"arrangement/{event.id}/")
    assert [one.url for one in rows] == [f"{PUBLIC_URL}/arrangement/babysang-{event.id}"] * 10


@pytest.mark.parametrize("form", FORMS)
async def test_states_are_words(app: Starlette, client: httpx2.AsyncClient, form: str) -> None:
    """SEL-40: cancelled stays and says so; `avlyst=nei` leaves it out."""
    event = await publish(weekly(FIRST, count=4), now=NOW)
    dates = await occurrences_of(event.id)
    await cancel_date(event.id, dates[1].id, reason="Sykdom", staff_id=None, now=NOW)
    await mark_full(event.id, dates[2].id, True, staff_id=None, now=NOW)
    moved = await publish(single(timed(date(2027, 1, 4))), now=NOW, title="Flyttet stund")
    await edit(moved.id, now=NOW, schedule=single(timed(date(2027, 1, 5))), announce_move=True)
    wrote(app)
    states = [one.state for one in await rows_of(client, form)]
    assert states == ["", "Avlyst", "Fullt", "", "Ny tid"]
    assert [one.state for one in await rows_of(client, form, "avlyst=synlig")] == states
    hidden = [one.state for one in await rows_of(client, form, "avlyst=nei")]
    assert hidden == ["", "Fullt", "", "Ny tid"]
    text = (await fetch(client, f"/embed/v1/{form}")).text
    assert "Sykdom" in text
    assert "Flyttet fra mandag 4. januar 2027 kl. 11.00" in text


@pytest.mark.parametrize("form", FORMS)
async def test_what_is_over_is_never_shown(
    app: Starlette, client: httpx2.AsyncClient, clock: Clock, form: str
) -> None:
    """The dates of an address narrow what is to come, as in a feed; an embed stays for years."""
    await publish(single(timed(date(2026, 11, 20))), now=NOW, title="Forrige uke")
    await publish(
        single(AllDay(date(2026, 11, 1), date(2026, 11, 23))), now=NOW, title="Utstilling"
    )
    await publish(single(timed(FIRST)), now=NOW, title="Denne uka")
    wrote(app)
    for query in ("", "fra=2020-01-01", "fra=-30d", "fra=2026-11-23", "fra=2026-11-01&til=12m"):
        titles = [one.title for one in await rows_of(client, form, query)]
        assert titles == ["Utstilling", "Denne uka"], query
    clock.move(timedelta(days=1))
    assert [one.title for one in await rows_of(client, form)] == ["Denne uka"]
    assert await rows_of(client, form, "fra=2026-12-01") == []
    assert await rows_of(client, form, "til=2026-11-20") == []


@pytest.mark.parametrize("form", FORMS)
async def test_an_unknown_value_never_shows_more(
    app: Starlette, client: httpx2.AsyncClient, form: str
) -> None:
    """SEL-21."""
    await publish(single(timed(FIRST)), now=NOW)
    wrote(app)
    assert await rows_of(client, form, "bibliotek=finnes-ikke") == []
    assert await rows_of(client, form, "bibliotek=finnes-ikke&bare=hamar") == []
    text = (await fetch(client, f"/embed/v1/{form}?bibliotek=finnes-ikke")).text
    assert "ber om noe som ikke finnes" in text
    assert len(await rows_of(client, form, "ukjent=1&utm_source=x&bare=finnes-ikke")) == 1


async def test_a_frame_may_be_narrowed_to_one_library_of_those_it_shows(
    app: Starlette, client: httpx2.AsyncClient
) -> None:
    for number, title in ((1, "I Hamar"), (2, "I Ringsaker"), (4, "På Gjøvik")):
        await publish(single(timed(FIRST)), now=NOW, title=title, organiser_id=number)
    wrote(app)

    async def titles(query: str) -> list[str]:
        return sorted(one.title for one in await rows_of(client, "liste", query))

    async def offered(query: str) -> list[str]:
        page = Document((await fetch(client, with_query("/embed/v1/liste", query))).text)
        return [str(a["href"]) for a in page.all("a") if "target" not in a]

    assert await titles("bare=hamar&ui=nn") == ["I Hamar"]
    assert await titles("bibliotek=hamar,gjovik&bare=gjovik") == ["På Gjøvik"]
    assert await titles("bibliotek=hamar&bare=gjovik") == ["I Hamar"]
    assert await titles("bibliotek=-hamar&bare=hamar") == ["I Ringsaker", "På Gjøvik"]
    assert await titles("bare=hamar,gjovik") == ["I Hamar", "I Ringsaker", "På Gjøvik"]
    assert await offered("bibliotek=hamar") == []
    assert await offered("bibliotek=hamar,gjovik&bare=gjovik&antall=5&niva=3") == [
        "/embed/v1/liste?bibliotek=gjovik,hamar&antall=5&niva=3",
        "/embed/v1/liste?bibliotek=gjovik,hamar&bare=hamar&antall=5&niva=3",
        "/embed/v1/liste?bibliotek=gjovik,hamar&bare=gjovik&antall=5&niva=3",
    ]


@pytest.mark.parametrize("form", FORMS)
async def test_a_named_filter_is_followed(
    app: Starlette, client: httpx2.AsyncClient, form: str
) -> None:
    await publish(single(timed(FIRST)), now=NOW, title="I Hamar")
    await publish(single(timed(FIRST)), now=NOW, title="På Gjøvik", organiser_id=4)
    made = await add_named_filter("barn", "Barn i Hamar", "bibliotek=hamar", 1, now=NOW)
    wrote(app)
    rows = await rows_of(client, form, "bibliotek=gjovik", folder="f/barn/")
    assert [one.title for one in rows] == ["I Hamar"]
    answer = await fetch(client, f"/embed/v1/f/barn/{form}?ui=nn")
    assert "Barn i Hamar" in answer.text
    assert f"{PUBLIC_URL}/f/barn?ui=nn" in answer.text
    await retire_named_filter(made, now=NOW)
    wrote(app)
    assert await rows_of(client, form, folder="f/barn/") == []
    ended = (await fetch(client, f"/embed/v1/f/barn/{form}")).text
    assert "Denne kalenderen er avsluttet" in ended
    assert (await client.get(f"/embed/v1/f/finnes-ikke/{form}")).status_code == 404


@pytest.mark.parametrize("form", FORMS)
async def test_an_event_that_is_hidden_is_as_one_that_never_was(
    app: Starlette, client: httpx2.AsyncClient, form: str
) -> None:
    """Promise 3. The frame says it in words, since its address stands in other people's pages."""
    event = await publish(single(timed(FIRST)), now=NOW, title="Hemmelig")
    wrote(app)
    path = f"/embed/v1/arrangement/{event.id}/{form}"
    assert "Hemmelig" in (await fetch(client, path)).text
    await set_workflow(event.id, Workflow.DRAFT, staff_id=None, now=NOW)
    wrote(app)
    gone = await client.get(path)
    never = await client.get(f"/embed/v1/arrangement/9999/{form}")
    assert (gone.status_code, never.status_code) == (404, 404)
    assert gone.content == never.content
    if form == "liste":
        assert "Dette finnes ikke lenger i kalenderen" in gone.text
        assert "frame-ancestors *" in gone.headers["content-security-policy"]


@pytest.mark.parametrize("form", FORMS)
async def test_an_event_whose_dates_are_past_says_so(
    app: Starlette, client: httpx2.AsyncClient, clock: Clock, form: str
) -> None:
    event = await publish(single(timed(FIRST)), now=NOW, title="Eventyr")
    wrote(app)
    clock.move(timedelta(days=30))
    answer = await fetch(client, f"/embed/v1/arrangement/{event.id}/{form}?ui=en")
    assert await rows_of(client, form, folder=f"arrangement/{event.id}/") == []
    assert "This event is over." in answer.text


@pytest.mark.parametrize("form", FORMS)
async def test_a_visitor_who_is_signed_in_gets_the_same_bytes(
    app: Starlette, client: httpx2.AsyncClient, signed_in: SignIn, form: str
) -> None:
    """E-10, T-19: no cookie is read, and none set."""
    event = await publish(weekly(FIRST, count=3), now=NOW)
    await add_named_filter("alt", "Alt", "", 1, now=NOW)
    wrote(app)
    staff = await signed_in(Role.ADMIN, "hamar")
    for folder in ("", f"arrangement/{event.id}/", "f/alt/"):
        path = f"/embed/v1/{folder}{form}"
        theirs, ours = await staff.get(path), await fetch(client, path)
        app.state.parts.publisher.forget_answers()
        assert theirs.content == ours.content
        assert theirs.headers["etag"] == ours.headers["etag"]
        assert "set-cookie" not in theirs.headers
        assert "cookie" not in ours.headers["vary"].lower()


@pytest.mark.parametrize("form", FORMS)
async def test_the_name_that_somebody_calls_us_by_reaches_no_answer(
    app: Starlette, client: httpx2.AsyncClient, form: str
) -> None:
    """ST-40, T-16."""
    await publish(single(timed(FIRST)), now=NOW)
    wrote(app)
    plain = await fetch(client, f"/embed/v1/{form}?antall=4")
    forged = {"X-Forwarded-Host": "evil.example", "Forwarded": "host=evil.example"}
    answer = await client.get(f"/embed/v1/{form}?antall=5", headers=forged)
    assert "evil" not in answer.text
    async with browser(app, base_url="http://evil.example") as stranger:
        other = await stranger.get(f"/embed/v1/{form}?antall=6")
    assert "evil" not in other.text
    assert other.status_code == 400 or other.content == plain.content


@pytest.mark.parametrize("form", FORMS)
async def test_hostile_text_is_text(app: Starlette, client: httpx2.AsyncClient, form: str) -> None:
    """T-4: in the title, the reason, the note and the place, whatever the state."""
    event = await publish(
        single(timed(FIRST)), now=NOW, title=HOSTILE, summary=HOSTILE, place_text=HOSTILE
    )
    await cancel_event(event.id, reason=HOSTILE, staff_id=None, now=NOW)
    wrote(app)
    for folder in ("", f"arrangement/{event.id}/"):
        answer = await fetch(client, f"/embed/v1/{folder}{form}?sok=%22%3E%3Cscript%3Ealert(1)")
        assert "<script>" not in answer.text
    rows = await rows_of(client, form)
    assert [(one.title, one.state) for one in rows] == [(HOSTILE, "Avlyst")]


async def test_an_address_may_say_anything_up_to_its_length(client: httpx2.AsyncClient) -> None:
    for form in FORMS:
        for query in ("%00", "%FF%FE=%zz", "a&&==&", f"sok={'æ' * 300}", "niva=9&antall[]=3"):
            assert (await client.get(f"/embed/v1/{form}?{query}")).status_code == 200
        assert (await client.get(f"/embed/v1/{form}?{'x' * 5000}")).status_code == 414
