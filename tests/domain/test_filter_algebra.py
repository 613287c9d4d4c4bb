"""The algebra of filters, over random programmes, vocabularies and queries.

SEL-6 to SEL-11, SEL-14, SEL-19, SEL-20, FC-39, FC-40. The meaning of a value is told here once
more, from the published dates themselves, without index or bits.
"""

from collections.abc import Callable

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from calendar_app.domain.canonical import canonical
from calendar_app.domain.grammar import parse
from calendar_app.domain.index import IndexEntry
from calendar_app.domain.keys import LIST_KEYS, rows_by_spelling, slug_of
from calendar_app.domain.published import PublishedOccurrence
from calendar_app.domain.selection import select
from calendar_app.domain.text import valid_slug
from calendar_app.domain.timing import DAY, Window
from calendar_app.domain.vocabulary import AgeBand, Category, Vocabulary, by_id
from tests.support.selections import TODAY, index_of, programmes, selected
from tests.support.vocabulary import VOCABULARY, label, make_library, make_venue

Programme = list[PublishedOccurrence]

ROW_KEYS = [key for key in LIST_KEYS if key != "alder"]
list_keys = st.sampled_from(LIST_KEYS)
numbers = st.sampled_from(["0", "5", "3-6", "0-2", "13-", "18-20"])


def slugs(key: str) -> st.SearchStrategy[str]:
    rows = rows_by_spelling(key, VOCABULARY).values()
    known = st.sampled_from(sorted({slug_of(row) for row in rows}))
    return known | numbers if key == "alder" else known


keys_with_a_value = st.sampled_from(ROW_KEYS).flatmap(
    lambda key: st.tuples(st.just(key), slugs(key))
)
keys_with_two_values = list_keys.flatmap(
    lambda key: st.tuples(st.just(key), slugs(key), slugs(key))
)
junk = st.text(st.characters(exclude_characters=",-+&%=", codec="utf-8"), min_size=1)
some_examples = settings(deadline=None, max_examples=100)


def uids(programme: Programme, passes: Callable[[PublishedOccurrence], bool]) -> set[str]:
    return {one.uid for one in programme if passes(one)}


@given(programmes(), keys_with_a_value)
@some_examples
def test_a_value_selects_what_it_names(programme: Programme, pair: tuple[str, str]) -> None:
    key, slug = pair
    row = rows_by_spelling(key, VOCABULARY)[slug]

    def named(one: PublishedOccurrence) -> bool:
        place = one.place
        if key == "sted":
            return place is not None and place.venue_id == row.id
        if key == "type":
            return row.id in one.category_ids
        arrangers = {one.organiser.id, *(other.id for other in one.co_organisers)}
        return row.id in arrangers or (place is not None and place.library_id == row.id)

    everything = selected("", programme)
    expected = uids(programme, named) & everything
    assert selected(f"{key}={slug}", programme) == expected
    assert selected(f"{key}=-{slug}", programme) == everything - expected  # SEL-8


@given(programmes(), keys_with_two_values)
@some_examples
def test_comma_is_union_and_minus_is_difference(
    programme: Programme, found: tuple[str, str, str]
) -> None:
    """SEL-6, SEL-9, SEL-10; for ages `-b` is the difference to what lies wholly inside b."""
    key, a, b = found
    one, other = selected(f"{key}={a}", programme), selected(f"{key}={b}", programme)
    assert selected(f"{key}={a},{b}", programme) == one | other
    assert selected(f"{key}={a}&{key}={b}", programme) == one | other
    left = one & selected(f"{key}=-{b}", programme)
    assert selected(f"{key}={a},-{b}", programme) == left
    assert selected(f"{key}=-{b},{a}", programme) == left
    if key != "alder":
        assert left == one - other


@given(programmes(), keys_with_two_values, keys_with_two_values)
@some_examples
def test_two_keys_are_an_intersection(
    programme: Programme, one: tuple[str, str, str], other: tuple[str, str, str]
) -> None:
    """SEL-7"""
    assume(one[0] != other[0])
    first, second = f"{one[0]}={one[1]},-{one[2]}", f"{other[0]}={other[1]}"
    both = selected(f"{first}&{second}", programme)
    assert both == selected(first, programme) & selected(second, programme)


