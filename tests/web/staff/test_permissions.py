"""Every staff address × every sort of person, made from the router (A-8, A-14, T-11, T-17, T-21).

The table of who may do what is `tests.support.permission_rules`. What is refused runs on SQLite
for everybody and on PostgreSQL for one; the rules are in Python, and the same on both.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import httpx2
import pytest
from starlette.applications import Starlette
from starlette.routing import Route

from calendar_app.domain.access import Role
from calendar_app.domain.event import Workflow
from calendar_app.storage.staff import disable_staff
from tests.support.databases import PRODUCT, NewDatabase, PostgresDatabases
from tests.support.permission_rules import (
    FORBIDDEN,
    NOT_FOUND,
    OK,
    RULES,
    SIGNED_IN,
    WITH_TESTS_OF_THEIR_OWN,
    Persona,
    by_action,
)
from tests.support.permission_scene import Scene, everything_stored, make_scene
from tests.support.staff_forms import STORY_TIME
from tests.support.web import NOW, SignedIn, SignIn, browser

WRONG_METHOD = 405
BAD_IDS = (str(2**63), "%EF%BC%91", "-1", str(2**31), "1e3", "0", "0x1", "%201", "1%00", "9" * 40)
"""T-11; `%EF%BC%91` is the full-width 1."""

FIELDS = {**STORY_TIME, "reason": "Sykdom", "versjon": "1", "skjema": "/ansatt/arrangementer/nytt"}
"""What a form may hold; more than any of them asks for."""

QUERIES = {"/ansatt/maler/ny": "?fra={event_id}"}
"""Addresses that name an object in their query."""

OPEN = by_action(WITH_TESTS_OF_THEIR_OWN)
LIBRARIES = {
    Persona.STRANGER: (Role.EDITOR, "ringsaker"),
    Persona.PARTNER: (Role.EDITOR, "gjovik"),
    Persona.EDITOR: (Role.EDITOR, "hamar"),
    Persona.COORDINATOR: (Role.COORDINATOR, "hamar"),
    Persona.ADMIN: (Role.ADMIN, "hamar"),
    Persona.OTHER_ADMIN: (Role.ADMIN, "ringsaker"),
    Persona.DISABLED: (Role.ADMIN, "hamar"),
}
BOTH = pytest.mark.parametrize("workflow", [Workflow.DRAFT, Workflow.PUBLISHED])


@dataclass(frozen=True)
class Action:
    """One method of one route under /ansatt/."""

    method: str
    template: str

    @property
    def key(self) -> tuple[str, str]:
        return self.method, self.template

    def expected(self, who: Persona, workflow: Workflow) -> int:
        return RULES[self.key](who, workflow is not Workflow.DRAFT)

    def path(self, scene: Scene, **changed: object) -> str:
        query = QUERIES.get(self.template, "")
        return scene.path(self.template + query, **changed)

    @property
    def doer(self) -> Persona:
        """Somebody who may do it."""
        return next(who for who in SIGNED_IN if self.expected(who, Workflow.PUBLISHED) == OK)


People = Mapping[Persona, SignedIn]


@pytest.fixture(params=["sqlite"])
def database_url(request: pytest.FixtureRequest, new_database: NewDatabase) -> str:
    """On SQLite, unless a test names PostgreSQL."""
    if request.param == "sqlite":
        return new_database("sqlite", PRODUCT)
    postgres: PostgresDatabases = request.getfixturevalue("postgres_databases")
    return postgres.emptied(PRODUCT)


@pytest.fixture
async def people(signed_in: SignIn) -> People:
    found = {who: await signed_in(role, slug) for who, (role, slug) in LIBRARIES.items()}
    await disable_staff(found[Persona.DISABLED].person.id, now=NOW)
    return found


@pytest.fixture
async def actions(app: Starlette) -> list[Action]:
    return [one for one in _of_the_router(app) if one.key in RULES]


def _of_the_router(app: Starlette) -> Iterator[Action]:
    for route in app.routes:
        if isinstance(route, Route) and route.path.startswith("/ansatt/"):
            for method in sorted((route.methods or set()) - {"HEAD"}):
                yield Action(method, route.path)


async def send(person: SignedIn, action: Action, path: str) -> int:
    """Send what a page of ours would send, and tell how it was taken."""
    if action.method == "GET":
        answer = await person.get(path)
    else:
        answer = await person.post(path, FIELDS)
    return taken(answer)


def taken(answer: httpx2.Response) -> int:
    """A page, a way on after something was done, or a form that wants mending: all are OK."""
    is_way_in = answer.headers.get("location", "").startswith("/ansatt/logg-inn")
    is_ok = answer.status_code in (200, 204, 303, 409, 422) and not is_way_in
    return OK if is_ok else answer.status_code


async def test_every_staff_route_has_an_expectation_and_every_expectation_a_route(
    app: Starlette,
) -> None:
    """A-8: a new route stands here by its name until its rule is in the table."""
    found = {one.key for one in _of_the_router(app)}
    expected = {*RULES, *OPEN}
    assert found - expected == set(), "routes without a rule in tests/support/permission_rules.py"
    assert expected - found == set(), "rules without a route"
    assert not set(RULES) & set(OPEN)


@BOTH
@pytest.mark.parametrize("who", SIGNED_IN)
async def test_what_is_refused_is_refused_as_the_table_says_and_changes_nothing(
    people: People, actions: list[Action], who: Persona, workflow: Workflow
) -> None:
    """Looking, where it is allowed, changes nothing either (T-17)."""
    await _check_refusals(people, actions, who, workflow)


@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
async def test_on_postgres_a_stranger_is_refused_the_same(
    people: People, actions: list[Action]
) -> None:
    await _check_refusals(people, actions, Persona.STRANGER, Workflow.DRAFT)


async def _check_refusals(
    people: People, actions: list[Action], who: Persona, workflow: Workflow
) -> None:
    scene = await make_scene(workflow, owner_id=people[Persona.EDITOR].person.id, number=1)
    before = await everything_stored()
    wrong = {}
    for one in actions:
        expected = one.expected(who, workflow)
        if expected == OK and one.method != "GET":
            continue
        status = await send(people[who], one, one.path(scene))
        if status != expected:
            wrong[one.key] = f"{status} instead of {expected}"
    assert wrong == {}
    assert await everything_stored() == before


@pytest.mark.parametrize("who", SIGNED_IN)
async def test_what_is_allowed_is_taken(
    people: People, actions: list[Action], who: Persona
) -> None:
    """Each on objects of its own, since it may change them."""
    wrong = {}
    for number, one in enumerate(actions):
        if one.method == "GET" or one.expected(who, Workflow.PUBLISHED) != OK:
            continue
        scene = await make_scene(
            Workflow.PUBLISHED,
            owner_id=people[Persona.EDITOR].person.id,
            number=number,
            template=one.template + QUERIES.get(one.template, ""),
        )
        status = await send(people[who], one, one.path(scene))
        if status != OK:
            wrong[one.key] = status
    assert wrong == {}


@pytest.mark.parametrize("who", [Persona.ANONYMOUS, Persona.DISABLED])
async def test_who_is_not_in_is_led_to_the_log_in(
    app: Starlette, people: People, actions: list[Action], who: Persona
) -> None:
    """T-14, T-18: an open form of somebody who is kept out is refused like anybody's."""
    scene = await make_scene(
        Workflow.PUBLISHED, owner_id=people[Persona.EDITOR].person.id, number=1
    )
    before = await everything_stored()
    disabled = people[Persona.DISABLED]
    async with browser(app) as nobody:
        client = disabled.client if who is Persona.DISABLED else nobody
        for one in actions:
            path = one.path(scene)
            data = {**FIELDS, "csrf_token": disabled.csrf_token} if one.method == "POST" else None
            answer = await client.request(one.method, path, data=data)
            assert answer.status_code == 303, one
            assert answer.headers["location"].startswith("/ansatt/logg-inn"), one
            if one.method == "GET":
                wanted = path.replace("/", "%2F").replace("?", "%3F").replace("=", "%3D")
                assert answer.headers["location"] == f"/ansatt/logg-inn?next={wanted}"
    assert await everything_stored() == before


