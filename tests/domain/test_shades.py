"""Contrast as WCAG counts it, and a shade of any colour that can be seen on the page."""

import colorsys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendar_app.domain.contrast import TEXT, contrast, is_colour, readable_shade
from calendar_app.web.library_colours import DARK_GROUNDS, LIGHT_GROUNDS

COLOURS = st.from_regex(r"#[0-9A-Fa-f]{6}", fullmatch=True)
SCHEMES = pytest.mark.parametrize("grounds", [LIGHT_GROUNDS, DARK_GROUNDS], ids=["light", "dark"])


@pytest.mark.parametrize(
    ("colour", "expected"), [("#000000", 21.0), ("#ffffff", 1.0), ("#767676", 4.54)]
)
def test_contrast_is_that_of_wcag(colour: str, expected: float) -> None:
    assert round(contrast(colour, "#ffffff"), 2) == expected
    assert contrast("#ffffff", colour) == contrast(colour, "#ffffff")


@pytest.mark.parametrize(
    "text", ["", "#fff", "red", "#12345g", "#1234567", "#123456\n", "123456", "#1F5E8C"]
)
def test_only_six_small_digits_are_a_colour(text: str) -> None:
    assert not is_colour(text)


@SCHEMES
@given(colour=COLOURS)
def test_shade_of_any_colour_is_readable(grounds: tuple[str, ...], colour: str) -> None:
    shade = readable_shade(colour, grounds)
    assert is_colour(shade)
    assert min(contrast(shade, ground) for ground in grounds) >= TEXT


@SCHEMES
@given(colour=COLOURS)
def test_colour_that_is_readable_stays_what_it_is(grounds: tuple[str, ...], colour: str) -> None:
    shade = readable_shade(colour, grounds)
    is_readable = min(contrast(colour, ground) for ground in grounds) >= TEXT
    assert (shade == colour.lower()) is is_readable
    assert readable_shade(shade, grounds) == shade


@SCHEMES
@pytest.mark.parametrize("colour", ["#1f5e8c", "#7a3e8e", "#9c2f45", "#2e6b3e", "#ffcc00"])
def test_hue_of_a_colour_stays(grounds: tuple[str, ...], colour: str) -> None:
    """A library that is blue in the light is blue in the dark."""
    assert abs(hue(readable_shade(colour, grounds)) - hue(colour)) < 0.02


def hue(colour: str) -> float:
    red, green, blue = bytes.fromhex(colour[1:])
    return colorsys.rgb_to_hls(red / 255, green / 255, blue / 255)[0]
