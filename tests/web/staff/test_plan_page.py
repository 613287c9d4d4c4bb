"""The plan of all libraries: weeks, days off, who sees what, and hints beside the dates."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from calendar_app.domain.access import Role
from calendar_app.domain.event import Event, Schedule, Visibility, Workflow
from calendar_app.domain.gathering import Gathering
from calendar_app.domain.periods import Period, PeriodKind
from calendar_app.domain.timing import DAY, AllDay
from calendar_app.domain.vocabulary import Community, Label
from calendar_app.storage.communities import add_member, save_community
from calendar_app.storage.events import NewEvent, cancel_event, create_event
from calendar_app.storage.people import save_profile
from calendar_app.storage.periods import add_periods
from tests.support.counting import counted_queries
from tests.support.events import details, single, timed, weekly
from tests.support.staff_forms import outline, words_of
from tests.support.web import NOW, Clock, SignedIn, SignIn

PLAN = "/ansatt/plan"
HAMAR, RINGSAKER, LILLEHAMMER, GJOVIK = 1, 2, 3, 4
MONDAY = date(2027, 2, 8)
HOSTILE = (
    "</script><script>alert(1)</script>",
    '"onfocus=alert(1) x="',
    "{{7*7}}{%raw%}",
    "<svg/onload=alert(1)>",
    "Lesestund\u202egro.tset",
)


async def make(
    title: str,
    clock: Clock,
    *,
    day: date = MONDAY,
    schedule: Schedule | None = None,
    workflow: Workflow = Workflow.PUBLISHED,
    **said: Any,
) -> Event:
    new = NewEvent(
        details=details(title, **said), schedule=schedule or single(timed(day)), workflow=workflow
    )
    return await create_event(new, staff_id=None, now=clock())


async def shown(person: SignedIn, query: str = "fra=2027-02") -> str:
    page = await person.get(f"{PLAN}?{query}")
    assert page.status_code == 200
    return page.text


def titles(page: str) -> list[str]:
    return re.findall(r'<li class="plan-item[^>]*>.*?<a [^>]*>(.*?)</a>', page)


def row(page: str, day: str) -> str:
    """Give the words of a day, by its name."""
    found = [one for one in re.findall(r"<tr.*?</tr>", page, re.S) if day in one]
    assert len(found) == 1, (day, len(found))
    return " ".join(words_of(found[0]).split())


async def test_planned_and_published_of_all_own_drafts_marked_and_no_others(
    signed_in: SignIn, clock: Clock
) -> None:
    """T-14: drafts of others are not there, for nobody's eyes."""
    for workflow in Workflow:
        await make(f"Vår {workflow.value}", clock, workflow=workflow)
        await make(f"Deres {workflow.value}", clock, workflow=workflow, organiser_id=GJOVIK)
    page = await shown(await signed_in(Role.EDITOR, "hamar"))
    assert titles(page) == [
        "Vår draft", "Vår planned", "Vår published", "Deres planned", "Deres published"
    ]  # fmt: skip
    day = row(page, "mandag 8. februar 2027")
    assert "Vår draft Utkast" in day
    assert "Vår planned Planlagt" in day
    assert "Vår published Publisert" not in day


async def test_gatherings_are_for_those_who_may_see_them(signed_in: SignIn, clock: Clock) -> None:
    label = Label(slug="barn", nb="Barn", nn="Barn", en="Barn")
    community_id = await save_community(Community(id=0, label=label))
    member, other = await signed_in(Role.EDITOR, "gjovik"), await signed_in(Role.EDITOR, "gjovik")
    await add_member(community_id, member.person.id, now=clock())
    meant = Gathering(community_ids=(community_id,))
    await make("Fellesskapets", clock, visibility=Visibility.COMMUNITY, gathering=meant)
    await make("Ansattes", clock, visibility=Visibility.STAFF)
    assert titles(await shown(other)) == ["Ansattes"]
    page = await shown(member)
    assert titles(page) == ["Fellesskapets", "Ansattes"]
    assert "Ansattes Ansatte" in row(page, "mandag 8. februar 2027")


@pytest.mark.parametrize(
    ("language", "first", "eighth"),
    [
        ("nb", "uke 53 (2026)", "uke 8"),
        ("nn", "veke 53 (2026)", "veke 8"),
        ("en", "week 53 (2026)", "week 8"),
    ],
)
async def test_weeks_are_iso_weeks(
    signed_in: SignIn, language: str, first: str, eighth: str
) -> None:
    """D-1: 1 January 2027 lies in week 53 of 2026, 24 February in week 8."""
    reader = await signed_in()
    await save_profile(reader.person.id, name="Bibliotekaren", language=language)
    page = await shown(reader, "fra=2027-01&maneder=2")
    names = re.findall(r'plan-week-name">([^<]*)<', page)
    assert names[0] == first
    assert eighth in names
    assert names[:5] == [first, *(first.split()[0] + f" {number}" for number in (1, 2, 3, 4))]


