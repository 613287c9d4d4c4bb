"""The part of the event's form about lending the programme to other libraries."""

from calendar_app.domain.lending import Lending
from calendar_app.web.forms.typed import Reader

LENDING_FIELDS = (
    "lending_is_open",
    "lending_minutes",
    "lending_needs",
    "lending_fee",
    "lending_contact",
)


def read_lending(reader: Reader) -> Lending:
    """Read what others may borrow; who closes it for a while keeps what was written."""
    return Lending(
        is_open=reader.typed.has("lending_is_open"),
        minutes=reader.number("lending_minutes"),
        needs=reader.text("lending_needs"),
        fee=reader.line("lending_fee"),
        contact=reader.line("lending_contact"),
    )


def typed_lending(lending: Lending) -> dict[str, str | tuple[str, ...]]:
    """Give the texts that would have made this."""
    return {
        "lending_is_open": "ja" if lending.is_open else (),
        "lending_minutes": "" if lending.minutes is None else str(lending.minutes),
        "lending_needs": lending.needs,
        "lending_fee": lending.fee,
        "lending_contact": lending.contact,
    }
