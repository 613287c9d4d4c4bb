"""One truth: what an embed shows is what the feed of the same address holds, in every form."""

import random

import pytest

from calendar_app.storage.vocabulary import load_vocabulary
from tests.support.demonstration import Programme, with_query
from tests.support.embeds import FORMS, rows_of
from tests.support.hostile import Hostile
from tests.support.reading import event_id_in, last_day, seen_in_feed

_QUERIES = (
    "",
    "bibliotek=hamar",
    "bibliotek=hamar,gjovik&alder=3-6",
    "type=lesestund&avlyst=nei",
    "serie=neste",
    "serie=neste&bibliotek=-hamar&avlyst=synlig",
    "fra=30d",
    "fra=-30d&til=60d",
    "til=7d&pris=gratis",
    "sok=bok",
    "type=finnes-ikke",
)
_STATES = {"": "", "Avlyst": "AVLYST", "Fullt": "FULLT", "Utsatt": "UTSATT", "Ny tid": "NY TID"}


@pytest.mark.parametrize("query", _QUERIES)
async def test_every_embed_shows_the_first_dates_of_the_feed(
    programme: Programme, query: str
) -> None:
    """SEL-1: the same uids in `events.json`, the same events and states in frame and fragment."""
    feed = await programme.feed(query)
    coming = [uid for uid, one in feed.items() if last_day(one) >= programme.today]
    for count in (1, 10, 50):
        asked = "&".join(filter(None, (query, f"antall={count}")))
        answer = await programme.get(with_query("/embed/v1/events.json", asked))
        told = answer.json()
        assert told["total"] == len(coming)
        assert [one["uid"] for one in told["events"]] == coming[:count]
        seen = [seen_in_feed(feed[uid]) for uid in coming[:count]]
        for form in FORMS:
            rows = await rows_of(programme.client, form, asked)
            shown = [(event_id_in(one.url), one.title, _STATES[one.state]) for one in rows]
            assert shown == [(one.event_id, one.title, one.state) for one in seen], form


async def test_any_query_is_answered_and_none_shows_more_than_the_feed(
    programme: Programme,
) -> None:
    """SEL-22, SEL-23: never 5xx; each date that is shown is one that the feed of all holds."""
    hostile = Hostile(random.Random(51), await load_vocabulary())
    everything = {uid: seen_in_feed(one) for uid, one in (await programme.feed()).items()}
    for _ in range(60):
        query = hostile.query()
        for path in ("/embed/v1/liste", "/embed/v1/fragment.html", "/oembed"):
            answer = await programme.client.get(f"{path}?{query}")
            assert answer.status_code == (404 if path == "/oembed" else 200), query
        told = (await programme.get(f"/embed/v1/events.json?{query}")).json()
        assert {one["uid"] for one in told["events"]} <= everything.keys(), query
