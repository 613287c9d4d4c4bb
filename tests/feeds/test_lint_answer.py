"""The linter judges how a server answers calendar programs (FC-24, FC-26, FC-36)."""

import pytest

from feeds.lint import FeedAnswer, lint_answer
from tests.feeds.lint_answers import ANSWER_FAULTS, GOOD_ANSWER, at, with_headers


def _codes(answer: FeedAnswer) -> set[str]:
    return {finding.code for finding in lint_answer(answer)}


@pytest.mark.parametrize(
    "answer",
    [
        GOOD_ANSWER,
        with_headers(etag=None),
        with_headers(last_modified=None),
        with_headers(content_type='Text/Calendar;Charset="UTF-8"'),
        with_headers(content_type="text/calendar; method=PUBLISH; charset=utf-8"),
        at(256),
    ],
)
def test_a_good_answer_passes(answer: FeedAnswer) -> None:
    assert lint_answer(answer) == []


@pytest.mark.parametrize(("code", "answer"), ANSWER_FAULTS, ids=[code for code, _ in ANSWER_FAULTS])
def test_a_fault_of_an_answer_is_found_and_nothing_else(code: str, answer: FeedAnswer) -> None:
    assert _codes(answer) == {code}


def test_what_google_counts_is_utf_16_units() -> None:
    """FC-36: a letter outside the first plane counts twice."""
    assert _codes(at(200, letter="🫐")) == {"address_too_long"}
