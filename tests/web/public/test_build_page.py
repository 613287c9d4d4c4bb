"""`/bygg-inn`: the code for other sites, as somebody copies it."""

import random
import re
from html import unescape
from pathlib import Path

import httpx2
import pytest
from pydantic import SecretStr
from starlette.applications import Starlette

from calendar_app.app import create_app
from calendar_app.domain.vocabulary import LANGUAGES
from calendar_app.storage.named_filters import add_named_filter
from calendar_app.storage.vocabulary import load_vocabulary
from calendar_app.web.public.embed_scripts import DIGEST, INTEGRITY
from tests.support.host_pages import Fields
from tests.support.hostile import Hostile
from tests.support.pages import Document
from tests.support.web import NOW, PUBLIC_URL, browser, make_settings

SOUGHT = "sok=%22%3E%3Cscript%3Ealert(1)%3C/script%3E"
LONG = (
    "bibliotek=gjovik,hamar,lillehammer,ringsaker"
    "&sted=brumunddal,domkirkeodden,gjovik-radhus,hamar-kulturhus,moelv"
    "&type=forfatterbesok,lesestund,sprakkafe,verksted"
)
INLINE = re.compile(r'style=|\son\w+=|<style|<script(?! type="module" src=)')
CODE = (
    *("kode-lenke", "kode-ramme", "kode-adresse", "kode-tilbyder", "kode-element", "kode-laast"),
    *("kode-stil", "kode-fragment", "kode-data", "kode-hent"),
)
POLICIES = ("csp-ramme", "csp-adresse", "csp-element")


async def built(client: httpx2.AsyncClient, query: str = "") -> Fields:
    answer = await client.get(f"/bygg-inn?{query}")
    assert answer.status_code == 200
    assert "set-cookie" not in answer.headers
    return Fields(answer.text)


async def test_words_searched_for_do_not_end_a_line_of_crontab(client: httpx2.AsyncClient) -> None:
    """An unescaped % ends the command there; the address asks for the same with +."""
    made = (await built(client, "sok=rim+og+regler")).values_by_id
    assert made["kode-fragment"].endswith("?sok=og%20regler%20rim")
    assert "?sok=og+regler+rim' " in made["kode-hent"]
    assert "%" not in made["kode-hent"]


async def test_code_for_each_level_is_ready(client: httpx2.AsyncClient) -> None:
    """Nothing in it is inline, so a strict policy needs no more than the lines beside it."""
    page = await built(client, "library=Hamar&alder=3-6&antall=5&niva=3")
    made = page.values_by_id
    assert sorted(made) == sorted((*CODE, *POLICIES))
    said = "bibliotek=hamar&alder=3-6"
    calendar, embed = f"{PUBLIC_URL}/kalender?{said}", f"{PUBLIC_URL}/embed/v1"
    title = "Arrangementer for 3–6 år i Hamar"
    view = f"{said}&antall=5&niva=3"
    escaped = calendar.replace("&", "&amp;")
    assert made["kode-adresse"] == calendar
    assert made["kode-fragment"] == f"{embed}/fragment.html?{view}"
    assert made["kode-data"] == f"{embed}/events.json?{view}"
    assert f"'{embed}/fragment.html?{view}'" in made["kode-hent"]
    assert f'<a href="{escaped}">{title}</a>' in made["kode-lenke"]
    webcal = PUBLIC_URL.replace("http://", "webcal://")
    assert f'<a href="{webcal}/kalender.ics?{said.replace("&", "&amp;")}">' in made["kode-lenke"]
    frame = f'<iframe src="{embed}/liste?{view.replace("&", "&amp;")}" title="{title}" '
    assert frame in made["kode-ramme"]
    assert f'<script type="module" src="{embed}/ramme.js"></script>' in made["kode-ramme"]
    element = '<lese-kalender bibliotek="hamar" alder="3-6" antall="5" niva="3">'
    link = f'{element}<a href="{escaped}">Se hele kalenderen</a></lese-kalender>'
    assert link in made["kode-element"]
    assert f'<script type="module" src="{embed}.js"></script>' in made["kode-element"]
    pinned = f'src="{embed}.{DIGEST}.js" integrity="{INTEGRITY}"'
    assert pinned in made["kode-laast"]
    markup = [made[one] for one in CODE if "<" in made[one]]
    assert [
        one
        for one in markup
        if re.search(r"style=|\son\w+=|<style|<script(?! type=.{6,9} src)", one)
    ] == []


