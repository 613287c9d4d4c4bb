"""The colours of the style sheet: every pair in use is readable, light and dark (WCAG 1.4.3)."""

import re

import pytest

from calendar_app.web.static_files import FOLDER

CSS = (FOLDER / "public.css").read_text()
SHEETS = sorted(path.name for path in FOLDER.glob("*.css"))
FIXED = {
    "print.css": "paper is white",
    "screen.css": "a screen on the wall is dark, whatever a machine prefers",
}
"""Style sheets with one scheme, and so with colours of their own."""
BEHIND_A_CODE = {"subscribe.css": ["#ffffff"]}
"""Cameras read a QR code on white alone."""
GROUNDS = ("paper", "surface")
# Text on a ground: 4.5:1.
TEXTS = [
    *((text, ground) for ground in GROUNDS for text in ("ink", "muted", "accent", "accent-deep")),
    *((text, ground) for ground in GROUNDS for text in ("stop", "warn", "good")),
    *((text, "accent-soft") for text in ("ink", "muted", "accent", "accent-deep")),
    *((text, f"{kind}-soft") for kind in ("stop", "warn", "good") for text in ("ink", kind)),
    ("on-accent", "accent"),
    ("on-accent", "accent-deep"),
    ("on-stop", "stop"),
    ("on-top", "top"),
    ("top-muted", "top"),
]
# Borders of controls and marks of focus: 3:1 (WCAG 1.4.11).
MARKS = [
    *((mark, ground) for ground in GROUNDS for mark in ("edge", "accent", "focus")),
    ("edge", "accent-soft"),
    ("focus", "accent-soft"),
    ("on-top", "top"),
]


def colours(block: str) -> dict[str, str]:
    return dict(re.findall(r"--lk-([a-z-]+):\s*(#[0-9a-f]{6});", block))


def block_after(start: str) -> str:
    begin = CSS.index(start)
    return CSS[begin : CSS.index("}", begin)]


LIGHT = colours(block_after(":root {"))
DARK = {**LIGHT, **colours(block_after("@media (prefers-color-scheme: dark)"))}


def luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_computed_as_wcag_says() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXTS)
def test_text_is_readable(scheme: dict[str, str], text: str, ground: str) -> None:
    assert contrast(scheme[text], scheme[ground]) >= 4.5


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("mark", "ground"), MARKS)
def test_marks_can_be_seen(scheme: dict[str, str], mark: str, ground: str) -> None:
    assert contrast(scheme[mark], scheme[ground]) >= 3


def test_dark_changes_every_colour() -> None:
    dark = colours(block_after("@media (prefers-color-scheme: dark)"))
    assert set(dark) == set(LIGHT)


@pytest.mark.parametrize("name", [one for one in SHEETS if one not in FIXED])
def test_colours_stand_only_in_custom_properties(name: str) -> None:
    """A colour written elsewhere would have no dark counterpart, and no test."""
    rules = re.sub(r"--lk-[a-z-]+:[^;]*;", "", (FOLDER / name).read_text())
    screen = re.sub(r"@media print \{.*", "", rules, flags=re.S)
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[\s;,)])|\brgba?\(|\bhsla?\(", screen) == (
        BEHIND_A_CODE.get(name, [])
    )


@pytest.mark.parametrize("name", SHEETS)
def test_every_variable_in_use_has_a_value(name: str) -> None:
    """`--lk-lib` comes from the rows (tests/web/test_library_colours.py)."""
    source = (FOLDER / name).read_text()
    used = set(re.findall(r"var\((--lk-[a-z0-9-]+)\)", source))
    assert used - set(re.findall(r"(--lk-[a-z0-9-]+):", CSS + source)) == set()


@pytest.mark.parametrize("name", SHEETS)
def test_nothing_is_fetched_from_elsewhere(name: str) -> None:
    source = (FOLDER / name).read_text()
    assert "@import" not in source
    assert [url for url in re.findall(r"url\(\W?(\w+:?)", source) if url != "data:"] == []
