"""The part of the event's form about partners: rows of a name each."""

from collections.abc import Sequence

from calendar_app.web.forms.typed import Reader

PARTNERS = "partners"
PARTNER_COLUMNS = ("partner",)
PARTNER_FIELDS = (PARTNERS, *PARTNER_COLUMNS)


def read_partners(reader: Reader) -> tuple[str, ...]:
    """Read the names."""
    return tuple(name for (name,) in reader.rows(*PARTNER_COLUMNS))


def typed_partners(partners: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Give the texts that would have made these partners."""
    return {"partner": tuple(partners)}
