"""What templates/staff/plan.html shows: months of all libraries, week by week, day by day.

Everything is put into words here, once, so that the template does no more than write it: a year
has 1,500 dates.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from dateutil.relativedelta import relativedelta

from calendar_app.addresses import Addresses
from calendar_app.domain.access import StaffMember, may_set_up
from calendar_app.domain.clashes import HintKind, meeting_hints
from calendar_app.domain.periods import YEARS, Period
from calendar_app.domain.plan import MOST_MONTHS, USUAL_MONTHS, PlannedDate, months_from
from calendar_app.domain.timing import Window
from calendar_app.domain.vocabulary import Library, LibraryKind, Vocabulary
from calendar_app.web.contexts.plan_months import DatesByDay, Month, Painter
from calendar_app.words.catalogue import translations
from calendar_app.words.hints import hint_words

_MONTH = "%Y-%m"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFilter:
    """What the address asks for: whole months from `first` on; library None is all of them."""

    first: date
    months: int
    library: Library | None

    @property
    def windows(self) -> tuple[Window, ...]:
        """Give the months."""
        return months_from(self.first, self.months)

    @property
    def window(self) -> Window:
        """Give all of it as one window."""
        return Window(self.windows[0].start, self.windows[-1].end)

    def query(self, first: date) -> str:
        """Write the same from another month as the query of an address."""
        given = {
            "fra": first.strftime(_MONTH),
            "maneder": "" if self.months == USUAL_MONTHS else str(self.months),
            "bibliotek": self.library.slug if self.library else "",
        }
        return urlencode({key: value for key, value in given.items() if value})


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPage:
    title: str
    filter: PlanFilter
    libraries: tuple[Library, ...]
    lengths: tuple[int, ...]
    columns: tuple[Library, ...]
    months: tuple[Month, ...]
    earlier_href: str
    later_href: str
    today_href: str
    may_create: bool
    may_set_up: bool


def read_plan_filter(
    values: Sequence[tuple[str, str]], vocabulary: Vocabulary, *, today: date
) -> PlanFilter:
    """Read the keys and values of an address; what is not understood asks for the usual."""
    given = dict(values)
    months = given.get("maneder", "")
    slug = given.get("bibliotek", "")
    found = (
        one for one in vocabulary.libraries.values() if slug == one.slug or slug in one.aliases
    )
    return PlanFilter(
        first=_month_in(given.get("fra", "")) or today.replace(day=1),
        months=int(months) if months in map(str, range(1, MOST_MONTHS + 1)) else USUAL_MONTHS,
        library=next(found, None) if slug else None,
    )


def _month_in(text: str) -> date | None:
    """Read `2027-01`, or the month of a date."""
    try:
        first = date.fromisoformat(f"{text[:7]}-01")
    except ValueError:
        return None
    return first if first.year in YEARS else None


def plan_page(
    dates: Sequence[PlannedDate],
    periods: Sequence[Period],
    vocabulary: Vocabulary,
    *,
    asked: PlanFilter,
    person: StaffMember,
    today: date,
    language: str,
    addresses: Addresses,
) -> PlanPage:
    """Put the page together; `dates` may reach beyond the months, so that hints see past them."""
    columns = _columns(dates, vocabulary, asked)
    painter = Painter(
        events=addresses.staff("arrangementer"),
        language=language,
        today=today,
        columns=columns,
        periods=periods,
        hints=_hint_sentences(dates, vocabulary, language),
        may_create=bool(person.roles),
    )
    by_day = _by_day(dates, asked.window, {one.id for one in columns})
    plan = addresses.staff("plan")
    there = f"{plan}?{asked.query(today)}"
    back, on = (asked.first + relativedelta(months=step) for step in (-asked.months, asked.months))
    return PlanPage(
        title=translations(language).gettext("Plan"),
        filter=asked,
        libraries=tuple(one for one in vocabulary.libraries.values() if not one.retired_at),
        lengths=(1, 2, 3, 6, MOST_MONTHS),
        columns=columns,
        months=tuple(painter.month(window, by_day) for window in asked.windows),
        earlier_href=f"{plan}?{asked.query(back)}" if back.year in YEARS else "",
        later_href=f"{plan}?{asked.query(on)}" if on.year in YEARS else "",
        today_href=f"{'' if asked.window.overlaps(today, today) else there}#i-dag",
        may_create=bool(person.roles),
        may_set_up=may_set_up(person),
    )


def _columns(
    dates: Sequence[PlannedDate], vocabulary: Vocabulary, asked: PlanFilter
) -> tuple[Library, ...]:
    """Give each library a column, and other organisers (the county) where they have something."""
    if asked.library:
        return (asked.library,)
    busy = {one.event.organiser_id for one in dates}
    return tuple(
        one
        for one in vocabulary.libraries.values()
        if one.id in busy or (one.kind is LibraryKind.LIBRARY and not one.retired_at)
    )


def _by_day(
    dates: Sequence[PlannedDate], window: Window, column_ids: Collection[int]
) -> DatesByDay:
    """Put each date where it begins, and what lasts on also where each later month begins."""
    found: defaultdict[tuple[date, int], list[PlannedDate]] = defaultdict(list)
    columns: dict[int, int | None] = {}
    for one in dates:
        event, last = one.event, one.span.last
        if event.id not in columns:
            ids = (event.organiser_id, *sorted(event.library_ids))
            columns[event.id] = next((given for given in ids if given in column_ids), None)
        column = columns[event.id]
        if column is None:
            continue
        day = max(one.span.first, window.start)
        while day <= last and day < window.end:
            found[day, column].append(one)
            day = _next_month(day)
    return found


def _next_month(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1)


def _hint_sentences(
    dates: Sequence[PlannedDate], vocabulary: Vocabulary, language: str
) -> Mapping[int, tuple[str, ...]]:
    """Say the hints; a regular series leaves it to the single event to tell of their meeting."""
    regular = {one.id for one in dates if one.event.is_series}
    found: dict[int, tuple[str, ...]] = {}
    for number, hints in meeting_hints(dates).items():
        told = [one for one in hints if one.kind is not HintKind.AUDIENCE or number not in regular]
        found[number] = tuple(hint_words(told, vocabulary, language))
    return found