@given(programmes(), list_keys, junk)
@some_examples
def test_a_value_that_is_not_understood_never_shows_more(
    programme: Programme, key: str, text: str
) -> None:
    """SEL-11, SEL-20, FC-39"""
    assume(text.strip() and parse(f"{key}={text}", VOCABULARY).unknown)
    everything = selected("", programme)
    assert selected(f"{key}=", programme) == selected(f"{key}=,", programme) == everything
    assert selected(f"{key}={text}", programme) == set()
    assert selected(f"{key}=-{text}", programme) == everything
    known = f"{key}={next(iter(rows_by_spelling(key, VOCABULARY)))}"
    assert selected(f"{known},{text}", programme) == selected(known, programme)


plain_slugs = st.from_regex(r"[a-z0-9]{1,5}(-[a-z0-9]{1,4})?", fullmatch=True).filter(valid_slug)


@st.composite
def vocabularies(draw: st.DrawFn) -> Vocabulary:
    """Give rows with any valid slugs and any ids, ages and aliases among them."""
    names = draw(st.lists(plain_slugs, min_size=7, max_size=7, unique=True))
    ids = draw(st.lists(st.integers(1, 200), min_size=2, max_size=2, unique=True))
    low, high = draw(st.integers(0, 20)), draw(st.none() | st.integers(20, 30))
    return Vocabulary(
        libraries=by_id(make_library(ids[0], names[0]), make_library(ids[1], names[1])),
        venues=by_id(make_venue(ids[1], names[2], ids[0]), make_venue(ids[0], names[3], None)),
        age_bands=by_id(AgeBand(id=ids[0], label=label(names[4]), low=low, high=high)),
        categories=by_id(
            Category(id=ids[0], label=label(names[5]), aliases=(names[6],)),
        ),
    )


@st.composite
def queries(draw: st.DrawFn, vocabulary: Vocabulary) -> str:
    """Give query texts in which most values are known."""
    spelt = [
        name
        for key in LIST_KEYS
        for slug in rows_by_spelling(key, vocabulary)
        for name in (slug, slug.upper())
    ]
    value = st.sampled_from([*spelt, "5", "3-6", "13-", "6-3", "moss"])
    signed = st.tuples(st.sampled_from(["", "", "-", "\u2212"]), value).map("".join)
    lists = st.tuples(
        st.sampled_from(["bibliotek", "PLACE", "age", "alder", "type"]),
        st.lists(signed, min_size=1, max_size=3).map(",".join),
    )
    others = st.sampled_from(
        [("fra", "-10d"), ("til", "+8u"), ("from", "2027-02-08"), ("avlyst", "nei"), ("ui", "en")]
    )
    pairs = draw(st.lists(lists | others, max_size=5))
    return "&".join(f"{key}={value}" for key, value in pairs)


asked = vocabularies().flatmap(lambda one: st.tuples(st.just(one), queries(one)))


@given(asked)
@settings(deadline=None, max_examples=200)
def test_the_canonical_address_means_the_same(found: tuple[Vocabulary, str]) -> None:
    """SEL-12, SEL-14: an equal selection matches the same."""
    vocabulary, query = found
    selection = parse(query, vocabulary).selection
    address = canonical(selection)
    if address is not None:
        again = parse(address, vocabulary)
        assert again.selection == selection
        assert again.unknown == ()
        assert canonical(again.selection) == address
    shuffled = "&".join(reversed(query.split("&")))
    assert parse(shuffled, vocabulary).selection == selection


worlds = vocabularies().flatmap(
    lambda one: st.tuples(st.just(one), programmes(one).map(index_of), queries(one))
)
windows = st.builds(
    lambda after, length: Window(TODAY + after * DAY, TODAY + (after + length) * DAY),
    st.integers(-100, 420),
    st.integers(0, 500),
)


@given(worlds, windows)
@settings(deadline=None, max_examples=200)
def test_the_quick_way_gives_what_matches(
    world: tuple[Vocabulary, list[IndexEntry], str], window: Window
) -> None:
    vocabulary, entries, query = world
    selection = parse(query, vocabulary).selection
    inner = selection.window(TODAY, default=window, limit=window)
    expected = [
        entry
        for entry in entries
        if selection.matches(entry, TODAY) and inner.overlaps(entry.first, entry.last)
    ]
    assert select(entries, selection, TODAY, window) == expected
