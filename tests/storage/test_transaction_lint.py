"""The lint rule that keeps `transaction()` the only door (ST-2)."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.processes import ROOT


def findings(source: str, tmp_path: Path) -> list[str]:
    """Lint a file of its own with the project's settings: the codes of what ruff finds."""
    file = tmp_path / "new_module.py"
    file.write_text(f'"""A new module of the program."""\n\n{source}')
    command = ("-m", "ruff", "check", "--config", str(ROOT / "pyproject.toml"), "--no-cache")
    done = subprocess.run(
        [sys.executable, *command, "--output-format", "concise", str(file)],
        capture_output=True,
        text=True,
        check=False,
    )
    lines = [line for line in done.stdout.splitlines() if line.startswith(str(file))]
    return [line.split(" ")[1] for line in lines]


@pytest.mark.parametrize(
    "source",
    [
        "from tortoise.transactions import in_transaction\n\n__all__ = ['in_transaction']\n",
        "from tortoise.transactions import atomic\n\n__all__ = ['atomic']\n",
        "from tortoise import transactions\n\nOPEN = transactions.in_transaction\n",
        "import tortoise.transactions\n\nOPEN = tortoise.transactions.in_transaction\n",
    ],
)
def test_the_stock_transaction_is_refused(source: str, tmp_path: Path) -> None:
    assert findings(source, tmp_path) == ["TID251"]


def test_our_own_is_accepted(tmp_path: Path) -> None:
    source = (
        "from calendar_app.storage.transaction import transaction\n\n__all__ = ['transaction']\n"
    )
    assert findings(source, tmp_path) == []


def test_only_one_module_has_an_exception() -> None:
    excused = [
        file.relative_to(ROOT).as_posix()
        for folder in ("calendar_app", "feeds")
        for file in (ROOT / folder).rglob("*.py")
        if "noqa: TID251" in file.read_text()
    ]
    assert excused == ["calendar_app/storage/transaction.py"]
