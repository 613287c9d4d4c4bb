"""Words about a selection get the rows that it names."""

from calendar_app.domain.ages import AgeSpan
from calendar_app.domain.chosen import Chosen, chosen, named
from calendar_app.domain.grammar import parse
from calendar_app.domain.vocabulary import Vocabulary
from tests.support.selections import BABY_SONG, BOOK_BUS, NAMED
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


def test_series_and_tours_are_rows_too() -> None:
    selection = parse("serie=neste,sangstund&turne=-bokbuss", NAMED).selection
    assert chosen(selection, NAMED) == (
        Chosen(key="serie", included=(BABY_SONG,), excluded=()),
        Chosen(key="turne", included=(), excluded=(BOOK_BUS,)),
    )


def test_languages_and_the_words_of_the_program_stand_as_they_are_written() -> None:
    selection = parse("sprak=no,-uk&pris=free&tilgjengelig=quiet&signup=-no", NAMED).selection
    assert chosen(selection, NAMED) == (
        Chosen(key="sprak", included=("nb", "nn"), excluded=("uk",)),
        Chosen(key="pris", included=("gratis",), excluded=()),
        Chosen(key="tilgjengelig", included=("stille",), excluded=()),
        Chosen(key="pamelding", included=(), excluded=("nei",)),
    )


def test_what_is_no_list_is_not_chosen_here() -> None:
    query = "serie=neste&avlyst=nei&gjentakelse=regel&fra=1d&til=2d&sok=bok&ui=nn"
    assert chosen(parse(query, NAMED).selection, NAMED) == ()


def test_one_value_is_named_by_itself() -> None:
    assert named("alder", "3-6", NAMED) == AgeSpan(3, 6)
    assert named("alder", "ungdom", NAMED) == NAMED.age_bands[3]
    assert named("form", "hybrid", NAMED) == "hybrid"
    assert named("bibliotek", "moss", NAMED) is None
