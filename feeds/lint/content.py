"""Content lines and the components they make (RFC 5545 §3.1, §3.6)."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from feeds.lint.finding import Finding

MAX_LINES = 200_000
"""Lines that are read: ten times as many as the largest feed has."""

_PARAMETER = r';[A-Za-z0-9-]+=(?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*'
_LINE = re.compile(rf"([A-Za-z0-9-]+)((?:{_PARAMETER})*):(.*)", re.DOTALL)
_ONE_PARAMETER = re.compile(r';([A-Za-z0-9-]+)=((?:"[^"]*"|[^";:])*)')
_LINE_END = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class ContentLine:
    """One unfolded line; `params` by upper-case name, without quotation marks."""

    number: int
    name: str
    params: dict[str, str]
    value: str


@dataclass(slots=True)
class Component:
    """A BEGIN with what stands inside; `lines` are its own properties."""

    name: str
    number: int
    lines: list[ContentLine] = field(default_factory=list)
    parts: list["Component"] = field(default_factory=list)

    def all(self, name: str) -> list[ContentLine]:
        """Give its own lines of one name, in order."""
        return [line for line in self.lines if line.name == name]

    def value(self, name: str) -> str:
        """Give the value of the first line of that name, "" when there is none."""
        return next((line.value for line in self.lines if line.name == name), "")

    def named(self, name: str) -> list["Component"]:
        """Give its direct parts of one name."""
        return [part for part in self.parts if part.name == name]


def read(body: bytes, findings: list[Finding]) -> Component:
    """Read the lines into a nameless root component, noting what is no line or not balanced.

    Reads what it can of any bytes, so that one fault does not hide the next: an END also ends
    what was left open inside.
    """
    root = Component("", 0)
    stack = [root]
    is_open: Counter[str] = Counter()
    for line in _lines(body.decode(errors="replace").removeprefix("\ufeff"), findings):
        name = line.value.upper()
        if line.name == "BEGIN":
            stack[-1].parts.append(Component(name, line.number))
            stack.append(stack[-1].parts[-1])
            is_open[name] += 1
        elif line.name != "END":
            stack[-1].lines.append(line)
        elif is_open[name]:
            while (ended := stack.pop()).name != name:
                is_open[ended.name] -= 1
                findings.append(Finding(ended.number, "missing_end", ended.name))
            is_open[name] -= 1
        else:
            findings.append(Finding(line.number, "end_without_begin", name))
    if not any(finding.code == "too_many_lines" for finding in findings):
        findings.extend(Finding(left.number, "missing_end", left.name) for left in stack[1:])
    return root


def _lines(text: str, findings: list[Finding]) -> Iterator[ContentLine]:
    for number, line in _unfolded(text, findings):
        match = _LINE.fullmatch(line)
        if match is None:
            findings.append(Finding(number, "no_content_line", line[:40]))
            continue
        name, params, value = match.groups()
        if name != name.upper():
            findings.append(Finding(number, "name_not_upper_case", name))
        yield ContentLine(number, name.upper(), _params(params), value)


def _unfolded(text: str, findings: list[Finding]) -> Iterator[tuple[int, str]]:
    """Give each content line with the number of its first line in the file."""
    number, parts = 1, list[str]()
    for count, line in enumerate(_physical(text), start=1):
        if count > MAX_LINES:
            findings.append(Finding(count, "too_many_lines"))
            break
        if line[:1] in (" ", "\t"):
            if not parts:
                findings.append(Finding(count, "no_content_line", line[:40]))
            parts.append(line[1:])
            continue
        if parts:
            yield number, "".join(parts)
        number, parts = count, [line]
    if parts and parts != [""]:
        yield number, "".join(parts)


def _physical(text: str) -> Iterator[str]:
    start = 0
    for end in _LINE_END.finditer(text):
        yield text[start : end.start()]
        start = end.end()
    yield text[start:]


def _params(text: str) -> dict[str, str]:
    return {name.upper(): value.replace('"', "") for name, value in _ONE_PARAMETER.findall(text)}
