"""Content lines and the components they make (RFC 5545 §3.1, §3.6)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from feeds.lint.finding import Finding

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
        return [line for line in self.lines if line.name.upper() == name]

    def value(self, name: str) -> str:
        """Give the value of the first line of that name, "" when there is none."""
        lines = self.all(name)
        return lines[0].value if lines else ""

    def named(self, name: str) -> list["Component"]:
        """Give its direct parts of one name."""
        return [part for part in self.parts if part.name == name]


def read(body: bytes, findings: list[Finding]) -> Component:
    """Read the lines into a nameless root component, noting what is no line or not balanced.

    Reads what it can of any bytes, so that one fault does not hide the next.
    """
    root = Component("", 0)
    stack = [root]
    for line in _lines(body.decode(errors="replace"), findings):
        name = line.value.upper()
        if line.name.upper() == "BEGIN":
            component = Component(name, line.number)
            stack[-1].parts.append(component)
            stack.append(component)
        elif line.name.upper() != "END":
            stack[-1].lines.append(line)
        elif len(stack) > 1 and stack[-1].name == name:
            stack.pop()
        else:
            findings.append(Finding(line.number, "end_without_begin", name))
    findings.extend(Finding(open_.number, "missing_end", open_.name) for open_ in stack[1:])
    return root


def _lines(text: str, findings: list[Finding]) -> Iterator[ContentLine]:
    for number, line in _unfolded(text):
        match = _LINE.fullmatch(line)
        if match is None:
            findings.append(Finding(number, "no_content_line", line[:40]))
            continue
        name, params, value = match.groups()
        if name != name.upper():
            findings.append(Finding(number, "name_not_upper_case", name))
        yield ContentLine(number, name, _params(params), value)


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """Give each content line with the number of its first line in the file."""
    number, parts = 1, [""]
    for count, line in enumerate(_LINE_END.split(text), start=1):
        if line[:1] in (" ", "\t"):
            parts.append(line[1:])
            continue
        if count > 1:
            yield number, "".join(parts)
        number, parts = count, [line]
    if parts != [""]:
        yield number, "".join(parts)


def _params(text: str) -> dict[str, str]:
    return {name.upper(): value.replace('"', "") for name, value in _ONE_PARAMETER.findall(text)}
