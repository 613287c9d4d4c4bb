"""How a raw query text is read.

SEL-10 to SEL-13, SEL-16 to SEL-24, SEL-31, SEL-37, FC-37, FC-39, D-12.
"""

from datetime import date
from urllib.parse import quote_plus

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from calendar_app.domain.calledoff import CalledOff
from calendar_app.domain.canonical import canonical
from calendar_app.domain.grammar import MOST_ECHOED, Parsed, parse
from calendar_app.domain.keys import KEYS, LIST_KEYS, NAMES
from calendar_app.domain.selection import Selection
from calendar_app.domain.text import clean_line
from calendar_app.domain.values import ECHO_LENGTH, MOST_INCLUDED, Unknown
from calendar_app.domain.vocabulary import AgeBand, Category, Vocabulary, by_id
from calendar_app.domain.when import Offset
from tests.support.vocabulary import VOCABULARY, label, make_library

EVERYTHING = Selection()
NOTHING = Selection(nothing=True)


def read(query: str | bytes) -> Parsed:
    return parse(query, VOCABULARY)


@pytest.mark.parametrize(
    ("query", "address"),
    [
        ("LIBRARY=Gj%C3%B8vik,,hamar,&age=3%E2%80%936&utm_source=x&fbclid=y",
         "bibliotek=gjovik,hamar&alder=3-6"),
        ("alder=3-6&bibliotek=hamar", "bibliotek=hamar&alder=3-6"),
        ("bibliotek=GJ%C3%98VIK", "bibliotek=gjovik"),
        ("bibliotek=Gj\u00f8vik", "bibliotek=gjovik"),
        ("type=spr%C3%A5kkafe", "type=sprakkafe"),
        ("type=spra%CC%8Akkafe", "type=sprakkafe"),
        ("%62ibliotek=%68amar%2Cgjovik", "bibliotek=gjovik,hamar"),
        ("bibliotek=hamar,hamar&bibliotek=hamar", "bibliotek=hamar"),
        ("bibliotek=+hamar+,%20gjovik%0D%0A", "bibliotek=gjovik,hamar"),
        ("bibliotek=hamar\uff0cgjovik", "bibliotek=gjovik,hamar"),
        ("type=%E2%88%92lesestund,kurs", "type=verksted,-lesestund"),
        ("type=-kurs,bokbad,-lesestund", "type=forfatterbesok,-lesestund,-verksted"),
        ("alder=ungdom,13-,3%E2%80%936,05,3,smabarn,-10", "alder=3,3-6,5,13-,smabarn,ungdom,-10"),
        ("alder=4-4", "alder=4"),
        ("språk=x&bibliotek[]=hamar&bibliotek=gjovik", "bibliotek=gjovik"),
        ("avlyst=SYNLIG", "avlyst=synlig"),
        ("cancelled=no", "avlyst=nei"),
        ("avlyst=visible", "avlyst=synlig"),
        ("til=+8u", "til=8u"),
        ("ui=NN&sted=moelv", "sted=moelv&ui=nn"),
    ],
)  # fmt: skip
def test_every_spelling_has_one_canonical_address(query: str, address: str) -> None:
    """SEL-12, SEL-13, FC-37"""
    parsed = read(query)
    assert canonical(parsed.selection) == address
    assert read(address) == Parsed(selection=parsed.selection, known=parsed.selection)


IN_ENGLISH = {
    "bibliotek=hamar": "library=hamar",
    "sted=moelv": "place=moelv",
    "alder=3-6": "age=3-6",
    "type=lesestund": "TYPE=lesestund",
    "avlyst=nei": "cancelled=nei",
    "fra=2027-03-01": "from=2027-03-01",
    "til=8u": "to=8u",
    "ui=en": "UI=en",
}


@pytest.mark.parametrize(("norwegian", "english"), IN_ENGLISH.items())
def test_an_english_key_means_the_norwegian_one_and_is_never_written(
    norwegian: str, english: str
) -> None:
    """SEL-16"""
    assert read(english) == read(norwegian)
    assert canonical(read(english).selection) == norwegian


def test_every_key_of_the_table_has_an_example_above() -> None:
    assert [query.partition("=")[0] for query in IN_ENGLISH] == list(KEYS)


