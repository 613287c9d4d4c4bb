"""What is wrong with a gathering."""

from dataclasses import replace
from typing import Any

import pytest

from calendar_app.domain.event import Visibility
from calendar_app.domain.gathering import AgendaItem, Document, Gathering
from calendar_app.domain.gathering_judge import LINES_MAX, gathering_problems
from calendar_app.domain.judge import TEXT_MAX
from calendar_app.domain.vocabulary import Community
from tests.support.events import details
from tests.support.vocabulary import VOCABULARY, label

WITH_COMMUNITY = replace(VOCABULARY, communities={7: Community(id=7, label=label("pf-smabarn"))})


def problems(visibility: Visibility = Visibility.STAFF, **said: Any) -> list[tuple[str, str]]:
    gathering = Gathering(**{"host_id": 1, **said})
    found = gathering_problems(details(visibility=visibility, gathering=gathering), WITH_COMMUNITY)
    return [(one.field, one.code) for one in found]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({}, []),
        ({"host_id": None}, [("host_id", "required")]),
        ({"host_id": 99}, [("host_id", "unknown_choice")]),
        ({"community_ids": (8,)}, [("community_ids", "unknown_choice")]),
        ({"agenda": (AgendaItem(time="09.30", text=""),)}, [("agenda", "agenda_without_text")]),
        ({"agenda": (AgendaItem(text="Kaffe"),)}, []),
        ({"agenda": (AgendaItem(time="x" * 21, text="y"),)}, [("agenda", "too_long")]),
        ({"agenda": (AgendaItem(text="y"),) * (LINES_MAX + 1)}, [("agenda", "too_many_rows")]),
        (
            {"documents": (Document(label="Referat", url=""),)},
            [("documents", "document_without_url")],
        ),
        (
            {"documents": (Document(label="x", url="javascript:alert(1)"),)},
            [("documents", "not_a_url")],
        ),
        ({"notes": "x" * (TEXT_MAX + 1)}, [("gathering_notes", "too_long")]),
    ],
)
def test_everything_that_is_wrong_is_told(
    said: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    assert problems(**said) == expected


def test_it_is_for_staff_or_for_a_community_that_is_named() -> None:
    assert problems(Visibility.PUBLIC) == [("visibility", "unknown_choice")]
    assert problems(Visibility.SCHOOLS) == [("visibility", "unknown_choice")]
    assert problems(Visibility.COMMUNITY) == [("community_ids", "required")]
    assert problems(Visibility.COMMUNITY, community_ids=(7,)) == []
