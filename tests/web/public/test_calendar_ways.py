"""The calendar page: counts, folded series, views, shortcuts, and ways out of an empty list."""

import random
from datetime import date

import httpx2
import pytest
from starlette.applications import Starlette

from calendar_app.domain.periods import Period, PeriodKind
from calendar_app.storage.occurrences import mark_full, occurrences_of
from calendar_app.storage.periods import add_periods
from tests.support.events import publish, single, timed, weekly
from tests.support.hostile import Hostile
from tests.support.pages import Document
from tests.support.reading import read_list
from tests.support.web import NOW, PUBLIC_URL

TODAY = date(2026, 11, 23)
FIRST = date(2026, 11, 25)
pytestmark = pytest.mark.usefixtures("programme")


@pytest.fixture
async def programme(app: Starlette) -> None:
    await publish(weekly(FIRST, count=4), now=NOW, title="Lesestund", category_ids=(1,))
    full = await publish(single(timed(FIRST)), now=NOW, title="Rollespill")
    (only,) = await occurrences_of(full.id)
    await mark_full(full.id, only.id, True, staff_id=None, now=NOW)
    await add_periods(
        Period(
            id=0,
            kind=PeriodKind.SCHOOL_HOLIDAY,
            library_id=1,
            name="<b>Juleferie</b>",
            first=date(2026, 12, 21),
            last=date(2027, 1, 1),
        ),
        now=NOW,
    )
    app.state.parts.publisher.current.note_own_write()


async def asked(client: httpx2.AsyncClient, query: str) -> str:
    answer = await client.get(f"/kalender?{query}")
    assert answer.status_code == 200
    return answer.text


async def shown(client: httpx2.AsyncClient, query: str) -> Document:
    return Document(await asked(client, query))


def link_to(page: Document, href: str) -> bool:
    return len(page.all("a", href=href)) > 0


async def test_each_box_says_what_it_would_give(client: httpx2.AsyncClient) -> None:
    """SEL-11: ticked alone, with all else that is chosen."""
    for query in ("", "type=lesestund", "bibliotek=gjovik", "serie=neste"):
        text = (await shown(client, query)).text
        alone = query if query.startswith("bibliotek") else "&".join([query, "bibliotek=hamar"])
        wanted = alone.replace("gjovik", "hamar").strip("&")
        total = read_list(await asked(client, wanted), today=TODAY).total
        word = "dato" if total == 1 else "datoer"
        assert f"Hamar bibliotek {total} {word}" in text, query


async def test_series_fold_to_their_next_date_and_out_again(client: httpx2.AsyncClient) -> None:
    page = await shown(client, "bibliotek=hamar")
    assert link_to(page, "/kalender?bibliotek=hamar&serie=neste")
    assert "Vis bare neste dato av hver serie" in page.text
    folded = await asked(client, "bibliotek=hamar&serie=neste")
    assert read_list(folded, today=TODAY).total == 2
    assert "Vis alle datoer" in Document(folded).text
    assert link_to(Document(folded), "/kalender?bibliotek=hamar")


async def test_nothing_is_to_fold_where_no_series_has_several_dates(
    client: httpx2.AsyncClient,
) -> None:
    assert "neste dato" not in (await shown(client, f"til={FIRST}")).text


async def test_filters_and_form_keep_the_view(client: httpx2.AsyncClient) -> None:
    """SEL-42: a view is no filter, and no filter takes the view away."""
    view = "visning=maned&dato=2026-12"
    page = await shown(client, f"bibliotek=hamar&{view}&antall=7")
    (chip,) = page.all("a", class_="chip")
    assert chip["href"] == f"/kalender?{view}"
    kept = [(one["name"], one["value"]) for one in page.all("input", type="hidden")]
    assert kept == [("visning", "maned"), ("dato", "2026-12")]
    languages = [one["href"] for one in page.all("link", rel="alternate") if "hreflang" in one]
    assert f"/kalender?bibliotek=hamar&ui=nn&{view}" in " ".join(map(str, languages))
    (canonical,) = page.all("link", rel="canonical")
    assert canonical["href"] == f"{PUBLIC_URL}/kalender?bibliotek=hamar&{view}"


@pytest.mark.parametrize("query", ["visning=ar", "visning=liste", "visning=", "visning=%FF%00"])
async def test_an_unknown_view_is_the_list(client: httpx2.AsyncClient, query: str) -> None:
    page = await shown(client, query)
    assert page.all("a", href="/kalender")[-1] is not None
    (current,) = page.all("a", **{"aria-current": "page"})
    assert current["href"] == "/kalender"


async def test_an_embed_of_the_list_is_found_by_its_address(client: httpx2.AsyncClient) -> None:
    html = await asked(client, "bibliotek=hamar")
    (link,) = Document(html).all("link", type="application/json+oembed")
    assert str(link["href"]).startswith(f"{PUBLIC_URL}/oembed?url=")
    assert str(link["href"]).endswith("%2Fkalender%3Fbibliotek%3Dhamar")
    assert html.index("json+oembed") < 2048


async def test_a_school_holiday_is_one_press_away_as_text(client: httpx2.AsyncClient) -> None:
    page = await shown(client, "ui=nn")
    assert "<b>Juleferie</b>" in page.text
    assert link_to(page, "/kalender?fra=2026-12-21&til=2027-01-01&ui=nn")
    chosen = await shown(client, "fra=2026-12-21&til=2027-01-01")
    (current,) = chosen.all("a", **{"aria-current": "true"})
    assert current["href"] == "/kalender"


async def test_an_empty_list_says_what_to_loosen_and_what_that_gives(
    client: httpx2.AsyncClient,
) -> None:
    page = await shown(client, "bibliotek=hamar&sok=finnes-ikke")
    assert "Fjern «søk: finnes-ikke» (5 datoer)" in page.text
    assert "Fjern «Hamar bibliotek» (" not in page.text
    assert "Vis alle arrangementer (5 datoer)" in page.text


async def test_the_number_of_dates_is_a_status_and_full_is_a_word(
    client: httpx2.AsyncClient,
) -> None:
    page = await shown(client, "")
    assert len(page.all("span", role="status")) == 1
    assert "Fullt Rollespill" in page.text


async def test_each_row_says_whose_it_is(client: httpx2.AsyncClient) -> None:
    page = await shown(client, "")
    marks = [one["class"] for one in page.all("span") if "lib " in f"{one.get('class')} "]
    assert marks == ["lib lib-hamar"] * 5


async def test_any_query_in_any_view_gives_a_page(
    client: httpx2.AsyncClient, app: Starlette
) -> None:
    """SEL-22, SEL-24, T-4: never an error, and nothing of the address becomes markup."""
    chance = random.Random(5)
    hostile = Hostile(chance, await app.state.parts.publisher.vocabulary())
    for _ in range(60):
        view = chance.choice(["", "visning=uke&", "visning=maned&", "visning=maned&dato=2026-12&"])
        query = f"{view}dato={chance.choice(['%00', '2101-01', '2026-W99'])}&{hostile.query()}"
        answer = await client.get(f"/kalender?{query}"[:4000])
        assert answer.status_code == 200, query
        assert Document(answer.text).all("script") == [], query
