"""The page that shows every component to staff: whole, and in every state."""

import re
from pathlib import Path

import pytest

from calendar_app.domain.event import State, Workflow
from calendar_app.web.contexts.components import GROUPS
from calendar_app.web.render import templates_dir
from calendar_app.words.states import choice_name
from tests.support.pages import Document
from tests.support.web import SignIn

COMPONENTS = templates_dir() / "components"
SHOWN = templates_dir() / "staff" / "components"
NOT_TO_BE_SEEN = {
    "csrf_field": "has nothing to see",
    "question": "is a whole page, with a form that does something",
}


def imported(source: str) -> set[str]:
    return set(re.findall(r'"components/(\w+)\.html"', source))


def test_every_component_is_on_the_page() -> None:
    there = {path.stem for path in COMPONENTS.glob("*.html")}
    shown = {name for path in SHOWN.glob("*.html") for name in imported(path.read_text())}
    assert shown == there - set(NOT_TO_BE_SEEN)


@pytest.mark.parametrize("path", sorted(SHOWN.glob("*.html")), ids=lambda path: path.stem)
def test_what_is_imported_is_shown(path: Path) -> None:
    """A name in an import alone would show nothing."""
    source = path.read_text()
    names = re.findall(r"^\{% from .* import (.+) %\}$", source, re.M)
    for name in (one for line in names for one in line.split(", ")):
        assert len(re.findall(rf"\b{name}\(", source)) >= 1, name


@pytest.mark.parametrize("group", GROUPS)
async def test_each_group_is_a_page_without_an_id_twice(signed_in: SignIn, group: str) -> None:
    librarian = await signed_in()
    answer = await librarian.get(f"/ansatt/komponenter?del={group}")
    assert answer.status_code == 200
    page = Document(answer.text)
    ids = list(page.values("id"))
    assert sorted(ids) == sorted(set(ids))
    (here,) = [
        one
        for one in page.all("a", href=f"/ansatt/komponenter?del={group}")
        if "aria-current" in one
    ]
    assert here["aria-current"] == "page"


async def test_every_state_is_shown_as_a_badge_and_as_a_row(signed_in: SignIn) -> None:
    librarian = await signed_in()
    words = Document((await librarian.get("/ansatt/komponenter")).text).text
    rows = Document((await librarian.get("/ansatt/komponenter?del=kalender")).text).text
    for state in (one for one in State if one is not State.SCHEDULED):
        assert choice_name(state, "nb") in words
        assert f"{choice_name(state, 'nb')} Lesestund" in rows
    for workflow in Workflow:
        assert choice_name(workflow, "nb") in words


async def test_unknown_group_shows_the_first(signed_in: SignIn) -> None:
    librarian = await signed_in()
    unknown = await librarian.get("/ansatt/komponenter?del=%3Cscript%3E")
    assert unknown.text == (await librarian.get("/ansatt/komponenter?del=ord")).text
