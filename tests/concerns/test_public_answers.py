"""What holds for every public address: it answers all readers alike, and says what it is.

The addresses are those of the router, on a programme with one of everything.
"""

from datetime import date

import httpx2
import pytest
from starlette.applications import Starlette

from calendar_app.domain.event import Workflow
from calendar_app.domain.periods import Period, PeriodKind
from calendar_app.storage.events import set_workflow
from calendar_app.storage.periods import add_periods
from calendar_app.web.headers import HEADERS
from calendar_app.web.path_kinds import PathKind, kind_of
from tests.support.demonstration import Programme
from tests.support.events import edit
from tests.support.public_pages import Face, Samples, faces, public_routes
from tests.support.public_scene import make_public_scene
from tests.support.web import NOW, Clock, SignIn

EVIL = "evil.example"
POLICY = "content-security-policy"
PREVIEW = "/bygg-inn"
"""Shows the embed that it writes in a frame of its own."""


@pytest.fixture
def programme(app: Starlette, client: httpx2.AsyncClient, clock: Clock) -> Programme:
    return Programme(app, clock, client)


@pytest.fixture
async def samples(programme: Programme) -> Samples:
    found = await make_public_scene()
    programme.wrote()
    return found


@pytest.fixture
def looked_at(programme: Programme, samples: Samples) -> list[Face]:
    return faces(public_routes(programme.app), samples)


def _same(answer: httpx2.Response) -> tuple[int, bytes, dict[str, str]]:
    """Give all of an answer but the number that a failed request gets of its own."""
    headers = {name: text for name, text in answer.headers.items() if name != "x-request-id"}
    return answer.status_code, answer.content, headers


async def test_every_address_answers(programme: Programme, looked_at: list[Face]) -> None:
    """Nothing is looked at below that is not there."""
    statuses = {
        face.address: (await programme.client.get(face.address)).status_code for face in looked_at
    }
    odd = {address: status for address, status in statuses.items() if status != 200}
    assert odd == {"/": 307, "/.well-known/security.txt": 404}  # no contact is set
    assert len(statuses) > 60


async def test_head_is_get_without_its_body(programme: Programme, looked_at: list[Face]) -> None:
    for face in looked_at:
        got = await programme.client.get(face.address)
        head = await programme.client.head(face.address)
        assert (head.status_code, head.content) == (got.status_code, b""), face.address
        assert _same(head)[2] == _same(got)[2], face.address


async def test_what_has_an_etag_is_not_sent_twice(
    programme: Programme, looked_at: list[Face]
) -> None:
    """304 with the same validators; all that is kept has one."""
    without = set()
    for face in looked_at:
        answer = await programme.client.get(face.address)
        if "etag" not in answer.headers:
            without.add(face.template)
            continue
        same = {"If-None-Match": answer.headers["etag"]}
        for method in ("GET", "HEAD"):
            unchanged = await programme.client.request(method, face.address, headers=same)
            assert (unchanged.status_code, unchanged.content) == (304, b""), face.address
            assert unchanged.headers["etag"] == answer.headers["etag"]
            assert unchanged.headers["cache-control"] == answer.headers["cache-control"]
    assert without <= {
        *("/", "/robots.txt", "/.well-known/security.txt"),
        *("/static/{digest}/{name}", "/bilde/{digest}.webp"),
    }


async def test_cookies_change_no_byte_cold_or_warm(
    programme: Programme, looked_at: list[Face], clock: Clock
) -> None:
    """A-10, E-10: whoever asks first, and whatever the browser brings."""
    plain: dict[str, str] = {}
    odd = {"Cookie": f"lesekalender={'x' * 43}; ui=en", "Authorization": "Bearer x"}
    for order in ((odd, plain), (plain, odd)):
        await edit(1, now=clock(), capacity=len(order[0]) + 10)
        programme.wrote()
        for face in looked_at:
            first, second, third = [
                _same(await programme.client.get(face.address, headers=headers))
                for headers in (*order, order[0])
            ]
            assert first == second == third, face.address
            assert "set-cookie" not in first[2]
            assert "cookie" not in first[2].get("vary", "").lower()


async def test_staff_see_the_same_public_pages_as_everybody(
    programme: Programme, looked_at: list[Face], signed_in: SignIn
) -> None:
    """A-10: nothing that only they may see is warmed for others."""
    librarian = await signed_in()
    await librarian.get("/ansatt/")
    for face in looked_at:
        as_staff = await librarian.get(face.address)
        assert _same(as_staff) == _same(await programme.client.get(face.address)), face.address


