"""The demonstration programme as it lies in the package: plain data, dates still relative."""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

Part = Mapping[str, Any]


@cache
def programme() -> Part:
    """Read the file; its shape is told in its own `meta` and in docs/demonstration.md."""
    text = files(__package__).joinpath("programme.json").read_text(encoding="utf-8")
    found: Part = json.loads(text)
    return found


def notice(language: str) -> str:
    """Say, for a banner, that the events are not real."""
    words: str = programme()["meta"]["notice"][language]
    return words
