"""Rules that calendars, time zones and events share: how often a property stands, addresses."""

from collections.abc import Iterator

from feeds.lint.content import Component
from feeds.lint.finding import Finding
from feeds.lint.values import is_address

_ADDRESSES = ("URL", "SOURCE", "IMAGE", "ATTACH", "CONFERENCE")


def missing(component: Component, names: tuple[str, ...], code: str) -> Iterator[Finding]:
    """Report each property that is not there."""
    for name in names:
        if not component.all(name):
            yield Finding(component.number, code, name)


def repeated(component: Component, names: tuple[str, ...]) -> Iterator[Finding]:
    """Report each property that is there more than once, at its second line."""
    for name in names:
        for line in component.all(name)[1:]:
            yield Finding(line.number, "repeated_property", name)


def check_addresses(component: Component) -> Iterator[Finding]:
    """Check the lines that hold an address; data in its place is a finding of its own."""
    for line in component.lines:
        parameters = line.params
        if (
            parameters.get("ENCODING", "").upper() == "BASE64"
            or parameters.get("VALUE", "").upper() == "BINARY"
            or parameters.get("ALTREP", "").lower().startswith("data:")
            or (line.name in _ADDRESSES and line.value.lower().startswith("data:"))
        ):
            yield Finding(line.number, "inline_data", line.name)
        elif line.name in _ADDRESSES and not is_address(line.value):
            yield Finding(line.number, "address_not_absolute", line.value)
