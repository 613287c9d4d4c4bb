"""How a raw query text is read.

SEL-10 to SEL-13, SEL-16 to SEL-25, SEL-27, SEL-31, SEL-37, FC-37, FC-39, D-12.
"""

from datetime import date
from random import Random
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
from calendar_app.domain.vocabulary import AgeBand, Category, Series, Vocabulary, by_id
from calendar_app.domain.when import Offset
from tests.support.selections import NAMED, values_of
from tests.support.vocabulary import label, make_library

EVERYTHING = Selection()
NOTHING = Selection(nothing=True)


def read(query: str | bytes) -> Parsed:
    return parse(query, NAMED)


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
        ("språk[]=x&bibliotek[]=hamar&bibliotek=gjovik", "bibliotek=gjovik"),
        ("språk=nb-NO,UK", "sprak=nb,uk"),
        ("spra%CC%8Ak=EN_gb", "sprak=en"),
        ("lang=no", "sprak=nb,nn"),
        ("sprak=-no,nb", "sprak=nb,-nb,-nn"),
        ("sprak=nob,sma", "sprak=nb,sma"),
        ("free=true", "pris=gratis"),
        ("free=YES&pris=Gratis", "pris=gratis"),
        ("mode=online,in-person,HYBRID", "form=digital,fysisk,hybrid"),
        ("form=-physical", "form=-fysisk"),
        ("access=wheelchair,hearing-loop,toilet", "tilgjengelig=rullestol,teleslynge,toalett"),
        ("access=sign%E2%80%91language,-quiet", "tilgjengelig=tegnsprak,-stille"),
        ("signup=no,available", "pamelding=ledig,nei"),
        ("p\u00e5melding=-yes", "pamelding=-ja"),
        ("series=next", "serie=neste"),
        ("serie=neste,Sangstund,-eventyrtime", "serie=babysang,neste,-eventyrtime"),
        ("serie=next&serie=neste", "serie=neste"),
        ("tour=bokbuss", "turne=bokbussen"),
        ("recurrence=rule", "gjentakelse=regel"),
        ("s\u00f8k=B%C3%B8ker+FOR+barn,b%C3%B8ker", "sok=barn%20boker%20for"),
        ("q=bok&sok=bokbad+lese*", "sok=bokbad%20lese"),
        ("sok=Каз%D0%BA%D0%B8", "sok=%D0%BA%D0%B0%D0%B7%D0%BA%D0%B8"),
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
    again = read(address)
    assert (again.selection, again.known) == (parsed.selection, parsed.selection)
    assert not again.unknown
    assert not again.shortened


