"""An address that somebody subscribed to years ago means what it meant then.

tests/support/addresses_ever_published.txt holds every name that was ever in an address. It is
only ever added to: a line that no longer works is a subscription that somebody lost.
"""

from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest
from starlette.applications import Starlette

from calendar_app.domain.canonical import canonical
from calendar_app.domain.grammar import parse
from calendar_app.domain.keys import ROW_KEYS, rows_by_spelling
from calendar_app.domain.naming import Named
from calendar_app.domain.vocabulary import Tour, Vocabulary
from calendar_app.storage.named_filters import add_named_filter
from calendar_app.storage.slugs import merge, rename_slug
from calendar_app.storage.vocabulary import load_vocabulary
from calendar_app.storage.vocabulary_changes import save_tour
from tests.support.demonstration import FEED, Programme
from tests.support.events import publish, single, timed, weekly
from tests.support.reading import read_feed
from tests.support.web import NOW, Clock

EVER = Path(__file__).parents[1] / "support" / "addresses_ever_published.txt"
PAGE, NAME = "/kalender?", "/f/"


def ever_published() -> list[str]:
    return EVER.read_text(encoding="utf-8").splitlines()


async def test_every_address_that_was_ever_published_is_still_understood(
    programme: Programme,
) -> None:
    """SEL-26, FC-38: of one value each, and it is known."""
    vocabulary = await programme.publisher.vocabulary()
    for address in ever_published():
        if address.startswith(NAME):
            assert (await programme.get(f"{address}.ics")).content, address
            continue
        parsed = parse(address.removeprefix(PAGE), vocabulary)
        assert (address, parsed.unknown) == (address, ())
        assert (canonical(parsed.selection) or "").count("=") == 1, address
        await programme.get(address.replace(PAGE, f"{FEED}?"))


async def test_every_name_of_the_programme_is_among_those_ever_published(
    programme: Programme,
) -> None:
    """SEL-26: a name that is new to the programme has to be written down."""
    lines = ever_published()
    assert len(set(lines)) == len(lines)
    names = set(_names(await programme.publisher.vocabulary()))
    assert names - set(lines) == set()
    assert len(names) > 70


def _names(vocabulary: Vocabulary) -> Iterator[str]:
    for key in ROW_KEYS:
        yield from (f"{PAGE}{key}={one}" for one in rows_by_spelling(key, vocabulary))
    for named in vocabulary.filters.values():
        yield from (f"{NAME}{one}" for one in (named.slug, *named.aliases))


KINDS = [Named.LIBRARY, Named.VENUE, Named.AGE_BAND, Named.CATEGORY, Named.SERIES, Named.TOUR]
PRESENT = {
    Named.LIBRARY: ("ringsaker", "gjovik"),
    Named.VENUE: ("moelv", "gjovik-radhus"),
    Named.AGE_BAND: ("barnehage", "ungdom"),
    Named.CATEGORY: ("lesestund", "verksted"),
    Named.SERIES: ("babysang", "bokprat"),
    Named.TOUR: ("askeladden", "jules-verne"),
}


@pytest.fixture
async def calendar(app: Starlette, client: httpx2.AsyncClient, clock: Clock) -> Programme:
    """Two events without anything in common, and one that has to do with neither."""
    tours = [
        await save_tour(Tour(id=0, slug=slug, title=slug.capitalize()), now=NOW)
        for slug in PRESENT[Named.TOUR]
    ]
    day = NOW.date()
    await publish(
        weekly(day, count=2),
        now=NOW,
        title="Babysang",
        organiser_id=2,
        venue_id=3,
        age_band_ids=(2,),
        category_ids=(1,),
        tour_id=tours[0],
    )
    await publish(
        weekly(day, count=3),
        now=NOW,
        title="Bokprat",
        organiser_id=4,
        venue_id=4,
        age_band_ids=(3,),
        category_ids=(3,),
        tour_id=tours[1],
    )
    await publish(single(timed(day)), now=NOW, age_from=40)
    programme = Programme(app, clock, client)
    programme.wrote()
    return programme


async def _uids(calendar: Programme, address: str) -> set[str]:
    calendar.wrote()
    answer = await calendar.get(address)
    return set(read_feed(answer.content))


@pytest.mark.parametrize("kind", KINDS)
async def test_a_renamed_thing_is_found_under_all_its_names(
    calendar: Programme, kind: Named
) -> None:
    """SEL-27, FC-38: in an address, in one that leaves it out, and inside a named filter."""
    old, _ = PRESENT[kind]
    await add_named_filter("som-for", "Som før", f"{kind.value}={old}", None, now=NOW)
    await add_named_filter("alt-annet", "Alt annet", f"{kind.value}=-{old}", None, now=NOW)
    found = await _uids(calendar, f"{FEED}?{kind.value}={old}")
    others = await _uids(calendar, f"{FEED}?{kind.value}=-{old}")
    assert (len(found), len(others)) == (2, 4)
    for name in ("nytt-navn", "enda-nyere"):
        await rename_slug(kind, old, name, now=calendar.clock())
        for spelling in (PRESENT[kind][0], name):
            assert await _uids(calendar, f"{FEED}?{kind.value}={spelling}") == found
            assert await _uids(calendar, f"{FEED}?{kind.value}=-{spelling}") == others
        assert await _uids(calendar, "/f/som-for.ics") == found
        assert await _uids(calendar, "/f/alt-annet.ics") == others
        old = name


@pytest.mark.parametrize("kind", KINDS)
async def test_merged_things_are_found_under_the_names_of_both(
    calendar: Programme, kind: Named
) -> None:
    """SEL-27, FC-38: whoever followed one of them follows both."""
    one, other = PRESENT[kind]
    await add_named_filter("den-ene", "Den ene", f"{kind.value}={one}", None, now=NOW)
    both = await _uids(calendar, f"{FEED}?{kind.value}={one},{other}")
    assert len(both) == 5
    await merge(kind, one, other, now=calendar.clock())
    for spelling in (one, other, f"{one},{other}"):
        assert await _uids(calendar, f"{FEED}?{kind.value}={spelling}") == both
    assert await _uids(calendar, "/f/den-ene.ics") == both


async def test_a_renamed_and_a_merged_filter_answer_under_all_their_names(
    calendar: Programme,
) -> None:
    """SEL-27, FC-38: what is printed on a poster."""
    await add_named_filter("plakat", "Plakat", "serie=babysang", None, now=NOW)
    await add_named_filter("annen", "Annen", "serie=bokprat", None, now=NOW)
    one, other = await _uids(calendar, "/f/plakat.ics"), await _uids(calendar, "/f/annen.ics")
    await rename_slug(Named.FILTER, "plakat", "ny-plakat", now=NOW)
    for name in ("plakat", "ny-plakat"):
        assert await _uids(calendar, f"/f/{name}.ics") == one
    await merge(Named.FILTER, "ny-plakat", "annen", now=NOW)
    for name in ("plakat", "ny-plakat", "annen"):
        assert await _uids(calendar, f"/f/{name}.ics") == other


async def test_an_old_name_is_no_warning_and_the_canonical_address_says_the_new_one(
    calendar: Programme,
) -> None:
    """SEL-15, SEL-27: who copies an address from the page copies the present one."""
    await rename_slug(Named.LIBRARY, "ringsaker", "brumund", now=NOW)
    calendar.wrote()
    answer = await calendar.get(f"{FEED}?bibliotek=ringsaker")
    assert 'bibliotek=brumund>; rel="canonical"' in answer.headers["link"]
    parsed = parse("bibliotek=ringsaker", await load_vocabulary())
    assert parsed.unknown == ()
