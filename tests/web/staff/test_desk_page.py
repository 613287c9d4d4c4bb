"""The desk: what waits, what lacks something, what all libraries do; nobody else's drafts."""

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from calendar_app.domain.access import Role
from calendar_app.domain.attendance import Attendance
from calendar_app.domain.event import (
    Event,
    Mode,
    Overrides,
    Schedule,
    State,
    Visibility,
    Workflow,
)
from calendar_app.domain.imported import ImportedEvent
from calendar_app.storage.attendance import save_attendance
from calendar_app.storage.dates import DateSettings
from calendar_app.storage.drafts import save_draft
from calendar_app.storage.events import NewEvent, create_event
from calendar_app.storage.imports import add_imported
from calendar_app.storage.occurrences import occurrences_of
from calendar_app.storage.sign_ups import sign_up
from calendar_app.storage.vocabulary import load_vocabulary
from calendar_app.storage.vocabulary_changes import save_library
from calendar_app.storage.workflow import propose_event
from tests.support.counting import counted_queries
from tests.support.events import details, single, timed, weekly
from tests.support.staff_forms import outline, words_of
from tests.support.web import NOW, Clock, SignedIn, SignIn

DESK = "/ansatt/"
TODAY = NOW.date()
HAMAR, RINGSAKER, GJOVIK = 1, 2, 4
HOSTILE = '</script><script>alert(1)</script> "onfocus=x {{7*7}} {%raw%} <svg/onload=x>'


async def make(
    title: str,
    clock: Clock,
    *,
    days: int = 3,
    schedule: Schedule | None = None,
    workflow: Workflow = Workflow.PUBLISHED,
    dates: dict[Any, DateSettings] | None = None,
    **said: Any,
) -> Event:
    day = TODAY + timedelta(days=days)
    said = {"place_text": "Under eika", **said}
    new = NewEvent(
        details=details(title, **said),
        schedule=schedule or single(timed(day)),
        workflow=workflow,
        dates=dates or {},
    )
    return await create_event(new, staff_id=None, now=clock())


async def boxes(person: SignedIn, query: str = "") -> dict[str, list[str]]:
    """Give the titles of the lines of each box, by its slug."""
    page = await person.get(f"{DESK}{query}")
    assert page.status_code == 200
    found = re.findall(r'<section class="desk-box" id="(\w+)".*?</section>', page.text, re.S)
    parts = re.split(r'<section class="desk-box" id="\w+"', page.text)[1:]
    lines = [re.findall(r'<p class="desk-what"><a [^>]*>(.*?)</a>', part) for part in parts]
    return dict(zip(found, lines, strict=True))


async def box(person: SignedIn, slug: str) -> str:
    """Give the words of one box."""
    page = (await person.get(DESK)).text
    found = re.search(rf'<section class="desk-box" id="{slug}".*?</section>', page, re.S)
    return " ".join(words_of(found[0]).split()) if found else ""


async def test_an_empty_desk_is_calm_and_has_one_button(signed_in: SignIn) -> None:
    editor = await signed_in()
    assert await boxes(editor) == {"utkast": [], "maned": []}
    page = (await editor.get(DESK)).text
    assert page.count('class="button button-primary"') == 1
    assert 'href="/ansatt/arrangementer/nytt">Nytt arrangement</a>' in page
    assert await box(editor, "maned") == (
        "Dette skjer i november og desember Ingen har planlagt noe ennå. Åpne planen"
    )


async def test_own_drafts_and_what_all_libraries_do_this_month(
    signed_in: SignIn, clock: Clock
) -> None:
    """T-14: no draft of another library, not even in a count."""
    for workflow in Workflow:
        await make(f"Vår {workflow.value}", clock, workflow=workflow)
        await make(f"Deres {workflow.value}", clock, workflow=workflow, organiser_id=GJOVIK, days=4)
    await make("Samling", clock, visibility=Visibility.STAFF)
    await make("I går", clock, days=-1, organiser_id=GJOVIK)
    await make("Til neste år", clock, days=60)
    found = await boxes(await signed_in())
    assert found == {
        "utkast": ["Vår draft"],
        "maned": ["Vår planned", "Vår published", "Deres planned", "Deres published"],
        "samlinger": ["Samling"],
    }
    month = await box(await signed_in(), "maned")
    assert "tor. 26. nov." in month
    assert "Vår planned Planlagt Hamar" in month
    assert "Deres published Gjovik" in month


