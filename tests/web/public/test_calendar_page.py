"""The calendar page: the same filter in its links, and what it says of an address."""

from collections.abc import Mapping
from datetime import date

import httpx2
import pytest
from starlette.applications import Starlette

from calendar_app.storage.events import cancel_event
from tests.support.events import publish, single, timed
from tests.support.pages import Document
from tests.support.reading import read_list
from tests.support.web import NOW, PUBLIC_URL

TODAY = date(2026, 11, 23)
FIRST = date(2026, 11, 25)
HOSTILE = '"><script>alert(1)</script>'
pytestmark = pytest.mark.usefixtures("programme")


@pytest.fixture
async def programme(app: Starlette) -> None:
    await publish(single(timed(FIRST)), now=NOW, title="Eventyrstund", category_ids=(1,))
    await publish(single(timed(FIRST)), now=NOW, title="Rollespill", languages=("uk",))
    cancelled = await publish(single(timed(FIRST)), now=NOW, title="Figurteater")
    await cancel_event(cancelled.id, reason="Sykdom.", staff_id=None, now=NOW)
    app.state.parts.publisher.current.note_own_write()


async def asked(client: httpx2.AsyncClient, query: str) -> str:
    answer = await client.get(f"/kalender?{query}")
    assert answer.status_code == 200
    return answer.text


async def shown(client: httpx2.AsyncClient, query: str) -> Document:
    return Document(await asked(client, query))


def titles(html: str) -> set[str]:
    return {one.title for one in read_list(html, today=TODAY).coming}


def feeds_in_head(page: Document) -> Mapping[str | None, str]:
    """Give the feeds that the head names, by media type, without our own host."""
    links = [link for link in page.all("link", rel="alternate") if "type" in link]
    found = [link for link in links if "oembed" not in str(link["type"])]
    assert all(str(link["href"]).startswith(PUBLIC_URL) for link in found)
    return {link["type"]: str(link["href"])[len(PUBLIC_URL) :] for link in found}


@pytest.mark.parametrize(
    ("query", "canonical"),
    [
        ("", ""),
        (
            "LIBRARY=Gj%C3%B8vik,,hamar,&age=3%E2%80%936&utm_source=x&fbclid=y",
            "?bibliotek=gjovik,hamar&alder=3-6",
        ),
        ("sok=B%C3%B8ker+Troll&free=true", "?pris=gratis&sok=boker%20troll"),
        ("bibliotek=hamar,hammar&ui=nn", "?bibliotek=hamar&ui=nn"),
    ],
)
async def test_head_names_the_feeds_of_the_same_filter(
    client: httpx2.AsyncClient, query: str, canonical: str
) -> None:
    """SEL-3, FC-42: in every format, in canonical form."""
    page = await shown(client, query)
    assert feeds_in_head(page) == {
        "text/calendar": f"/kalender.ics{canonical}",
        "application/rss+xml": f"/kalender.rss{canonical}",
        "application/json": f"/kalender.json{canonical}",
    }
    (link,) = page.all("link", rel="canonical")
    assert link["href"] == f"{PUBLIC_URL}/kalender{canonical}"


async def test_foot_of_the_list_offers_it_to_other_programs(client: httpx2.AsyncClient) -> None:
    page = await shown(client, "bibliotek=hamar")
    offered = [(one["type"], one["href"]) for one in page.all("a") if "type" in one]
    assert offered == [
        ("application/rss+xml", f"{PUBLIC_URL}/kalender.rss?bibliotek=hamar"),
        ("application/json", f"{PUBLIC_URL}/kalender.json?bibliotek=hamar"),
    ]


async def test_box_leads_to_all_ways_to_subscribe(client: httpx2.AsyncClient) -> None:
    page = await shown(client, "bibliotek=hamar&gjentakelse=regel")
    assert len(page.all("a", href="/abonner?bibliotek=hamar")) == 1
    (address,) = page.all("input", id="abonner-adresse")
    assert address["value"] == f"{PUBLIC_URL}/kalender.ics?bibliotek=hamar"


