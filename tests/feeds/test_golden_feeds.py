"""One feed per situation, byte by byte, and the same bytes in every process (FC-4, FC-5)."""

import hashlib
import subprocess
import sys

import pytest

from feeds.lint import lint
from tests.feeds.golden_feeds import FOLDER, cases, kept, series_cases
from tests.feeds.rss_rules import faults

_DIGESTS = """
import hashlib, sys
from tests.feeds.golden_feeds import kept
sys.stdout.write(hashlib.sha256(b"".join(kept().values())).hexdigest())
"""


@pytest.mark.parametrize("name", sorted(kept()))
def test_feed_is_what_was_reviewed(name: str) -> None:
    assert kept()[name] == (FOLDER / name).read_bytes()


def test_every_kept_feed_belongs_to_a_situation() -> None:
    assert {path.name for path in FOLDER.iterdir()} == set(kept())


@pytest.mark.parametrize("name", sorted(cases()))
def test_linter_reports_nothing(name: str) -> None:
    """FC-5."""
    assert lint(cases()[name]) == []


@pytest.mark.parametrize("name", sorted(series_cases()))
def test_linter_reports_nothing_of_a_series(name: str) -> None:
    """FC-5."""
    assert lint(series_cases()[name], series=True) == []
    assert lint(series_cases()[name]) != []


def test_rules_of_rss_hold() -> None:
    assert faults(kept()["dates.rss"]) == []


@pytest.mark.parametrize("seed", ["1", "2"])
def test_another_process_gives_the_same_bytes(seed: str) -> None:
    """FC-4."""
    other = subprocess.run(
        [sys.executable, "-c", _DIGESTS],
        capture_output=True,
        check=True,
        text=True,
        env={"PYTHONHASHSEED": seed, "TZ": "Pacific/Auckland", "PYTHONPATH": ":".join(sys.path)},
    )
    assert other.stdout == hashlib.sha256(b"".join(kept().values())).hexdigest()
