"""What was not understood is met with what may have been meant."""

import pytest

from calendar_app.domain.suggestion import suggestion
from calendar_app.domain.values import Unknown
from calendar_app.domain.vocabulary import Series, Vocabulary
from tests.support.selections import NAMED


@pytest.mark.parametrize(
    ("key", "value", "meant"),
    [
        ("bibliotek", "hammar", "hamar"),
        ("bibliotek", "Gjövig", "gjovik"),
        ("type", "lesestun", "lesestund"),
        ("type", "verkstedd", "verksted"),
        ("type", "bokbadd", "forfatterbesok"),
        ("sted", "brumundal", "brumunddal"),
        ("alder", "ungdommer", "ungdom"),
        ("avlyst", "synleg", "synlig"),
        ("ui", "nbb", "nb"),
        ("bibliotek", "lesestund", None),
        ("fra", "i går", None),
        ("bibliotek", "\ufffd", None),
        ("sprak", "Engelsk", "en"),
        ("sprak", "norskk", "no"),
        ("sprak", "nynorskk", "nn"),
        ("pris", "gratiss", "gratis"),
        ("form", "hybird", "hybrid"),
        ("form", "onlin", "digital"),
        ("tilgjengelig", "tegnspr\u00e5kk", "tegnsprak"),
        ("tilgjengelig", "wheelchairs", "rullestol"),
        ("pamelding", "ledige", "ledig"),
        ("serie", "babysong", "babysang"),
        ("serie", "sangstun", "babysang"),
        ("serie", "nesta", "neste"),
        ("turne", "bokbusen", "bokbussen"),
        ("turne", "hemmelig-turn", None),
        ("gjentakelse", "reglar", "regel"),
        ("sok", "!", None),
    ],
)
def test_the_nearest_slug_of_the_same_key_is_suggested(
    key: str, value: str, meant: str | None
) -> None:
    assert suggestion(Unknown(key, value), NAMED) == meant


def test_a_value_that_is_known_is_never_suggested_instead_of_itself() -> None:
    """It was two switches that differ, or the next of each series with a minus."""
    assert suggestion(Unknown("avlyst", "nei"), NAMED) is None
    assert suggestion(Unknown("serie", "neste", excluded=True), NAMED) is None


def test_among_thousands_of_series_the_neighbours_are_compared() -> None:
    """Comparing with all would hold up the page: any visitor may type five unknown values."""
    series = {number: Series(slug=f"serie-{number:05}-x", title="S") for number in range(20_000)}
    vocabulary = Vocabulary(series=series)
    assert suggestion(Unknown("serie", "serie-12345"), vocabulary) == "serie-12345-x"
