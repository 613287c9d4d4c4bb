"""What besides a date itself decides about the bytes that stand for it."""

from dataclasses import dataclass, replace

from calendar_app.domain.calledoff import CalledOff
from calendar_app.publishing.formats import Format
from feeds.description import MAX_DESCRIPTION, SHORT_DESCRIPTION


@dataclass(frozen=True, slots=True)
class Style:
    """One way to write dates; the same date in the same style is the same bytes (FC-40)."""

    language: str
    visible: bool
    form: Format = Format.ICS
    limit: int = MAX_DESCRIPTION

    @classmethod
    def of(cls, language: str, called_off: CalledOff, form: Format = Format.ICS) -> "Style":
        """Leaving dates out is the selection's work, so there are two ways, not three.

        Only iCalendar has a STATUS that a program may hide a date for; the others always tell
        the true one.
        """
        return cls(language, called_off is CalledOff.VISIBLE and form is Format.ICS, form)

    @property
    def called_off(self) -> CalledOff:
        return CalledOff.VISIBLE if self.visible else CalledOff.STATUS

    @property
    def short(self) -> "Style":
        """The same with what gives way when a feed grows too large."""
        return replace(self, limit=SHORT_DESCRIPTION)
