"""The form of a period: a school holiday of some libraries, or a week with a name."""

from calendar_app.domain.periods import Period, PeriodEntry, PeriodKind
from calendar_app.domain.problems import Problem
from calendar_app.web.forms.typed import Reader, Typed
from calendar_app.words.catalogue import N_

PERIOD_FIELDS = ("kind", "library_ids", "name", "first_day", "last_day")
PERIOD_LABELS = {
    "kind": N_("Hva det er"),
    "library_ids": N_("Hvilke bibliotek"),
    "name": N_("Navn"),
    "first_day": N_("Første dag"),
    "last_day": N_("Siste dag"),
}


def read_period(typed: Typed) -> tuple[PeriodEntry, list[Problem]]:
    """Read what was typed; without a last day it is one day. A named week has no library."""
    reader = Reader(typed)
    kind = reader.choice("kind", PeriodKind.SCHOOL_HOLIDAY)
    is_school = kind is PeriodKind.SCHOOL_HOLIDAY
    first = reader.date("first_day")
    last = reader.date("last_day", is_required=False)
    entry = PeriodEntry(
        kind=kind,
        library_ids=reader.ids("library_ids") if is_school else (),
        name=reader.line("name"),
        first=first,
        last=last if typed.text("last_day").strip() else first,
    )
    return entry, reader.problems


def typed_period(period: Period) -> Typed:
    """Fill the form with what a period is."""
    return Typed().having(
        kind=period.kind.value,
        library_ids=() if period.library_id is None else str(period.library_id),
        name=period.name,
        first_day=period.first.isoformat(),
        last_day=period.last.isoformat(),
    )
