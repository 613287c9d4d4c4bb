"""`/abonner`: a selection in every form that calendar programs take, told of honestly."""

import re
from collections.abc import Iterator
from datetime import date
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from starlette.applications import Starlette

from calendar_app.domain.vocabulary import LANGUAGES
from calendar_app.storage.named_filters import add_named_filter
from tests.support.events import publish, single, timed
from tests.support.pages import Document
from tests.support.web import NOW, PUBLIC_URL

SOON = date(2026, 11, 25)
LIBRARIES = "bibliotek=gjovik,hamar,lillehammer,ringsaker"
PLACES = "sted=brumunddal,domkirkeodden,gjovik-radhus,hamar-kulturhus,moelv"
TYPES = "type=forfatterbesok,lesestund,sprakkafe,verksted"
LONG = f"{LIBRARIES}&{PLACES}&{TYPES}"
HOSTILE = "%22%3E%3Cscript%3Ealert(1)%3C/script%3E"


async def shown(client: httpx2.AsyncClient, query: str) -> Document:
    answer = await client.get(f"/abonner?{query}")
    assert answer.status_code == 200
    assert "set-cookie" not in answer.headers
    return Document(answer.text)


def host_of(link: str | None) -> str:
    return urlsplit(str(link)).netloc


def outside(page: Document) -> dict[str, dict[str, list[str]]]:
    """Give the links to other sites: by host, what their query says."""
    links = [one["href"] for one in page.all("a", rel="external noopener")]
    return {host_of(link): parse_qs(urlsplit(str(link)).query) for link in links}


def feeds(page: Document) -> Iterator[str]:
    """Find every feed address on a page as https, those inside other links too."""
    texts = [*page.values("href"), *page.values("value"), *page.texts]
    inside = [value for query in outside(page).values() for one in query.values() for value in one]
    for text in (*texts, *inside):
        for found in re.findall(r"(?:webcal|https?)://\S+\.(?:ics|rss|json)\S*", text):
            if host_of(found) == host_of(PUBLIC_URL):
                yield found


async def test_every_way_to_subscribe_is_offered(client: httpx2.AsyncClient) -> None:
    """FC-41."""
    page = await shown(client, "library=Hamar&alder=3-6")
    address = f"{PUBLIC_URL}/kalender.ics?bibliotek=hamar&alder=3-6"
    webcal = address.replace("http://", "webcal://")
    assert len(page.all("a", class_="button", href=webcal)) == 1
    (copied,) = page.all("textarea", id="abonner-adresse")
    assert "readonly" in copied
    assert address in page.texts
    assert outside(page) == {
        "calendar.google.com": {"cid": [f"{webcal}&avlyst=synlig"]},
        "outlook.live.com": {"url": [address], "name": ["Arrangementer for 3–6 år i Hamar"]},
        "outlook.office.com": {"url": [address], "name": ["Arrangementer for 3–6 år i Hamar"]},
    }
    apps = ["Google Kalender", "Outlook", "iPhone, iPad og Mac", "Android", "Thunderbird"]
    assert [one for one in (*apps, "Nextcloud") if one not in page.text] == []
    delays = [
        "av og til først etter mer enn et døgn",
        "omtrent hver tredje time",
        "fra hvert femte minutt til hver uke",
        "hver halvtime mens programmet er åpent",
        "omtrent hver time",
    ]
    assert [one for one in delays if one not in page.text] == []
    (script,) = page.all("script")
    assert str(script["src"]).endswith("/copy.js")


async def test_download_is_kept_apart_as_a_copy(client: httpx2.AsyncClient) -> None:
    """FC-41: a downloaded file follows nothing."""
    page = await shown(client, "bibliotek=hamar")
    (link,) = (one for one in page.all("a", class_="button button-quiet") if "download" in one)
    assert link["href"] == f"{PUBLIC_URL}/kalender.ics?bibliotek=hamar"
    before, _, after = page.text.partition("Vil du bare ha en kopi?")
    assert "er en kopi fra i dag. Den retter seg ikke" in after
    assert "Abonner på kalenderen" in before


@pytest.mark.parametrize("language", LANGUAGES)
async def test_page_is_whole_in_each_language(client: httpx2.AsyncClient, language: str) -> None:
    words = {
        "nb": ("Arrangementer i Hamar", "Slik gjør du, og så ofte følger den med"),
        "nn": ("Arrangement i Hamar", "Slik gjer du, og så ofte følgjer han med"),
        "en": ("Events in Hamar", "How to do it, and how often it keeps up"),
    }
    page = await shown(client, f"bibliotek=hamar&ui={language}")
    assert page.all("html") == [{"lang": language}]
    assert [one for one in words[language] if one not in page.text] == []
    asks_for = "" if language == "nb" else f"&ui={language}"
    assert f"{PUBLIC_URL}/kalender.ics?bibliotek=hamar{asks_for}" in page.texts


async def test_page_says_what_comes_first(app: Starlette, client: httpx2.AsyncClient) -> None:
    for hour in (10, 11, 12, 13):
        span = timed(SOON, hour * 60, hour * 60 + 30)
        await publish(single(span), now=NOW, title=f"Klokka {hour}")
    app.state.parts.publisher.current.note_own_write()
    page = await shown(client, "bibliotek=hamar")
    assert "4 datoer i tiden som kommer" in page.text
    assert [one for one in (10, 11, 12, 13) if f"Klokka {one}" in page.text] == [10, 11, 12]
    none = await shown(client, "bibliotek=gjovik")
    assert "Akkurat nå er det ingen datoer i dette utvalget." in none.text


