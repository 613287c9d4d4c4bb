"""What a test needs besides Python packages, and what happens when it is not found."""

import os
import shutil

import pytest

POSTGRES_URL = os.environ.get("LESEKALENDER_TEST_POSTGRES_URL", "")
CHROMIUM = shutil.which("chromium") or ""

_MISSING = {
    "postgres": "LESEKALENDER_TEST_POSTGRES_URL names no PostgreSQL server",
    "chromium": "no chromium on the PATH",
}


def require(name: str, found: str) -> str:
    """Give back what was found; otherwise skip the test, or fail it when it may not be missing."""
    if found:
        return found
    if name in os.environ.get("LESEKALENDER_TEST_REQUIRE", "").split(","):
        pytest.fail(f"{name} is required, but {_MISSING[name]}", pytrace=False)
    pytest.skip(_MISSING[name])


def what_was_not_tested(skip_reasons: list[str]) -> list[str]:
    """Write one loud line for each thing whose absence left tests out."""
    return [
        f"NOT TESTED: {count} tests need {name} ({reason})"
        for name, reason in _MISSING.items()
        if (count := sum(reason in skipped for skipped in skip_reasons))
    ]
