"""The lists of `/api/v1/`: what filters may name, and nothing that only staff know of."""

from datetime import date

import httpx2
import pytest
from starlette.applications import Starlette

from calendar_app.domain.event import Visibility
from calendar_app.storage.named_filters import add_named_filter, retire_named_filter
from tests.support.events import publish, single, timed
from tests.support.web import NOW, PUBLIC_URL

SOON = date(2026, 11, 25)
LISTS = {
    "libraries": "libraries",
    "venues": "venues",
    "categories": "categories",
    "age-bands": "age_bands",
    "filters": "filters",
}


async def rows(client: httpx2.AsyncClient, name: str, query: str = "") -> list[dict[str, object]]:
    answer = await client.get(f"/api/v1/{name}?{query}")
    assert answer.status_code == 200
    told = answer.json()
    found: list[dict[str, object]] = told[LISTS[name]]
    assert told["count"] == len(found)
    return found


async def test_root_leads_to_all_of_it(client: httpx2.AsyncClient) -> None:
    told = (await client.get("/api/v1/")).json()
    assert told.pop("version") == 1
    assert len(told) == 7
    for address in told.values():
        assert (await client.get(address)).status_code == 200


@pytest.mark.parametrize("name", LISTS)
async def test_lists_are_json_for_any_script_kept_and_lead_to_their_description(
    client: httpx2.AsyncClient, name: str
) -> None:
    answer = await client.get(f"/api/v1/{name}")
    assert answer.headers["content-type"] == "application/json; charset=utf-8"
    assert answer.headers["access-control-allow-origin"] == "*"
    described = f'<{PUBLIC_URL}/api/v1/openapi.json>; rel="service-desc"'
    assert answer.headers["link"] == described
    tag = answer.headers["etag"]
    again = await client.get(f"/api/v1/{name}", headers={"If-None-Match": tag})
    assert again.status_code == 304
    assert "set-cookie" not in answer.headers


async def test_slugs_are_those_that_filters_take_in_the_language_asked_for(
    app: Starlette, client: httpx2.AsyncClient
) -> None:
    vocabulary = await app.state.parts.publisher.vocabulary()
    bands = list(vocabulary.age_bands.values())
    english = await rows(client, "age-bands", "ui=en")
    assert [(one["slug"], one["name"], one["from"], one["to"]) for one in english] == [
        (one.label.slug, one.label.en, one.low, one.high) for one in bands
    ]
    categories = await rows(client, "categories", "ui=nn")
    assert [(one["slug"], one["name"]) for one in categories] == [
        (one.label.slug, one.label.nn) for one in vocabulary.categories.values()
    ]
    libraries = await rows(client, "libraries")
    assert [one["slug"] for one in libraries] == [one.slug for one in vocabulary.libraries.values()]
    assert {key for one in libraries for key in one} == {
        *("slug", "name", "short_name", "kind", "municipality", "municipality_no")
    }


async def test_a_place_of_staff_alone_is_not_told_of(
    app: Starlette, client: httpx2.AsyncClient
) -> None:
    """A-16: a place that is no branch, until something public is there."""
    vocabulary = await app.state.parts.publisher.vocabulary()
    other = next(one for one in vocabulary.venues.values() if one.library_id is None)
    branches = [one.slug for one in vocabulary.venues.values() if one.library_id]
    await publish(single(timed(SOON)), now=NOW, venue_id=other.id, visibility=Visibility.STAFF)
    app.state.parts.publisher.current.note_own_write()
    assert [one["slug"] for one in await rows(client, "venues")] == branches
    await publish(single(timed(SOON)), now=NOW, venue_id=other.id)
    app.state.parts.publisher.current.note_own_write()
    found = {one["slug"] for one in await rows(client, "venues")}
    assert found == {*branches, other.slug}


async def test_named_filters_come_with_their_addresses_until_they_are_retired(
    app: Starlette, client: httpx2.AsyncClient
) -> None:
    made = await add_named_filter("hamar", "Alt i Hamar", "bibliotek=hamar", 1, now=NOW)
    app.state.parts.publisher.current.note_own_write()
    (one,) = await rows(client, "filters", "ui=nn")
    assert one == {
        "slug": "hamar",
        "title": "Alt i Hamar",
        "words": "Arrangement i Hamar",
        "query": "bibliotek=hamar",
        "url": f"{PUBLIC_URL}/f/hamar?ui=nn",
        "feeds": {form: f"{PUBLIC_URL}/f/hamar.{form}?ui=nn" for form in ("ics", "rss", "json")},
        "last_modified": "2026-11-23T12:00:00Z",
    }
    await retire_named_filter(made, now=NOW)
    app.state.parts.publisher.current.note_own_write()
    assert await rows(client, "filters") == []


async def test_one_event_is_that_of_its_own_address(
    app: Starlette, client: httpx2.AsyncClient
) -> None:
    event = await publish(single(timed(SOON)), now=NOW)
    app.state.parts.publisher.current.note_own_write()
    answer = await client.get(f"/api/v1/events/{event.id}?ui=en")
    page = await client.get(f"/arrangement/{event.slug}-{event.id}.json?ui=en")
    assert answer.content == page.content
    hidden = await publish(single(timed(SOON)), now=NOW, visibility=Visibility.STAFF)
    app.state.parts.publisher.current.note_own_write()
    missing = [
        await client.get(f"/api/v1/events/{one}?ui=en")
        for one in (hidden.id, 999, "0", "-1", "x", "9" * 30)
    ]
    assert {one.status_code for one in missing} == {404}
    assert {one.headers["content-type"] for one in missing} == {"application/json"}
    assert {one.content for one in missing} == {missing[0].content}
    assert list(missing[0].json()) == ["error"]
