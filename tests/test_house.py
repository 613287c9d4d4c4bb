"""The house keeps its rooms: what `make check` cannot see."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCES = [*(ROOT / "calendar_app").rglob("*.py"), *(ROOT / "feeds").rglob("*.py")]
CEILING = 300
"""Lines of a file; tables and migrations are lists and may be longer."""


@pytest.mark.parametrize(
    "module", ["feeds.vevent", "feeds.vcalendar", "calendar_app.domain.series", "feeds.lint"]
)
def test_feeds_and_rules_load_no_framework(module: str) -> None:
    script = f"import sys, {module}; print(*sorted(sys.modules))"
    found = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, text=True
    ).stdout.split()
    heavy = {"starlette", "tortoise", "jinja2", "pydantic", "asyncpg", "uvicorn"}
    assert heavy & set(found) == set()


def test_no_file_is_longer_than_one_can_read() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in SOURCES
        if "migrations" not in path.parts
        if (lines := len(path.read_text().splitlines())) > CEILING
    }
    assert long == {}


def test_package_files_stay_empty_or_only_name_what_is_public() -> None:
    for path in SOURCES:
        if path.name == "__init__.py":
            tree = ast.parse(path.read_text())
            kinds = {type(node).__name__ for node in tree.body}
            assert kinds <= {"Expr", "ImportFrom", "Assign"}, path


def test_nobody_reads_the_clock_below_web_and_commands() -> None:
    """DESIGN §5: the clock is an argument."""
    below = ("domain", "storage", "publishing", "importing", "words", "demonstration")
    readers = [
        str(path.relative_to(ROOT))
        for path in SOURCES
        if "feeds" in path.parts or any(part in path.parts for part in below)
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute) and node.attr in ("now", "utcnow", "today")
        if isinstance(node.value, ast.Name) and node.value.id in ("datetime", "date")
    ]
    assert readers == []


def test_every_address_of_a_request_stays_out_of_output() -> None:
    """ST-40: absolute addresses come from PUBLIC_URL alone."""
    users = [
        str(path.relative_to(ROOT))
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute) and node.attr in ("url_for", "base_url")
    ]
    assert users == []