async def test_the_newest_draft_stands_first(signed_in: SignIn, clock: Clock) -> None:
    for number in range(3):
        await make(f"Nr. {number}", clock, workflow=Workflow.DRAFT)
        clock.move(timedelta(minutes=1))
    assert (await boxes(await signed_in()))["utkast"] == ["Nr. 2", "Nr. 1", "Nr. 0"]


async def test_what_lacks_something_says_what_and_leads_to_where_it_is_mended(
    signed_in: SignIn, clock: Clock
) -> None:
    nowhere = await make("Uten sted", clock, place_text="", workflow=Workflow.PLANNED)
    await make("Andres", clock, place_text="", organiser_id=GJOVIK)
    unsaid = {TODAY + timedelta(days=3): DateSettings(overrides=Overrides(state=State.CANCELLED))}
    await make("Avlyst", clock, dates=unsaid)
    source = ImportedEvent(
        uid="x", digest="1", title="Hentet", schedule=single(timed(TODAY + timedelta(days=5)))
    )
    await add_imported(
        source,
        details("Hentet", place_text="Her"),
        library_id=HAMAR,
        source="fil.ics",
        workflow=Workflow.PUBLISHED,
        now=clock(),
    )
    editor = await signed_in()
    assert (await boxes(editor))["trenger"] == ["Uten sted", "Avlyst", "Hentet"]
    said = await box(editor, "trenger")
    for title, lack in (
        ("Uten sted", "Mangler sted"),
        ("Avlyst", "Avlyst uten grunn"),
        ("Hentet", "Ingen alder valgt"),
    ):
        assert f"{title} {lack} Hamar" in said
    page = (await editor.get(DESK)).text
    assert f'href="/ansatt/arrangementer/{nowhere.id}/rediger"' in page
    assert "trenger" not in await boxes(await signed_in(Role.EDITOR, "ringsaker"))


async def test_attendance_is_one_tap_away_the_day_after(signed_in: SignIn, clock: Clock) -> None:
    event = await make("Serie", clock, schedule=weekly(TODAY - timedelta(days=14), count=3))
    ids = [one.id for one in await occurrences_of(event.id)]
    editor = await signed_in()
    page = (await editor.get(DESK)).text
    links = re.findall(r'href="(/ansatt/arrangementer/\d+/datoer/\d+/oppmote)"', page)
    base = f"/ansatt/arrangementer/{event.id}/datoer"
    assert links == [f"{base}/{ids[1]}/oppmote", f"{base}/{ids[0]}/oppmote"]
    assert (await editor.get(links[0])).status_code == 200
    await save_attendance({ids[1]: Attendance(participants=0)}, staff_id=None, now=clock())
    assert (await boxes(editor))["oppmote"] == ["Serie"]
    clock.move(timedelta(days=1))
    assert (await boxes(await signed_in()))["oppmote"] == ["Serie", "Serie"]


async def test_imported_drafts_wait_in_a_box_of_their_own(signed_in: SignIn, clock: Clock) -> None:
    source = ImportedEvent(uid="x", digest="1", title="Hentet", schedule=single(timed(TODAY)))
    await add_imported(
        source,
        details("Hentet"),
        library_id=HAMAR,
        source="fil.ics",
        workflow=Workflow.DRAFT,
        now=clock(),
    )
    found = await boxes(await signed_in())
    assert (found["utkast"], found["hentet"]) == ([], ["Hentet"])


async def test_a_coordinator_sees_what_waits_for_publication(
    signed_in: SignIn, clock: Clock
) -> None:
    hamar = (await load_vocabulary()).libraries[HAMAR]
    await save_library(replace(hamar, needs_approval=True), now=clock())
    event = await make("Ferdig?", clock, workflow=Workflow.PLANNED)
    editor = await signed_in(Role.EDITOR, "hamar")
    await propose_event(event.id, staff_id=editor.person.id, now=clock())
    coordinator = await signed_in(Role.COORDINATOR, "hamar")
    assert (await boxes(coordinator))["forslag"] == ["Ferdig?"]
    assert "Foreslått av Bibliotekaren" in await box(coordinator, "forslag")
    assert "forslag" not in await boxes(editor)
    assert "forslag" not in await boxes(await signed_in(Role.ADMIN, "gjovik"))


