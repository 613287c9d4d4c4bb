"""The permission ladder of every staff action, made from the router (A-8, T-21)."""

from collections.abc import Iterable
from dataclasses import dataclass

import httpx2
import pytest
from starlette.applications import Starlette
from starlette.routing import Route

from calendar_app.domain.access import Role
from calendar_app.domain.event import Event, Workflow
from calendar_app.domain.personal_feed import PersonalFeed
from calendar_app.domain.vocabulary import NamedFilter
from calendar_app.storage.events import NewEvent, create_event, get_event
from calendar_app.storage.history import revisions_of
from calendar_app.storage.named_filters import add_named_filter, find_named_filter
from calendar_app.storage.occurrences import occurrences_of
from calendar_app.storage.personal_feeds import feeds_of, make_feed
from tests.support.events import details, weekly
from tests.support.staff_forms import STORY_TIME
from tests.support.web import NOW, Clock, SignedIn, SignIn, browser

HAMAR, RINGSAKER, GJOVIK = 1, 2, 4
NOT_FOUND, FORBIDDEN, WRONG_METHOD = 404, 403, 405
BAD_IDS = (str(2**63), str(2**31), "1e3", "-1", "0", "0x1", "%EF%BC%91", "%201", "1%00", "9" * 40)
"""T-11; `%EF%BC%91` is the full-width 1."""


@dataclass(frozen=True)
class Action:
    """One method of one route under /ansatt/ that is for those who are logged in."""

    method: str
    template: str

    @property
    def is_about_an_event(self) -> bool:
        return "{event_id}" in self.template

    @property
    def writes(self) -> bool:
        """Tell whether only the organiser's staff may: all but looking and leaving."""
        return self.is_about_an_event and not (self.template.endswith(("{event_id}", "/uttreden")))

    @property
    def is_about_a_feed(self) -> bool:
        """Tell whether only whoever made it may: not even an admin sees another's."""
        return "{feed_id}" in self.template

    @property
    def is_about_a_filter(self) -> bool:
        """Tell whether only the staff of its library may: all see it, since it is public."""
        return "{filter_id}" in self.template

    def path(self, **ids: object) -> str:
        path = self.template
        for name, number in ids.items():
            path = path.replace(f"{{{name}}}", str(number))
        return path


@dataclass(frozen=True)
class Scene:
    """An event of Hamar with Gjøvik, in a state, and what was stored of it.

    `named` is a filter of Hamar's, `feeds` are the personal feeds of whoever it was made for.
    """

    event: Event
    occurrence_id: int
    named: NamedFilter
    owner_id: int = 0
    feeds: tuple[PersonalFeed, ...] = ()

    async def is_untouched(self) -> bool:
        same_dates = [one.id for one in await occurrences_of(self.event.id)]
        return (
            await get_event(self.event.id) == self.event
            and self.occurrence_id in same_dates
            and len(await revisions_of(self.event.id)) == 1
            and tuple(await feeds_of(self.owner_id)) == self.feeds
            and await find_named_filter(self.named.id) == self.named
        )

    @property
    def ids(self) -> dict[str, object]:
        return {
            "event_id": self.event.id,
            "occurrence_id": self.occurrence_id,
            "library_id": GJOVIK,
            "feed_id": self.feeds[-1].id if self.feeds else 1,
            "filter_id": self.named.id,
        }

    def path(self, action: Action) -> str:
        return action.path(**self.ids)


@pytest.fixture
def actions(app: Starlette) -> list[Action]:
    """Every action of the router; log-in and log-out have tests of their own."""
    found = [
        Action(method, route.path)
        for route in app.routes
        if isinstance(route, Route) and route.path.startswith("/ansatt/")
        for method in sorted(route.methods or ())
        if method != "HEAD" and "logg-" not in route.path
    ]
    assert len(found) >= 32
    return found


async def make(workflow: Workflow, clock: Clock, *, owner: SignedIn | None = None) -> Scene:
    """Make an event, a named filter, and a personal feed of `owner`."""
    said = details(co_organiser_ids=(GJOVIK,), venue_id=1)
    new = NewEvent(details=said, schedule=weekly(NOW.date(), 3), workflow=workflow)
    event = await create_event(new, staff_id=None, now=clock())
    occurrence_id = (await occurrences_of(event.id))[1].id
    slug = f"utvalg-{event.id}"
    named = await find_named_filter(
        await add_named_filter(slug, "Hamar", "bibliotek=hamar", HAMAR, now=clock())
    )
    assert named
    if owner is None:
        return Scene(event, occurrence_id, named)
    await make_feed(owner.person.id, name=f"Nr. {event.id}", now=clock())
    feeds = tuple(await feeds_of(owner.person.id))
    return Scene(event, occurrence_id, named, owner.person.id, feeds)