async def test_tables_have_headings_for_days_weeks_and_libraries(
    signed_in: SignIn, clock: Clock
) -> None:
    await make("Lesestund", clock)
    page = await shown(await signed_in(), "fra=2027-02&maneder=1")
    assert page.count("<table") == 1
    heads = re.findall(r'<th scope="col">(?:<span class="sr">)?(.*?)<', page)
    assert heads == ["Dag", "Hamar", "Ringsaker", "Lillehammer", "Gjovik"]
    assert page.count('<th scope="row">') == 28
    assert page.count('<th scope="rowgroup"') == 4
    assert re.findall(r"<h2[^>]*>(.*?)</h2>", page) == ["februar 2027"]


@pytest.mark.parametrize(
    ("query", "months"),
    [
        ("", ["november 2026", "desember 2026", "januar 2027"]),
        ("fra=2027-02-24&maneder=1", ["februar 2027"]),
        ("fra=2026-12&maneder=2", ["desember 2026", "januar 2027"]),
        ("fra=2027-13&maneder=13&x=1", ["november 2026", "desember 2026", "januar 2027"]),
        ("fra=9999-01&maneder=0", ["november 2026", "desember 2026", "januar 2027"]),
        ("fra=1e3&maneder=%EF%BC%91", ["november 2026", "desember 2026", "januar 2027"]),
        ("fra=2100-12&maneder=2", ["desember 2100", "januar 2101"]),
        ("fra=1970-01&maneder=1", ["januar 1970"]),
        ("bibliotek=finnes-ikke&maneder=1", ["november 2026"]),
    ],
)
async def test_the_address_says_which_months_and_junk_says_nothing(
    signed_in: SignIn, query: str, months: list[str]
) -> None:
    page = await shown(await signed_in(), query)
    assert re.findall(r"<h2[^>]*>(.*?)</h2>", page) == months


async def test_twelve_months_are_the_most(signed_in: SignIn) -> None:
    page = await shown(await signed_in(), "fra=2027-01&maneder=12")
    assert len(re.findall(r"<h2", page)) == 12
    assert "fra=2028-01&amp;maneder=12" in page
    assert "fra=2026-01&amp;maneder=12" in page


async def test_a_library_alone_shows_what_it_arranges_and_takes_part_in(
    signed_in: SignIn, clock: Clock
) -> None:
    await make("Hamars", clock)
    await make("Gjøviks", clock, organiser_id=GJOVIK)
    await make("Sammen", clock, organiser_id=GJOVIK, co_organiser_ids=(HAMAR,))
    reader = await signed_in()
    page = await shown(reader, "fra=2027-02&bibliotek=hamar")
    assert sorted(titles(page)) == ["Hamars", "Sammen"]
    assert re.findall(r'<th scope="col">(?:<span class="sr">)?(.*?)<', page)[:2] == ["Dag", "Hamar"]
    assert sorted(titles(await shown(reader))) == ["Gjøviks", "Hamars", "Sammen"]


async def test_days_off_show_at_their_days(signed_in: SignIn, clock: Clock) -> None:
    """D-38, D-39: school holidays per municipality, public holidays for all; never a stop."""
    winter = Period(
        id=0,
        kind=PeriodKind.SCHOOL_HOLIDAY,
        library_id=HAMAR,
        name="Vinterferie",
        first=date(2027, 2, 22),
        last=date(2027, 2, 26),
    )
    week = Period(
        id=0,
        kind=PeriodKind.NAMED_WEEK,
        library_id=None,
        name="Litteraturuka",
        first=date(2027, 2, 1),
        last=date(2027, 2, 7),
    )
    await add_periods(winter, week, now=NOW)
    await make("Lesestund", clock, day=winter.first)
    page = await shown(await signed_in(), "fra=2027-02&maneder=4")
    assert "Litteraturuka, 1.–7. februar 2027" in page
    assert page.count("Litteraturuka") == 1
    assert row(page, "mandag 22. februar 2027").endswith("Hamar Vinterferie 11.00 Lesestund")
    for name in ("tirsdag 23.", "fredag 26."):
        assert "Vinterferie" in row(page, f"{name} februar 2027")
    assert "Vinterferie" not in row(page, "lørdag 27. februar 2027")
    assert "17. mai" in row(page, "mandag 17. mai 2027")
    assert row(page, "fredag 26. mars 2027").endswith("langfredag")


