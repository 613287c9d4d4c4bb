"""What a test needs besides Python packages, and what happens when it is not found."""

import os
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest

POSTGRES_URL = os.environ.get("LESEKALENDER_TEST_POSTGRES_URL", "")
CHROMIUM = shutil.which("chromium") or ""
FIREFOX = shutil.which("firefox-esr") or shutil.which("firefox") or ""

_ROOT = Path(__file__).parents[2]
_CORPUS = (_ROOT / os.environ.get("LESEKALENDER_CORPUS", "../shared/corpus")).resolve()
CORPUS = str(_CORPUS) if (_CORPUS / "MANIFEST.tsv").is_file() else ""

NODE_READERS = _ROOT / "tests" / "readers" / "node"
_IS_INSTALLED = (NODE_READERS / "node_modules" / "ical.js").is_dir()
NODE = (shutil.which("node") or "") if _IS_INSTALLED else ""

_MISSING = {
    "postgres": "LESEKALENDER_TEST_POSTGRES_URL names no PostgreSQL server",
    "chromium": "no chromium on the PATH",
    "firefox": "no firefox-esr or firefox on the PATH",
    "corpus": "the calendars that others made are not in LESEKALENDER_CORPUS",
    "node": "no node on the PATH, or `npm ci --prefix tests/readers/node` was not run",
    "libical": "no system Python has python3-gi and gir1.2-ecal-2.0",
}


@cache
def libical_python() -> str:
    """Find a Python of the system that reads calendars with libical, "" when there is none."""
    load = "import gi; gi.require_version('ICalGLib', '3.0'); from gi.repository import ICalGLib"
    for python in ("/usr/bin/python3", shutil.which("python3")):
        tried = subprocess.run([python or "false", "-c", load], capture_output=True, check=False)
        if tried.returncode == 0:
            return str(python)
    return ""


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