async def send(person: SignedIn, action: Action, path: str) -> httpx2.Response:
    """Send what a page of ours would send; an edit carries a whole event."""
    if action.method == "GET":
        return await person.get(path)
    return await person.post(path, {**STORY_TIME, "reason": "Sykdom", "versjon": "1"})


async def statuses(
    person: SignedIn, actions: Iterable[Action], scene: Scene
) -> dict[tuple[str, str], int]:
    return {
        (one.method, one.template): (await send(person, one, scene.path(one))).status_code
        for one in actions
    }


def is_allowed(status: int) -> bool:
    """A page, a way on after something was done, or a form that wants mending."""
    return status in (200, 303, 409, 422)


@pytest.mark.parametrize("role", Role)
async def test_staff_of_the_organiser_may_do_everything_but_leave(
    signed_in: SignIn, clock: Clock, actions: list[Action], role: Role
) -> None:
    person = await signed_in(role)
    for action in actions:
        owner = person if action.is_about_a_feed else None
        scene = await make(Workflow.PLANNED, clock, owner=owner)
        status = (await send(person, action, scene.path(action))).status_code
        expected = not action.template.endswith("/uttreden")
        assert is_allowed(status) is expected, (action, status)


@pytest.mark.parametrize("workflow", [Workflow.PLANNED, Workflow.PUBLISHED])
async def test_staff_of_other_libraries_read_what_is_shared_and_write_nothing(
    signed_in: SignIn, clock: Clock, actions: list[Action], workflow: Workflow
) -> None:
    person, scene = await signed_in(Role.ADMIN, "ringsaker"), await make(workflow, clock)
    found = await statuses(person, [one for one in actions if one.is_about_an_event], scene)
    for (method, template), status in found.items():
        reads = (method, template) == ("GET", "/ansatt/arrangementer/{event_id}")
        assert status == (200 if reads else FORBIDDEN), (method, template)
    assert await scene.is_untouched()


@pytest.mark.parametrize("workflow", [Workflow.DRAFT, Workflow.WITHDRAWN])
async def test_to_strangers_what_is_not_shared_is_not_there(
    signed_in: SignIn, clock: Clock, actions: list[Action], workflow: Workflow
) -> None:
    person, scene = (
        await signed_in(Role.ADMIN, "ringsaker", "lillehammer"),
        await make(workflow, clock),
    )
    found = await statuses(person, [one for one in actions if one.is_about_an_event], scene)
    assert set(found.values()) == {NOT_FOUND}
    assert await scene.is_untouched()


async def test_a_partner_reads_and_leaves_and_writes_nothing_else(
    signed_in: SignIn, clock: Clock, actions: list[Action]
) -> None:
    person, scene = await signed_in(Role.EDITOR, "gjovik"), await make(Workflow.DRAFT, clock)
    writing = [one for one in actions if one.writes]
    assert set((await statuses(person, writing, scene)).values()) == {FORBIDDEN}
    assert await scene.is_untouched()
    others = [one for one in actions if one.is_about_an_event and not one.writes]
    assert list((await statuses(person, others, scene)).values()) == [200, 200, 303]


@pytest.mark.parametrize("role", Role)
async def test_filter_of_another_library_is_not_to_be_touched(
    signed_in: SignIn, clock: Clock, actions: list[Action], role: Role
) -> None:
    """T-21: 403 and no 404, since everybody may know of it."""
    person, scene = await signed_in(role, "gjovik"), await make(Workflow.PUBLISHED, clock)
    about_filters = [one for one in actions if one.is_about_a_filter]
    found = await statuses(person, about_filters, scene)
    assert list(found.values()) == [FORBIDDEN] * 5
    assert await scene.is_untouched()


@pytest.mark.parametrize("role", Role)
async def test_personal_feed_of_another_is_not_there_whoever_asks(
    signed_in: SignIn, clock: Clock, actions: list[Action], role: Role
) -> None:
    """T-21, A-14: a colleague of the same library, of every role."""
    colleague, owner = await signed_in(role), await signed_in()
    scene = await make(Workflow.PUBLISHED, clock, owner=owner)
    about_feeds = [one for one in actions if one.is_about_a_feed]
    found = await statuses(colleague, about_feeds, scene)
    assert list(found.values()) == [NOT_FOUND] * 4
    assert await scene.is_untouched()