async def test_policy_lines_name_the_origin_and_nothing_more(client: httpx2.AsyncClient) -> None:
    """E-4; proved in a browser by tests/journeys/test_embed_levels.py."""
    made = (await built(client)).values_by_id
    assert [made[one].splitlines() for one in POLICIES] == [
        [f"frame-src 'self' {PUBLIC_URL}", f"script-src 'self' {PUBLIC_URL}"],
        [f"frame-src 'self' {PUBLIC_URL}"],
        [f"script-src 'self' {PUBLIC_URL}", f"connect-src 'self' {PUBLIC_URL}"],
    ]


async def test_every_embed_can_be_skipped(client: httpx2.AsyncClient) -> None:
    """Two on one page lead to two places."""
    goals = []
    for query in ("bibliotek=hamar", "bibliotek=gjovik"):
        made = (await built(client, query)).values_by_id
        for level in ("kode-ramme", "kode-element"):
            (goal,) = re.findall(r'<a href="#([\w-]+)">Hopp over kalenderen</a>', made[level])
            assert made[level].count(f'id="{goal}"') == 1
            goals.append(goal)
    assert len(set(goals)) == len(goals)


async def test_page_alone_may_show_our_frames(client: httpx2.AsyncClient) -> None:
    answer = await client.get("/bygg-inn?bibliotek=hamar")
    policy = answer.headers["content-security-policy"].split("; ")
    assert "frame-src 'self'" in policy
    assert {"default-src 'none'", "frame-ancestors 'none'", "script-src 'self'"} <= set(policy)
    other = await client.get("/abonner")
    assert "frame-src" not in other.headers["content-security-policy"]
    (frame,) = Fields(answer.text).all("iframe")
    assert frame["src"] == "/embed/v1/liste?bibliotek=hamar"
    assert (await client.get(str(frame["src"]))).status_code == 200


async def test_no_preview_where_our_own_page_may_not_frame_it(
    tmp_path: Path, database_url: str
) -> None:
    for allowed, number in (("https://www.example.no", 0), (f"https://a.example {PUBLIC_URL}", 1)):
        settings = make_settings(
            data_dir=tmp_path, database_url=SecretStr(database_url), frame_ancestors=allowed
        )
        app = create_app(settings, now=lambda: NOW)
        async with app.router.lifespan_context(app), browser(app) as client:
            assert len((await built(client)).all("iframe")) == number


@pytest.mark.parametrize("language", LANGUAGES)
async def test_code_speaks_the_language_of_the_page(
    client: httpx2.AsyncClient, language: str
) -> None:
    asked = "" if language == "nb" else f"&ui={language}"
    page = await built(client, f"bibliotek=hamar{asked}")
    assert page.all("html") == [{"lang": language}]
    made = page.values_by_id
    titles = {"nb": "Arrangementer i Hamar", "nn": "Arrangement i Hamar", "en": "Events in Hamar"}
    assert f'title="{titles[language]}"' in made["kode-ramme"]
    assert (f'ui="{language}"' in made["kode-element"]) is bool(asked)
    assert made["kode-data"].endswith(f"?bibliotek=hamar{asked}")


async def test_chosen_filters_stay_in_the_form_and_can_be_taken_away(
    client: httpx2.AsyncClient,
) -> None:
    page = await built(client, "bibliotek=hamar&serie=neste&fra=2027-01-01&antall=3&niva=4")
    boxes = page.all("input", type="checkbox", name="bibliotek")
    assert [one["value"] for one in boxes if "checked" in one] == ["hamar"]
    hidden = {one["name"]: one["value"] for one in page.all("input", type="hidden")}
    assert hidden == {"serie": "neste", "fra": "2027-01-01"}
    (count,) = page.all("input", name="antall")
    assert count["value"] == "3"
    assert [one["value"] for one in page.all("option") if "selected" in one] == ["4"]
    removed = "/bygg-inn?serie=neste&fra=2027-01-01&antall=3&niva=4"
    assert removed in [one["href"] for one in page.all("a", class_="chip")]


