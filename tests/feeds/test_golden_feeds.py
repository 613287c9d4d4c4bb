"""One feed per situation, byte by byte, and the same bytes in every process (FC-4, FC-5)."""

import hashlib
import subprocess
import sys

import pytest

from feeds.lint import lint
from tests.feeds.golden_feeds import FOLDER, cases

_DIGESTS = """
import hashlib, sys
from tests.feeds.golden_feeds import cases
sys.stdout.write(hashlib.sha256(b"".join(cases().values())).hexdigest())
"""


@pytest.mark.parametrize("name", sorted(cases()))
def test_feed_is_what_was_reviewed(name: str) -> None:
    assert cases()[name] == (FOLDER / f"{name}.ics").read_bytes()


def test_every_kept_feed_belongs_to_a_situation() -> None:
    assert {path.stem for path in FOLDER.glob("*.ics")} == set(cases())


@pytest.mark.parametrize("name", sorted(cases()))
def test_linter_reports_nothing(name: str) -> None:
    assert lint(cases()[name]) == []


@pytest.mark.parametrize("seed", ["1", "2"])
def test_another_process_gives_the_same_bytes(seed: str) -> None:
    other = subprocess.run(
        [sys.executable, "-c", _DIGESTS],
        capture_output=True,
        check=True,
        text=True,
        env={"PYTHONHASHSEED": seed, "TZ": "Pacific/Auckland", "PYTHONPATH": ":".join(sys.path)},
    )
    assert other.stdout == hashlib.sha256(b"".join(cases().values())).hexdigest()
