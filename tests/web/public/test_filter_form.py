"""The filters of the calendar page as a form."""

from datetime import date

import pytest

from calendar_app.domain.canonical import canonical
from calendar_app.domain.facets import facets_of
from calendar_app.domain.fixed_words import WORDS
from calendar_app.domain.grammar import parse
from calendar_app.domain.keys import LIST_KEYS, SERIES, TOUR
from calendar_app.web.public.context import FilterForm
from calendar_app.web.public.filters import filter_form, spoken
from tests.support.published import make_published
from tests.support.selections import NAMED


def form(query: str) -> FilterForm:
    return filter_form(
        parse(query, NAMED),
        NAMED,
        action="/kalender",
        today=date(2027, 2, 8),
        languages={"uk", "nb", "en"},
    )


def chosen(shown: FilterForm) -> dict[str, list[str]]:
    return {
        group.key: [option.value for option in group.options if option.is_chosen]
        for group in (*shown.groups, *shown.more)
        if group.chosen
    }


def sent(shown: FilterForm) -> str:
    """Give the query that a browser sends when nothing is changed."""
    boxes = [(key, value) for key, values in chosen(shown).items() for value in values]
    fields = [("sok", shown.search), ("fra", shown.from_date), ("til", shown.to_date)]
    hidden = [("avlyst", "nei")] if shown.hides_cancelled else []
    return "&".join(f"{key}={value}" for key, value in (*shown.kept, *fields, *boxes, *hidden))


def test_form_shows_what_was_chosen() -> None:
    shown = form("bibliotek=hamar,hammar&alder=smabarn,3-6&avlyst=nei&pris=gratis&sok=Eventyr")
    assert chosen(shown) == {
        "bibliotek": ["hamar"],
        "alder": ["3-6", "smabarn"],
        "pris": ["gratis"],
    }
    assert shown.search == "Eventyr"
    assert shown.hides_cancelled
    assert shown.kept == ()


def test_few_need_what_is_folded_away() -> None:
    shown = form("")
    assert [(group.key, group.is_folded) for group in shown.groups] == [
        ("bibliotek", False),
        ("alder", False),
        ("type", False),
        ("sted", True),
    ]
    assert [group.key for group in shown.more] == [
        "pris",
        "pamelding",
        "form",
        "tilgjengelig",
        "sprak",
    ]


def test_every_list_key_has_boxes_or_is_kept() -> None:
    shown = form("serie=neste,babysang&turne=bokbussen")
    fields = {group.key for group in (*shown.groups, *shown.more)}
    assert fields | {key for key, _ in shown.kept} == set(LIST_KEYS)
    assert fields & {SERIES, TOUR} == set()


def test_every_word_of_our_own_can_be_ticked() -> None:
    options = {group.key: group.options for group in form("").more}
    for key in ("pris", "pamelding", "form", "tilgjengelig"):
        assert [option.value for option in options[key]] == list(WORDS[key])


def test_languages_are_those_of_the_events() -> None:
    facets = [facets_of(make_published(languages=tags)) for tags in (("nb", "uk"), ("en-GB",))]
    assert spoken(facets) == {"nb", "uk", "en"}
    group = form("sprak=se").more[-1]
    assert [(option.value, option.label, option.is_chosen) for option in group.options] == [
        ("nb", "Bokmål", False),
        ("en", "Engelsk", False),
        ("se", "Nordsamisk", True),
        ("uk", "Ukrainsk", False),
    ]


def test_form_understands_old_names_and_shows_present_ones() -> None:
    assert chosen(form("type=bokbad"))["type"] == ["forfatterbesok"]


def test_dates_counted_from_today_become_dates() -> None:
    shown = form("fra=8u&til=2027-05-01")
    assert (shown.from_date, shown.to_date) == ("2027-04-05", "2027-05-01")


def test_form_keeps_what_it_has_no_field_for() -> None:
    query = "type=-lesestund&serie=neste&turne=bokbussen&avlyst=synlig&gjentakelse=regel&ui=en"
    assert form(query).kept == (
        ("type", "-lesestund"),
        ("serie", "neste"),
        ("turne", "bokbussen"),
        ("avlyst", "synlig"),
        ("gjentakelse", "regel"),
        ("ui", "en"),
    )


@pytest.mark.parametrize(
    "query",
    [
        "",
        "bibliotek=gjovik,hamar&alder=3-6,smabarn&type=lesestund,-verksted&sprak=nb,se",
        "pris=gratis&form=digital&tilgjengelig=stille&pamelding=ledig&avlyst=nei&sok=troll",
        "serie=babysang,neste&turne=-bokbussen&avlyst=synlig&fra=2027-01-01&til=2027-05-01&ui=nn",
    ],
)
def test_form_sent_unchanged_asks_for_the_same(query: str) -> None:
    assert canonical(parse(sent(form(query)), NAMED).selection) == query


def test_overlap_is_told_next_to_the_age_choice() -> None:
    """SEL-32."""
    (age,) = (group for group in form("").groups if group.key == "alder")
    assert age.help == (
        "Du ser alt som passer for noen i den alderen du velger. Velger du 3–6 år, ser du altså "
        "også det som er for 5–8 år, og det som er for alle."
    )