@pytest.mark.parametrize("key", LIST_KEYS)
def test_a_key_without_a_value_counts_as_absent(key: str) -> None:
    """SEL-11: an empty form field is sent that way."""
    for blank in ("", ",", "+", ",,%20,", "-"):
        assert read(f"{key}={blank}") == Parsed(selection=EVERYTHING, known=EVERYTHING)
    assert read(key) == read("") == Parsed(selection=EVERYTHING, known=EVERYTHING)


def test_repeated_keys_are_one_list() -> None:
    """SEL-10"""
    assert read("bibliotek=hamar&library=gjovik") == read("bibliotek=hamar,gjovik")


def test_a_switch_at_its_default_is_not_written() -> None:
    """SEL-17"""
    assert read("avlyst=status&ui=nb").selection == EVERYTHING
    assert read("avlyst=synlig").selection == Selection(called_off=CalledOff.VISIBLE)


def test_an_unknown_value_among_known_ones_is_named_and_left_out() -> None:
    """SEL-19, FC-39"""
    parsed = read("bibliotek=hamar,Hammar")
    assert parsed.selection == read("bibliotek=hamar").selection
    assert parsed.unknown == (Unknown("bibliotek", "Hammar"),)


@pytest.mark.parametrize("key", LIST_KEYS)
@pytest.mark.parametrize(
    "junk", ["hammar", "%FF", "%00", "%C2%AD", "%CC%81", "6-3", "%ED%A0%80", "%EF%BC%8C-x,'"]
)
def test_a_key_with_only_unknown_values_gives_nothing(key: str, junk: str) -> None:
    """SEL-19, SEL-20: never the filter without that key; what is understood is kept for a form."""
    parsed = read(f"{key}={junk}&avlyst=nei&fra=2027-01-01&ui=nn")
    assert parsed.selection == Selection(nothing=True, ui="nn")
    assert canonical(parsed.selection) is None
    assert parsed.known == read("avlyst=nei&fra=2027-01-01&ui=nn").selection
    assert parsed.unknown[0].key == key


def test_an_unknown_exclusion_excludes_nothing_and_is_named() -> None:
    """SEL-21"""
    parsed = read("type=-lesestun")
    assert parsed.selection == EVERYTHING
    assert parsed.unknown == (Unknown("type", "lesestun", excluded=True),)


def test_unknown_values_and_an_exclusion_still_give_nothing() -> None:
    assert read("bibliotek=hammar,-gjovik").selection == NOTHING


def test_unknown_keys_do_not_count() -> None:
    """SEL-22"""
    noise = "&".join(f"utm_{number}=x{number}" for number in range(50))
    assert read(f"{noise}&side=2&page=2&limit=1&bibliotek=hamar") == read("bibliotek=hamar")


@pytest.mark.parametrize(
    ("query", "unknown"),
    [
        ("avlyst=kanskje", Unknown("avlyst", "kanskje")),
        ("avlyst=nei,synlig", Unknown("avlyst", "nei,synlig")),
        ("ui=xx", Unknown("ui", "xx")),
        ("fra=i-g%C3%A5r", Unknown("fra", "i-går")),
        ("til=2027-02-30", Unknown("til", "2027-02-30")),
        ("fra=%FF", Unknown("fra", "\ufffd")),
    ],
)
def test_an_unknown_switch_or_date_is_its_default_and_is_named(
    query: str, unknown: Unknown
) -> None:
    assert read(query) == Parsed(selection=EVERYTHING, known=EVERYTHING, unknown=(unknown,))


def test_two_dates_or_switches_that_differ_say_nothing_in_any_order() -> None:
    for one, other in (("fra=1d", "fra=2027-01-01"), ("avlyst=nei", "cancelled=synlig")):
        for query in (f"{one}&{other}", f"{other}&{one}"):
            assert read(query).selection == EVERYTHING
            assert len(read(query).unknown) == 2
    assert read("fra=1d&from=%2B1d") == read("fra=1d")
    assert read("fra=1d&fra=x").selection == read("fra=1d").selection


