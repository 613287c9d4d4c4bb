"""The libraries' colours: a style sheet of rows, safe whatever they hold, light and dark."""

import re
from dataclasses import replace

import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.applications import Starlette

from calendar_app.demonstration.programme import programme
from calendar_app.domain.contrast import TEXT, contrast
from calendar_app.domain.text import valid_slug
from calendar_app.domain.vocabulary import Library
from calendar_app.storage.vocabulary import load_vocabulary
from calendar_app.storage.vocabulary_changes import save_library
from calendar_app.web.library_colours import DARK_GROUNDS, LIGHT_GROUNDS, library_colours
from calendar_app.web.static_files import FOLDER
from tests.support.pages import Document
from tests.support.vocabulary import VOCABULARY
from tests.support.web import NOW

RULE = re.compile(r"\.lib-([a-z0-9-]+)\{--lk-lib:(#[0-9a-f]{6})\}")
HAMAR = replace(VOCABULARY.libraries[1], colour="#1f5e8c")


def test_each_library_has_a_shade_for_light_and_one_for_dark() -> None:
    text = library_colours([HAMAR]).text
    light, dark = text.split("@media screen and (prefers-color-scheme:dark){")
    assert RULE.findall(light) == [("hamar", "#1f5e8c")]
    assert RULE.findall(dark) == [("hamar", "#3490d2")]


def test_library_without_a_colour_has_no_rule() -> None:
    assert library_colours([replace(HAMAR, colour="")]).text == ""


def test_address_changes_with_the_colours_alone() -> None:
    sheet = library_colours([HAMAR])
    assert library_colours([replace(HAMAR, name="Hamar folkebibliotek")]) == sheet
    assert library_colours([replace(HAMAR, colour="#1f5e8d")]).digest != sheet.digest


@pytest.mark.parametrize(
    "changes",
    [
        {"colour": "red}body{display:none"},
        {"colour": "#1f5e8c;}"},
        {"colour": "url(https://example.org)"},
        {"slug": "hamar{}body"},
        {"slug": "hamar,body"},
        {"slug": "</style>"},
        {"slug": "Hamar"},
        {"slug": "a\\62"},
    ],
)
def test_row_that_no_form_lets_through_adds_no_rule(changes: dict[str, str]) -> None:
    """T-4: a style sheet is code too."""
    assert library_colours([replace(HAMAR, **changes)]).text == ""  # type: ignore[arg-type]


@given(slug=st.text(max_size=70) | st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*", fullmatch=True))
def test_every_slug_that_a_row_may_have_is_a_class_as_it_stands(slug: str) -> None:
    """After `lib-`, letters, digits and hyphens need no escape (CSS Syntax 3, section 4.3.11)."""
    if valid_slug(slug):
        assert re.fullmatch(r"[a-z0-9-]+", slug)
        assert [found for found, _ in RULE.findall(sheet(slug))] == [slug, slug]
    else:
        assert sheet(slug) == ""


def sheet(slug: str) -> str:
    return library_colours([replace(HAMAR, slug=slug)]).text


def test_grounds_are_those_of_the_pages() -> None:
    css = (FOLDER / "public.css").read_text()
    grounds = [re.findall(rf"--lk-{name}: (#[0-9a-f]{{6}});", css) for name in ("paper", "surface")]
    assert [found[0] for found in grounds] == list(LIGHT_GROUNDS)
    assert [found[1] for found in grounds] == list(DARK_GROUNDS)


def test_colours_of_the_demonstration_stand_out() -> None:
    """WCAG 1.4.3, although the mark of a library is no text."""
    rows = [one for one in programme()["libraries"] if one.get("colour")]
    assert len(rows) == 4
    libraries = [
        Library(id=number, slug=one["slug"], name=one["name"], short_name="", colour=one["colour"])
        for number, one in enumerate(rows)
    ]
    light, dark = library_colours(libraries).text.split("@media")
    for text, grounds in ((light, LIGHT_GROUNDS), (dark, DARK_GROUNDS)):
        shades = dict(RULE.findall(text))
        assert len(shades) == 4
        assert [
            (slug, ground)
            for slug, shade in shades.items()
            for ground in grounds
            if contrast(shade, ground) < TEXT
        ] == []


@pytest.fixture
async def coloured(app: Starlette) -> None:
    """Hamar with a colour, as staff would give it one."""
    await save_library(HAMAR, now=NOW)
    app.state.parts.publisher.current.note_own_write()


@pytest.fixture
async def address(coloured: None, client: httpx2.AsyncClient) -> str:
    """The style sheet that a page names."""
    page = Document((await client.get("/om")).text)
    found = [str(one["href"]) for one in page.all("link", rel="stylesheet")]
    assert len([one for one in found if "/farger/" in one]) == 1
    return found[-1]


async def test_pages_name_the_colours_of_now_and_they_are_kept_for_ever(
    client: httpx2.AsyncClient, address: str
) -> None:
    answer = await client.get(address)
    vocabulary = await load_vocabulary()
    assert answer.status_code == 200
    assert answer.text == library_colours(vocabulary.libraries.values()).text != ""
    assert answer.headers["content-type"] == "text/css; charset=utf-8"
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
    assert "set-cookie" not in answer.headers


async def test_older_address_gives_the_colours_of_now_and_is_not_kept(
    client: httpx2.AsyncClient, address: str
) -> None:
    old = await client.get("/farger/000000000000.css")
    assert old.text == (await client.get(address)).text
    assert old.headers["cache-control"] == "no-cache"


@pytest.mark.usefixtures("coloured")
async def test_colours_are_asked_for_last(client: httpx2.AsyncClient) -> None:
    """Nothing waits for them: the head names what is needed to draw, and they are not."""
    html = (await client.get("/kalender")).text
    head, _, body = html.partition("</head>")
    assert "/farger/" not in head
    assert body.index("/farger/") > body.index("</footer>")
