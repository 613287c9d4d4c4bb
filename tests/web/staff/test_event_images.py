"""A picture with an event: sent with its form, carried on, shown to whom it may be (T-20, A-7)."""

import re
from io import BytesIO

import httpx2
import pytest
from PIL import Image
from starlette.applications import Starlette

from calendar_app.storage.events import get_event
from calendar_app.storage.rows import ImageRow
from calendar_app.web.body_limit import MAX_UPLOAD
from calendar_app.web.forms.form import MAX_FILE
from tests.support.counting import counted_queries
from tests.support.pictures import NO_PICTURES, SCRIPT, flood, phone_photo, picture, with_script
from tests.support.staff_forms import STORY_TIME, event_form
from tests.support.web import Clock, SignedIn, SignIn, browser

NEW = "/ansatt/arrangementer/nytt"
ALT = "Barn som leser i et telt"
LEAST = STORY_TIME | {"image_alt": ALT, "image_credit": "Biblioteket"}


async def send(
    person: SignedIn, path: str, sent: bytes, name: str = "telt.jpg", **typed: str
) -> httpx2.Response:
    """Send the form as a browser does that has a file in it."""
    fields = {**LEAST, "csrf_token": person.csrf_token, **typed}
    return await person.client.post(
        path, data=fields, files={"image_file": (name, sent, "image/svg+xml")}
    )


def hash_in(page: str) -> str:
    return event_form(page)["image_hash"][0]


async def published(person: SignedIn) -> tuple[int, str]:
    """Publish an event with a picture; gives its id and the hash."""
    answer = await send(person, NEW, picture(), handling="publiser")
    assert answer.status_code == 303, answer.text
    event_id = int(re.findall(r"\d+", answer.headers["location"])[0])
    return event_id, (await get_event(event_id)).details.image.hash


async def test_picture_comes_with_the_form_and_stands_on_the_public_page(
    signed_in: SignIn, client: httpx2.AsyncClient
) -> None:
    librarian = await signed_in()
    answer = await send(librarian, NEW, phone_photo(), handling="publiser")
    assert answer.status_code == 303
    event = await get_event(int(re.findall(r"\d+", answer.headers["location"])[0]))
    image = event.details.image
    assert (image.alt, image.credit) == (ALT, "Biblioteket")
    page = await client.get(f"/arrangement/{event.slug}-{event.id}")
    assert f'src="/bilde/{image.hash}.webp"' in page.text
    assert f'alt="{ALT}"' in page.text
    assert "Foto: Biblioteket" in page.text
    feed = (await client.get(f"/arrangement/{event.slug}-{event.id}.json")).json()
    told = feed["events"][0]["image"]
    assert told["url"] == f"http://127.0.0.1:8000/bilde/{image.hash}.webp"
    assert (told["hash"], told["alt"]) == (image.hash, ALT)
    sent = await client.get(f"/bilde/{image.hash}.webp")
    assert sent.status_code == 200
    assert Image.open(BytesIO(sent.content)).size == (20, 40)


async def test_public_picture_is_kept_for_ever_and_runs_nothing(
    signed_in: SignIn, client: httpx2.AsyncClient
) -> None:
    """T-20: nosniff and a sandbox; D-18: no cookie."""
    _, digest = await published(await signed_in())
    answer = await client.get(f"/bilde/{digest}.webp")
    assert {
        name: answer.headers.get(name)
        for name in (
            "content-type",
            "cache-control",
            "x-content-type-options",
            "content-security-policy",
            "cross-origin-resource-policy",
            "etag",
            "set-cookie",
            "vary",
        )
    } == {
        "content-type": "image/webp",
        "cache-control": "public, max-age=31536000, immutable",
        "x-content-type-options": "nosniff",
        "content-security-policy": "default-src 'none'; sandbox",
        "cross-origin-resource-policy": "cross-origin",
        "etag": f'"{digest}"',
        "set-cookie": None,
        "vary": None,
    }
    again = await client.get(f"/bilde/{digest}.webp", headers={"if-none-match": f'"{digest}"'})
    assert (again.status_code, again.content) == (304, b"")


