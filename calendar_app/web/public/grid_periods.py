"""School holidays and named weeks, as the days of a grid tell of them."""

from collections.abc import Iterable
from datetime import date

from calendar_app.domain.periods import Period, PeriodKind
from calendar_app.domain.timing import Window, monday_of
from calendar_app.web.public.grid_context import GridPeriod


class Free:
    """The periods that concern some libraries, in a window of days.

    `libraries` gives the short names of those that are shown, by id, in their order.
    """

    def __init__(
        self, periods: Iterable[Period], *, libraries: dict[int, str], window: Window
    ) -> None:
        self._libraries = libraries
        self._start = window.start
        self._spans: dict[tuple[str, date, date], set[int | None]] = {}
        self._school: list[Period] = []
        for one in periods:
            if one.library_id is None or one.library_id in libraries:
                key = (one.name, one.first, one.last)
                self._spans.setdefault(key, set()).add(one.library_id)
                if one.kind is PeriodKind.SCHOOL_HOLIDAY:
                    self._school.append(one)

    def is_free(self, day: date) -> bool:
        """Tell whether the schools of any of the libraries have a holiday on a day."""
        return any(one.first <= day <= one.last for one in self._school)

    def told_on(self, day: date) -> tuple[GridPeriod, ...]:
        """Give the periods to name on a day: where they begin, and once a week after that."""
        return tuple(
            GridPeriod(name=name, libraries=self._names(ids), last=last if last > day else None)
            for (name, first, last), ids in self._spans.items()
            if first <= day <= last and day in (max(first, self._start), monday_of(day))
        )

    def _names(self, ids: set[int | None]) -> tuple[str, ...]:
        if None in ids or ids >= self._libraries.keys():
            return ()
        return tuple(name for one, name in self._libraries.items() if one in ids)
