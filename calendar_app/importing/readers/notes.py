"""The list of what a reader has to tell, with its limit."""

from calendar_app.domain.problems import Problem
from calendar_app.importing.limits import FINDINGS
from calendar_app.importing.reading import Finding

Lines = tuple[int, int]


class Notes:
    """Collects findings in the order of the file; beyond the limit it only counts."""

    def __init__(self) -> None:
        self._findings: list[Finding] = []
        self._counted: dict[tuple[str, tuple[tuple[str, str], ...]], tuple[Lines, int]] = {}
        self.unlisted = 0
        self.left_out = 0

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Give everything to tell, in the order of the file."""
        counted = [
            _finding(lines, Problem("", code, {**dict(common), "count": count}), "", False)
            for (code, common), (lines, count) in self._counted.items()
        ]
        return tuple(
            sorted([*self._findings, *counted], key=lambda one: (one.first_line, one.last_line))
        )

    def leave_out(self, lines: Lines, problem: Problem, *, title: str = "") -> None:
        """Tell that these lines were not taken in."""
        self.left_out += 1
        self._add(lines, problem, title, is_left_out=True)

    def remark(self, lines: Lines, problem: Problem, *, title: str = "") -> None:
        """Tell that these lines were taken in, but not as they stand."""
        self._add(lines, problem, title, is_left_out=False)

    def count(self, lines: Lines, code: str, **common: str) -> None:
        """Tell once what a program does to many events in the same way, and to how many.

        The finding has the lines of the first; `common` is what they have in common.
        """
        key = (code, tuple(common.items()))
        first, count = self._counted.get(key, (lines, 0))
        self._counted[key] = (first, count + 1)

    def _add(self, lines: Lines, problem: Problem, title: str, *, is_left_out: bool) -> None:
        if len(self._findings) >= FINDINGS:
            self.unlisted += 1
            return
        self._findings.append(_finding(lines, problem, title, is_left_out))


def _finding(lines: Lines, problem: Problem, title: str, is_left_out: bool) -> Finding:
    return Finding(
        first_line=lines[0],
        last_line=lines[1],
        problem=problem,
        is_left_out=is_left_out,
        title=title,
    )
