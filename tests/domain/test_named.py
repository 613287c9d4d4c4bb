"""Addresses with the name of a filter."""

from dataclasses import replace
from datetime import UTC, datetime

from calendar_app.domain.calledoff import CalledOff
from calendar_app.domain.grammar import parse
from calendar_app.domain.named import NamedSelection, find_named, read_named
from calendar_app.domain.vocabulary import NamedFilter, by_id
from tests.support.vocabulary import VOCABULARY

NAMED = NamedFilter(
    id=7,
    slug="barn-hamar",
    title="Barn i Hamar",
    query="bibliotek=hamar&avlyst=nei&ui=nn",
    library_id=1,
    notice_uid="2e0d8c9e-1111-4222-8333-944455556666",
    changed_at=datetime(2026, 11, 23, tzinfo=UTC),
    aliases=("smaa-hamar",),
)
OTHER = replace(NAMED, id=8, slug="smaa-hamar", aliases=())


def _read(query: bytes) -> NamedSelection:
    return read_named(NAMED, query, VOCABULARY)


def test_a_name_is_a_slug_now_or_at_another_time() -> None:
    """SEL-27: the present slug goes before another's old one."""
    alone = replace(VOCABULARY, filters=by_id(NAMED))
    assert find_named("Barn-Hamar", alone) == NAMED
    assert find_named("smaa-hamar", alone) == NAMED
    assert find_named("smaa-hamar", replace(VOCABULARY, filters=by_id(NAMED, OTHER))) == OTHER
    assert find_named("", alone) is None
    assert find_named("\udcff", alone) is None


def test_what_staff_stored_stands_until_the_reader_says_otherwise() -> None:
    """SEL-46."""
    read = _read(b"")
    assert read.selection == parse(NAMED.query, VOCABULARY).selection
    assert (read.switches, read.unknown) == ("", False)
    read = _read(b"ui=en&cancelled=visible&recurrence=rule")
    assert read.selection.called_off is CalledOff.VISIBLE
    assert (read.selection.by_rule, read.selection.ui) == (True, "en")
    assert read.switches == "avlyst=synlig&gjentakelse=regel&ui=en"


def test_a_default_is_written_where_it_says_something() -> None:
    """The canonical address of `avlyst=status` must not mean `avlyst=nei` here."""
    read = _read(b"avlyst=status&ui=nb")
    assert (read.selection.called_off, read.selection.ui) == (CalledOff.STATUS, "nb")
    assert read.switches == "avlyst=status&ui=nb"
    assert _read(read.switches.encode()) == read


def test_other_keys_are_not_even_read() -> None:
    """SEL-46: no key narrows, widens or makes it unknown."""
    plain = _read(b"")
    for query in (b"bibliotek=gjovik", b"type=finnes-ikke", b"fra=x&til=y&sok=z", b"serie=neste"):
        assert _read(query) == plain


def test_a_switch_that_is_not_understood_says_nothing_and_is_told() -> None:
    for query in (b"avlyst=kanskje", b"ui=nn&ui=en", b"gjentakelse=%ff"):
        read = _read(query)
        assert (read.selection, read.switches) == (_read(b"").selection, "")
        assert read.unknown


def test_a_filter_of_which_nothing_is_known_any_more_is_empty_and_not_everything() -> None:
    """SEL-20."""
    gone = replace(NAMED, query="bibliotek=nedlagt&ui=nn")
    read = read_named(gone, b"ui=en&avlyst=synlig", VOCABULARY)
    assert read.selection.nothing
    assert (read.selection.ui, read.unknown) == ("en", True)