@pytest.mark.parametrize("warm", [False, True])
async def test_no_host_of_a_request_reaches_an_answer(
    programme: Programme, looked_at: list[Face], warm: bool
) -> None:
    """T-16: with X-Forwarded-Host, with a foreign Host, with a loopback name that is ours."""
    forwarded = {
        "X-Forwarded-Host": EVIL,
        "X-Forwarded-Proto": "https",
        "Forwarded": f"host={EVIL}",
    }
    for face in looked_at:
        usual = _same(await programme.client.get(face.address)) if warm else None
        answer = await programme.client.get(face.address, headers=forwarded)
        assert EVIL not in f"{answer.text} {answer.headers}", face.address
        foreign = await programme.client.get(face.address, headers={"Host": EVIL})
        assert EVIL not in f"{foreign.text} {foreign.headers}", face.address
        at_localhost = await programme.client.get(face.address, headers={"Host": "localhost:9"})
        assert "localhost" not in f"{at_localhost.text} {at_localhost.headers}", face.address
        plain = _same(await programme.client.get(face.address))
        assert _same(answer) == _same(at_localhost) == plain, face.address
        assert usual in (None, plain)


async def test_every_address_sends_the_headers_of_its_kind(
    programme: Programme, looked_at: list[Face]
) -> None:
    """facts/security.md §6, T-19: the first time, when it lies ready, and when it is unchanged."""
    for face in looked_at:
        expected = {name.lower(): text for name, text in HEADERS[kind_of(face.path)].items()}
        if face.path == PREVIEW:
            expected[POLICY] += "; frame-src 'self'"
        answer = await programme.client.get(face.address)
        same = {"If-None-Match": answer.headers.get("etag", "x")}
        for one in (
            answer,
            await programme.client.get(face.address),
            await programme.client.get(face.address, headers=same),
            await programme.client.head(face.address),
        ):
            found = {name: one.headers.get(name) for name in expected}
            assert found == expected, face.address
            assert "x-frame-options" not in one.headers
            is_shared = kind_of(face.path) in (PathKind.FEED, PathKind.EMBED)
            assert (one.headers.get("access-control-allow-origin") == "*") is is_shared
            assert "access-control-allow-credentials" not in one.headers
            kept_by = one.headers.get("cache-control", "public")
            assert kept_by.startswith(("public", "no-cache")), face.address


async def test_an_edit_is_seen_at_once_wherever_the_event_is_shown(
    programme: Programme, looked_at: list[Face], clock: Clock
) -> None:
    """The ETag moves with it; and when a school holiday is entered, with the calendar page."""
    before = {face: await programme.client.get(face.address) for face in looked_at}
    shown = {face for face, answer in before.items() if "Title" in answer.text}
    assert len(shown) > 30
    await edit(1, now=clock(), title="Okapi")
    await edit(2, now=clock(), title="Okapi")
    programme.wrote()
    for face in shown:
        answer = await programme.client.get(face.address)
        assert "Okapi" in answer.text, face.address
        assert answer.headers["etag"] != before[face].headers["etag"], face.address


async def test_a_school_holiday_is_seen_at_once(
    programme: Programme, looked_at: list[Face]
) -> None:
    before = await programme.get("/kalender")
    holiday = Period(
        id=0,
        kind=PeriodKind.SCHOOL_HOLIDAY,
        library_id=1,
        name="Haustferie",
        first=date(2026, 11, 30),
        last=date(2026, 12, 4),
    )
    await add_periods(holiday, now=NOW)
    programme.wrote()
    after = await programme.get("/kalender")
    assert after.headers["etag"] != before.headers["etag"]


async def test_what_is_withdrawn_is_nowhere_at_once(
    programme: Programme, looked_at: list[Face], clock: Clock
) -> None:
    """A-19: on no page, in no embed, sitemap, oEmbed, poster, screen or API, warm as they are."""
    for event_id, title in ((1, "Kvagga"), (2, "Kvagga to")):
        await edit(event_id, now=clock(), title=title, summary="Kvagga", description="Kvagga")
    programme.wrote()
    before = {face: await programme.client.get(face.address) for face in looked_at}
    assert sum("Kvagga" in answer.text for answer in before.values()) > 30
    for event_id in (1, 2):
        await set_workflow(event_id, Workflow.WITHDRAWN, staff_id=None, now=clock())
    programme.wrote()
    for face in looked_at:
        answer = await programme.client.get(face.address)
        trace = f"{answer.text} {answer.headers}".replace(face.path, "").lower()
        assert "kvagga" not in trace, face.address
        if "/arrangement/" in face.path:
            assert answer.status_code == 404, face.address
            for stale in (before[face].headers["etag"], "*"):
                asked = {"If-None-Match": stale}
                again = await programme.client.get(face.address, headers=asked)
                assert again.status_code == 404, face.address
