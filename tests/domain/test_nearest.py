"""The named filter that comes nearest to a selection."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from calendar_app.domain.grammar import parse
from calendar_app.domain.nearest import nearest_filter
from calendar_app.domain.vocabulary import NamedFilter, Vocabulary, by_id
from tests.support.vocabulary import VOCABULARY

NOW = datetime(2027, 2, 8, 12, 0, tzinfo=UTC)


def named(number: int, slug: str, query: str, *, is_retired: bool = False) -> NamedFilter:
    return NamedFilter(
        id=number,
        slug=slug,
        title=slug.capitalize(),
        query=query,
        library_id=None,
        notice_uid=f"uid-{number}",
        changed_at=NOW,
        retired_at=NOW if is_retired else None,
    )


FILTERS = by_id(
    named(1, "hamar", "bibliotek=hamar"),
    named(2, "barn-hamar", "bibliotek=hamar&alder=0-6"),
    named(3, "alt-i-hamar", "bibliotek=hamar&type=-verksted&avlyst=nei"),
    named(4, "lesestunder", "type=lesestund"),
    named(5, "gamle-hamar", "bibliotek=hamar&alder=0-6&type=lesestund", is_retired=True),
    named(6, "nynorsk", "bibliotek=gjovik&fra=2027-01-01&ui=nn"),
)
KNOWN = replace(VOCABULARY, filters=FILTERS)


def nearest(query: str, vocabulary: Vocabulary = KNOWN) -> str | None:
    found = nearest_filter(parse(query, vocabulary).selection, vocabulary)
    return found.slug if found else None


@pytest.mark.parametrize(
    ("query", "slug"),
    [
        ("bibliotek=hamar&alder=0-6&type=lesestund,verksted", "barn-hamar"),
        ("bibliotek=hamar&sok=troll", "hamar"),
        ("type=lesestund,verksted&sok=troll", "lesestunder"),
        ("bibliotek=hamar&type=-verksted&sok=troll", "alt-i-hamar"),
        ("bibliotek=hamar&type=lesestund", "hamar"),
        ("sok=troll", None),
        ("fra=2027-01-01&ui=nn&sok=troll", None),
        ("bibliotek=hammar", None),
    ],
)
def test_nearest_says_most_of_the_same_and_least_besides(query: str, slug: str | None) -> None:
    """SEL-44: offered where the address itself would be too long."""
    assert nearest(query) == slug


def test_none_where_there_are_no_filters() -> None:
    assert nearest("bibliotek=hamar", VOCABULARY) is None


def test_filter_is_read_with_the_vocabulary_of_now() -> None:
    renamed = replace(KNOWN, filters=by_id(named(1, "bokbad", "type=bokbad")))
    assert nearest("type=forfatterbesok", renamed) == "bokbad"
