"""A library's colour as the CSS3 name that looks most like it."""

import pytest

from feeds.colour import css_name


@pytest.mark.parametrize(
    ("colour", "name"),
    [
        ("#000000", "black"),
        ("#FFFFFF", "white"),
        ("#ffa500", "orange"),
        ("#1F5E8C", "steelblue"),
        ("#7A3E8E", "darkslateblue"),
        ("#9C2F45", "brown"),
        ("#2E6B3E", "seagreen"),
    ],
)
def test_nearest_name_is_found(colour: str, name: str) -> None:
    assert css_name(colour) == name


@pytest.mark.parametrize("colour", ["", "red", "#12345", "1F5E8C", "#1F5E8G", "#1F5E8C\n"])
def test_anything_else_is_refused(colour: str) -> None:
    with pytest.raises(ValueError, match="Not #rrggbb"):
        css_name(colour)
