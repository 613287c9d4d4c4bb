"""What a feed is asked for, as a value: equal questions have equal answers."""

from dataclasses import dataclass, replace
from datetime import datetime

from calendar_app.domain.calledoff import CalledOff
from calendar_app.domain.canonical import canonical
from calendar_app.domain.keys import RECURRENCE
from calendar_app.domain.selection import Selection
from calendar_app.domain.vocabulary import NamedFilter
from calendar_app.publishing.formats import Format

_BY_RULE = f"{RECURRENCE}="


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedSince:
    """Asks for what has changed, and for the uids of all; `moment` (UTC) None asks for all."""

    moment: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A selection in a format; `unknown` when its address held what was not understood.

    `named` is the filter whose name stood in the address, and `switches` what stood beside the
    name, as canonical query. `changes` is what a partner asked besides (JSON only).
    """

    selection: Selection
    unknown: bool = False
    form: Format = Format.ICS
    named: NamedFilter | None = None
    switches: str = ""
    changes: ChangedSince | None = None

    def __post_init__(self) -> None:
        """Drop what means nothing: rules instead of dates are known to iCalendar alone (SEL-41)."""
        if self.form is Format.ICS:
            return
        kept = (part for part in self.switches.split("&") if not part.startswith(_BY_RULE))
        object.__setattr__(self, "switches", "&".join(kept))
        object.__setattr__(self, "selection", replace(self.selection, by_rule=False))

    @property
    def query(self) -> str | None:
        """The canonical query of the feed's own address, None when it has none."""
        return self.switches if self.named else canonical(self.selection)


@dataclass(frozen=True, slots=True, kw_only=True)
class EventQuestion:
    """All the dates of one event that a feed would show."""

    event_id: int
    called_off: CalledOff
    language: str
    form: Format = Format.ICS