def test_a_plus_that_became_a_space_is_a_plus() -> None:
    """SEL-37"""
    for query in ("til=+8u", "til=%2B8u", "til=8u", "to=8u"):
        assert read(query).selection == Selection(until=Offset(8, "u"))
    assert read("fra=-60d").selection == Selection(since=Offset(-60, "d"))
    assert read("fra=%E2%88%9260d").selection == Selection(since=Offset(-60, "d"))
    assert read("fra=2026%E2%80%9110%E2%80%9101").selection.since == date(2026, 10, 1)


def test_a_minus_before_an_age_is_an_exclusion() -> None:
    """SEL-31"""
    (choice,) = read("alder=-6").selection.choices
    assert ([one.slug for one in choice.included], choice.excluded[0].slug) == ([], "6")


def test_the_limits_of_a_band_change_the_filter_and_not_its_address() -> None:
    """D-12"""
    moved = Vocabulary(age_bands=by_id(AgeBand(id=1, label=label("smabarn"), low=0, high=5)))
    before, after = read("alder=smabarn").selection, parse("alder=smabarn", moved).selection
    assert canonical(before) == canonical(after) == "alder=smabarn"
    assert before != after


def test_a_present_slug_stands_before_an_alias() -> None:
    rows = (
        Category(id=1, label=label("scene"), aliases=("film",)),
        Category(id=2, label=label("film")),
    )
    selection = parse("type=film", Vocabulary(categories=by_id(*rows))).selection
    assert canonical(selection) == "type=film"


def test_included_values_beyond_the_tenth_go_and_excluded_ones_stay() -> None:
    slugs = [f"bibliotek{letter}" for letter in "abcdefghijkl"]
    rows = [make_library(number, slug) for number, slug in enumerate(slugs, 1)]
    vocabulary = Vocabulary(libraries=by_id(*rows))
    parsed = parse("bibliotek=" + ",".join(reversed(slugs)), vocabulary)
    assert [one.slug for one in parsed.selection.choices[0].included] == slugs[:MOST_INCLUDED]
    assert parsed.shortened == ("bibliotek",)
    parsed = parse("bibliotek=" + ",".join(f"-{slug}" for slug in slugs), vocabulary)
    assert [one.slug for one in parsed.selection.choices[0].excluded] == slugs
    assert parsed.shortened == ()


def test_what_is_echoed_is_one_short_clean_line() -> None:
    """SEL-24"""
    hostile = ("hei%0D%0ABEGIN:VEVENT", "<script>", "x" * 900, "%E2%80%AEabc", "a", "b", "c")
    parsed = read("bibliotek=" + ",".join(hostile))
    assert [one.value for one in parsed.unknown] == [
        "hei BEGIN:VEVENT",
        "<script>",
        "x" * ECHO_LENGTH,
        "abc",
        "a",
    ]


raw_queries = st.binary(max_size=300) | st.text().map(quote_plus)
pairs = st.tuples(
    st.sampled_from([*NAMES, *(key.upper() for key in KEYS)]),
    st.binary(max_size=20)
    | st.sampled_from([b"hamar", b"-3-6", b"+8u", b"nei", b"%", b"%0", b"[]"]),
)
built_queries = st.lists(pairs, max_size=12).map(
    lambda found: b"&".join(key.encode() + b"=" + value for key, value in found)
)


@given(raw_queries | built_queries | st.text(st.characters()))
@example(b"bibliotek=a&" * 340)
@example(b"alder=" + b"-1-2," * 800)
@example(b"til=9999-12-31&fra=0001-01-01")
@example(b"&&==&=&%&%%%&bibliotek=%ff%fe%2c%2c")
@settings(max_examples=400, deadline=None)
def test_no_query_text_fails_or_echoes_what_could_harm(query: bytes | str) -> None:
    """SEL-18, SEL-23, SEL-24"""
    parsed = read(query)
    assert hash(parsed.selection) == hash(read(query).selection)
    assert len(parsed.unknown) <= MOST_ECHOED
    for unknown in parsed.unknown:
        assert 1 <= len(unknown.value) <= ECHO_LENGTH
        assert clean_line(unknown.value) == unknown.value
    address = canonical(parsed.selection)
    assert address is None or set(address) <= set("abcdefghijklmnopqrstuvwxyz0123456789-,=&")
    assert (address is None) == parsed.selection.nothing
