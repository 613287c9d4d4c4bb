"""Public holidays in Norway, computed: five fixed days and seven that follow Easter.

The days are those of the Acts of 24 February 1995 no. 12 and 26 April 1947 no. 1. Names are
given in the three languages, so that no catalogue is needed for them.
"""

from datetime import date, timedelta

from dateutil.easter import easter

from calendar_app.domain.vocabulary import Label

_FIXED = {
    (1, 1): Label(slug="nyttarsdag", nb="1. nyttårsdag", nn="1. nyttårsdag", en="New Year's Day"),
    (5, 1): Label(slug="1-mai", nb="1. mai", nn="1. mai", en="Labour Day"),
    (5, 17): Label(slug="17-mai", nb="17. mai", nn="17. mai", en="Constitution Day"),
    (12, 25): Label(slug="1-juledag", nb="1. juledag", nn="1. juledag", en="Christmas Day"),
    (12, 26): Label(slug="2-juledag", nb="2. juledag", nn="2. juledag", en="Boxing Day"),
}

_BY_EASTER = {
    -3: Label(slug="skjartorsdag", nb="skjærtorsdag", nn="skjærtorsdag", en="Maundy Thursday"),
    -2: Label(slug="langfredag", nb="langfredag", nn="langfredag", en="Good Friday"),
    0: Label(slug="1-paskedag", nb="1. påskedag", nn="1. påskedag", en="Easter Sunday"),
    1: Label(slug="2-paskedag", nb="2. påskedag", nn="2. påskedag", en="Easter Monday"),
    39: Label(
        slug="himmelfart",
        nb="Kristi himmelfartsdag",
        nn="Kristi himmelfartsdag",
        en="Ascension Day",
    ),
    49: Label(slug="1-pinsedag", nb="1. pinsedag", nn="1. pinsedag", en="Whit Sunday"),
    50: Label(slug="2-pinsedag", nb="2. pinsedag", nn="2. pinsedag", en="Whit Monday"),
}


def holiday(day: date) -> Label | None:
    """Give the name of the public holiday on a local date, None on any other day.

    A day may be two at once (17 May 2027 is also Whit Monday); the fixed day then names it.
    """
    fixed = _FIXED.get((day.month, day.day))
    return fixed or _BY_EASTER.get((day - easter(day.year)).days)


def holidays(year: int) -> dict[date, Label]:
    """Give the public holidays of a year, in order of date."""
    sunday = easter(year)
    moving = {sunday + timedelta(days=offset): name for offset, name in _BY_EASTER.items()}
    fixed = {date(year, month, day): name for (month, day), name in _FIXED.items()}
    return dict(sorted((moving | fixed).items()))