async def test_who_has_no_library_makes_nothing(
    signed_in: SignIn, clock: Clock, actions: list[Action]
) -> None:
    person = await signed_in(Role.EDITOR, "no-such-library")
    for method in ("get", "post"):
        answer = await getattr(person, method)("/ansatt/arrangementer/nytt")
        assert answer.status_code == FORBIDDEN
    assert (await person.get("/ansatt/arrangementer")).status_code == 200


async def test_who_is_logged_out_is_led_to_the_log_in(
    app: Starlette, clock: Clock, actions: list[Action]
) -> None:
    scene = await make(Workflow.PUBLISHED, clock)
    async with browser(app) as nobody:
        for action in actions:
            path = scene.path(action)
            answer = await nobody.request(action.method, path)
            wanted = path.replace("/", "%2F")
            way_on = f"?next={wanted}" if action.method == "GET" else ""
            assert answer.status_code == 303
            assert answer.headers["location"] == f"/ansatt/logg-inn{way_on}"
    assert await scene.is_untouched()


async def test_an_id_that_is_none_is_not_found(
    signed_in: SignIn, clock: Clock, actions: list[Action]
) -> None:
    person = await signed_in()
    scene = await make(Workflow.PUBLISHED, clock, owner=person)
    for action in actions:
        for bad in BAD_IDS:
            paths = _with_bad_ids(action, scene, bad)
            answers = [(await send(person, action, path)).status_code for path in paths]
            assert set(answers) <= {NOT_FOUND}, (action, bad)
    assert await scene.is_untouched()


def _with_bad_ids(action: Action, scene: Scene, bad: str) -> list[str]:
    """Put the bad id in the place of each id of the path in turn."""
    names = [name for name in scene.ids if f"{{{name}}}" in action.template]
    return [action.path(**{**scene.ids, name: bad}) for name in names]


async def test_another_method_is_refused_and_the_allowed_ones_are_named(
    signed_in: SignIn, clock: Clock, actions: list[Action]
) -> None:
    person, scene = await signed_in(), await make(Workflow.PUBLISHED, clock)
    allowed: dict[str, set[str]] = {}
    for action in actions:
        allowed.setdefault(action.template, set()).add(action.method)
    for action in actions:
        for method in {"GET", "POST", "PUT", "PATCH", "DELETE"} - allowed[action.template]:
            answer = await person.client.request(method, scene.path(action))
            assert answer.status_code == WRONG_METHOD, (method, action)
            named = set(answer.headers["allow"].split(", ")) - {"HEAD"}
            assert named == allowed[action.template]
    assert await scene.is_untouched()


async def test_nothing_is_done_without_the_token_of_the_page(
    signed_in: SignIn, clock: Clock, actions: list[Action]
) -> None:
    """T-17: no token, another person's token, another site, a foreign kind of body."""
    person, other = await signed_in(), await signed_in()
    leaving = await signed_in(Role.EDITOR, "gjovik")
    scene = await make(Workflow.PUBLISHED, clock, owner=person)
    for action in actions:
        if action.method != "POST":
            continue
        writer = leaving if action.template.endswith("/uttreden") else person
        path = scene.path(action)
        for answer in await _forged(writer, other, path):
            assert answer.status_code == FORBIDDEN, action
    assert await scene.is_untouched()


async def _forged(writer: SignedIn, other: SignedIn, path: str) -> list[httpx2.Response]:
    fields = {**STORY_TIME, "reason": "Sykdom", "versjon": "1"}
    own = {**fields, "csrf_token": writer.csrf_token}
    post = writer.client.post
    plain = "&".join(f"{name}={value}" for name, value in own.items())
    return [
        await post(path, data=fields),
        await post(path, data={**fields, "csrf_token": other.csrf_token}),
        await post(path, data=own, headers={"sec-fetch-site": "cross-site"}),
        await post(path, data=own, headers={"origin": "https://evil.example"}),
        await post(path, content=plain, headers={"content-type": "text/plain"}),
    ]


@pytest.fixture(autouse=True)
async def _one_more_event(app: Starlette, clock: Clock) -> None:
    """So that the ids of events and of dates are not the same numbers."""
    await make(Workflow.DRAFT, clock)