async def test_unknown_value_among_known_is_named_and_changes_nothing(
    client: httpx2.AsyncClient,
) -> None:
    """SEL-19."""
    page = await shown(client, "bibliotek=hamar,hammar")
    assert "Kjenner ikke «hammar» – mente du «hamar»?" in page.text
    assert titles(await asked(client, "bibliotek=hamar,hammar")) == titles(
        await asked(client, "bibliotek=hamar")
    )


async def test_only_unknown_values_give_an_empty_list_without_a_feed(
    client: httpx2.AsyncClient,
) -> None:
    """SEL-19: nothing that the page offers leads to more than was asked for."""
    html = await asked(client, "bibliotek=hammar&type=lesestund")
    page = Document(html)
    assert titles(html) == set()
    assert "Ingen arrangementer" in page.text
    assert feeds_in_head(page) == {}
    assert page.all("link", rel="canonical") == []
    assert [one for one in page.values("href") if ".ics" in one or "/abonner?" in one] == []


async def test_unknown_exclusion_is_said_before_all_else(client: httpx2.AsyncClient) -> None:
    """SEL-21: everything is shown, and the page says that this is not what was asked for."""
    html = await asked(client, "type=-lesestun&bibliotek=hamar,hammar")
    page = Document(html)
    assert titles(html) == titles(await asked(client, "bibliotek=hamar"))
    assert "Derfor er ingenting utelatt." in page.text
    assert page.text.index("«lesestun»") < page.text.index("«hammar»")
    notices = [one["class"] for one in page.all("div") if "notice" in str(one.get("class"))]
    assert notices == ["notice notice-error", "notice notice-warning"]
    assert len(page.all("a", href="/kalender?bibliotek=hamar&type=-lesestund")) == 1


@pytest.mark.parametrize("key", ["bibliotek", "sok", "fra", "ui", "serie"])
async def test_hostile_value_is_shown_as_text(client: httpx2.AsyncClient, key: str) -> None:
    """SEL-24."""
    text = HOSTILE.replace('"', "%22").replace("<", "%3C").replace(">", "%3E")
    page = await shown(client, f"{key}=%0D%0ABEGIN:VEVENT{text}&type=-{text}")
    assert page.all("script") == []
    assert 'BEGIN:VEVENT"><script>alert(1)' in " ".join([page.text, *page.values("value")])


@pytest.mark.parametrize(
    ("query", "state"),
    [("", "AVLYST"), ("avlyst=synlig", "AVLYST"), ("avlyst=nei", None)],
)
async def test_page_says_cancelled_wherever_it_shows_it(
    client: httpx2.AsyncClient, query: str, state: str | None
) -> None:
    """SEL-40: `synlig` is for Google alone."""
    seen = {
        one.title: one.state for one in read_list(await asked(client, query), today=TODAY).coming
    }
    assert seen.get("Figurteater") == state
    assert seen["Eventyrstund"] == ""


async def test_search_and_filters_work_together_in_one_form(client: httpx2.AsyncClient) -> None:
    assert titles(await asked(client, "sok=EVENTYR")) == {"Eventyrstund"}
    assert titles(await asked(client, "sok=eventyr&sprak=uk")) == set()
    page = await shown(client, "sok=eventyr&sprak=uk")
    (form,) = page.all("form")
    assert (form["method"], form["action"]) == ("get", "/kalender")
    ticked = [one["value"] for one in page.all("input", type="checkbox") if "checked" in one]
    assert ticked == ["uk"]
    (search,) = page.all("input", type="search")
    assert (search["name"], search["value"], search["maxlength"]) == ("sok", "eventyr", "100")


async def test_languages_to_choose_are_those_of_the_programme(client: httpx2.AsyncClient) -> None:
    page = await shown(client, "")
    assert [one["value"] for one in page.all("input", name="sprak")] == ["nb", "uk"]


async def test_overlap_stands_next_to_the_age_choice(client: httpx2.AsyncClient) -> None:
    """SEL-32: it describes the group of boxes, for whoever listens to the page too."""
    page = await shown(client, "")
    described = [one for one in page.all("fieldset") if "aria-describedby" in one]
    assert [one["aria-describedby"] for one in described] == ["alder-hjelp"]
    assert len(page.all("p", id="alder-hjelp")) == 1
    assert "ser du altså også det som er for 5–8 år" in page.text
