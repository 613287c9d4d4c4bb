"""Another name in addresses: what it shows in, what it leads to, and what is refused."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest

from calendar_app.domain.event import Event, Workflow
from calendar_app.domain.naming import Named
from calendar_app.domain.vocabulary import Tour
from calendar_app.storage.events import set_workflow
from calendar_app.storage.history import revisions_of
from calendar_app.storage.named_filters import add_named_filter
from calendar_app.storage.occurrences import occurrences_of
from calendar_app.storage.published import changes_since, publication_state
from calendar_app.storage.slugs import merge, rename_slug
from calendar_app.storage.used_slugs import SlugRefusedError
from calendar_app.storage.vocabulary import load_vocabulary
from calendar_app.storage.vocabulary_changes import (
    save_age_band,
    save_category,
    save_library,
    save_tour,
    save_venue,
)
from tests.support.named_things import LATER, NOW, PRESENT, Stored, names
from tests.support.vocabulary import VOCABULARY

ALIASES = {Named.CATEGORY: ("hoytlesing",)}
"""What some of them are called besides from the start."""


async def sequences(event: Event) -> set[int]:
    return {one.sequence for one in await occurrences_of(event.id)}


@pytest.mark.parametrize("kind", Named)
async def test_a_new_name_shows_in_what_uses_it_and_the_old_one_still_means_it(
    stored: Stored, kind: Named
) -> None:
    """SEL-27, FC-16: the dates that show the name are newer, and no others."""
    old, other = PRESENT[kind]
    before = await publication_state()
    await rename_slug(kind, old, "nytt-navn", now=LATER)
    found = await names(kind)
    assert found["nytt-navn"] == (*ALIASES.get(kind, ()), old)
    assert old not in found
    assert other in found
    shown = kind not in (Named.AGE_BAND, Named.FILTER)
    assert await sequences(stored.one) == {int(shown)}
    assert await sequences(stored.other) == {0}
    state = await publication_state()
    changes = await changes_since(before.version, upto=state.version)
    assert changes
    assert set(changes.event_ids) == ({stored.one.id} if shown else set())
    assert changes.vocabulary


@pytest.mark.parametrize("kind", Named)
async def test_names_of_long_ago_lead_to_the_newest_one(stored: Stored, kind: Named) -> None:
    """SEL-27: renamed three times, the last time back to where it began."""
    first, other = PRESENT[kind]
    always = ALIASES.get(kind, ())
    await rename_slug(kind, first, "annet", now=LATER)
    await rename_slug(kind, "annet", "tredje", now=LATER)
    assert (await names(kind))["tredje"] == (*always, first, "annet")
    await rename_slug(kind, "tredje", first, now=LATER)
    assert (await names(kind))[first] == (*always, "annet", "tredje")
    await merge(kind, first, other, now=LATER)
    found = await names(kind)
    assert first not in found
    assert set(found[other]) >= {*always, "annet", "tredje", first}


REFUSED = ["-lesestund", "a,b", "3-6", "2027", "neste", "gratis", "Lesestund", "a--b", "", "a" * 61]


async def test_what_cannot_be_a_name_is_refused_in_one_sentence(stored: Stored) -> None:
    """SEL-29."""
    before = await publication_state()
    for kind, (old, _) in PRESENT.items():
        for slug in REFUSED:
            with pytest.raises(SlugRefusedError) as refused:
                await rename_slug(kind, old, slug, now=LATER)
            assert refused.value.code == "slug_invalid"
            assert "\n" not in str(refused.value)
    assert await publication_state() == before


@pytest.mark.parametrize("kind", Named)
async def test_a_name_once_used_is_never_given_to_something_else(
    stored: Stored, kind: Named
) -> None:
    """SEL-28: neither what it is called, nor what it was called, nor what went into it."""
    one, other = PRESENT[kind]
    await rename_slug(kind, one, "tredje", now=LATER)
    for taken in ("tredje", one):
        with pytest.raises(SlugRefusedError) as refused:
            await rename_slug(kind, other, taken, now=LATER)
        assert refused.value.code == "slug_taken"
    with pytest.raises(SlugRefusedError, match="tredje now"):
        await rename_slug(kind, one, "fjerde", now=LATER)
    with pytest.raises(SlugRefusedError, match="There is no"):
        await rename_slug(kind, "ukjent", "fjerde", now=LATER)
    with pytest.raises(SlugRefusedError, match="one and the same"):
        await rename_slug(kind, "tredje", "tredje", now=LATER)
    with pytest.raises(SlugRefusedError, match="one and the same"):
        await merge(kind, "tredje", "tredje", now=LATER)
    for pair in (("ukjent", other), (other, "ukjent"), (one, other)):
        with pytest.raises(SlugRefusedError):
            await merge(kind, *pair, now=LATER)


async def test_a_name_may_mean_things_of_different_kinds(stored: Stored) -> None:
    """A tour may be called like a type: the key of the address tells them apart."""
    await rename_slug(Named.TOUR, "askeladden", "lesestund", now=LATER)
    assert "lesestund" in await names(Named.TOUR)
    assert "lesestund" in await names(Named.CATEGORY)


@pytest.mark.parametrize("slug", ["hamar", "3-6", "neste"])
async def test_a_new_row_cannot_have_a_name_that_is_no_longer_free(
    stored: Stored, slug: str
) -> None:
    """SEL-28, SEL-29: `hamar` is what each of them was called once."""
    for kind in (Named.LIBRARY, Named.VENUE, Named.AGE_BAND, Named.CATEGORY, Named.TOUR):
        old, _ = PRESENT[kind]
        if old != "hamar":
            await rename_slug(kind, old, "hamar", now=LATER)
        await rename_slug(kind, "hamar", "noe-annet", now=LATER)
    await rename_slug(Named.FILTER, "smatt", "hamar", now=LATER)
    await rename_slug(Named.FILTER, "hamar", "noe-annet", now=LATER)
    library, venue = VOCABULARY.libraries[1], VOCABULARY.venues[1]
    band, category = VOCABULARY.age_bands[1], VOCABULARY.categories[1]
    before = await load_vocabulary()
    saves: list[Callable[[], Awaitable[int]]] = [
        lambda: save_library(replace(library, slug=slug), now=LATER),
        lambda: save_venue(replace(venue, slug=slug), now=LATER),
        lambda: save_age_band(replace(band, label=replace(band.label, slug=slug)), now=LATER),
        lambda: save_category(
            replace(category, label=replace(category.label, slug=slug)), now=LATER
        ),
        lambda: save_tour(Tour(id=0, slug=slug, title="Ny"), now=LATER),
        lambda: add_named_filter(slug, "Nytt", "", None, now=LATER),
    ]
    for save in saves:
        with pytest.raises(SlugRefusedError):
            await save()
    assert await load_vocabulary() == before


async def test_an_alias_can_be_added_but_not_taken_from_another(stored: Stored) -> None:
    """SEL-28; what is not named again is not forgotten."""
    film = replace(VOCABULARY.categories[4], aliases=("kino", "kurs"))
    with pytest.raises(SlugRefusedError):
        await save_category(film, now=LATER)
    await save_category(replace(film, aliases=("kino",)), now=LATER)
    await save_category(replace(film, aliases=("lerret", "kino")), now=LATER)
    await save_category(replace(film, aliases=()), now=LATER)
    assert (await load_vocabulary()).categories[4].aliases == ("kino", "lerret")


async def test_a_withdrawn_series_has_its_new_name_in_its_history(stored: Stored) -> None:
    await set_workflow(stored.one.id, Workflow.WITHDRAWN, staff_id=None, now=NOW)
    await rename_slug(Named.SERIES, "babysang", "babysong", now=LATER)
    newest, *_ = await revisions_of(stored.one.id)
    assert newest.action == "renamed"
    assert newest.before
    assert newest.after
    slugs = [side["event"]["series_slug"] for side in (newest.before, newest.after)]
    assert slugs == ["babysang", "babysong"]
