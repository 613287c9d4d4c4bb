"""Contrast of colours as WCAG 2 counts it, and shades of a colour that can be seen on a ground."""

import colorsys
import re
from collections.abc import Sequence

TEXT = 4.5
"""What a text needs against its ground (WCAG 1.4.3, level AA)."""

_COLOUR = re.compile(r"#[0-9a-f]{6}")
_STEPS = 100


def is_colour(text: str) -> bool:
    """Tell whether it is a colour as forms store it: `#rrggbb` in lower case."""
    return _COLOUR.fullmatch(text) is not None


def contrast(one: str, other: str) -> float:
    """Give the contrast of two colours, from 1 to 21 (WCAG 2, contrast ratio)."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """Give how bright `#rrggbb` is, from 0 to 1 (WCAG 2, relative luminance)."""
    red, green, blue = (_linear(part) for part in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def readable_shade(colour: str, grounds: Sequence[str], *, least: float = TEXT) -> str:
    """Give the shade nearest to a colour that stands out from every ground by `least`.

    The hue stays; only the lightness moves, towards the end that the grounds are far from. Where
    even black or white cannot stand out so much, as on a middle grey, that end is the answer.
    """
    goes_darker = sum(luminance(ground) for ground in grounds) / len(grounds) > 0.18
    hue, lightness, saturation = colorsys.rgb_to_hls(*_channels(colour))
    end = 0.0 if goes_darker else 1.0
    shade = colour.lower()
    for step in range(1, _STEPS + 1):
        if all(contrast(shade, ground) >= least for ground in grounds):
            break
        moved = lightness + (end - lightness) * step / _STEPS
        shade = _written(colorsys.hls_to_rgb(hue, moved, saturation))
    return shade


def _channels(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return red, green, blue


def _written(channels: Sequence[float]) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in channels)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
