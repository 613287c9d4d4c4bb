"""The keys of addresses, and the rows that they may name (SEL-16, SEL-27)."""

from dataclasses import replace

import pytest

from calendar_app.domain.keys import KEYS, LIST_KEYS, NAMES, ROW_KEYS, rows_by_spelling, slug_of
from calendar_app.domain.text import fold
from calendar_app.domain.vocabulary import Library, Series, Tour, Vocabulary, by_id
from tests.support.selections import BABY_SONG, BOOK_BUS, NAMED, POETS, STORY_HOUR
from tests.support.vocabulary import VOCABULARY, make_library, make_venue


def test_the_keys_are_those_of_the_sheet_in_its_order() -> None:
    """SEL-16: facts/selection.md, section 5."""
    assert " ".join(KEYS) == (
        "bibliotek sted alder type sprak pris form tilgjengelig pamelding serie turne "
        "avlyst gjentakelse fra til sok ui"
    )
    assert " ".join(KEYS.values()) == (
        "library place age type lang free mode access signup series tour "
        "cancelled recurrence from to q ui"
    )
    assert " ".join(LIST_KEYS) == (
        "bibliotek sted alder type sprak pris form tilgjengelig pamelding serie turne"
    )


def test_no_spelling_of_a_key_means_two() -> None:
    assert len(NAMES) == 2 * len(KEYS) - 2  # `type` and `ui` are spelt alike
    assert all(fold(name) == name for name in NAMES)


@pytest.mark.parametrize("key", sorted(ROW_KEYS))
def test_an_old_slug_names_the_row_that_has_a_new_one(key: str) -> None:
    """SEL-27: of every kind of row, also one that was merged into another."""
    for row in rows_by_spelling(key, NAMED).values():
        for spelling in (slug_of(row), *row.aliases):
            assert rows_by_spelling(key, NAMED)[spelling] == row


def test_a_present_slug_goes_before_an_alias_of_any_row() -> None:
    rows = by_id(
        replace(make_library(1, "gamle"), aliases=("nye",)),
        make_library(2, "nye"),
        replace(make_library(3, "siste"), aliases=("nye",)),
    )
    assert rows_by_spelling("bibliotek", Vocabulary(libraries=rows)) == {
        "gamle": rows[1],
        "nye": rows[2],
        "siste": rows[3],
    }


def test_only_tours_with_a_public_stop_are_known() -> None:
    assert rows_by_spelling("turne", NAMED) == {
        "bokbuss": BOOK_BUS,
        "bokbussen": BOOK_BUS,
        "diktere-pa-tur": POETS,
    }


def test_a_series_is_named_once_however_many_events_it_has() -> None:
    assert rows_by_spelling("serie", NAMED) == {
        "babysang": BABY_SONG,
        "eventyrtime": STORY_HOUR,
        "sangstund": BABY_SONG,
    }
    parts = {9: Series(slug="a1", title="Ny del"), 2: Series(slug="a1", title="Første del")}
    assert rows_by_spelling("serie", Vocabulary(series=parts)) == {"a1": parts[2]}


def test_keys_without_rows_have_no_spellings() -> None:
    for key in set(KEYS) - set(ROW_KEYS):
        assert rows_by_spelling(key, NAMED) == {}


def test_spellings_are_put_together_once_for_each_vocabulary() -> None:
    """There may be thousands of series, and every address asks."""
    vocabulary = Vocabulary(series={1: BABY_SONG}, libraries=by_id(make_library(1, "hamar")))
    found = rows_by_spelling("serie", vocabulary)
    assert rows_by_spelling("serie", vocabulary) is found
    other = replace(vocabulary, series={1: STORY_HOUR})
    assert list(rows_by_spelling("serie", other)) == ["eventyrtime"]
    assert vocabulary == Vocabulary(series={1: BABY_SONG}, libraries=vocabulary.libraries)


def test_spellings_are_in_order() -> None:
    for key in ROW_KEYS:
        found = list(rows_by_spelling(key, NAMED))
        assert found == sorted(found)
        assert found


def test_a_row_of_any_kind_has_a_slug() -> None:
    rows: list[Library | Tour | Series] = [make_library(1, "a"), BOOK_BUS, BABY_SONG]
    assert [slug_of(row) for row in rows] == ["a", "bokbussen", "babysang"]
    assert slug_of(make_venue(1, "b", None)) == "b"
    assert slug_of(VOCABULARY.age_bands[1]) == "smabarn"
