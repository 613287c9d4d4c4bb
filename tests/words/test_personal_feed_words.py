"""The words of personal feeds: what is marked, for whom it is, and how the end is told."""

import pytest

from calendar_app.domain.event import Visibility, Workflow
from calendar_app.domain.vocabulary import LANGUAGES
from calendar_app.words.personal_feed import (
    ended_description,
    ended_title,
    feed_description,
    feed_name,
    only_for,
    workflow_mark,
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_marks_what_is_not_for_everybody_and_nothing_else(language: str) -> None:
    marks = [workflow_mark(one, language) for one in (Workflow.DRAFT, Workflow.PLANNED)]
    assert len({*marks}) == 2
    assert [mark for mark in marks if mark != mark.upper()] == []
    assert workflow_mark(Workflow.PUBLISHED, language) == ""
    others = [one for one in Visibility if one is not Visibility.PUBLIC]
    assert len({only_for(one, language) for one in others} - {""}) == len(others)
    assert only_for(Visibility.PUBLIC, language) == ""


def test_feed_says_what_it_is_and_that_its_address_is_secret() -> None:
    assert feed_name("Lesekalender", "nb") == "Lesekalender for ansatte"
    assert "hemmelig" in feed_description("nb")
    assert "secret" in feed_description("en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_end_is_told_with_a_way_on(language: str) -> None:
    assert len(ended_title(language)) < 40
    assert ended_description(language).count(". ") >= 2
