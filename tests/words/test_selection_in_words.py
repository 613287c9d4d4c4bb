"""Selections in words: heading, calendar name and description of real addresses."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendar_app.domain.grammar import parse
from calendar_app.domain.keys import LIST_KEYS
from calendar_app.domain.selection import Selection
from calendar_app.domain.vocabulary import (
    LANGUAGES,
    AgeBand,
    Category,
    Label,
    Library,
    LibraryKind,
    Series,
    Tour,
    Venue,
    Vocabulary,
    by_id,
)
from calendar_app.words.selection import (
    MAX_NAME,
    says_what,
    selection_description,
    selection_heading,
    selection_limits,
    selection_name,
)
from tests.support.selections import NAMED, values_of


def named(slug: str, nb: str, nn: str, en: str) -> Label:
    return Label(slug=slug, nb=nb, nn=nn, en=en)


def library(number: int, slug: str, name: str, short: str, kind: LibraryKind) -> Library:
    return Library(id=number, slug=slug, name=name, short_name=short, kind=kind)


TOWN, COUNTY = LibraryKind.LIBRARY, LibraryKind.COUNTY
SPOKEN = Vocabulary(
    libraries=by_id(
        library(1, "hamar", "Hamar bibliotek", "Hamar", TOWN),
        library(2, "gjovik", "Gjøvik bibliotek og litteraturhus", "Gjøvik", TOWN),
        library(3, "innlandet", "Innlandet fylkesbibliotek", "Fylkesbiblioteket", COUNTY),
    ),
    venues=by_id(
        Venue(id=1, slug="moelv", name="Ringsaker bibliotek, Moelv", short_name="Moelv"),
        Venue(id=2, slug="domkirkeodden", name="Domkirkeodden", short_name="Domkirkeodden"),
    ),
    age_bands=by_id(
        AgeBand(
            id=1,
            label=named("smabarn", "Småbarn 0–3 år", "Småbarn 0–3 år", "Toddlers 0–3"),
            low=0,
            high=3,
        )
    ),
    categories=by_id(
        Category(id=1, label=named("lesestund", "Lesestund", "Lesestund", "Story time")),
        Category(id=2, label=named("spill", "Spill", "Spel", "Games")),
        Category(id=3, label=named("lego", "LEGO-klubb", "LEGO-klubb", "LEGO club")),
        Category(
            id=4,
            label=named(
                "babysang",
                "Babysang og småbarnstreff",
                "Babysong og småbarnstreff",
                "Rhyme time",
            ),
        ),
    ),
    tours=by_id(Tour(id=1, slug="askeladden", title="Askeladden og trollene")),
    series={7: Series(slug="lordagslesing", title="Lørdagslesing")},
    stops={5: 1},
)
"""As librarians write it: names of several words, with `og`, with commas."""


def read(query: str, vocabulary: Vocabulary = SPOKEN) -> Selection:
    return parse(query, vocabulary).selection


@pytest.mark.parametrize(
    ("query", "heading"),
    [
        ("", "Hva skjer"),
        ("ui=nn&avlyst=nei&fra=2027-01-01&gjentakelse=regel", "Hva skjer"),
        ("bibliotek=hamar", "Arrangementer i Hamar"),
        ("type=lesestund&alder=3-6&bibliotek=hamar", "Lesestund for 3–6 år i Hamar"),
        ("bibliotek=hamar,gjovik&type=spill,lesestund", "Lesestund og spill i Gjøvik og Hamar"),
        ("bibliotek=innlandet,hamar", "Arrangementer i Hamar og ved Innlandet fylkesbibliotek"),
        (
            "pris=gratis&type=lesestund&sprak=se&bibliotek=hamar",
            "Gratis lesestund på nordsamisk i Hamar",
        ),
        ("pris=gratis", "Gratis arrangementer"),
        ("alder=13-", "Arrangementer for 13 år og oppover"),
        ("alder=smabarn,5", "Arrangementer for 5-åringer og for småbarn 0–3 år"),
        ("alder=0-", "Arrangementer for alle"),
        ("alder=0", "Arrangementer for barn under 1 år"),
        ("type=babysang,lesestund", "Babysang og småbarnstreff, lesestund"),
        ("type=lego,spill", "LEGO-klubb og spill"),
        ("sted=moelv", "Arrangementer ved Ringsaker bibliotek, Moelv"),
        ("sprak=no", "Arrangementer på norsk"),
        ("sprak=nn,en", "Arrangementer på engelsk eller nynorsk"),
        ("form=digital&alder=6-9", "Arrangementer på nett for 6–9 år"),
        ("pamelding=ledig&bibliotek=hamar", "Arrangementer i Hamar med ledige plasser"),
        (
            "tilgjengelig=rullestol,teleslynge&type=lesestund",
            "Lesestund, tilrettelagt for rullestol eller med teleslynge",
        ),
        ("serie=lordagslesing", "Serien «Lørdagslesing»"),
        ("serie=neste&type=lesestund", "Lesestund, bare neste gang i hver serie"),
        ("serie=lordagslesing&type=spill&pris=gratis", "Gratis spill, serien «Lørdagslesing»"),
        ("turne=askeladden&bibliotek=gjovik", "Turneen «Askeladden og trollene» i Gjøvik"),
        ("turne=askeladden&pris=gratis", "Turneen «Askeladden og trollene», gratis"),
        ("sok=eventyr&bibliotek=hamar", "Arrangementer i Hamar, søk: eventyr"),
        ("type=-spill&bibliotek=-hamar", "Arrangementer, ikke Hamar bibliotek, ikke spill"),
        ("tilgjengelig=-teleslynge", "Arrangementer, uten teleslynge"),
        (
            "type=-lego&alder=-smabarn",
            "Arrangementer, uten det som bare er for småbarn 0–3 år, ikke LEGO-klubb",
        ),
        ("bibliotek=hammar", "Ingen arrangementer"),
    ],
)
def test_heading(query: str, heading: str) -> None:
    assert selection_heading(read(query), SPOKEN, "nb") == heading


@pytest.mark.parametrize(
    ("query", "nynorsk", "english"),
    [
        ("", "Kva skjer", "What’s on"),
        (
            "bibliotek=hamar&type=lesestund&alder=3-6",
            "Lesestund for 3–6 år i Hamar",
            "Story time for ages 3–6 in Hamar",
        ),
        ("alder=5", "Arrangement for 5-åringar", "Events for 5-year-olds"),
        (
            "pris=gratis&sprak=se",
            "Gratis arrangement på nordsamisk",
            "Free events in Northern Sami",
        ),
        (
            "serie=neste&pamelding=nei",
            "Arrangement utan påmelding, berre neste gong i kvar serie",
            "Events without sign-up, only the next date of each series",
        ),
        ("serie=lordagslesing", "Serien «Lørdagslesing»", "The series “Lørdagslesing”"),
        ("type=-spill", "Arrangement, ikkje spel", "Events, not games"),
    ],
)
def test_heading_in_other_languages(query: str, nynorsk: str, english: str) -> None:
    headings = [selection_heading(read(query), SPOKEN, language) for language in ("nn", "en")]
    assert headings == [nynorsk, english]


def test_page_repeats_a_search_as_it_was_typed() -> None:
    """An address keeps words folded, and so does what a feed says of it."""
    parsed = parse("sok=B%C3%98ker+om+troll", SPOKEN)
    page = selection_heading(parsed.selection, SPOKEN, "nb", search=parsed.search)
    feed = selection_heading(parsed.selection, SPOKEN, "nb")
    assert (page, feed) == (
        "Arrangementer, søk: BØker om troll",
        "Arrangementer, søk: boker om troll",
    )


def test_calendar_name_is_that_of_the_service_or_of_the_filter() -> None:
    for query, name in (
        ("", "Lesekalender"),
        ("ui=en&til=8u", "Lesekalender"),
        ("bibliotek=hamar", "Arrangementer i Hamar"),
        ("bibliotek=oslo", "Ingen arrangementer"),
    ):
        assert selection_name(read(query), SPOKEN, "nb", service="Lesekalender") == name


@given(
    st.dictionaries(
        st.sampled_from([*LIST_KEYS, "sok"]),
        st.lists(st.integers(0, 200), min_size=1, max_size=9),
    ),
    st.sampled_from(LANGUAGES),
)
def test_calendar_name_is_never_longer_than_clients_show(
    chosen: dict[str, list[int]], language: str
) -> None:
    """FC-6."""
    said = []
    for key, numbers in chosen.items():
        values = values_of(key) if key != "sok" else ["etnokkselangtord" * 6]
        texts = [f"{'-' if one > 150 else ''}{values[one % len(values)]}" for one in numbers]
        said.append(f"{key}={','.join(texts)}")
    selection = parse("&".join(said), NAMED).selection
    name = selection_name(selection, NAMED, language, service="Lesekalender")
    heading = selection_heading(selection, NAMED, language)
    assert 0 < len(name) <= MAX_NAME
    if says_what(selection) or selection.nothing:
        assert heading.startswith(name.removesuffix("…"))
        assert name == heading or name.endswith("…")


def test_description_says_every_limit() -> None:
    query = (
        "bibliotek=hamar,gjovik&sted=domkirkeodden&alder=3-6&type=lesestund,-spill&sprak=no"
        "&pris=gratis&form=hybrid&tilgjengelig=stille&pamelding=ja&serie=lordagslesing,neste"
        "&turne=askeladden&avlyst=nei&gjentakelse=regel&fra=-60d&til=8u&sok=troll"
    )
    said = selection_description(read(query), SPOKEN, "nb", service="Lesekalender", unknown=False)
    assert said == (
        "Arrangementer fra Lesekalender. Utvalg: "
        "ved Gjøvik bibliotek og litteraturhus eller Hamar bibliotek; ved Domkirkeodden; "
        "for 3–6 år; lesestund; på norsk; gratis; både fysisk og på nett; "
        "rolig og sansevennlig; med påmelding; serien «Lørdagslesing»; "
        "turneen «Askeladden og trollene»; ikke spill; bare neste gang i hver serie; "
        "uten det som er avlyst; hver serie som én gjentatt avtale; "
        "tidligst for 60 dager siden; senest om 8 uker; søk: troll."
    )


@pytest.mark.parametrize("key", LIST_KEYS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_value_can_be_said(key: str, language: str) -> None:
    """Asked for or left out, in each language, and never by what the address calls it."""
    for value in values_of(key):
        for text in (value, f"-{value}"):
            selection = parse(f"{key}={text}", NAMED).selection
            said = selection_limits(selection, NAMED, language)
            assert len(said) == (0 if selection.nothing or text == "-neste" else 1), text
            assert all(f"={value}" not in phrase for phrase in said)


def test_description_tells_of_unknown_values_in_one_fixed_sentence() -> None:
    """SEL-19: the feed's text is kept for everybody, so it repeats nothing of the address."""
    said = selection_description(read("bibliotek=hamar"), SPOKEN, "nb", service="x", unknown=True)
    assert said.endswith("Noe i adressen ble ikke forstått og er ikke tatt med.")
    nothing = [
        selection_description(read(query), SPOKEN, "nb", service="x", unknown=True)
        for query in ("alder=x", "alder=y&type=lesestund")
    ]
    assert (
        nothing
        == [
            "Adressen ber om noe som ikke finnes, så kalenderen er tom. "
            "Lag en ny adresse på kalenderens nettside."
        ]
        * 2
    )


def test_value_whose_row_is_gone_is_not_said() -> None:
    """The selection of an answer may be older than the vocabulary of this moment."""
    selection = read("bibliotek=hamar&type=lesestund")
    bare = replace(SPOKEN, categories={})
    assert selection_heading(selection, bare, "nb") == "Arrangementer i Hamar"