async def test_picture_of_what_is_not_public_is_as_absent_as_none(
    signed_in: SignIn, client: httpx2.AsyncClient
) -> None:
    """Promise 3: of a draft, and of what was withdrawn; the answer is that of no picture."""
    librarian = await signed_in()
    answer = await send(librarian, NEW, picture(), handling="utkast")
    event_id = int(re.findall(r"\d+", answer.headers["location"])[0])
    digest = (await get_event(event_id)).details.image.hash
    draft = await client.get(f"/bilde/{digest}.webp")
    none = await client.get(f"/bilde/{'0' * 64}.webp")
    assert draft.status_code == none.status_code == 404
    assert draft.content == none.content
    mine = await librarian.get(f"/ansatt/bilder/{digest}.webp")
    assert (mine.status_code, mine.headers["cache-control"]) == (200, "private, max-age=3600")
    assert (await client.get(f"/ansatt/bilder/{digest}.webp")).status_code == 303

    await librarian.post(f"/ansatt/arrangementer/{event_id}/publisering")
    assert (await client.get(f"/bilde/{digest}.webp")).status_code == 200
    await librarian.post(f"/ansatt/arrangementer/{event_id}/tilbaketrekking")
    assert (await client.get(f"/bilde/{digest}.webp")).status_code == 404


@pytest.mark.parametrize(
    "name", ["x", "A" * 64, "a" * 63, "a" * 65, "..%2f..%2fetc", "%00", "é" * 64, "a" * 64 + "%0a"]
)
async def test_malformed_name_is_no_picture(
    signed_in: SignIn, client: httpx2.AsyncClient, name: str
) -> None:
    librarian = await signed_in()
    assert (await client.get(f"/bilde/{name}.webp")).status_code == 404
    assert (await librarian.get(f"/ansatt/bilder/{name}.webp")).status_code == 404


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        *((one, "Dette er ikke et bilde vi kan bruke.") for one in NO_PICTURES.values()),
        (flood(), "Bildet er for stort. Velg et på høyst 20 megapiksler."),
        (b"x" * (MAX_FILE + 1), "Bildet er for stort. Velg et på høyst 10 MB."),
    ],
    ids=[*NO_PICTURES, "pixel flood", "too many bytes"],
)
async def test_what_is_no_picture_is_refused_and_nothing_typed_is_lost(
    signed_in: SignIn, sent: bytes, said: str
) -> None:
    """T-20, A-7: all of it named .jpg."""
    librarian = await signed_in()
    for handling in ("publiser", "forhandsvis"):
        answer = await send(librarian, NEW, sent, title="Blåbær", handling=handling)
        assert answer.status_code == 422
        assert said in answer.text
        assert event_form(answer.text)["title"] == ["Blåbær"]
        assert hash_in(answer.text) == ""
    assert await ImageRow.all().count() == 0


@pytest.mark.parametrize("name", ["../../x", "a\r\nX:1.jpg", "–ø.png", "x" * 1000, 'a;b".jpg'])
async def test_name_of_the_file_is_nothing_to_anybody(signed_in: SignIn, name: str) -> None:
    """T-20."""
    librarian = await signed_in()
    answer = await send(librarian, NEW, picture(), name, handling="forhandsvis")
    assert answer.status_code == 200, answer.text
    page = answer.text
    assert len(hash_in(page)) == 64
    assert name not in page
    (row,) = await ImageRow.all()
    assert SCRIPT not in row.content


async def test_picture_is_carried_on_whatever_else_is_wrong(signed_in: SignIn) -> None:
    librarian = await signed_in()
    refused = await send(librarian, NEW, with_script(), title="", image_alt="", handling="publiser")
    assert refused.status_code == 422
    digest = hash_in(refused.text)
    assert f"/ansatt/bilder/{digest}.webp" in refused.text
    assert "Skriv hva bildet viser" in refused.text
    fields = {**event_form(refused.text), **LEAST, "handling": "utkast"}
    answer = await librarian.client.post(NEW, data=fields)
    event = await get_event(int(re.findall(r"\d+", answer.headers["location"])[0]))
    assert event.details.image.hash == digest


