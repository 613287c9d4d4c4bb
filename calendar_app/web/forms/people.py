"""The part of the event's form about those who take part: rows of a name and a role ('Med:')."""

from collections.abc import Sequence

from calendar_app.domain.event import Person
from calendar_app.web.forms.typed import Reader

PEOPLE = "people"
PERSON_COLUMNS = ("person_name", "person_role")
PEOPLE_FIELDS = (PEOPLE, *PERSON_COLUMNS)
"""What is wrong with a row is said at the list, under its own name."""


def read_people(reader: Reader) -> tuple[Person, ...]:
    """Read the rows that say something."""
    return tuple(Person(name=name, role=role) for name, role in reader.rows(*PERSON_COLUMNS))


def typed_people(people: Sequence[Person]) -> dict[str, tuple[str, ...]]:
    """Give the texts that would have made these people."""
    return {
        "person_name": tuple(one.name for one in people),
        "person_role": tuple(one.role for one in people),
    }