async def test_filters_can_be_taken_away_and_seen_as_a_list(client: httpx2.AsyncClient) -> None:
    page = await shown(client, "bibliotek=hamar&alder=5&ui=nn")
    assert [one["href"] for one in page.all("a", class_="chip")] == [
        "/abonner?alder=5&ui=nn",
        "/abonner?bibliotek=hamar&ui=nn",
    ]
    assert len(page.all("a", href="/kalender?bibliotek=hamar&alder=5&ui=nn")) == 1


async def test_rule_mode_is_not_offered(client: httpx2.AsyncClient) -> None:
    """facts/feeds.md 2.1: who subscribes to both forms sees everything twice."""
    page = await shown(client, "bibliotek=hamar&gjentakelse=regel")
    assert [one for one in [*page.texts, *page.values("href")] if "gjentakelse" in one] == []


@pytest.mark.parametrize(
    ("query", "other", "is_told"),
    [
        ("bibliotek=hamar", "bibliotek=hamar&avlyst=nei", True),
        ("bibliotek=hamar&avlyst=nei", "bibliotek=hamar", False),
    ],
)
async def test_what_becomes_of_the_cancelled_is_told_and_can_be_changed(
    client: httpx2.AsyncClient, query: str, other: str, is_told: bool
) -> None:
    page = await shown(client, query)
    told = ["blir stående en uke", "Google skjuler det som er avlyst", "stående med strek over"]
    assert [one in page.text for one in told] == [is_told] * 3
    assert ("forsvinner uten beskjed" in page.text) is not is_told
    assert f"/abonner?{other}" in [one["href"] for one in page.all("a") if "class" not in one]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("til=2027-05-01", "senest 1. mai 2027"),
        ("fra=2027-01-01&til=2027-05-01", "tidligst 1. januar 2027, senest 1. mai 2027"),
        ("fra=2026-11-23", None),
        ("fra=-7d&til=8u", None),
    ],
)
async def test_fixed_dates_are_warned_of(
    client: httpx2.AsyncClient, query: str, said: str | None
) -> None:
    """After its last day such a calendar stays empty for ever."""
    page = await shown(client, f"bibliotek=hamar&{query}")
    sentence = f"Utvalget gjelder bare bestemte datoer: {said}."
    assert (sentence in page.text) is bool(said)
    assert ("Fjern datoene" in page.text) is bool(said)
    if said:
        assert {"href": "/abonner?bibliotek=hamar"} in page.all("a")


async def test_unknown_values_are_warned_of_as_on_the_calendar(client: httpx2.AsyncClient) -> None:
    """SEL-21 too."""
    page = await shown(client, "bibliotek=hamar,hammar&type=-lesestun")
    assert "Kjenner ikke «hammar» – mente du «hamar»?" in page.text
    assert "Derfor er ingenting utelatt." in page.text
    assert f"{PUBLIC_URL}/kalender.ics?bibliotek=hamar" in page.texts


async def test_nothing_is_offered_where_nothing_was_understood(client: httpx2.AsyncClient) -> None:
    page = await shown(client, "bibliotek=hammar&type=lesestund")
    assert list(feeds(page)) == []
    assert page.all("link", rel="canonical") == []
    assert "Kjenner ikke «hammar»" in page.text
    assert len(page.all("a", class_="button button-primary", href="/kalender")) == 1


@pytest.mark.parametrize(
    "query",
    [
        "",
        "bibliotek=hamar&alder=3-6&avlyst=synlig&ui=nn",
        LONG,
        f"{LONG}&avlyst=nei&ui=en",
        "sok=" + "%C3%B8y+" * 25,
        "sok=" + "x" * 100,
        f"{LONG}&sok={'y' * 100}",
        "alder=" + ",".join(f"-{age}-{age + 3}" for age in range(60)),
        f"bibliotek={HOSTILE}&sok=a{HOSTILE}&type=-{HOSTILE}",
    ],
)
async def test_no_printed_address_is_too_long(client: httpx2.AsyncClient, query: str) -> None:
    """SEL-44, FC-36: as https at most 200 characters, at Google at most 256 units."""
    page = await shown(client, query)
    printed = list(feeds(page))
    assert [one for one in printed if len(one.replace("webcal://", "https://")) > 200] == []
    google = outside(page).get("calendar.google.com", {"cid": []})["cid"]
    assert [one for one in google if len(one.encode("utf-16-le")) > 2 * 256] == []
    assert bool(printed) is bool(google)


async def test_too_long_address_is_not_printed_and_the_nearest_name_is_offered(
    app: Starlette, client: httpx2.AsyncClient
) -> None:
    """SEL-44."""
    await add_named_filter("alt-av-alt", "Alt av alt", "type=verksted&pris=gratis", None, now=NOW)
    await add_named_filter("forfattere", "Forfattere", "type=forfatterbesok", None, now=NOW)
    app.state.parts.publisher.current.note_own_write()
    page = await shown(client, f"{LONG}&ui=nn")
    assert list(feeds(page)) == []
    assert "Adressa ville blitt på meir enn 200 teikn." in page.text
    (offered,) = page.all("a", href="/f/forfattere?ui=nn")
    assert "Den nærmaste ferdige kalenderen Forfattere Forfatterbesok" in page.text
    assert offered == {"href": "/f/forfattere?ui=nn"}


async def test_without_a_name_to_offer_it_says_what_to_loosen(client: httpx2.AsyncClient) -> None:
    """SEL-44: each of these is short enough."""
    page = await shown(client, LONG)
    loosened = {
        one["href"]
        for one in page.all("a")
        if "class" not in one and str(one["href"]).startswith("/abonner?")
    }
    pairs = (f"{PLACES}&{TYPES}", f"{LIBRARIES}&{TYPES}", f"{LIBRARIES}&{PLACES}")
    assert loosened >= {f"/abonner?{pair}" for pair in pairs}
    for pair in pairs:
        assert list(feeds(await shown(client, pair))) != []
