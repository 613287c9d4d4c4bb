"""SEL-29: what a series is called in addresses, for ever."""

import pytest

from calendar_app.domain.naming import series_prefix, series_slug
from calendar_app.domain.text import RESERVED, SLUG_LENGTH, valid_slug

LONG = "Lesestund for de aller minste med mor og far og besteforeldre i bibliotekets sal"


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Lesestund på Gjøvik", "lesestund-pa-gjovik"),
        ("Neste", "serie-neste"),
        ("2027", "serie-2027"),
        ("3–6", "serie-3-6"),
        ("العربية", "arrangement"),
        (LONG, "lesestund-for-de-aller-minste-med-mor-og-far-og"),
    ],
)
def test_a_series_is_called_by_its_title(title: str, slug: str) -> None:
    """SEL-29: never like a word of the filters or a number."""
    assert series_slug(title, used=()) == slug


@pytest.mark.parametrize(
    "title", ["Lesestund", "Neste", "2027", LONG, "a" * 200, *sorted(RESERVED)]
)
def test_any_number_of_series_of_one_title_get_valid_names_of_their_own(title: str) -> None:
    """SEL-28, SEL-29; and what is looked up by prefix is all that could be in the way."""
    used: set[str] = set()
    for _ in range(101):
        slug = series_slug(title, used=used)
        assert valid_slug(slug, used=used)
        assert len(slug) <= SLUG_LENGTH
        assert slug.startswith(series_prefix(title))
        used.add(slug)


def test_the_second_is_number_two() -> None:
    assert series_slug("Lesestund", used={"lesestund"}) == "lesestund-2"
    assert series_slug("Lesestund", used={"lesestund", "lesestund-2"}) == "lesestund-3"