async def test_an_id_that_is_none_is_not_found(people: People, actions: list[Action]) -> None:
    """T-11: for whoever may do it to one that is there; each id of the path in turn."""
    scene = await make_scene(
        Workflow.PUBLISHED, owner_id=people[Persona.EDITOR].person.id, number=1
    )
    before = await everything_stored()
    wrong = {}
    tried: set[str] = set()
    for one in actions:
        for name in (name for name in scene.ids if f"{{{name}}}" in one.template):
            # Each kind of id is tried with all of them once, and everywhere with the worst.
            for bad in BAD_IDS[:3] if name in tried else BAD_IDS:
                status = await send(people[one.doer], one, one.path(scene, **{name: bad}))
                if status != NOT_FOUND:
                    wrong[(*one.key, name, bad)] = status
            tried.add(name)
    assert wrong == {}
    assert await everything_stored() == before


async def test_another_method_is_refused_and_the_allowed_ones_are_named(
    app: Starlette, people: People, actions: list[Action]
) -> None:
    person = people[Persona.ADMIN]
    scene = await make_scene(
        Workflow.PUBLISHED, owner_id=people[Persona.EDITOR].person.id, number=1
    )
    before = await everything_stored()
    for one in actions:
        path = one.path(scene).partition("?")[0]
        allowed = _methods_at(app, path)
        for method in {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"} - allowed:
            answer = await person.client.request(method, path)
            assert answer.status_code == WRONG_METHOD, (method, one)
            assert set(answer.headers["allow"].split(", ")) == allowed
    assert await everything_stored() == before


def _methods_at(app: Starlette, path: str) -> set[str]:
    return {
        method
        for route in app.routes
        if isinstance(route, Route) and route.path_regex.match(path)
        for method in route.methods or ()
    }


async def test_nothing_is_done_without_the_token_of_the_page(
    people: People, actions: list[Action]
) -> None:
    """T-17: no token, another person's token, another site, a foreign kind of body."""
    scene = await make_scene(
        Workflow.PUBLISHED, owner_id=people[Persona.EDITOR].person.id, number=1
    )
    before = await everything_stored()
    wrong = {}
    for one in actions:
        if one.method != "POST":
            continue
        writer = people[one.doer]
        other = people[Persona.ADMIN if one.doer is not Persona.ADMIN else Persona.EDITOR]
        answers = await _forged(writer, other, one.path(scene))
        statuses = [answer.status_code for answer in answers]
        if set(statuses) != {FORBIDDEN}:
            wrong[one.key] = statuses
    assert wrong == {}
    assert await everything_stored() == before


async def _forged(writer: SignedIn, other: SignedIn, path: str) -> list[httpx2.Response]:
    own = {**FIELDS, "csrf_token": writer.csrf_token}
    post = writer.client.post
    plain = "&".join(f"{name}={value}" for name, value in own.items())
    return [
        await post(path, data=FIELDS),
        await post(path, data={**FIELDS, "csrf_token": other.csrf_token}),
        await post(path, data=own, headers={"sec-fetch-site": "cross-site"}),
        await post(path, data=own, headers={"origin": "https://evil.example"}),
        await post(path, content=plain, headers={"content-type": "text/plain"}),
    ]


async def test_who_has_no_library_makes_nothing(signed_in: SignIn) -> None:
    person = await signed_in(Role.EDITOR, "no-such-library")
    for method in ("get", "post"):
        answer = await getattr(person, method)("/ansatt/arrangementer/nytt")
        assert answer.status_code == FORBIDDEN
    assert (await person.get("/ansatt/arrangementer")).status_code == 200
