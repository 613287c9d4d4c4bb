"""Shortcuts to today, the weekend and the next school holiday (D-5)."""

from datetime import date

from calendar_app.domain.grammar import parse
from calendar_app.domain.periods import Period, PeriodKind
from calendar_app.web.public.shortcuts import shortcuts
from tests.support.pages import address
from tests.support.selections import NAMED

MONDAY, SUNDAY = date(2026, 11, 23), date(2026, 11, 29)
HAMAR, GJOVIK = (
    next(one.id for one in NAMED.libraries.values() if one.slug == slug)
    for slug in ("hamar", "gjovik")
)
FIRST, LAST = date(2026, 12, 21), date(2027, 1, 1)


def holiday(library_id: int, first: date = FIRST) -> Period:
    return Period(
        id=1,
        kind=PeriodKind.SCHOOL_HOLIDAY,
        library_id=library_id,
        name="Juleferie",
        first=first,
        last=LAST,
    )


def shown(query: str, *periods: Period, today: date = MONDAY) -> list[tuple[str, str, bool]]:
    selection = parse(query, NAMED).known
    found = shortcuts(selection, NAMED, periods, today=today, address=address)
    return [(one.label, one.href, one.is_current) for one in found]


def test_shortcuts_set_the_days_and_keep_the_rest() -> None:
    assert shown("bibliotek=hamar&fra=2027-05-01&ui=nn", holiday(HAMAR)) == [
        ("I dag", "/kalender?bibliotek=hamar&fra=0d&til=0d&ui=nn", False),
        ("I helga", "/kalender?bibliotek=hamar&fra=2026-11-28&til=2026-11-29&ui=nn", False),
        ("Juleferie", "/kalender?bibliotek=hamar&fra=2026-12-21&til=2027-01-01&ui=nn", False),
    ]


def test_the_one_that_is_chosen_leads_back_to_all_dates() -> None:
    for query in ("fra=0d&til=0d", "fra=2026-11-23&til=2026-11-23"):
        today, weekend = shown(f"bibliotek=hamar&{query}")
        assert today == ("I dag", "/kalender?bibliotek=hamar", True)
        assert weekend[2] is False


def test_on_a_sunday_the_weekend_is_today() -> None:
    assert [one[0] for one in shown("", today=SUNDAY)] == ["I dag"]


def test_holidays_are_those_of_the_libraries_that_are_chosen() -> None:
    differing = [holiday(HAMAR), holiday(GJOVIK, date(2026, 12, 19))]
    labels = {
        query: [one[0] for one in shown(query, *differing)][2:]
        for query in ("", "bibliotek=hamar", "bibliotek=-hamar", "bibliotek=hamar,gjovik")
    }
    both = ["Juleferie (Gjovik)", "Juleferie (Hamar)"]
    assert labels == {
        "": both,
        "bibliotek=hamar": ["Juleferie"],
        "bibliotek=-hamar": ["Juleferie"],
        "bibliotek=hamar,gjovik": both,
    }