async def test_picture_is_taken_off_and_replaced(signed_in: SignIn) -> None:
    librarian = await signed_in()
    event_id, first = await published(librarian)
    path = f"/ansatt/arrangementer/{event_id}/rediger"
    fields = {**event_form((await librarian.get(path)).text), "handling": "lagre"}
    assert fields["image_hash"] == [first]
    other = picture("JPEG", (30, 30))
    sent = {"image_file": ("b.jpg", other, "image/jpeg")}
    answer = await librarian.client.post(path, data=fields, files=sent)
    assert answer.status_code == 303
    second = (await get_event(event_id)).details.image.hash
    assert second not in ("", first)
    fields = {**event_form((await librarian.get(path)).text), "handling": "lagre"}
    await librarian.client.post(path, data={**fields, "image_removed": "ja"})
    image = (await get_event(event_id)).details.image
    assert (image.hash, image.alt, image.credit) == ("", "", "")


async def test_picture_that_is_not_there_is_asked_for_again(signed_in: SignIn) -> None:
    librarian = await signed_in()
    for name in ("f" * 64, "../../x", "<script>"):
        answer = await librarian.post(NEW, {**LEAST, "image_hash": name, "handling": "publiser"})
        assert answer.status_code == 422
        assert "Bildet finnes ikke lenger." in answer.text
        assert hash_in(answer.text) == ""


async def test_only_one_file_and_only_at_the_form_of_an_event(signed_in: SignIn) -> None:
    librarian = await signed_in()
    fields = {**LEAST, "csrf_token": librarian.csrf_token}
    two = [("image_file", ("a.png", picture())), ("image_file", ("b.png", picture()))]
    assert (await librarian.client.post(NEW, data=fields, files=two)).status_code == 400
    one = {"image_file": ("a.png", picture())}
    elsewhere = await librarian.client.post("/ansatt/kalenderlenker", data=fields, files=one)
    assert elsewhere.status_code == 400
    large = {"image_file": ("a.png", b"x" * 2_000_000)}
    elsewhere = await librarian.client.post("/ansatt/kalenderlenker", data=fields, files=large)
    assert elsewhere.status_code == 413
    huge = {"image_file": ("a.png", b"x" * MAX_UPLOAD)}
    assert (await librarian.client.post(NEW, data=fields, files=huge)).status_code == 413


async def test_who_is_logged_out_uploads_nothing(app: Starlette, clock: Clock) -> None:
    async with browser(app) as stranger:
        files = {"image_file": ("a.png", picture())}
        answer = await stranger.post(NEW, data=LEAST, files=files)
    assert (answer.status_code, answer.headers["location"]) == (303, "/ansatt/logg-inn")
    assert await ImageRow.all().count() == 0


async def test_hostile_alt_text_is_text(signed_in: SignIn) -> None:
    """T-4."""
    librarian = await signed_in()
    hostile = '"><script>alert(1)</script>'
    answer = await send(librarian, NEW, picture(), image_alt=hostile, handling="forhandsvis")
    assert "<script>alert" not in answer.text
    assert event_form(answer.text)["image_alt"] == [hostile]


async def test_public_picture_costs_its_bytes_and_an_unknown_one_no_search(
    signed_in: SignIn, client: httpx2.AsyncClient
) -> None:
    """Whoever makes names up must not keep the database at looking through events."""
    _, digest = await published(await signed_in())
    costs = []
    for name in (digest, digest, "0" * 64):
        await client.get("/kalender.ics")
        with counted_queries() as statements:
            await client.get(f"/bilde/{name}.webp")
        costs.append(statements)
    assert [len(one) for one in costs] == [3, 1, 1]
    assert ['"event"' in " ".join(one) for one in costs] == [True, False, False]
