"""T-4, A-5, A-13: whatever staff write stays text, on every public page and in every format."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree

import httpx2
import pytest
from rdflib import Graph

from tests.support.databases import PRODUCT, NewDatabase
from tests.support.demonstration import Programme, running
from tests.support.public_pages import Face, Samples, faces, public_routes
from tests.support.public_scene import HOSTILE, LINK, Text, make_public_scene
from tests.support.staff_forms import outline, words_of
from tests.support.web import Clock

HARMLESS = "Trygg tekst"
CHOSEN = "bibliotek=hamar&sted=hamar-kulturhus&type=lesestund&turne=turne"
FILTERED = (
    *("/kalender", "/abonner", "/bygg-inn", "/plakat", "/skjerm"),
    *("/embed/v1/liste", "/embed/v1/fragment.html"),
)
ASKED = "sok={0}&bibliotek={0}&type=-{0}&visning={0}&dato={0}&antall={0}&ui={0}&{0}={0}"
_LD = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)

Shape = Any
"""What text cannot change in an answer."""


@pytest.fixture
def urls(new_database: NewDatabase) -> list[str]:
    """Empty databases, one for each text; which kind has nothing to do with it."""
    return [new_database("sqlite", PRODUCT) for _ in (HARMLESS, *HOSTILE)]


async def test_texts_change_no_shape_of_any_public_answer(
    urls: list[str], tmp_path: Path, clock: Clock
) -> None:
    """Each answer, with hostile text in every field, is built like the one of a harmless twin."""
    harmless = await _shapes(HARMLESS, urls.pop(), tmp_path, clock)
    assert len(harmless) > 60
    for text in HOSTILE:
        hostile = await _shapes(text, urls.pop(), tmp_path, clock)
        assert hostile.keys() == harmless.keys()
        for template, shape in harmless.items():
            assert hostile[template] == shape, (template, text)


async def test_texts_come_back_as_they_were_written(
    urls: list[str], tmp_path: Path, clock: Clock
) -> None:
    """In sight on pages, and read back equal by whoever reads JSON, JSON-LD, XML and Turtle."""
    for text in HOSTILE:
        async with running(urls.pop(), tmp_path, clock) as programme:
            samples = await make_public_scene(_always(text), link=LINK)
            programme.wrote()
            event = await programme.get(f"/arrangement/{samples.events[0]}")
            described = [json.loads(one) for one in _LD.findall(event.text)]
            assert text in words_of(event.text)
            assert described
            assert text in set(_strings(described))
            assert text in words_of((await programme.get("/embed/v1/liste")).text)
            for address in ("/kalender.json", "/embed/v1/events.json", "/api/v1/events"):
                assert text in set(_strings((await programme.get(address)).json())), address
            rss = ElementTree.fromstring((await programme.get("/kalender.rss")).content)
            in_readers = text.replace("<", "‹").replace(">", "›")  # some show titles as HTML
            assert in_readers in {(one.text or "").replace(">", "›") for one in rss.iter("title")}


async def test_what_is_asked_is_shown_as_text(
    urls: list[str], tmp_path: Path, clock: Clock
) -> None:
    """A page repeats what it did not understand, in words and in the fields of its forms."""
    async with running(urls.pop(), tmp_path, clock) as programme:
        samples = await make_public_scene(_always(HARMLESS))
        programme.wrote()
        for face in faces(public_routes(programme.app), samples):
            if face.query and face.template == "/oembed":
                continue
            shapes = [
                _shape(await programme.client.get(f"{face.path}?{ASKED.format(quote(text))}"))
                for text in ("trygg", *HOSTILE)
            ]
            assert [one for one in shapes if one != shapes[0]] == [], face.path


async def _shapes(
    text: str, url: str, tmp_path: Path, clock: Clock
) -> dict[tuple[str, int], Shape]:
    """Fill a database with a text, and take the shape of every public answer."""
    async with running(url, tmp_path, clock) as programme:
        samples = await make_public_scene(_always(text), link=LINK)
        programme.wrote()
        return {
            (face.template, number): _shape(await _answer(programme, face))
            for number, face in enumerate(_all_faces(programme, samples))
        }


def _always(text: str) -> Text:
    return lambda _: text


def _all_faces(programme: Programme, samples: Samples) -> list[Face]:
    chosen = [Face(path, path, CHOSEN) for path in FILTERED]
    return [*faces(public_routes(programme.app), samples), *chosen]


async def _answer(programme: Programme, face: Face) -> httpx2.Response:
    answer = await programme.client.get(face.address)
    assert answer.status_code in (200, 307, 404), face.address
    return answer


def _shape(answer: httpx2.Response) -> Shape:
    kind = answer.headers.get("content-type", "").partition(";")[0]
    if kind == "text/html":
        linked = [_keys(json.loads(one)) for one in _LD.findall(answer.text)]
        return outline(answer.text), linked
    if kind.endswith("json"):
        body = answer.json()
        return _keys(body), outline(body["html"]) if "html" in body else None
    if kind.endswith("xml") and kind != "image/svg+xml":
        return [one.tag for one in ElementTree.fromstring(answer.content).iter()]
    if kind == "text/turtle":
        return sorted(str(one[1]) for one in Graph().parse(data=answer.text, format="turtle"))
    return kind


def _keys(value: Any) -> Any:
    """Give the keys of a JSON value and how it is nested, its texts aside."""
    if isinstance(value, dict):
        return {key: _keys(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_keys(inner) for inner in value]
    return type(value).__name__


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)
