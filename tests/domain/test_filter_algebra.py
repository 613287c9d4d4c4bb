"""The algebra of filters, over random programmes, vocabularies and queries.

SEL-6 to SEL-11, SEL-14, SEL-19, SEL-20, FC-39, FC-40. The meaning of a value is told here once
more, from the published dates themselves, without index or bits.
"""

from collections.abc import Callable

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from calendar_app.domain.canonical import canonical
from calendar_app.domain.entries import Entries
from calendar_app.domain.event import Mode, PriceKind, RegistrationKind, State
from calendar_app.domain.grammar import parse
from calendar_app.domain.index import IndexEntry
from calendar_app.domain.keys import KEYS, LIST_KEYS, ROW_KEYS, rows_by_spelling
from calendar_app.domain.published import PublishedOccurrence
from calendar_app.domain.selection import select
from calendar_app.domain.text import valid_slug
from calendar_app.domain.timing import DAY, Window
from calendar_app.domain.vocabulary import AgeBand, Category, Series, Tour, Vocabulary, by_id
from tests.support.selections import NAMED, TODAY, index_of, programmes, selected, values_of
from tests.support.vocabulary import label, make_library, make_venue

Programme = list[PublishedOccurrence]
Named = Callable[[PublishedOccurrence, str], bool]

list_keys = st.sampled_from(LIST_KEYS)
keys_with_two_values = list_keys.flatmap(
    lambda key: st.tuples(
        st.just(key), st.sampled_from(values_of(key)), st.sampled_from(values_of(key))
    )
)
junk = st.text(st.characters(exclude_characters=",-+&%=", codec="utf-8"), min_size=1)
some_examples = settings(deadline=None, max_examples=150)


def id_of(key: str, slug: str) -> int:
    row = rows_by_spelling(key, NAMED)[slug]
    assert not isinstance(row, Series)
    return row.id


def by_library(one: PublishedOccurrence, slug: str) -> bool:
    arrangers = {one.organiser.slug, *(other.slug for other in one.co_organisers)}
    hosted = one.place is not None and one.place.library_id == id_of("bibliotek", slug)
    return slug in arrangers or hosted


def by_place(one: PublishedOccurrence, slug: str) -> bool:
    return one.place is not None and one.place.venue_id == id_of("sted", slug)


def by_type(one: PublishedOccurrence, slug: str) -> bool:
    return id_of("type", slug) in one.category_ids


def by_language(one: PublishedOccurrence, slug: str) -> bool:
    firsts = {tag.partition("-")[0] for tag in one.languages}
    return slug in firsts or (slug in ("nb", "nn") and "no" in firsts)


def by_price(one: PublishedOccurrence, _: str) -> bool:
    return one.price.kind in (PriceKind.FREE, PriceKind.FREE_TICKET)


def by_form(one: PublishedOccurrence, slug: str) -> bool:
    exact = {"fysisk": Mode.IN_PERSON, "digital": Mode.ONLINE, "hybrid": Mode.HYBRID}
    return one.mode in (exact[slug], Mode.HYBRID)


def by_access(one: PublishedOccurrence, slug: str) -> bool:
    there = {
        "rullestol": one.access.wheelchair,
        "toalett": one.access.accessible_wc,
        "teleslynge": one.access.hearing_loop,
        "tegnsprak": one.access.sign_language,
        "stille": one.access.low_sensory,
    }
    return there[slug] is True


def by_signup(one: PublishedOccurrence, slug: str) -> bool:
    needed = one.registration.kind is not RegistrationKind.NONE
    gone = one.state in (State.FULL, State.CANCELLED, State.POSTPONED)
    return {"nei": not needed, "ja": needed, "ledig": needed and not gone}[slug]


def by_series(one: PublishedOccurrence, slug: str) -> bool:
    return one.series_slug == slug


def by_tour(one: PublishedOccurrence, slug: str) -> bool:
    return one.tour is not None and one.tour.slug == slug


MEANING: dict[str, Named] = {
    "bibliotek": by_library,
    "sted": by_place,
    "type": by_type,
    "sprak": by_language,
    "pris": by_price,
    "form": by_form,
    "tilgjengelig": by_access,
    "pamelding": by_signup,
    "serie": by_series,
    "turne": by_tour,
}
"""What a value names, for every list key but `alder`, which has tests of its own."""

named_values = st.sampled_from(sorted(MEANING)).flatmap(
    lambda key: st.tuples(st.just(key), st.sampled_from(values_of(key)))
)


def test_every_list_key_has_its_meaning_here() -> None:
    assert {*MEANING, "alder"} == set(LIST_KEYS)


@given(programmes(), named_values)
@settings(deadline=None, max_examples=150)
def test_a_value_selects_what_it_names(programme: Programme, pair: tuple[str, str]) -> None:
    """SEL-8: and with a minus all the rest."""
    key, slug = pair
    everything = selected("", programme)
    expected = {one.uid for one in programme if MEANING[key](one, slug)} & everything
    assert selected(f"{key}={slug}", programme) == expected
    assert selected(f"{key}=-{slug}", programme) == everything - expected


