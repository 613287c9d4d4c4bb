"""What is not found is skipped loudly, or fails where it is required."""

import pytest

from tests.support.found import require, what_was_not_tested

REASON = "LESEKALENDER_TEST_POSTGRES_URL names no PostgreSQL server"


def test_what_is_found_is_given_back() -> None:
    assert require("postgres", "postgres://here/x") == "postgres://here/x"


def test_what_is_not_found_is_skipped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LESEKALENDER_TEST_REQUIRE", "chromium")
    with pytest.raises(pytest.skip.Exception, match=REASON):
        require("postgres", "")


def test_or_fails_where_it_is_required(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LESEKALENDER_TEST_REQUIRE", "chromium,postgres")
    with pytest.raises(pytest.fail.Exception, match=f"postgres is required, but {REASON}"):
        require("postgres", "")


def test_the_summary_says_what_was_left_out_and_how_often() -> None:
    skipped = [f"('a.py', 3, 'Skipped: {REASON}')", "('b.py', 1, 'Skipped: other')"]
    assert what_was_not_tested([*skipped, skipped[0]]) == [
        f"NOT TESTED: 2 tests need postgres ({REASON})"
    ]
    assert what_was_not_tested([]) == []
