"""What was not understood is met with what may have been meant."""

import pytest

from calendar_app.domain.suggestion import suggestion
from calendar_app.domain.values import Unknown
from tests.support.vocabulary import VOCABULARY


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
    ],
)
def test_the_nearest_slug_of_the_same_key_is_suggested(
    key: str, value: str, meant: str | None
) -> None:
    assert suggestion(Unknown(key, value), VOCABULARY) == meant
