import httpx2
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from calendar_app.web.guard import posted
from tests.support.web import SignedIn, SignIn

PATH = "/ansatt/test-av-skjema"


@pytest.fixture
async def librarian(app: Starlette, signed_in: SignIn) -> SignedIn:
    """Somebody who posts to a page that answers with what it read."""

    async def echo(request: Request) -> Response:
        form = await posted(request)
        return JSONResponse(
            {
                "text": form.text("title"),
                "all": form.all("title"),
                "has": [form.has("title"), form.has("other")],
            }
        )

    app.router.routes.append(Route(PATH, echo, methods=["POST"]))
    return await signed_in()


async def test_text_is_cleaned_of_what_no_database_takes(librarian: SignedIn) -> None:
    """ST-19, T-1: NUL, controls and direction overrides go; lines and letters stay."""
    for typed, kept in (
        ("Bl\x00å\x07b\u202eær", "Blåbær"),
        ("  en\r\nto\rtre  ", "en\nto\ntre"),
        ("Bla\u030ab\u00e6r", "Blåbær"),
        ("👩‍🚀", "👩‍🚀"),
    ):
        response = await librarian.post(PATH, {"title": typed})
        assert response.json()["text"] == kept


async def test_lone_surrogates_never_reach_the_form(librarian: SignedIn) -> None:
    """As %-escapes they are no UTF-8; what comes instead can be stored and shown."""
    body = f"csrf_token={librarian.csrf_token}&title=a%ED%A0%80b%FFc"
    headers = {"content-type": "application/x-www-form-urlencoded"}
    response = await librarian.client.post(PATH, content=body, headers=headers)
    assert response.json()["text"].encode() == "a\ufffd\ufffd\ufffdb\ufffdc".encode()


async def test_all_values_of_a_field_are_kept_in_order(librarian: SignedIn) -> None:
    response = await librarian.post(PATH, {"title": ["b", "a", "b"]})
    assert response.json() == {"text": "b", "all": ["b", "a", "b"], "has": [True, False]}


async def test_absent_field_is_empty(librarian: SignedIn) -> None:
    assert (await librarian.post(PATH)).json() == {"text": "", "all": [], "has": [False, False]}


async def test_multipart_form_is_read_but_no_file_is_taken(librarian: SignedIn) -> None:
    fields = {"csrf_token": (None, librarian.csrf_token), "title": (None, "Blåbær")}
    response = await librarian.client.post(PATH, files=fields)
    assert response.json()["text"] == "Blåbær"
    response = await librarian.client.post(PATH, files={**fields, "image": ("a.png", b"x")})
    assert response.status_code == 400


async def test_three_hundred_fields_are_read_and_no_more(librarian: SignedIn) -> None:
    """ST-37, A-30; the token is one of them. An event with all its rows has over two hundred."""
    response = await librarian.post(PATH, {"title": ["x"] * 299})
    assert len(response.json()["all"]) == 299
    response = await librarian.post(PATH, {"title": ["x"] * 300})
    assert response.status_code == 400
    assert "Maximum" not in response.text


@pytest.mark.parametrize(
    "content_type", ["text/plain", "application/json", "", "multipart/form-data"]
)
async def test_other_content_is_no_form(librarian: SignedIn, content_type: str) -> None:
    """T-17: what another site can send without asking first."""
    body = f"csrf_token={librarian.csrf_token}"
    response = await librarian.client.post(
        PATH, content=body, headers={"content-type": content_type}
    )
    assert response.status_code in (400, 403)


async def test_form_of_another_person_is_refused(librarian: SignedIn, signed_in: SignIn) -> None:
    colleague = await signed_in()
    response = await colleague.client.post(PATH, data={"csrf_token": librarian.csrf_token})
    assert response.status_code == 403
    assert "Ingenting er lagret." in response.text


async def test_form_of_somebody_who_is_signed_out_leads_to_the_log_in(
    librarian: SignedIn, client: httpx2.AsyncClient
) -> None:
    response = await client.post(PATH, data={"csrf_token": librarian.csrf_token})
    assert (response.status_code, response.headers["location"]) == (303, "/ansatt/logg-inn")
