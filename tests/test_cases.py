"""Every line of the contract has a test that bears its number (facts/feeds.md, selection.md)."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

_TESTS = Path(__file__).parent
_NUMBER = re.compile(r"\b([A-Z]+)-(\d+)\b")
_CASES = [
    *(f"FC-{number}" for number in range(1, 46)),
    *(f"SEL-{number}" for number in range(1, 47)),
    *(f"T-{number}" for number in (1, 2, 3, 11, 12, 13, 14)),
]


@pytest.fixture(scope="session")
def borne() -> set[str]:
    return {case for path in _TESTS.rglob("test_*.py") for case in _cases_in(path)}


@pytest.mark.parametrize("case", _CASES)
def test_the_case_has_a_test(case: str, borne: set[str]) -> None:
    assert case in borne


def _cases_in(path: Path) -> Iterator[str]:
    """Find the numbers in the docstrings of test functions."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith(
            "test"
        ):
            for kind, number in _NUMBER.findall(ast.get_docstring(node) or ""):
                yield f"{kind}-{number}"