async def test_what_lasts_stands_where_it_begins_and_where_each_month_begins(
    signed_in: SignIn, clock: Clock
) -> None:
    span = AllDay(date(2027, 1, 20), date(2027, 3, 5))
    await make("Utstilling", clock, schedule=single(span))
    page = await shown(await signed_in(), "fra=2027-01&maneder=4")
    assert titles(page) == ["Utstilling"] * 3
    for day in ("onsdag 20. januar", "mandag 1. februar", "mandag 1. mars"):
        assert "Utstilling til fre. 5. mars" in row(page, f"{day} 2027")


async def test_hints_stand_beside_the_dates(signed_in: SignIn, clock: Clock) -> None:
    await make("Forfatterbesøk", clock, age_from=6, age_to=9)
    await make("Verksted", clock, organiser_id=GJOVIK, age_from=8, age_to=12)
    series = weekly(MONDAY, count=2)
    await make("Fast", clock, schedule=series, organiser_id=RINGSAKER, age_from=8, age_to=12)
    page = await shown(await signed_in())
    day = row(page, "mandag 8. februar 2027")
    said = re.findall(r'<span class="plan-hint">(.*?)</span>', page)
    assert said == [
        "Samme dag for samme alder: «Verksted» i Gjovik og «Fast» i Ringsaker.",
        "Samme dag for samme alder: «Forfatterbesøk» i Hamar og «Fast» i Ringsaker.",
    ]
    assert "Forfatterbesøk" in day


async def test_no_hint_tells_of_a_draft_of_others(signed_in: SignIn, clock: Clock) -> None:
    await make("Vår", clock, age_from=6, age_to=9)
    await make(
        "Hemmelig", clock, workflow=Workflow.DRAFT, organiser_id=GJOVIK, age_from=6, age_to=9
    )
    page = await shown(await signed_in())
    assert "Hemmelig" not in page
    assert "plan-hint" not in page


async def test_a_day_leads_to_a_new_event_for_those_who_may_make_one(signed_in: SignIn) -> None:
    page = await shown(await signed_in(), "fra=2026-11&maneder=1")
    assert "arrangementer/nytt?dato=2026-11-23" in page
    assert "arrangementer/nytt?dato=2026-11-22" not in page
    editor = await signed_in()
    form = await editor.get("/ansatt/arrangementer/nytt?dato=2027-02-08")
    assert 'name="start_date" type="date" value="2027-02-08"' in form.text
    for junk in ("2027-02-30", '"><script>', "0001-01-01"):
        form = await editor.get(f"/ansatt/arrangementer/nytt?dato={junk}")
        assert 'name="start_date" type="date" value=""' in form.text


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_text_is_text(signed_in: SignIn, clock: Clock, text: str) -> None:
    """T-4: in titles, hints and names of periods; what it says changes no element."""
    reader = await signed_in()
    pages = []
    for title in ("Vanlig", text):
        event = await make(title, clock, age_from=6, age_to=9)
        other = await make(title, clock, organiser_id=GJOVIK, age_from=6, age_to=9)
        for kind, library_id in ((PeriodKind.NAMED_WEEK, None), (PeriodKind.SCHOOL_HOLIDAY, 1)):
            await add_periods(
                Period(
                    id=0, kind=kind, library_id=library_id, name=title, first=MONDAY, last=MONDAY
                ),
                now=NOW,
            )
        pages.append(await shown(reader))
        for one in (event, other):
            await cancel_event(one.id, reason="x", staff_id=None, now=NOW)
    assert text in words_of(pages[1])
    assert "alert" not in {name for name, _ in outline(pages[1])}
    assert not [names for _, names in outline(pages[1]) if "onfocus" in names or "onload" in names]
    assert "script" not in {name for name, _ in outline(pages[1])} - {
        name for name, _ in outline(pages[0])
    }


COUNTS: Sequence[int] = (1, 3)


@pytest.mark.parametrize("count", COUNTS)
async def test_the_plan_reads_all_at_once(signed_in: SignIn, clock: Clock, count: int) -> None:
    for number in range(count):
        series = weekly(MONDAY + number * DAY, count=count)
        await make(f"{number}", clock, schedule=series, co_organiser_ids=(GJOVIK,))
    reader = await signed_in()
    who, vocabulary, dates, periods = 3, 10, 5, 1
    with counted_queries() as statements:
        await shown(reader)
    assert len(statements) == who + vocabulary + dates + periods
