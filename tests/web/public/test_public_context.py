"""What the public pages are made of."""

from dataclasses import replace
from datetime import date

from calendar_app.domain.timing import AllDay
from calendar_app.web.public.listing import days, ongoing, split_dates
from calendar_app.web.public.map_links import map_address
from tests.support.pages import href
from tests.support.published import KULTURHUSET, make_published, timed

SUNDAY, MONDAY, TUESDAY = date(2027, 2, 7), date(2027, 2, 8), date(2027, 2, 9)
EXHIBITION = make_published(uid="exhibition", span=AllDay(date(2027, 2, 1), TUESDAY))


def test_dates_are_grouped_by_their_first_day() -> None:
    dates = [
        EXHIBITION,
        make_published(uid="a", span=timed(SUNDAY)),
        make_published(uid="b", span=timed(MONDAY)),
        make_published(uid="c", span=timed(MONDAY, 720, 780)),
        make_published(uid="d", span=timed(TUESDAY)),
    ]
    grouped = days(dates, start=SUNDAY, href=href)
    assert [
        (day.date, [one.occurrence.uid for one in day.listed], day.starts_week) for day in grouped
    ] == [(SUNDAY, ["a"], True), (MONDAY, ["b", "c"], True), (TUESDAY, ["d"], False)]
    assert grouped[0].listed[0].href == "/arrangement/lesestund-7"


def test_what_began_earlier_goes_on_until_its_last_day() -> None:
    assert [one.occurrence.uid for one in ongoing([EXHIBITION], start=TUESDAY, href=href)] == [
        "exhibition"
    ]
    assert ongoing([EXHIBITION], start=date(2027, 2, 10), href=href) == ()
    assert ongoing([EXHIBITION], start=date(2027, 2, 1), href=href) == ()


def test_dates_of_an_event_are_parted_at_today() -> None:
    dates = [make_published(uid=str(day), span=timed(day)) for day in (SUNDAY, MONDAY, TUESDAY)]
    coming, past = split_dates(dates, today=MONDAY)
    assert [(one.occurrence.uid, one.is_next) for one in coming] == [
        ("2027-02-08", True),
        ("2027-02-09", False),
    ]
    assert [(one.occurrence.uid, one.is_next) for one in past] == [("2027-02-07", False)]


def test_map_shows_buildings_and_streets_but_no_town_centres() -> None:
    """D-15."""
    point = replace(KULTURHUSET, latitude=60.79, longitude=11.07)
    assert map_address(point) == (
        "https://www.openstreetmap.org/?mlat=60.79&mlon=11.07#map=17/60.79/11.07"
    )
    assert map_address(KULTURHUSET) == (
        "https://www.openstreetmap.org/search?query=Torggata%20100%2C%202317%20Hamar"
    )
    assert map_address(replace(KULTURHUSET, street="")) == ""
    assert map_address(None) == ""
