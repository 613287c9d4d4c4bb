"""The links between list, week and month: the same selection, and the same days."""

from datetime import date

import pytest

from calendar_app.addresses import Addresses
from calendar_app.domain.grammar import parse
from calendar_app.domain.view import View, ViewKind, read_view
from calendar_app.web.public.view_links import in_view, view_ways
from tests.support.selections import NAMED
from tests.support.web import PUBLIC_URL

ADDRESSES = Addresses(PUBLIC_URL)
TODAY = date(2026, 11, 23)


def hrefs(view: str, query: str) -> list[str]:
    selection = parse(query, NAMED).known
    return [one.href for one in view_ways(read_view(view), selection, ADDRESSES, today=TODAY)]


@pytest.mark.parametrize(
    ("view", "query", "addresses"),
    [
        ("", "", ["/kalender", "/kalender?visning=uke", "/kalender?visning=maned"]),
        (
            "visning=maned&dato=2026-12",
            "bibliotek=hamar&ui=nn",
            [
                "/kalender?bibliotek=hamar&ui=nn",
                "/kalender?bibliotek=hamar&ui=nn&visning=uke&dato=2026-W49",
                "/kalender?bibliotek=hamar&ui=nn&visning=maned&dato=2026-12",
            ],
        ),
        (
            "visning=uke&dato=2026-W53",
            "",
            [
                "/kalender",
                "/kalender?visning=uke&dato=2026-W53",
                "/kalender?visning=maned&dato=2026-12",
            ],
        ),
        (
            "",
            "fra=2027-02-10",
            [
                "/kalender?fra=2027-02-10",
                "/kalender?fra=2027-02-10&visning=uke&dato=2027-W06",
                "/kalender?fra=2027-02-10&visning=maned&dato=2027-02",
            ],
        ),
        (
            "",
            "fra=2026-10-01",
            [
                "/kalender?fra=2026-10-01",
                "/kalender?fra=2026-10-01&visning=uke",
                "/kalender?fra=2026-10-01&visning=maned",
            ],
        ),
    ],
)
def test_other_views_show_the_same(view: str, query: str, addresses: list[str]) -> None:
    assert hrefs(view, query) == addresses


def test_a_list_that_is_wholly_past_leads_to_where_its_dates_are() -> None:
    assert hrefs("", "fra=2020-01-06&til=2020-02-01")[1:] == [
        "/kalender?fra=2020-01-06&til=2020-02-01&visning=uke&dato=2020-W02",
        "/kalender?fra=2020-01-06&til=2020-02-01&visning=maned&dato=2020-01",
    ]


def test_the_view_that_is_shown_is_marked() -> None:
    ways = view_ways(View(ViewKind.WEEK), parse("", NAMED).known, ADDRESSES, today=TODAY)
    assert [(one.label, one.is_current) for one in ways] == [
        ("Liste", False),
        ("Uke", True),
        ("Måned", False),
    ]


def test_an_address_keeps_the_view() -> None:
    address = in_view(ADDRESSES, read_view("visning=maned"))
    assert address("bibliotek=hamar") == "/kalender?bibliotek=hamar&visning=maned"
    assert address("") == "/kalender?visning=maned"
