"""What a page says of an address that was not wholly understood."""

import pytest

from calendar_app.domain.canonical import Part
from calendar_app.domain.grammar import parse
from calendar_app.words.warnings import Warned, warnings
from tests.support.selections import NAMED


def told(query: str, language: str = "nb") -> tuple[Warned, ...]:
    return warnings(parse(query, NAMED), NAMED, language)


@pytest.mark.parametrize(
    ("query", "sentence", "meant"),
    [
        ("bibliotek=hammar", "Kjenner ikke «hammar» – mente du «hamar»?", "hamar"),
        ("bibliotek=oslo", "Kjenner ikke «oslo».", None),
        ("sted=mølv", "Kjenner ikke «mølv» – mente du «moelv»?", "moelv"),
        ("alder=ungdommer", "Kjenner ikke «ungdommer» – mente du «ungdom»?", "ungdom"),
        ("alder=6-3", "Kjenner ikke «6-3».", None),
        ("type=lesestun", "Kjenner ikke «lesestun» – mente du «lesestund»?", "lesestund"),
        ("sprak=engelsk", "Kjenner ikke «engelsk» – mente du «en»?", "en"),
        ("pris=grattis", "Kjenner ikke «grattis» – mente du «gratis»?", "gratis"),
        ("form=digitalt", "Kjenner ikke «digitalt» – mente du «digital»?", "digital"),
        (
            "tilgjengelig=rullestoler",
            "Kjenner ikke «rullestoler» – mente du «rullestol»?",
            "rullestol",
        ),
        ("pamelding=ledige", "Kjenner ikke «ledige» – mente du «ledig»?", "ledig"),
        ("serie=babysong", "Kjenner ikke «babysong» – mente du «babysang»?", "babysang"),
        ("turne=bokbus", "Kjenner ikke «bokbus» – mente du «bokbussen»?", "bokbussen"),
        ("avlyst=synelig", "Kjenner ikke «synelig» – mente du «synlig»?", "synlig"),
        ("gjentakelse=regler", "Kjenner ikke «regler» – mente du «regel»?", "regel"),
        ("ui=nny", "Kjenner ikke «nny» – mente du «nn»?", "nn"),
        ("fra=i-går", "Forstår ikke datoen «i-går».", None),
        ("til=32.13.", "Forstår ikke datoen «32.13.».", None),
        ("sok=!!!", "Kan ikke søke etter «!!!».", None),
    ],
)
def test_unknown_value_of_each_key_is_named(query: str, sentence: str, meant: str | None) -> None:
    """SEL-19: with what was perhaps meant."""
    key = query.partition("=")[0]
    assert told(query) == (
        Warned(sentence=sentence, meant=Part(key, meant) if meant else None, shows_more=False),
    )


def test_unknown_exclusion_shows_more_and_says_so() -> None:
    """SEL-21."""
    assert told("type=-lesestun") == (
        Warned(
            sentence=(
                "Kjenner ikke «lesestun» – mente du «lesestund»? Derfor er ingenting utelatt."
            ),
            meant=Part("type", "-lesestund"),
            shows_more=True,
        ),
    )


def test_too_many_values() -> None:
    ages = ",".join(str(age) for age in range(12))
    assert told(f"alder={ages}", "en") == (
        Warned(sentence="You have chosen more than 10 of “age”. Only the first ones are included."),
    )


def test_whole_address_may_be_understood() -> None:
    assert told("bibliotek=hamar&utm_source=x&type=-lesestund&sok=troll") == ()