IN_ENGLISH = {
    "bibliotek=hamar": "library=hamar",
    "sted=moelv": "place=moelv",
    "alder=3-6": "age=3-6",
    "type=lesestund": "TYPE=lesestund",
    "sprak=uk": "lang=uk",
    "pris=gratis": "free=gratis",
    "form=hybrid": "mode=hybrid",
    "tilgjengelig=stille": "access=stille",
    "pamelding=ledig": "signup=ledig",
    "serie=babysang,neste": "series=babysang,neste",
    "turne=bokbussen": "tour=bokbussen",
    "avlyst=nei": "cancelled=nei",
    "gjentakelse=regel": "recurrence=regel",
    "fra=2027-03-01": "from=2027-03-01",
    "til=8u": "to=8u",
    "sok=bokbad": "q=bokbad",
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
        ("gjentakelse=ja", Unknown("gjentakelse", "ja")),
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
    pairs = (("fra=1d", "fra=2027-01-01"), ("avlyst=nei", "cancelled=synlig"), ("ui=nn", "ui=en"))
    for one, other in pairs:
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


@pytest.mark.parametrize(
    ("given", "present"),
    [
        ("turne=bokbuss", "turne=bokbussen"),
        ("serie=sangstund", "serie=babysang"),
        ("type=bokbad", "type=forfatterbesok"),
        ("type=-kurs", "type=-verksted"),
    ],
)
def test_a_slug_of_another_time_means_the_present_one(given: str, present: str) -> None:
    """SEL-27: and there is nothing to warn of."""
    assert read(given) == read(present)
    assert canonical(read(given).selection) == present


def test_only_tours_and_series_that_the_public_may_know_are_known() -> None:
    """DESIGN, section 1: an address must not tell that a tour is planned."""
    assert read("turne=hemmelig-turne").unknown == (Unknown("turne", "hemmelig-turne"),)
    assert read("turne=hemmelig-turne").selection == NOTHING


def test_a_series_that_was_cut_in_two_is_one_value() -> None:
    halves = {1: Series(slug="a1", title="Ny"), 2: Series(slug="a1", title="Gammel")}
    selection = parse("serie=a1,-A1", Vocabulary(series=halves)).selection
    assert canonical(selection) == "serie=a1,-a1"


def test_the_next_of_each_series_is_no_value_and_cannot_be_excluded() -> None:
    """SEL-39 and DESIGN, section 3."""
    assert read("serie=neste").selection == Selection(next_only=True)
    parsed = read("serie=neste,-neste")
    assert parsed.selection == Selection(next_only=True)
    assert parsed.unknown == (Unknown("serie", "neste", excluded=True),)
    assert read("serie=neste,ukjent").selection == NOTHING
    assert read("serie=neste,ukjent").known == Selection(next_only=True)


@pytest.mark.parametrize(
    "junk", ["", "norsk", "n", "nb nn", "n1", "nb-", "-nb-", "nb--no", "nb-forlangdel", "1"]
)
def test_a_language_is_a_well_formed_tag(junk: str) -> None:
    if junk:
        assert read(f"sprak={junk}").selection in (NOTHING, EVERYTHING)
        assert read(f"sprak={junk}").unknown
    assert read(f"sprak={junk},uk").selection == read("sprak=uk").selection


@pytest.mark.parametrize("text", ["!", "%00", "%FF", "bok%FF", "...+-", "%E2%80%8B", "x" * 101])
def test_a_search_text_that_cannot_be_searched_for_finds_nothing(text: str) -> None:
    """SEL-20: without the key the filter would show everything."""
    parsed = read(f"sok={text}&bibliotek=hamar&ui=nn")
    assert parsed.selection == Selection(nothing=True, ui="nn")
    assert parsed.known == read("bibliotek=hamar&ui=nn").selection
    assert [one.key for one in parsed.unknown] == ["sok"]


def test_a_blank_search_text_counts_as_absent() -> None:
    """SEL-11"""
    for blank in ("sok=", "sok=+%20", "q", "sok=&q=+"):
        assert read(blank) == Parsed(selection=EVERYTHING, known=EVERYTHING)


def test_a_form_shows_the_search_text_as_it_was_typed() -> None:
    assert read("sok=+B%C3%98KER%0Afor+deg!").search == "BØKER for deg!"
    assert read("sok=Noe&q=mer").search == "Noe mer"
    assert read("sok=!").search == "!"


def test_a_search_text_of_a_hundred_characters_is_searched_for() -> None:
    assert read(f"sok={'x' * 100}").selection.words == ("x" * 100,)
    # One character that folds into three: what would be written could not be read again.
    assert read(f"sok={quote_plus(chr(0xFB03)) * 33}").selection.words == ("ffi" * 33,)
    assert read(f"sok={quote_plus(chr(0xFB03)) * 34}").selection == NOTHING


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


def test_no_random_query_fails() -> None:
    """SEL-23, SEL-25: twenty thousand of them; every address that is written is the last word."""
    random = Random(20270208)
    names = [*NAMES, "utm_source", ""]
    values = [value for key in LIST_KEYS for value in values_of(key)]
    written = set()
    for _ in range(20_000):
        pairs = [
            random.choice(names).encode()
            + b"="
            + random.choice(["", "-", "%"]).encode()
            + (random.choice(values).encode() if random.random() < 0.7 else random.randbytes(4))
            for _ in range(random.randrange(4))
        ]
        address = canonical(read(b"&".join(pairs)).selection)
        if address is not None:
            written.add(address)
    assert all(canonical(read(address).selection) == address for address in written)


raw_queries = st.binary(max_size=300) | st.text().map(quote_plus)
pairs = st.tuples(
    st.sampled_from([*NAMES, *(key.upper() for key in KEYS)]),
    st.binary(max_size=20)
    | st.sampled_from([b"hamar", b"-3-6", b"+8u", b"nei", b"no", b"neste", b"%", b"%0", b"[]"]),
)
built_queries = st.lists(pairs, max_size=12).map(
    lambda found: b"&".join(key.encode() + b"=" + value for key, value in found)
)


@given(raw_queries | built_queries | st.text(st.characters()))
@example(b"bibliotek=a&" * 340)
@example(b"alder=" + b"-1-2," * 800)
@example(b"til=9999-12-31&fra=0001-01-01")
@example(b"&&==&=&%&%%%&bibliotek=%ff%fe%2c%2c")
@settings(max_examples=200, deadline=None)
def test_no_query_text_fails_or_echoes_what_could_harm(query: bytes | str) -> None:
    """SEL-18, SEL-23, SEL-24"""
    parsed = read(query)
    assert hash(parsed.selection) == hash(read(query).selection)
    assert len(parsed.unknown) <= MOST_ECHOED
    for unknown in parsed.unknown:
        assert 1 <= len(unknown.value) <= ECHO_LENGTH
        assert clean_line(unknown.value) == unknown.value
    address = canonical(parsed.selection)
    pairs = [pair.split("=") for pair in address.split("&")] if address else []
    plain = set("abcdefghijklmnopqrstuvwxyz0123456789-,")
    for key, value in pairs:  # RFC 3986, section 2.1, asks for capitals after a percent sign
        assert set(value) <= plain | set("%ABCDEF") if key == "sok" else set(value) <= plain
    assert (address is None) == parsed.selection.nothing
