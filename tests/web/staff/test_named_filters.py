"""The pages on which staff make, change and retire named filters."""

import re
from datetime import timedelta

import httpx2
import pytest

from calendar_app.domain.access import Role
from calendar_app.storage.vocabulary import load_vocabulary
from tests.support.web import Clock, SignedIn, SignIn

TYPED = {
    "title": "Småbarn i Hamar",
    "query": "https://kalender.example.no/kalender?bibliotek=hamar&alder=0-3",
    "slug": "",
    "library": "1",
}


async def make(person: SignedIn, **changes: str) -> httpx2.Response:
    return await person.post("/ansatt/filtre/nytt", {**TYPED, **changes})


async def change(person: SignedIn, **changes: str) -> httpx2.Response:
    """Send the form of the first filter as it is shown, with other texts in some fields."""
    shown = (await person.get("/ansatt/filtre/1/rediger")).text
    found = re.search(r'name="read_at" value="([^"]+)"', shown)
    assert found
    return await person.post(
        "/ansatt/filtre/1/rediger",
        {**TYPED, "slug": "smabarn-i-hamar", "read_at": found[1], **changes},
    )


async def test_a_filter_is_made_listed_and_served(
    signed_in: SignIn, client: httpx2.AsyncClient
) -> None:
    person = await signed_in(Role.EDITOR, "hamar")
    answer = await make(person)
    assert (answer.status_code, answer.headers["location"]) == (
        303,
        "/ansatt/filtre?melding=filter-opprettet",
    )
    page = (await person.get("/ansatt/filtre")).text
    assert "Småbarn i Hamar" in page
    assert "Hamar bibliotek" in page
    assert "/f/smabarn-i-hamar" in page
    feed = await client.get("/f/smabarn-i-hamar.ics")
    assert feed.status_code == 200
    assert "X-WR-CALNAME:Småbarn i Hamar\r\n" in feed.text


async def test_a_changed_filter_keeps_its_address_and_moves_its_validators(
    signed_in: SignIn, client: httpx2.AsyncClient, clock: Clock
) -> None:
    """SEL-45, FC-27: a new definition moves ETag and Last-Modified; the address stays."""
    person = await signed_in(Role.EDITOR, "hamar")
    await make(person)
    clock.move(timedelta(seconds=5))
    before = await client.get("/f/smabarn-i-hamar.ics")
    clock.move(timedelta(seconds=5))
    answer = await change(person, query="bibliotek=hamar", slug="de-minste")
    assert answer.headers["location"] == "/ansatt/filtre?melding=filter-lagret"
    clock.move(timedelta(seconds=5))
    for address in ("/f/smabarn-i-hamar.ics", "/f/de-minste.ics"):
        after = await client.get(address)
        assert after.status_code == 200
        assert after.headers["etag"] != before.headers["etag"]
        assert after.headers["last-modified"] > before.headers["last-modified"]


async def test_a_retired_filter_says_so_in_a_valid_feed_and_can_be_revived(
    signed_in: SignIn, client: httpx2.AsyncClient
) -> None:
    person = await signed_in(Role.EDITOR, "hamar")
    await make(person)
    question = await person.get("/ansatt/filtre/1/avslutning")
    assert "/f/smabarn-i-hamar" in question.text
    await person.post("/ansatt/filtre/1/avslutning")
    ended = await client.get("/f/smabarn-i-hamar.ics")
    assert (ended.status_code, ended.text.count("BEGIN:VEVENT")) == (200, 1)
    assert "Avsluttede" in (await person.get("/ansatt/filtre")).text
    await person.post("/ansatt/filtre/1/avslutning/angre")
    again = await client.get("/f/smabarn-i-hamar.ics")
    assert (again.status_code, again.text.count("BEGIN:VEVENT")) == (200, 0)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"title": ""}, "Fyll ut dette feltet."),
        ({"query": "bibliotek=hammar"}, "Kjenner ikke «hammar» under «bibliotek»."),
        ({"query": ""}, "Lim inn en adresse fra kalenderen"),
        ({"slug": "gratis"}, "Bruk bare a–z, tall og bindestrek"),
        ({"slug": "Med mellomrom"}, "Bruk bare a–z, tall og bindestrek"),
        ({"library": "4"}, "Du kan ikke endre"),
    ],
)
async def test_bad_input_gets_a_sentence_and_nothing_typed_is_lost(
    signed_in: SignIn, changes: dict[str, str], sentence: str
) -> None:
    person = await signed_in(Role.EDITOR, "hamar")
    answer = await make(person, **changes)
    assert answer.status_code == 422
    assert sentence in answer.text
    for typed in ({**TYPED, **changes})["title"], ({**TYPED, **changes})["slug"]:
        assert typed in answer.text
    assert not (await load_vocabulary()).filters


async def test_a_name_in_use_is_refused(signed_in: SignIn) -> None:
    """SEL-28."""
    person = await signed_in(Role.EDITOR, "hamar")
    await make(person)
    answer = await make(person)
    assert answer.status_code == 422
    assert "«smabarn-i-hamar» er eller har vært navnet på noe annet" in answer.text


async def test_a_stale_form_changes_nothing_and_keeps_what_was_typed(
    signed_in: SignIn, clock: Clock
) -> None:
    person = await signed_in(Role.EDITOR, "hamar")
    await make(person)
    read_at = (await load_vocabulary()).filters[1].changed_at.isoformat()
    clock.move(timedelta(seconds=5))
    await change(person, title="Først ute")
    late = await person.post(
        "/ansatt/filtre/1/rediger", {**TYPED, "title": "For sent", "read_at": read_at}
    )
    assert late.status_code == 422
    assert "Noen andre har endret dette" in late.text
    assert "For sent" in late.text
    assert (await load_vocabulary()).filters[1].title == "Først ute"


async def test_the_staff_of_another_library_may_look_but_not_touch(signed_in: SignIn) -> None:
    """T-21 for filters: each is public, so it is 403 and no 404."""
    person = await signed_in(Role.EDITOR, "hamar")
    await make(person)
    other = await signed_in(Role.ADMIN, "gjovik")
    assert (await other.get("/ansatt/filtre")).status_code == 200
    for method, path in (
        ("get", "rediger"),
        ("post", "rediger"),
        ("get", "avslutning"),
        ("post", "avslutning"),
        ("post", "avslutning/angre"),
    ):
        address = f"/ansatt/filtre/1/{path}"
        answer = await (other.get(address) if method == "get" else other.post(address, TYPED))
        assert answer.status_code == 403, address
    assert (await other.get("/ansatt/filtre/99/rediger")).status_code == 404
    named = (await load_vocabulary()).filters[1]
    assert (named.title, named.retired_at) == ("Småbarn i Hamar", None)
