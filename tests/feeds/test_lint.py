"""The linter refuses what calendar programs choke on, and passes good feeds (FC-5)."""

import re
from pathlib import Path

import pytest

import feeds.lint
from feeds.lint import lint
from tests.feeds.lint_samples import BROKEN, EMPTY, FAULTS, GOOD, swapped


def _codes(body: bytes) -> set[str]:
    return {finding.code for finding in lint(body, series=True)}


def test_good_feed_passes() -> None:
    assert lint(GOOD, series=True) == []


def test_empty_feed_passes() -> None:
    assert lint(EMPTY) == []


def test_there_are_thirteen_broken_variants() -> None:
    assert len(BROKEN) == 13


@pytest.mark.parametrize("variant", BROKEN)
def test_broken_variant_is_refused(variant: str) -> None:
    body, code = BROKEN[variant]
    assert code in _codes(body)


@pytest.mark.parametrize(("code", "body"), FAULTS, ids=[code for code, _ in FAULTS])
def test_fault_is_named(code: str, body: bytes) -> None:
    assert code in _codes(body)


def test_every_code_of_the_linter_is_provoked() -> None:
    folder = Path(feeds.lint.__file__).parent
    source = "".join(path.read_text() for path in folder.glob("*.py"))
    codes = set(re.findall(r'Finding\([^"]+"([a-z0-9_]+)"', source)) | {"repeated_property"}
    provoked = {code for code, _ in FAULTS} | {code for _, code in BROKEN.values()}
    assert codes - provoked == {"series_in_subscription_feed"}


def test_subscription_feed_has_no_series() -> None:
    found = [finding for finding in lint(GOOD) if finding.code == "series_in_subscription_feed"]
    assert [finding.about for finding in found] == [
        "RRULE",
        "EXDATE",
        "RECURRENCE-ID",
        "RECURRENCE-ID",
    ]


def test_finding_names_the_line_of_the_file() -> None:
    body = swapped(b"SUMMARY:Vinterferie", b"SUMMARY:Vinter; ferie")
    (finding,) = lint(body, series=True)
    lines = body.split(b"\r\n")
    assert (finding.code, lines[finding.line - 1]) == (
        "unescaped_character",
        b"SUMMARY:Vinter; ferie",
    )


def test_title_shows_tags_as_typed() -> None:
    assert (
        lint(swapped(b"SUMMARY:Vinterferie", b"SUMMARY:L\xc3\xa6r <b>HTML</b>"), series=True) == []
    )


def test_prefix_of_a_cancelled_event_follows_the_language() -> None:
    english = GOOD.replace(b"AVLYST: ", b"CANCELLED: ")
    assert lint(english, series=True, cancelled_prefix="CANCELLED: ") == []
    assert "cancelled_without_prefix" in _codes(english)


@pytest.mark.parametrize("body", [b"", b"\r\n", b"\xff\xfe", b"BEGIN:VCALENDAR\r\n", b":\r\n ;"])
def test_any_bytes_are_judged_and_none_pass(body: bytes) -> None:
    assert lint(body) != []