@given(programmes(), keys_with_two_values)
@settings(deadline=None, max_examples=150)
def test_comma_is_union_and_minus_is_difference(
    programme: Programme, found: tuple[str, str, str]
) -> None:
    """SEL-6, SEL-9, SEL-10; for ages `-b` is the difference to what lies wholly inside b."""
    key, a, b = found
    one, other = selected(f"{key}={a}", programme), selected(f"{key}={b}", programme)
    assert selected(f"{key}={a},{b}", programme) == one | other
    assert selected(f"{key}={a}&{key}={b}", programme) == one | other
    assert selected(f"{KEYS[key]}={b}&{key}={a}", programme) == one | other
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
    assume(text.strip() and parse(f"{key}={text}", NAMED).unknown)
    everything = selected("", programme)
    assert selected(f"{key}=", programme) == selected(f"{key}=,", programme) == everything
    assert selected(f"{key}={text}", programme) == set()
    assert selected(f"{key}=-{text}", programme) == everything
    for known in (values_of(key)[0], f"-{values_of(key)[0]}"):
        with_junk = selected(f"{key}={known},{text}", programme)
        assert with_junk <= selected(f"{key}={known}", programme)
    known = f"{key}={values_of(key)[0]}"
    assert selected(f"{known},{text}", programme) == selected(known, programme)


@given(programmes(), list_keys, st.text(min_size=1))
@some_examples
def test_no_value_at_all_shows_more_than_everything(
    programme: Programme, key: str, text: str
) -> None:
    """SEL-20: whatever is typed, understood or not."""
    assert selected(f"{key}={text}".encode("utf-8", "replace"), programme) <= selected(
        "", programme
    )


plain_slugs = st.from_regex(r"[a-z0-9]{1,5}(-[a-z0-9]{1,4})?", fullmatch=True).filter(valid_slug)


@st.composite
def vocabularies(draw: st.DrawFn) -> Vocabulary:
    """Give rows with any valid slugs and any ids, ages and aliases among them."""
    names = draw(st.lists(plain_slugs, min_size=10, max_size=10, unique=True))
    ids = draw(st.lists(st.integers(1, 200), min_size=2, max_size=2, unique=True))
    low, high = draw(st.integers(0, 20)), draw(st.none() | st.integers(20, 30))
    return Vocabulary(
        libraries=by_id(make_library(ids[0], names[0]), make_library(ids[1], names[1])),
        venues=by_id(make_venue(ids[1], names[2], ids[0]), make_venue(ids[0], names[3], None)),
        age_bands=by_id(AgeBand(id=ids[0], label=label(names[4]), low=low, high=high)),
        categories=by_id(
            Category(id=ids[0], label=label(names[5]), aliases=(names[6],)),
        ),
        tours=by_id(Tour(id=ids[0], slug=names[7], title="Turné")),
        series={ids[1]: Series(slug=names[8], title="Serie", aliases=(names[9],))},
        stops={ids[0]: ids[0]},
    )


OTHERS = [
    ("fra", "-10d"),
    ("til", "+8u"),
    ("from", "2027-02-08"),
    ("avlyst", "nei"),
    ("recurrence", "rule"),
    ("gjentakelse", "hver-gang"),
    ("sok", "B%C3%B8k+bokb"),
    ("q", "spr%C3%A5k"),
    ("sok", "!"),
    ("ui", "en"),
]


@st.composite
def queries(draw: st.DrawFn, vocabulary: Vocabulary) -> str:
    """Give query texts in which most values are known."""
    key = draw(st.sampled_from(LIST_KEYS))
    spelt = [
        name
        for key in ROW_KEYS
        for slug in rows_by_spelling(key, vocabulary)
        for name in (slug, slug.upper())
    ]
    others = ["5", "3-6", "13-", "6-3", "moss", "no", "gratis", "yes", "quiet", "neste", "Hybrid"]
    value = st.sampled_from([*spelt, *others, *values_of(key, vocabulary)])
    signed = st.tuples(st.sampled_from(["", "", "-", "\u2212"]), value).map("".join)
    lists = st.tuples(
        st.sampled_from([key, KEYS[key], "bibliotek", "PLACE", "age", "type", "lang", "serie"]),
        st.lists(signed, min_size=1, max_size=3).map(",".join),
    )
    pairs = draw(st.lists(lists | st.sampled_from(OTHERS), max_size=5))
    return "&".join(f"{key}={value}" for key, value in pairs)


asked = vocabularies().flatmap(lambda one: st.tuples(st.just(one), queries(one)))


@given(asked)
@settings(deadline=None, max_examples=150)
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


def is_next(entry: IndexEntry, among: list[IndexEntry]) -> bool:
    """Tell whether nothing of its series takes place before it that is not over by today."""
    series = entry.facets.series
    if not series:
        return True
    before = [
        one
        for one in among
        if one.facets.series == series
        and one.last >= TODAY
        and not one.called_off
        and one.sort_key < entry.sort_key
    ]
    return entry.last >= TODAY and not before


@given(worlds, windows)
@settings(deadline=None, max_examples=150)
def test_the_quick_way_gives_what_matches(
    world: tuple[Vocabulary, Entries, str], window: Window
) -> None:
    """SEL-39: and of each series the next date, by hand."""
    vocabulary, entries, query = world
    selection = parse(query, vocabulary).selection
    inner = selection.window(TODAY, default=window, limit=window)
    matching = [
        entry
        for entry in entries.dates
        if selection.matches(entry, TODAY) and inner.overlaps(entry.first, entry.last)
    ]
    expected = [one for one in matching if not selection.next_only or is_next(one, matching)]
    assert select(entries, selection, TODAY, window) == expected
    touched = [*entries.dates]
    assert selection.matches_any(touched, TODAY) == any(
        selection.matches(one, TODAY) for one in touched
    )