async def test_last_date_is_warned_of(client: httpx2.AsyncClient) -> None:
    page = await built(client, "bibliotek=hamar&til=2027-05-01")
    assert "Utvalget slutter lørdag 1. mai 2027." in page.text
    assert {"href": "/bygg-inn?bibliotek=hamar"} in page.all("a")
    assert "Utvalget slutter" not in (await built(client, "til=8u")).text


async def test_named_filter_is_offered_and_built(
    app: Starlette, client: httpx2.AsyncClient
) -> None:
    """Staff may change it, so its addresses hold the name and nothing of what is in it."""
    await add_named_filter("forfattere", "Forfattere", "type=forfatterbesok", None, now=NOW)
    app.state.parts.publisher.current.note_own_write()
    page = await built(client, "type=forfatterbesok&ui=nn&antall=3")
    (offer,) = page.all("a", href="/bygg-inn?utvalg=forfattere&ui=nn&antall=3")
    made = (await built(client, str(offer["href"]).partition("?")[2])).values_by_id
    assert made["kode-adresse"] == f"{PUBLIC_URL}/f/forfattere?ui=nn"
    assert made["kode-data"] == f"{PUBLIC_URL}/embed/v1/f/forfattere/events.json?ui=nn&antall=3"
    assert '<lese-kalender utvalg="forfattere" ui="nn" antall="3">' in made["kode-element"]
    assert (await client.get(made["kode-data"])).status_code == 200
    assert [one for one in made.values() if "forfatterbesok" in one] == []


async def test_hostile_title_is_inert_in_the_page_of_a_host(
    app: Starlette, client: httpx2.AsyncClient
) -> None:
    """T-4: the code is parsed as the host's own page would be."""
    title = """\"'></a></iframe><script>alert(1)</script><img src=x onerror=alert(1)> &quot;"""
    await add_named_filter("vond", title, "bibliotek=hamar", None, now=NOW)
    app.state.parts.publisher.current.note_own_write()
    made = (await built(client, "utvalg=vond")).values_by_id
    assert Document(made["kode-lenke"]).text.startswith(title)
    (frame,) = Document(made["kode-ramme"]).all("iframe")
    assert frame["title"] == title
    parsed = [Document(made[one]) for one in CODE]
    assert [one for page in parsed for one in page.all("img")] == []
    scripts = [one for page in parsed for one in page.all("script")]
    assert {str(one.get("src", "")).startswith(PUBLIC_URL) for one in scripts} == {True}


async def test_unknown_name_and_nothing_understood(client: httpx2.AsyncClient) -> None:
    assert "kode-ramme" in (await built(client, "utvalg=finnes-ikke")).values_by_id
    nothing = await built(client, "bibliotek=hammar")
    assert nothing.values_by_id == {}
    assert nothing.all("iframe") == []
    assert "Kjenner ikke «hammar»" in nothing.text


async def test_too_long_address_is_not_printed(app: Starlette, client: httpx2.AsyncClient) -> None:
    """SEL-44: the nearest named filter is offered instead."""
    await add_named_filter("forfattere", "Forfattere", "type=forfatterbesok", None, now=NOW)
    app.state.parts.publisher.current.note_own_write()
    page = await built(client, LONG)
    assert page.values_by_id == {}
    assert "Adressen ville blitt på mer enn 200 tegn." in page.text
    assert len(page.all("a", href="/bygg-inn?utvalg=forfattere")) == 1


async def test_any_query_gives_a_page_with_short_addresses(
    app: Starlette, client: httpx2.AsyncClient
) -> None:
    """SEL-44, T-4: whatever stands in the address, the code holds it as text."""
    queries = Hostile(random.Random(5), await load_vocabulary())
    for query in (SOUGHT, "", LONG, *(queries.query() for _ in range(60))):
        page = await built(client, query)
        code = "\n".join(page.values_by_id.values())
        printed = re.findall(rf"{re.escape(PUBLIC_URL)}/[^\s\"'<]*", unescape(code))
        assert [one for one in printed if len(one) > 200] == [], query
        assert "<script>" not in code, query
        assert all(str(one.get("src", "")).startswith("/") for one in page.all("script")), query


async def test_host_of_the_request_is_nowhere(client: httpx2.AsyncClient) -> None:
    """ST-40."""
    headers = {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https"}
    answer = await client.get("/bygg-inn", headers=headers)
    assert "evil.example" not in answer.text
    assert f"{PUBLIC_URL}/embed/v1.js" in unescape(answer.text)
