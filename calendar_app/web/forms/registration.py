"""The part of the event's form about signing up; the public never signs up in this program."""

from datetime import datetime

from calendar_app.domain.event import Registration, RegistrationKind
from calendar_app.domain.timing import ZONE
from calendar_app.web.forms.typed import Reader

REGISTRATION_FIELDS = (
    "registration_kind",
    "registration_url",
    "registration_contact",
    "registration_opens_date",
    "registration_opens_time",
    "registration_closes_date",
    "registration_closes_time",
    "waiting_list",
    "guardian_registers",
    "registration_note",
)

_FIRST_MINUTE, _LAST_MINUTE = 0, 23 * 60 + 59
"""What a date without a time means: open from its morning, closed after its evening."""


def read_registration(reader: Reader) -> Registration:
    """Read whether, where and when to sign up."""
    kind = reader.choice("registration_kind", RegistrationKind.NONE)
    note = reader.line("registration_note")
    if kind is RegistrationKind.NONE:
        return Registration(note=note)
    is_link = kind is RegistrationKind.LINK
    return Registration(
        kind=kind,
        url=reader.line("registration_url") if is_link else "",
        contact="" if is_link else reader.line("registration_contact"),
        opens_at=reader.moment("registration_opens", otherwise=_FIRST_MINUTE),
        closes_at=reader.moment("registration_closes", otherwise=_LAST_MINUTE),
        waiting_list=reader.typed.has("waiting_list"),
        guardian_registers=reader.typed.has("guardian_registers"),
        note=note,
    )


def typed_registration(registration: Registration) -> dict[str, str | tuple[str, ...]]:
    """Give the texts that would have made this registration."""
    return {
        "registration_kind": registration.kind.value,
        "registration_url": registration.url,
        "registration_contact": registration.contact,
        **_typed_moment("registration_opens", registration.opens_at),
        **_typed_moment("registration_closes", registration.closes_at),
        "waiting_list": "ja" if registration.waiting_list else (),
        "guardian_registers": "ja" if registration.guardian_registers else (),
        "registration_note": registration.note,
    }


def _typed_moment(name: str, moment: datetime | None) -> dict[str, str]:
    if moment is None:
        return {}
    local = moment.astimezone(ZONE)
    return {f"{name}_date": f"{local:%Y-%m-%d}", f"{name}_time": f"{local:%H.%M}"}
