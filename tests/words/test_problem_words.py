"""Every problem that some code reports has a sentence, in three languages."""

import ast
from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest

from calendar_app.domain.problems import Problem
from calendar_app.domain.vocabulary import LANGUAGES
from calendar_app.words.problems import SENTENCES, problem_words

PACKAGE = Path(__file__).parents[2] / "calendar_app"
# What makes a problem: the name of the call, and the place of the code among its arguments.
_MAKERS = {"Problem": 1, "UnreadableError": 0, "refuse": 1, "Refusal": 1}


def sources() -> Iterator[ast.Module]:
    for path in sorted(PACKAGE.rglob("*.py")):
        if "words" not in path.parts:
            yield ast.parse(path.read_text(encoding="utf-8"))


def texts(node: ast.expr) -> Iterator[str]:
    """Give every text that an argument may be: a constant, or the branches of a choice."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from texts(node.body)
        yield from texts(node.orelse)


def codes() -> Iterator[str]:
    for module in sources():
        for node in ast.walk(module):
            if not isinstance(node, ast.Call):
                continue
            name: str = getattr(node.func, "id", "") or getattr(node.func, "attr", "")
            place = _MAKERS.get(name)
            if place is not None and len(node.args) > place:
                yield from texts(node.args[place])


def all_texts() -> set[str]:
    return {
        node.value
        for module in sources()
        for node in ast.walk(module)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def test_every_code_has_a_sentence() -> None:
    imports = {text for text in all_texts() if text.startswith("import_")}
    assert (set(codes()) | imports) - set(SENTENCES) - {""} == set()


def test_the_search_for_codes_finds_them() -> None:
    assert {"end_before_start", "not_a_url", "not_a_number"} <= set(codes())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_can_be_said(language: str) -> None:
    """Also without its details, so that no page fails for the sake of one word."""
    said = [problem_words(Problem("", code), language) for code in SENTENCES]
    assert all("%(" not in sentence for sentence in said)


def test_details_are_written_as_the_language_writes_them() -> None:
    problem = Problem(
        "start", "time_does_not_exist", {"date": date(2026, 3, 29), "time": time(2, 30)}
    )
    assert problem_words(problem, "nb") == (
        "Klokka stilles fram søndag 29. mars 2026, så kl. 02.30 finnes ikke den dagen."
    )
    assert problem_words(problem, "en") == (
        "The clocks go forward on Sunday 29 March 2026, so 02:30 does not exist that day."
    )
    assert problem_words(Problem("title", "too_long", {"max": 200}), "nn") == (
        "Teksten er for lang. Bruk høgst 200 teikn."
    )