async def test_gatherings_say_whether_i_am_coming(signed_in: SignIn, clock: Clock) -> None:
    hybrid: dict[str, Any] = {
        "visibility": Visibility.STAFF,
        "mode": Mode.HYBRID,
        "online_url": "https://x.no",
    }
    event = await make("Samling", clock, **hybrid)
    (there,) = await occurrences_of(event.id)
    me, other = await signed_in(), await signed_in()
    await sign_up(event.id, there.id, staff_id=me.person.id, way=Mode.ONLINE, now=clock())
    assert "Samling Du er med digitalt Hamar" in await box(me, "samlinger")
    assert "Du er med" not in await box(other, "samlinger")


async def test_what_was_typed_and_not_saved_is_ones_own(signed_in: SignIn, clock: Clock) -> None:
    me, other = await signed_in(), await signed_in()
    await save_draft(
        me.person.id,
        key="nytt",
        path="/ansatt/arrangementer/nytt",
        texts=[("title", "Halvferdig")],
        version=None,
        now=clock(),
    )
    assert (await boxes(me))["kladder"] == ["Halvferdig"]
    assert "kladder" not in await boxes(other)
    page = (await me.get(DESK)).text
    assert re.search(r'href="/ansatt/arrangementer/nytt\?kladd=\d+"', page)


async def test_a_box_shows_eight_until_it_is_opened(signed_in: SignIn, clock: Clock) -> None:
    for number in range(10):
        await make(f"Nr. {number}", clock, workflow=Workflow.DRAFT)
        await make(f"Uten sted {number}", clock, place_text="")
    editor = await signed_in()
    found = await boxes(editor)
    assert {slug: len(lines) for slug, lines in found.items()} == {
        "trenger": 8, "utkast": 8, "maned": 8
    }  # fmt: skip
    assert "/ansatt/?vis=trenger#trenger" in (await editor.get(DESK)).text
    opened = await boxes(editor, "?vis=trenger")
    assert {slug: len(lines) for slug, lines in opened.items()} == {
        "trenger": 10, "utkast": 8, "maned": 8
    }  # fmt: skip
    for junk in ("?vis=alt", "?vis=%00", '?vis="><script>'):
        assert await boxes(editor, junk) == found


async def test_hostile_text_is_text(signed_in: SignIn, clock: Clock) -> None:
    """T-4: in every box."""
    pages = []
    editor = await signed_in()
    for title in ("Vanlig", HOSTILE):
        for workflow in (Workflow.DRAFT, Workflow.PUBLISHED):
            await make(title, clock, workflow=workflow, place_text="")
        await make(title, clock, days=-3)
        await make(title, clock, visibility=Visibility.STAFF)
        pages.append((await editor.get(DESK)).text)
    assert words_of(pages[1]).count(HOSTILE) == 5
    usual = {(tag, names) for tag, names in outline(pages[0])}
    assert {one for one in outline(pages[1]) if one not in usual} == set()


@pytest.mark.parametrize("count", [1, 3])
async def test_the_desk_reads_all_at_once(signed_in: SignIn, clock: Clock, count: int) -> None:
    for number in range(count):
        await make(f"{number}", clock, place_text="", co_organiser_ids=(GJOVIK,))
        await make(f"{number}", clock, workflow=Workflow.DRAFT)
        await make(f"{number}", clock, days=-3)
    editor = await signed_in()
    who, vocabulary, plan = 3, 10, 5
    drafts, proposals, news, attendance, sign_ups = 2, 2, 1, 1, 1
    with counted_queries() as statements:
        assert (await editor.get(DESK)).status_code == 200
    own = drafts + proposals + news + attendance + sign_ups
    assert len(statements) == who + vocabulary + plan + own
