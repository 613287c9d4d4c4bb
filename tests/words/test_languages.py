"""Which language a reader gets, and what languages are called (D-8, D-20)."""

import pytest

from calendar_app.words.languages import (
    interface_language,
    language_name,
    preferred_language,
    text_direction,
)


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("no", "nb"),
        ("no-NO", "nb"),
        ("nb-NO", "nb"),
        ("nn_NO", "nn"),
        ("en-GB", "en"),
        ("se", None),
        ("", None),
        ("*", None),
    ],
)
def test_interface_language(tag: str, language: str | None) -> None:
    """D-8: `no` is bokmål, and nothing raises on `no-NO`."""
    assert interface_language(tag) == language


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("no", "nb"),
        ("se, nn;q=0.8, en;q=0.9", "en"),
        ("en;q=0, nn;q=0.1", "nn"),
        ("de-DE,de;q=0.9", None),
        ("nn,en", "nn"),
        ("en;q=x,nn;q=0.2", "nn"),
        ("", None),
        (",;=,;q=", None),
    ],
)
def test_preferred_language(header: str, language: str | None) -> None:
    assert preferred_language(header) == language


@pytest.mark.parametrize(
    ("tag", "direction"), [("ar", "rtl"), ("ar-SY", "rtl"), ("nb", "ltr"), ("uk", "ltr")]
)
def test_direction(tag: str, direction: str) -> None:
    assert text_direction(tag) == direction


@pytest.mark.parametrize(
    ("tag", "language", "name"),
    [
        ("nb", "nb", "norsk bokmål"),
        ("uk", "nb", "ukrainsk"),
        ("se", "nn", "nordsamisk"),
        ("ar", "en", "Arabic"),
        ("zz-unknown", "nb", "zz-unknown"),
    ],
)
def test_language_names(tag: str, language: str, name: str) -> None:
    assert language_name(tag, language) == name
