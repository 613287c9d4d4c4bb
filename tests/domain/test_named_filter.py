from dataclasses import replace
from datetime import UTC, datetime

import pytest

from calendar_app.domain.access import Role, StaffMember
from calendar_app.domain.named_filter import (
    QUERY_MAX,
    TITLE_MAX,
    FilterEntry,
    judge_filter,
    may_keep,
    stored_query,
)
from calendar_app.domain.problems import Problem
from calendar_app.domain.vocabulary import NamedFilter
from tests.support.vocabulary import VOCABULARY

HAMAR, GJOVIK = 1, 4
EDITOR = StaffMember(id=1, email="a@example.org", name="Ansatt", roles={HAMAR: Role.EDITOR})
NOBODY = replace(EDITOR, roles={})
ENTRY = FilterEntry(title="Småbarn", slug="", query="bibliotek=hamar", library_id=HAMAR)
NAMED = NamedFilter(
    id=1,
    slug="smabarn",
    title="Småbarn",
    query="alder=0-3",
    library_id=HAMAR,
    notice_uid="x",
    changed_at=datetime(2026, 11, 23, tzinfo=UTC),
)


@pytest.mark.parametrize(
    "typed",
    [
        "alder=0-3&bibliotek=hamar",
        "?bibliotek=hamar&alder=0-3",
        "  bibliotek=hamar&age=0%E2%80%933 ",
        "https://kalender.example.no/kalender?alder=0-3&bibliotek=Hamar",
        "https://kalender.example.no/kalender.ics?bibliotek=hamar&alder=0-3&avlyst=synlig#x",
        "webcal://kalender.example.no/kalender.ics?bibliotek=hamar&alder=0-3&ui=nn",
        "/kalender?bibliotek=hamar&alder=0-3&gjentakelse=regel&utm_source=x",
    ],
)
def test_a_pasted_address_is_stored_in_canonical_form_without_the_readers_own_keys(
    typed: str,
) -> None:
    """SEL-12 for what is stored; SEL-46: `avlyst`, `gjentakelse`, `ui` stand beside the name."""
    assert stored_query(typed, VOCABULARY) == "bibliotek=hamar&alder=0-3"


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"title": ""}, Problem("title", "required")),
        ({"title": "x" * (TITLE_MAX + 1)}, Problem("title", "too_long", {"max": TITLE_MAX})),
        ({"query": ""}, Problem("query", "filter_says_nothing")),
        (
            {"query": "https://kalender.example.no/kalender"},
            Problem("query", "filter_says_nothing"),
        ),
        ({"query": "avlyst=synlig&utm_source=x"}, Problem("query", "filter_says_nothing")),
        (
            {"query": "bibliotek=hammar"},
            Problem("query", "filter_unknown_value", {"key": "bibliotek", "value": "hammar"}),
        ),
        (
            {"query": "alder=" + ",".join(map(str, range(11)))},
            Problem("query", "filter_too_many_values", {"key": "alder"}),
        ),
        ({"query": "x" * (QUERY_MAX + 1)}, Problem("query", "too_long", {"max": QUERY_MAX})),
        ({"query": "http://[::1"}, Problem("query", "filter_says_nothing")),
        ({"library_id": GJOVIK}, Problem("library", "not_your_library")),
    ],
)
def test_what_is_wrong_is_said(changes: dict[str, object], problem: Problem) -> None:
    assert list(judge_filter(replace(ENTRY, **changes), EDITOR, VOCABULARY)) == [problem]  # type: ignore[arg-type]


def test_a_filter_of_all_libraries_needs_none() -> None:
    assert list(judge_filter(replace(ENTRY, library_id=None), EDITOR, VOCABULARY)) == []


def test_the_name_in_the_address_is_made_of_the_title_when_none_is_typed() -> None:
    assert ENTRY.name == "smabarn"
    assert replace(ENTRY, slug="de-minste").name == "de-minste"


@pytest.mark.parametrize(
    ("person", "library_id", "allowed"),
    [
        (EDITOR, HAMAR, True),
        (EDITOR, GJOVIK, False),
        (EDITOR, None, True),
        (NOBODY, None, False),
        (NOBODY, HAMAR, False),
    ],
)
def test_who_may_keep_it(person: StaffMember, library_id: int | None, allowed: bool) -> None:
    assert may_keep(person, replace(NAMED, library_id=library_id)) is allowed
