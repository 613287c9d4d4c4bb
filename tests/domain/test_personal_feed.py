"""What a personal feed holds, for how long it says that it ended, and what it may be called."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from calendar_app.domain.access import Role, StaffMember
from calendar_app.domain.event import Event, EventDetails, Occurrence, Visibility, Workflow
from calendar_app.domain.personal_feed import (
    MOST_LIVE,
    NAME_MAX,
    PersonalFeed,
    Stage,
    is_shown,
    new_feed_problems,
    seen,
    stage_of,
)
from calendar_app.domain.problems import Problem
from tests.support.events import single, timed
from tests.support.vocabulary import VOCABULARY

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
HAMAR, GJOVIK = 1, 4
LIBRARIAN = StaffMember(id=1, email="", name="", roles={HAMAR: Role.EDITOR})
SPAN = timed(date(2027, 2, 8))


def feed(name: str = "Mobilen min", *, ended_at: datetime | None = None) -> PersonalFeed:
    return PersonalFeed(id=1, name=name, notice_uid="uid", created_at=NOW, ended_at=ended_at)


def event(
    workflow: Workflow = Workflow.DRAFT, *, organiser_id: int = HAMAR, version: int = 1
) -> Event:
    return Event(
        id=7,
        uid="event",
        slug="lesestund",
        details=EventDetails(title="Lesestund", organiser_id=organiser_id),
        schedule=single(SPAN),
        workflow=workflow,
        version=version,
        created_at=NOW,
        updated_at=NOW,
    )


def occurrence(*, sequence: int = 0, last_modified: datetime | None = None) -> Occurrence:
    return Occurrence(
        id=9,
        uid="date",
        event_id=7,
        recurrence_date=SPAN.first,
        span=SPAN,
        sequence=sequence,
        last_modified=last_modified,
        created_at=NOW,
    )


@pytest.mark.parametrize(
    ("now", "stage"),
    [
        (datetime(2026, 11, 23, 12, 0, tzinfo=UTC), Stage.NOTICE),
        (datetime(2027, 2, 21, 12, 0, tzinfo=UTC), Stage.NOTICE),
        (datetime(2027, 2, 21, 22, 59, 59, tzinfo=UTC), Stage.NOTICE),
        (datetime(2027, 2, 21, 23, 0, tzinfo=UTC), Stage.GONE),
        (datetime(2031, 1, 1, tzinfo=UTC), Stage.GONE),
    ],
)
def test_notice_stays_for_ninety_days_and_goes_at_local_midnight(
    now: datetime, stage: Stage
) -> None:
    """FC-23."""
    assert stage_of(feed(ended_at=NOW), now=now) is stage


def test_feed_that_was_not_ended_lives_on() -> None:
    assert stage_of(feed(), now=NOW + timedelta(days=3650)) is Stage.LIVE


@pytest.mark.parametrize(
    ("name", "problems"),
    [
        ("Nettbrettet", []),
        ("a" * NAME_MAX, []),
        ("a" * (NAME_MAX + 1), [Problem("name", "too_long", {"max": NAME_MAX})]),
        ("", [Problem("name", "required")]),
        ("mobilen MIN", [Problem("name", "feed_name_taken")]),
    ],
)
def test_name_is_there_and_nobody_elses(name: str, problems: list[Problem]) -> None:
    assert new_feed_problems(name, [feed("Mobilen min")]) == problems


def test_name_of_an_ended_feed_is_free_again() -> None:
    assert new_feed_problems("Mobilen min", [feed("Mobilen min", ended_at=NOW)]) == []


def test_there_may_be_so_many_at_once_and_ended_ones_do_not_count() -> None:
    ended = [feed(f"Gammel {number}", ended_at=NOW) for number in range(MOST_LIVE)]
    live = [feed(f"Ny {number}") for number in range(MOST_LIVE)]
    assert new_feed_problems("Enda en", [*ended, *live[1:]]) == []
    assert new_feed_problems("Enda en", [*ended, *live]) == [
        Problem("", "too_many_feeds", {"max": MOST_LIVE})
    ]


@pytest.mark.parametrize(
    ("workflow", "own", "others"),
    [
        (Workflow.DRAFT, True, False),
        (Workflow.PLANNED, True, True),
        (Workflow.PUBLISHED, True, True),
        (Workflow.WITHDRAWN, False, False),
    ],
)
def test_feed_holds_what_the_person_may_see_but_nothing_withdrawn(
    workflow: Workflow, own: bool, others: bool
) -> None:
    assert is_shown(LIBRARIAN, event(workflow)) is own
    assert is_shown(LIBRARIAN, event(workflow, organiser_id=GJOVIK)) is others


@pytest.mark.parametrize(
    ("workflow", "visibility", "is_public"),
    [
        (Workflow.PUBLISHED, Visibility.PUBLIC, True),
        (Workflow.PUBLISHED, Visibility.STAFF, False),
        (Workflow.PLANNED, Visibility.PUBLIC, False),
    ],
)
def test_date_says_whether_the_public_sees_it_too(
    workflow: Workflow, visibility: Visibility, is_public: bool
) -> None:
    base = event(workflow)
    shown = replace(base, details=replace(base.details, visibility=visibility))
    found = seen(shown, occurrence(), VOCABULARY)
    assert (found.workflow, found.visibility) == (workflow, visibility)
    assert found.is_public is is_public


def test_change_signals_count_the_edits_of_the_event_too() -> None:
    """A draft has no public ones; a public date must not fall behind its own."""
    draft = seen(event(version=3), occurrence(), VOCABULARY).occurrence
    assert (draft.sequence, draft.last_modified) == (3, NOW)
    stamped = occurrence(sequence=2, last_modified=NOW + HOUR)
    public = seen(event(Workflow.PUBLISHED, version=4), stamped, VOCABULARY).occurrence
    assert (public.sequence, public.last_modified) == (6, NOW + HOUR)
    edited = replace(event(version=5), updated_at=NOW + 2 * HOUR)
    assert seen(edited, stamped, VOCABULARY).occurrence.last_modified == NOW + 2 * HOUR
