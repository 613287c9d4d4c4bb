"""Words about a selection get the rows that it names."""

from calendar_app.domain.ages import AgeSpan
from calendar_app.domain.chosen import Chosen, chosen
from calendar_app.domain.grammar import parse
from calendar_app.domain.vocabulary import Vocabulary
from tests.support.vocabulary import VOCABULARY


def test_each_list_key_has_its_rows_in_canonical_order() -> None:
    query = "type=-kurs&alder=ungdom,3-6,-13-&bibliotek=hamar,gjovik&sted=moelv&avlyst=nei"
    libraries, venues = VOCABULARY.libraries, VOCABULARY.venues
    assert chosen(parse(query, VOCABULARY).selection, VOCABULARY) == (
        Chosen(key="bibliotek", included=(libraries[4], libraries[1]), excluded=()),
        Chosen(key="sted", included=(venues[3],), excluded=()),
        Chosen(
            key="alder",
            included=(AgeSpan(3, 6), VOCABULARY.age_bands[3]),
            excluded=(AgeSpan(13, None),),
        ),
        Chosen(key="type", included=(), excluded=(VOCABULARY.categories[3],)),
    )


def test_a_row_that_is_gone_is_left_out() -> None:
    selection = parse("bibliotek=hamar", VOCABULARY).selection
    assert chosen(selection, Vocabulary()) == (Chosen(key="bibliotek", included=(), excluded=()),)
