"""One truth in every format: the same dates in the same state and order, for any selection."""

import random
from datetime import date, timedelta

from calendar_app.domain.vocabulary import Vocabulary
from tests.support.demonstration import FEED, LIST, Programme
from tests.support.formats import told_everywhere
from tests.support.reading import read_feed, read_list

_SELECTIONS = 24
_WORDS = ("les", "Lesestund", "bok", "ÆVENTYR", "barn", "forfatter", "hamar", "finnesikke")


async def test_every_format_agrees_for_random_selections(programme: Programme) -> None:
    """SEL-1, SEL-38, promise 1; the page is held against the feed in its own file."""
    chance = random.Random(4711)
    vocabulary = await programme.publisher.vocabulary()
    sizes = []
    for _ in range(_SELECTIONS):
        query = "&".join(_random_keys(chance, vocabulary, programme.today))
        told = await told_everywhere(programme, query)
        assert told["ics"] == told["json"] == told["rss"] == told["api"], query
        sizes.append(len(told["ics"]))
    assert max(sizes) > 100
    assert sum(size > 0 for size in sizes) > _SELECTIONS / 3
    assert 0 in sizes


async def test_every_format_agrees_about_everything_and_nothing(programme: Programme) -> None:
    """SEL-1, SEL-19: an address that was not understood is empty in every format."""
    states = {}
    for query in ("", "avlyst=synlig", "avlyst=nei"):
        told = await told_everywhere(programme, query)
        assert told["ics"] == told["json"] == told["rss"] == told["api"], query
        states[query] = {one.state for one in told["json"]}
    everything = {"", "AVLYST", "FULLT", "UTSATT", "NY TID"}
    assert states[""] == states["avlyst=synlig"] == everything
    assert states["avlyst=nei"] == {"", "FULLT", "NY TID"}
    nothing = await told_everywhere(programme, "bibliotek=hammar")
    assert list(nothing.values()) == [[], [], [], []]


async def test_the_page_lists_what_the_feeds_hold_for_every_key(programme: Programme) -> None:
    """SEL-1 with the keys that test_page_and_feed_agree.py leaves out."""
    vocabulary = await programme.publisher.vocabulary()
    series = sorted({one.slug for one in vocabulary.series.values()})
    queries = [
        *(f"serie={slug}" for slug in series[:3]),
        *("serie=neste", "pris=gratis", "pris=-gratis", "form=digital", "form=fysisk"),
        *("pamelding=nei", "pamelding=ledig", "tilgjengelig=rullestol", "sprak=nb", "sprak=-no"),
        *("sok=lesestund", "sok=b%C3%B8ker", "turne=-finnes-ikke"),
    ]
    totals = []
    for query in queries:
        asked = f"{query}&fra={programme.today}"
        feed = read_feed((await programme.get(f"{FEED}?{asked}")).content)
        page = read_list((await programme.get(f"{LIST}?{asked}")).text, today=programme.today)
        assert page.total == len(feed), query
        totals.append(page.total)
    assert len(set(totals)) > len(queries) / 2


def _random_keys(chance: random.Random, vocabulary: Vocabulary, today: date) -> list[str]:
    lists = {
        "bibliotek": [one.slug for one in vocabulary.libraries.values()],
        "sted": [one.slug for one in vocabulary.venues.values()],
        "alder": [*(one.label.slug for one in vocabulary.age_bands.values()), "5", "3-6", "13-"],
        "type": [one.label.slug for one in vocabulary.categories.values()],
        "sprak": ["nb", "nn", "en", "uk", "no"],
        "pris": ["gratis"],
        "form": ["fysisk", "digital", "hybrid"],
        "tilgjengelig": ["rullestol", "teleslynge", "stille"],
        "pamelding": ["nei", "ja", "ledig"],
        "serie": [*sorted({one.slug for one in vocabulary.series.values()}), "neste"],
    }
    keys = chance.sample(sorted(lists), k=chance.choice([0, 1, 1, 1, 2, 3]))
    found = []
    for key in keys:
        values = chance.sample(lists[key], k=min(len(lists[key]), chance.choice([1, 1, 2, 3])))
        signs = ["", "", "", "" if key == "serie" else "-"]
        found.append(f"{key}={','.join(chance.choice(signs) + one for one in values)}")
    since, until = (today + timedelta(days=chance.randint(*ends)) for ends in ((-90, 90), (0, 450)))
    found += chance.choice([[], [f"fra={since}"], [f"til={until}"], [f"fra={since}&til={until}"]])
    found += chance.choice([[], [], [f"sok={chance.choice(_WORDS)}"]])
    found += chance.choice([[], ["avlyst=nei"], ["avlyst=synlig"], ["fra=-2u&til=%2B3m"]])
    chance.shuffle(found)
    return found
