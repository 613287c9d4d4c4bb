"""`lesekalender slug …` and `restamp`, as somebody types them."""

from datetime import date
from pathlib import Path

from calendar_app.domain.naming import Named
from calendar_app.storage.connect import connected
from calendar_app.storage.named_filters import add_named_filter
from calendar_app.storage.published import published_dates
from calendar_app.storage.vocabulary import load_vocabulary
from tests.support.commands import environment, refusal, run
from tests.support.databases import PRODUCT
from tests.support.events import publish, weekly
from tests.support.samples import store_vocabulary
from tests.support.web import NOW

NAMES = {
    Named.LIBRARY: ("hamar", "gjovik"),
    Named.SERIES: ("babysang", "bokprat"),
    Named.FILTER: ("smatt", "stort"),
}
"""A row, what events have in common, and what no event names; tests/storage tries them all."""


async def test_what_has_a_name_can_get_another_and_be_merged(
    tmp_path: Path, database_url: str
) -> None:
    """SEL-27."""
    env = environment(tmp_path, DATABASE_URL=database_url)
    await _fill(database_url)
    for kind, (one, other) in NAMES.items():
        code, out, err = await run("slug", "rename", kind.value, one, "nytt-navn", env=env)
        assert (code, err) == (0, "")
        assert out == f"{kind.value} {one} is nytt-navn from now on; the old name still works."
        code, out, err = await run("slug", "merge", kind.value, "nytt-navn", other, env=env)
        assert (code, err) == (0, "")
        merged = f"{kind.value} nytt-navn is now a part of {other}; the old name still works."
        assert out == merged
    async with connected(PRODUCT.config(database_url)):
        vocabulary = await load_vocabulary()
    assert vocabulary.library("hamar") is None
    gjovik = vocabulary.library("gjovik")
    assert gjovik
    assert gjovik.aliases == ("hamar", "nytt-navn")


async def test_a_refusal_is_one_sentence_and_changes_nothing(
    tmp_path: Path, database_url: str
) -> None:
    """SEL-28, SEL-29."""
    env = environment(tmp_path, DATABASE_URL=database_url)
    await _fill(database_url)
    refusals = {
        ("rename", "bibliotek", "oslo", "viken"): "There is no library oslo.",
        ("rename", "bibliotek", "hamar", "gjovik"): (
            "'gjovik' already means the library gjovik: take another name."
        ),
        ("rename", "type", "hoytlesing", "lesing"): "The category hoytlesing is lesestund now.",
        (
            "merge",
            "serie",
            "babysang",
            "babysang",
        ): "'babysang' and 'babysang' are one and the same.",
    }
    for arguments, sentence in refusals.items():
        assert (await refusal("slug", *arguments, env=env)).strip() == sentence
    assert "cannot be a name" in await refusal("slug", "rename", "sted", "moelv", "3-6", env=env)
    code, _, err = await run("slug", "rename", "rom", "sal", "storsal", env=env)
    assert (code, "bibliotek" in err) == (2, True)
    async with connected(PRODUCT.config(database_url)):
        assert (await load_vocabulary()).library("hamar")


async def test_a_stamped_calendar_is_newer_than_any_phone_knows(
    tmp_path: Path, database_url: str
) -> None:
    """FC-17, after `pg_restore` too."""
    env = environment(tmp_path, DATABASE_URL=database_url)
    await _fill(database_url)
    code, out, err = await run("restamp", env=env)
    assert (code, err) == (0, "")
    assert out == "Everything public is newer now than any subscriber knows it."
    async with connected(PRODUCT.config(database_url)):
        found = await published_dates(range(1, 10), await load_vocabulary())
    assert {one.sequence for one in found} == {1000}
    assert min(one.last_modified for one in found) > NOW


async def _fill(url: str) -> None:
    async with connected(PRODUCT.config(url)):
        await store_vocabulary(now=NOW)
        for slug in NAMES[Named.FILTER]:
            await add_named_filter(slug, slug, "", None, now=NOW)
        for title in ("Babysang", "Bokprat"):
            await publish(weekly(date(2027, 2, 8), count=2), now=NOW, title=title, venue_id=2)
