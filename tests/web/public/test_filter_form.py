"""The filters of the calendar page."""

from datetime import date

from calendar_app.domain.grammar import parse
from calendar_app.web.public.context import FilterForm
from calendar_app.web.public.filters import chips, filter_form, loosen
from tests.support.vocabulary import VOCABULARY


def address(query: str) -> str:
    return f"/kalender?{query}"


def form(query: str) -> FilterForm:
    known = parse(query, VOCABULARY).known
    return filter_form(known, VOCABULARY, action="/kalender", today=date(2027, 2, 8))


def chosen(shown: FilterForm) -> dict[str, list[str]]:
    return {
        group.key: [option.value for option in group.options if option.is_chosen]
        for group in shown.groups
    }


def test_form_shows_what_was_chosen() -> None:
    shown = form("bibliotek=hamar,hammar&alder=smabarn,3-6&avlyst=nei")
    assert chosen(shown) == {
        "bibliotek": ["hamar"],
        "alder": ["3-6", "smabarn"],
        "type": [],
        "sted": [],
    }
    assert shown.hides_cancelled
    assert shown.kept == ()


def test_form_understands_old_names_and_shows_present_ones() -> None:
    assert chosen(form("type=bokbad"))["type"] == ["forfatterbesok"]


def test_dates_counted_from_today_become_dates() -> None:
    shown = form("fra=8u&til=2027-05-01")
    assert (shown.from_date, shown.to_date) == ("2027-04-05", "2027-05-01")


def test_form_keeps_what_it_has_no_field_for() -> None:
    assert form("type=-lesestund&avlyst=synlig&ui=en").kept == (
        ("type", "-lesestund"),
        ("avlyst", "synlig"),
        ("ui", "en"),
    )


def test_chips_take_one_filter_away_and_keep_the_language() -> None:
    selection = parse("bibliotek=hamar,gjovik&fra=8u&ui=en", VOCABULARY).selection
    found = chips(selection, VOCABULARY, address=address)
    assert [(chip.label, chip.remove_href) for chip in found] == [
        ("Gjovik bibliotek", "/kalender?bibliotek=hamar&fra=8u&ui=en"),
        ("Hamar bibliotek", "/kalender?bibliotek=gjovik&fra=8u&ui=en"),
        ("no earlier than in 8 weeks", "/kalender?bibliotek=gjovik,hamar&ui=en"),
    ]


def test_ways_out_of_an_empty_result() -> None:
    selection = parse("bibliotek=hamar&alder=5", VOCABULARY).selection
    links = loosen(selection, VOCABULARY, address=address)
    assert [(link.label, link.href) for link in links] == [
        ("Fjern «Hamar bibliotek»", "/kalender?alder=5"),
        ("Fjern «5 år»", "/kalender?bibliotek=hamar"),
        ("Vis alle arrangementer", "/kalender?"),
    ]
