"""One event's page, as the application answers with it."""

import json
import re
from datetime import UTC, date, datetime, timedelta
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from starlette.applications import Starlette

from calendar_app.domain.event import Event, Image, Mode, Person, Registration, RegistrationKind
from calendar_app.domain.timing import AllDay
from calendar_app.storage.events import cancel_event
from calendar_app.storage.images import StoredImage, save_image
from calendar_app.storage.occurrences import cancel_date, mark_full, occurrences_of
from tests.support.events import publish, single, timed, weekly
from tests.support.pages import Document
from tests.support.web import NOW, PUBLIC_URL

FIRST = date(2026, 11, 25)
HOSTILE = (
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "\"&quot;'}]-->\u2028{{7*7}}",
    "]]><svg/onload=alert(1)>",
)


async def shown(app: Starlette, client: httpx2.AsyncClient, event: Event, query: str = "") -> str:
    app.state.parts.publisher.current.note_own_write()
    answer = await client.get(f"/arrangement/{event.slug}-{event.id}{query}")
    assert answer.status_code == 200
    return answer.text


def structured(html: str) -> Any:
    (found,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    return json.loads(found)


def meta(page: Document) -> dict[str | None, str | None]:
    return {
        one.get("property") or one.get("name"): one["content"]
        for one in page.all("meta")
        if "content" in one
    }


def hrefs(page: Document, start: str) -> list[str]:
    return [one for one in page.values("href") if one.startswith(start)]


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_text_stays_inside_the_structured_data(
    app: Starlette, client: httpx2.AsyncClient, text: str
) -> None:
    """T-4: it ends no script, and reads back as it was typed."""
    event = await publish(
        single(timed(FIRST)), now=NOW, title=text, summary=text, people=(Person(name=text),)
    )
    html = await shown(app, client, event)
    made = structured(html)
    typed = text.replace("\u2028", " ")
    assert (made["name"], made["performer"][0]["name"]) == (typed, typed)
    assert [one.get("type") for one in Document(html).all("script")] == [
        "application/ld+json",
        "module",
        "module",
    ]
    written = html.partition("application/ld+json")[2].partition("</script>")[0]
    assert not set(written[2:]) & set("<>&'")


async def test_structured_data_is_that_of_the_page(
    app: Starlette, client: httpx2.AsyncClient
) -> None:
    event = await publish(weekly(FIRST, count=3), now=NOW, title="Babysang", organiser_id=1)
    html = await shown(app, client, event, "?ui=en")
    made = structured(html)
    page = f"{PUBLIC_URL}/arrangement/babysang-{event.id}"
    assert [one["startDate"] for one in made] == [
        "2026-11-25T11:00:00+01:00",
        "2026-12-02T11:00:00+01:00",
        "2026-12-09T11:00:00+01:00",
    ]
    assert {one["url"] for one in made} == {page}
    assert made[0]["superEvent"][0]["@type"] == "EventSeries"
    assert made[0]["organizer"][0]["url"] == f"{PUBLIC_URL}/kalender?bibliotek=hamar"
    assert made[0]["offers"]["name"] == "Free"


async def test_event_is_added_to_three_calendars(
    app: Starlette, client: httpx2.AsyncClient
) -> None:
    event = await publish(single(AllDay(FIRST, FIRST)), now=NOW, title="Åpen dag")
    page = Document(await shown(app, client, event, "?ui=nn"))
    (google,) = hrefs(page, "https://calendar.google.com/calendar/render")
    asked = parse_qs(urlsplit(google).query)
    assert (asked["text"], asked["dates"]) == (["Åpen dag"], ["20261125/20261126"])
    assert asked["details"][0].endswith(f"{PUBLIC_URL}/arrangement/apen-dag-{event.id}")
    assert len(hrefs(page, "https://outlook.live.com/")) == 1
    assert len(hrefs(page, "https://outlook.office.com/")) == 1


async def test_one_cancelled_evening_does_not_cancel_the_series(
    app: Starlette, client: httpx2.AsyncClient
) -> None:
    """The page tells of the next date that takes place, and says first which one does not."""
    event = await publish(weekly(FIRST, count=3), now=NOW, title="Babysang")
    first = (await occurrences_of(event.id))[0]
    later = NOW + timedelta(hours=1)
    await cancel_date(event.id, first.id, reason="Sykdom.", staff_id=None, now=later)
    html = await shown(app, client, event)
    page = Document(html)
    assert page.all("h1", class_="is-off") == []
    assert "Avlyst onsdag 25. november 2026 kl. 11.00–11.45 Sykdom." in page.text
    assert "Neste dato onsdag 2. desember 2026 kl. 11.00–11.45" in page.text
    (google,) = hrefs(page, "https://calendar.google.com/calendar/render")
    assert "dates=20261202T100000Z" in google
    changes = page.text.partition("Endringer Avlyst")[2]
    assert changes.startswith(
        " onsdag 25. november 2026 kl. 11.00–11.45 Sist endret 23. november 2026 kl. 14.00"
    )
    assert "Sist endret 23. november 2026 kl. 14.00 · Lagt inn 23. november 2026 kl. 13.00" in (
        page.text
    )
    assert [one["eventStatus"] for one in structured(html)] == [
        "https://schema.org/EventCancelled",
        "https://schema.org/EventScheduled",
        "https://schema.org/EventScheduled",
    ]


async def test_cancelled_event_says_so_wherever_it_is_named(
    app: Starlette, client: httpx2.AsyncClient
) -> None:
    """SEL-40: in words, not by a line through the title alone."""
    event = await publish(weekly(FIRST, count=2), now=NOW, title="Babysang", online_url="")
    await cancel_event(event.id, reason="Sykdom.", staff_id=None, now=NOW)
    html = await shown(app, client, event)
    page = Document(html)
    assert len(page.all("h1", class_="is-off")) == 1
    assert "Avlyst Babysang Dette er avlyst. Sykdom." in page.text
    assert "<title>Avlyst: Babysang – " in html
    assert meta(page)["og:title"] == "Avlyst: Babysang"
    assert "Endringer" not in page.text
    assert hrefs(page, "https://calendar.google.com/") == []
    assert {one["name"] for one in structured(html)} == {"Babysang"}


async def test_full_event_does_not_ask_anybody_to_just_come(
    app: Starlette, client: httpx2.AsyncClient
) -> None:
    event = await publish(single(timed(FIRST)), now=NOW)
    (only,) = await occurrences_of(event.id)
    await mark_full(event.id, only.id, True, staff_id=None, now=NOW)
    html = await shown(app, client, event)
    assert "bare møt opp" not in html
    assert "Påmelding Det er fullt." in Document(html).text
    assert structured(html)["offers"]["availability"] == "https://schema.org/SoldOut"


@pytest.mark.parametrize(("day", "is_open"), [(22, False), (23, True)])
async def test_sign_up_closes_at_the_end_of_its_last_day(
    app: Starlette, client: httpx2.AsyncClient, day: int, is_open: bool
) -> None:
    """A page is kept until midnight, so it says nothing that becomes untrue before."""
    registration = Registration(
        kind=RegistrationKind.LINK,
        url="https://example.org/meld",
        closes_at=datetime(2026, 11, day, 11, 0, tzinfo=UTC),
    )
    event = await publish(single(timed(FIRST)), now=NOW, registration=registration)
    page = Document(await shown(app, client, event))
    assert (len(hrefs(page, "https://example.org/meld")) == 1) is is_open
    assert ("Påmeldingsfristen er ute." in page.text) is not is_open


async def test_event_that_is_over_says_so_before_all_else(
    app: Starlette, client: httpx2.AsyncClient
) -> None:
    event = await publish(
        single(timed(date(2026, 11, 20))),
        now=NOW,
        title="Babysang",
        mode=Mode.ONLINE,
        online_url="https://example.org/mote",
    )
    page = Document(await shown(app, client, event))
    text = page.text.partition("Alle arrangementer")[2]
    assert text.startswith(" Dette arrangementet er over. Babysang")
    assert "bare møt opp" not in text
    assert hrefs(page, "https://example.org/mote") == []
    assert hrefs(page, "https://calendar.google.com/") == []


async def test_address_is_handed_on_without_a_script(
    app: Starlette, client: httpx2.AsyncClient
) -> None:
    event = await publish(single(timed(FIRST)), now=NOW, title="Lesestund & mer")
    page = Document(await shown(app, client, event, "?ui=nn"))
    address = f"{PUBLIC_URL}/arrangement/lesestund-mer-{event.id}"
    (field,) = page.all("input", id="del-adresse")
    assert (field["value"], "readonly" in field) == (address, True)
    (mail,) = hrefs(page, "mailto:?")
    asked = parse_qs(urlsplit(mail).query)
    assert asked["subject"] == ["Lesestund & mer"]
    assert asked["body"][0].endswith(f"\r\n\r\n{address}")
    buttons = page.all("button", type="button")
    assert len(buttons) == 2
    assert all("hidden" in one for one in buttons)
    assert page.all("p", id="del-svar", role="status") != []


@pytest.mark.parametrize(
    ("query", "locale"), [("", "nb_NO"), ("?ui=nn", "nn_NO"), ("?ui=en", "en_GB")]
)
async def test_card_says_when_and_where(
    app: Starlette, client: httpx2.AsyncClient, query: str, locale: str
) -> None:
    event = await publish(single(timed(FIRST)), now=NOW, title="Babysang", summary="Vi synger.")
    told = meta(Document(await shown(app, client, event, query)))
    assert told["og:url"] == f"{PUBLIC_URL}/arrangement/babysang-{event.id}"
    assert (told["og:type"], told["og:locale"]) == ("website", locale)
    assert told["og:title"] == "Babysang"
    assert str(told["og:description"]).endswith("Vi synger.")
    assert told["description"] == told["og:description"]
    assert told["twitter:card"] == "summary"
    assert "og:image" not in told
    if not query:
        assert str(told["description"]).startswith("Onsdag 25. november 2026 kl. 11.00–11.45, ")


async def test_card_has_the_picture_with_its_size_and_words(
    app: Starlette, client: httpx2.AsyncClient
) -> None:
    stored = StoredImage(hash="a" * 64, content=b"RIFF", width=1200, height=630)
    await save_image(stored, now=NOW)
    image = Image(hash=stored.hash, alt="Barn som leser")
    event = await publish(single(timed(FIRST)), now=NOW, image=image)
    html = await shown(app, client, event)
    told = meta(Document(html))
    address = f"{PUBLIC_URL}/bilde/{stored.hash}.webp"
    assert told["og:image"] == address
    assert (told["og:image:width"], told["og:image:height"]) == ("1200", "630")
    assert told["og:image:alt"] == "Barn som leser"
    assert told["twitter:card"] == "summary_large_image"
    assert structured(html)["image"] == [address]


async def test_language_of_the_page_goes_along(app: Starlette, client: httpx2.AsyncClient) -> None:
    event = await publish(weekly(FIRST, count=2), now=NOW, title="Babysang")
    page = Document(await shown(app, client, event, "?ui=nn"))
    assert len(page.all("a", href="/kalender?ui=nn")) >= 1
    assert len(page.all("a", href="/kalender?serie=babysang&ui=nn")) == 1
    assert len(page.all("a", href="/kalender?bibliotek=hamar&ui=nn")) == 1
    assert page.all("span", class_="lib lib-hamar") != []


@pytest.mark.parametrize("tag", ["ar", "se", "uk"])
async def test_text_has_its_own_language_and_direction(
    app: Starlette, client: httpx2.AsyncClient, tag: str
) -> None:
    """D-20."""
    event = await publish(
        single(timed(FIRST)), now=NOW, title="قصة", summary="نقرأ", content_language=tag
    )
    html = await shown(app, client, event)
    direction = "rtl" if tag == "ar" else "ltr"
    assert len(Document(html).all(lang=tag, dir=direction)) == 2
    assert f'dir="{direction}">قصة</span></h1>' in unescape(html)


async def test_host_of_the_request_reaches_nothing(
    app: Starlette, client: httpx2.AsyncClient
) -> None:
    event = await publish(single(timed(FIRST)), now=NOW)
    app.state.parts.publisher.current.note_own_write()
    headers = {"Host": "evil.example", "X-Forwarded-Host": "evil.example"}
    answer = await client.get(f"/arrangement/lesestund-{event.id}", headers=headers)
    assert "evil.example" not in answer.text
