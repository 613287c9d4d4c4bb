"""What somebody typed, kept as it came for redisplay, and a reader that says what it means."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from datetime import date as local_date
from enum import StrEnum
from itertools import zip_longest
from typing import Protocol, TypeVar

from calendar_app.domain.problems import Problem
from calendar_app.domain.text import clean_line, clean_text
from calendar_app.domain.timing import exists
from calendar_app.web.forms.reading import Clock, read_clock, read_date, read_number

_Choice = TypeVar("_Choice", bound=StrEnum)

_PROBLEMS_PER_FIELD = 5


class Posted(Protocol):
    """What a posted form gives: the texts of a field, in order."""

    def all(self, name: str) -> list[str]: ...


@dataclass(frozen=True, slots=True)
class Typed:
    """The texts of a form by field; a field that was not sent has none."""

    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """Give the only, or the first, text of a field."""
        return next(iter(self.values.get(name, ())), "")

    def all(self, name: str) -> tuple[str, ...]:
        """Give every text of a field."""
        return self.values.get(name, ())

    def has(self, name: str, value: str = "") -> bool:
        """Tell whether a field was sent, or sent with this value among others."""
        return value in self.all(name) if value else name in self.values

    def rows(self, *names: str) -> list[tuple[str, ...]]:
        """Give fields that repeat together, row by row, each text as one line."""
        columns = ([clean_line(text) for text in self.all(name)] for name in names)
        return list(zip_longest(*columns, fillvalue=""))

    def having(self, **texts: str | Iterable[str]) -> "Typed":
        """Give a copy with other texts in some fields; a field without any is taken away."""
        values = dict(self.values)
        for name, given in texts.items():
            values[name] = (given,) if isinstance(given, str) else tuple(given)
        return Typed({name: given for name, given in values.items() if given})


def typed_in(form: Posted, names: Iterable[str]) -> Typed:
    """Keep the fields that a form is made of; anything else that was sent is not looked at."""
    found = {name: tuple(form.all(name)) for name in names}
    return Typed({name: texts for name, texts in found.items() if texts})


class Reader:
    """Reads typed fields one by one and collects a problem for each that is not understood."""

    def __init__(self, typed: Typed) -> None:
        self.typed = typed
        self.problems: list[Problem] = []

    def refuse(self, name: str, code: str, **details: object) -> None:
        """Note what is wrong with a field."""
        self.problems.append(Problem(name, code, details))

    def line(self, name: str) -> str:
        """Read a text of one line."""
        return clean_line(self.typed.text(name))

    def text(self, name: str) -> str:
        """Read a text of several lines."""
        return clean_text(self.typed.text(name))

    def number(self, name: str) -> int | None:
        """Read a whole number, None when the field is empty."""
        text = self.typed.text(name).strip()
        number = read_number(text)
        if text and number is None:
            self.refuse(name, "not_a_number")
        return number

    def date(self, name: str, *, is_required: bool = True) -> local_date | None:
        """Read a date."""
        text = self.typed.text(name).strip()
        day = read_date(text)
        if text and day is None:
            self.refuse(name, "not_a_date")
        elif is_required and not text:
            self.refuse(name, "required")
        return day

    def clock(self, name: str, *, is_required: bool = True) -> Clock | None:
        """Read a time of day."""
        text = self.typed.text(name).strip()
        clock = read_clock(text)
        if text and clock is None:
            self.refuse(name, "not_a_time")
        elif is_required and not text:
            self.refuse(name, "required")
        return clock

    def moment(self, name: str, *, otherwise: int) -> datetime | None:
        """Read the fields `<name>_date` and `<name>_time` as an instant in UTC.

        Without a time it is `otherwise`, in minutes since midnight.
        """
        day = self.date(f"{name}_date", is_required=False)
        clock = self.clock(f"{name}_time", is_required=False) or Clock(otherwise)
        if day is None:
            return None
        if self.asks_for_reading(clock, day, name=f"{name}_time"):
            return None
        moment = clock.on(day)
        if not exists(moment):
            self.refuse(f"{name}_time", "time_does_not_exist", date=day, time=f"{moment:%H.%M}")
            return None
        return moment.astimezone(UTC)

    def asks_for_reading(self, clock: Clock, day: local_date, *, name: str) -> bool:
        """Note that a time comes twice that day and the typed text does not say which."""
        is_asked = clock.must_be_asked(day)
        if is_asked:
            time = f"{clock.minute // 60:02}.{clock.minute % 60:02}"
            self.refuse(name, "say_which_reading", date=day, time=time)
        return is_asked

    def choice(self, name: str, default: _Choice) -> _Choice:
        """Read one of the values of an enumeration; not sent means `default`."""
        text = self.typed.text(name)
        try:
            return type(default)(text) if text else default
        except ValueError:
            self.refuse(name, "unknown_choice")
            return default

    def one_of(self, name: str, choices: Iterable[str], *, default: str) -> str:
        """Read one of some fixed texts; not sent means `default`."""
        text = self.typed.text(name) or default
        if text in choices:
            return text
        self.refuse(name, "unknown_choice")
        return default

    def rows(self, *names: str) -> list[tuple[str, ...]]:
        """Read fields that repeat together, row by row; a row without any text is none."""
        return [row for row in self.typed.rows(*names) if any(row)]

    def ids(self, name: str) -> tuple[int, ...]:
        """Read the ids that were chosen, in order, each once; empty texts choose nothing."""
        texts = [text for text in self.typed.all(name) if text]
        numbers = [read_number(text) for text in texts]
        if None in numbers:
            self.refuse(name, "unknown_choice")
        return tuple(dict.fromkeys(number for number in numbers if number is not None))


def sorted_problems(problems: Iterable[Problem], order: Mapping[str, int]) -> list[Problem]:
    """Put problems in the order of the form's fields, at most a handful for each."""
    kept: dict[str, list[Problem]] = {}
    for problem in problems:
        of_field = kept.setdefault(problem.field, [])
        if problem not in of_field and len(of_field) < _PROBLEMS_PER_FIELD:
            of_field.append(problem)
    fields = sorted(kept, key=lambda name: order.get(name, len(order)))
    return [problem for name in fields for problem in kept[name]]
