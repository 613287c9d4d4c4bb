"""One thing that an address says, in words: for chips and for ends of sentences."""

from datetime import date

import pytest

from calendar_app.domain.canonical import Part, parts
from calendar_app.domain.grammar import parse
from calendar_app.domain.keys import LIST_KEYS
from calendar_app.domain.vocabulary import LANGUAGES
from calendar_app.words.filter_parts import part_words
from calendar_app.words.filter_words import key_name
from tests.support.selections import NAMED, values_of


def chip(query: str, language: str = "nb") -> str:
    (part,) = parts(parse(query, NAMED).selection)
    return part_words(part, NAMED, language)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("bibliotek=hamar", "Hamar bibliotek"),
        ("bibliotek=-hamar", "ikke Hamar bibliotek"),
        ("sted=moelv", "Moelv"),
        ("alder=13-", "fra 13 år"),
        ("alder=smabarn", "Smabarn"),
        ("alder=-3-6", "uten det som bare er for 3–6 år"),
        ("type=lesestund", "Lesestund"),
        ("type=-lesestund", "ikke lesestund"),
        ("sprak=se", "på nordsamisk"),
        ("sprak=-nb", "ikke på bokmål"),
        ("pris=gratis", "gratis"),
        ("pris=-gratis", "ikke gratis"),
        ("form=digital", "på nett"),
        ("tilgjengelig=rullestol", "tilrettelagt for rullestol"),
        ("tilgjengelig=-teleslynge", "uten teleslynge"),
        ("pamelding=nei", "uten påmelding"),
        ("pamelding=-nei", "med påmelding"),
        ("serie=babysang", "serien «Babysang»"),
        ("serie=-babysang", "ikke serien «Babysang»"),
        ("serie=neste", "bare neste gang i hver serie"),
        ("turne=bokbussen", "turneen «Bokbussen»"),
        ("avlyst=nei", "uten det som er avlyst"),
        ("avlyst=synlig", "avlyste vises som vanlige"),
        ("gjentakelse=regel", "hver serie som én gjentatt avtale"),
        ("fra=2026-10-01", "tidligst 1. oktober 2026"),
        ("fra=-60d", "tidligst for 60 dager siden"),
        ("fra=-1m", "tidligst for 1 måned siden"),
        ("til=0d", "senest i dag"),
        ("til=1u", "senest om 1 uke"),
        ("til=12m", "senest om 12 måneder"),
        ("sok=eventyr", "søk: eventyr"),
    ],
)
def test_chips(query: str, said: str) -> None:
    assert chip(query) == said


def test_search_is_shown_as_it_was_typed() -> None:
    parsed = parse("sok=B%C3%B8ker,+troll", NAMED)
    (part,) = parts(parsed.selection)
    assert part_words(part, NAMED, "nb", search=parsed.search) == "søk: Bøker, troll"


def test_date_of_an_address_is_said_in_each_language() -> None:
    query = f"fra={date(2027, 2, 8)}"
    assert chip(query, "en") == "no earlier than 8 February 2027"
    assert chip(query, "nn") == "tidlegast 8. februar 2027"


@pytest.mark.parametrize("key", LIST_KEYS)
def test_left_out_is_said_otherwise_than_asked_for(key: str) -> None:
    for value in values_of(key):
        if (key, value) == ("serie", "neste"):
            continue
        said = {
            (language, part_words(Part(key, text), NAMED, language))
            for language in LANGUAGES
            for text in (value, f"-{value}")
        }
        assert len(said) == 2 * len(LANGUAGES), value


def test_row_that_is_gone_is_called_by_its_slug() -> None:
    assert part_words(Part("type", "-bokbytte"), NAMED, "nb") == "bokbytte"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_that_lists_values_has_a_name(language: str) -> None:
    assert len({key_name(key, language) for key in LIST_KEYS}) == len(LIST_KEYS)
