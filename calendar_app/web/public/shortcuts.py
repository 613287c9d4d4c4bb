"""Periods with a name, one press away: today, the weekend, and the next school holiday."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date

from calendar_app.domain.canonical import canonical
from calendar_app.domain.keys import LIBRARY
from calendar_app.domain.periods import Period
from calendar_app.domain.selection import Selection, coming_window
from calendar_app.domain.shortcuts import NextHoliday, next_holidays, weekend
from calendar_app.domain.vocabulary import LANGUAGES, Vocabulary
from calendar_app.domain.when import Offset, When, on_date
from calendar_app.publishing.publisher import Publisher
from calendar_app.storage.errors import AWAY
from calendar_app.storage.periods import periods_in
from calendar_app.web.public.context import Way
from calendar_app.words.catalogue import translations
from calendar_app.words.lists import listed

_TODAY = Offset(0, "d")
"""Kept as it is in the address: a bookmark of today shows each day its own."""


async def coming_periods(publisher: Publisher, today: date) -> list[Period]:
    """Read what may be a shortcut; nothing while the database is away: the page goes without."""
    if publisher.current.is_away:
        return []
    try:
        return await periods_in(coming_window(today))
    except AWAY as error:
        publisher.current.lost(error)  # so that a page without them is not kept
        return []


def shortcuts(
    selection: Selection,
    vocabulary: Vocabulary,
    periods: Iterable[Period],
    *,
    today: date,
    address: Callable[[str], str],
) -> tuple[Way, ...]:
    """Narrow a selection to each period; the one that is chosen leads to all dates again."""
    chosen = (
        on_date(selection.since, today) if selection.since else None,
        on_date(selection.until, today) if selection.until else None,
    )
    found = []
    for label, since, until, lang in _periods(selection, vocabulary, periods, today):
        is_current = chosen == (on_date(since, today), on_date(until, today))
        limits = (None, None) if is_current else (since, until)
        narrowed = replace(selection, since=limits[0], until=limits[1])
        href = address(canonical(narrowed) or "")
        found.append(Way(label=label, href=href, is_current=is_current, lang=lang))
    return tuple(found)


_Named = tuple[str, When, When, str]


def _periods(
    selection: Selection, vocabulary: Vocabulary, periods: Iterable[Period], today: date
) -> Iterator[_Named]:
    text = translations(selection.ui)
    yield text.gettext("I dag"), _TODAY, _TODAY, ""
    first, last = weekend(today)
    if last > today:  # on a Sunday the weekend is today
        yield text.gettext("I helga"), first, last, ""
    holidays = next_holidays(periods, _libraries(selection, vocabulary), today)
    for one in holidays:
        is_alone = len(holidays) == 1
        label = one.name if is_alone else _with_libraries(one, vocabulary, selection.ui)
        yield label, one.first, one.last, LANGUAGES[0]


def _with_libraries(holiday: NextHoliday, vocabulary: Vocabulary, language: str) -> str:
    """Tell holidays apart by the libraries that have them."""
    names = [vocabulary.libraries[one].short_name for one in holiday.library_ids]
    return f"{holiday.name} ({listed(names, language)})"


def _libraries(selection: Selection, vocabulary: Vocabulary) -> set[int]:
    """Give the libraries whose holidays matter: those that are asked for, or all."""
    choice = next((one for one in selection.choices if one.key == LIBRARY), None)
    included = {one.slug for one in choice.included} if choice else set()
    excluded = {one.slug for one in choice.excluded} if choice else set()
    return {
        number
        for number, one in vocabulary.libraries.items()
        if one.slug not in excluded and (not included or one.slug in included)
    }
