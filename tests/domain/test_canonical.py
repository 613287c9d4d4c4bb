"""One address per meaning, and links that say one thing more or less (SEL-14, SEL-17, SEL-18)."""

from datetime import date

import pytest

from calendar_app.domain.calledoff import CalledOff
from calendar_app.domain.canonical import Part, canonical, parts, switched, without
from calendar_app.domain.grammar import parse
from calendar_app.domain.keys import KEYS
from calendar_app.domain.selection import Selection
from calendar_app.domain.vocabulary import Series, Vocabulary
from tests.support.selections import NAMED

EVERY_KEY = (
    "bibliotek=gjovik,hamar,-ringsaker&sted=moelv&alder=3-6,13-,ungdom,-9&type=-lesestund"
    "&sprak=nb,uk,-en&pris=gratis&form=digital&tilgjengelig=stille,-tegnsprak&pamelding=ledig,nei"
    "&serie=babysang,neste,-eventyrtime&turne=bokbussen&avlyst=synlig&gjentakelse=regel"
    "&fra=-60d&til=2027-06-01&sok=b%D0%BAok%20lese&ui=nn"
)


def read(query: str) -> Selection:
    return parse(query, NAMED).selection


def test_the_keys_are_written_in_the_order_of_the_table() -> None:
    backwards = "&".join(reversed(EVERY_KEY.split("&")))
    assert canonical(read(backwards)) == EVERY_KEY
    assert list(dict.fromkeys(part.key for part in parts(read(EVERY_KEY)))) == list(KEYS)


def test_everything_is_written_as_no_text_and_nothing_not_at_all() -> None:
    assert canonical(Selection()) == ""
    assert canonical(Selection(nothing=True)) is None


def test_the_next_of_each_series_stands_among_the_slugs() -> None:
    names = {number: Series(slug=slug, title=slug) for number, slug in enumerate(["a1", "z1"])}
    selection = parse("serie=z1,neste,a1,-z1", Vocabulary(series=names)).selection
    assert canonical(selection) == "serie=a1,neste,z1,-z1"


def test_a_date_before_the_year_1000_reads_as_itself() -> None:
    selection = Selection(since=date(7, 1, 2))
    assert read(canonical(selection) or "") == selection


def test_a_chip_takes_away_what_it_says() -> None:
    selection = read(EVERY_KEY)
    assert len(parts(selection)) == 28
    for part in parts(selection):
        lessened = without(selection, part)
        assert parts(lessened) == tuple(one for one in parts(selection) if one != part)
        assert read(canonical(lessened) or "") == lessened


def test_taking_every_chip_away_leaves_everything() -> None:
    selection = read(EVERY_KEY)
    for part in parts(selection):
        selection = without(selection, part)
    assert selection == Selection()


def test_an_included_and_an_excluded_value_are_two_chips() -> None:
    selection = read("bibliotek=hamar,-hamar")
    assert parts(selection) == (Part("bibliotek", "hamar"), Part("bibliotek", "-hamar"))
    assert canonical(without(selection, Part("bibliotek", "hamar"))) == "bibliotek=-hamar"
    assert without(selection, Part("bibliotek", "moss")) == selection


@pytest.mark.parametrize(
    ("called_off", "by_rule", "ui", "address"),
    [
        (CalledOff.VISIBLE, None, None, "bibliotek=hamar&avlyst=synlig&ui=nn"),
        (CalledOff.STATUS, False, "nb", "bibliotek=hamar"),
        (None, True, "en", "bibliotek=hamar&avlyst=nei&gjentakelse=regel&ui=en"),
        (None, None, None, "bibliotek=hamar&avlyst=nei&ui=nn"),
    ],
)
def test_a_link_may_set_the_switches(
    called_off: CalledOff | None, by_rule: bool | None, ui: str | None, address: str
) -> None:
    selection = read("bibliotek=hamar&avlyst=nei&ui=nn")
    changed = switched(selection, called_off=called_off, by_rule=by_rule, ui=ui)
    assert canonical(changed) == address


def test_a_switch_that_is_set_stays_set() -> None:
    selection = read("gjentakelse=regel")
    assert switched(selection) == selection
    assert switched(selection, by_rule=False) == Selection()
