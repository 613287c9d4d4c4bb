"""FC-16, FC-17: the change signals move exactly when a subscriber sees a difference."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from calendar_app.domain.event import Event, EventDetails, Occurrence
from calendar_app.domain.revision import series_stamped, stamp_after, stamped, written_at
from tests.support.published import make_published, timed
from tests.support.schedules import FIRST, make_occurrence, weekly

NOW = datetime(2026, 11, 23, 12, 0, 0, 700_000, tzinfo=UTC)
SECOND = timedelta(seconds=1)
NEW = make_published()
OLD = make_published(title="Noe annet")


def row(**changes: object) -> Occurrence:
    return make_occurrence(1, FIRST, timed(FIRST), **changes)  # type: ignore[arg-type]


def series(**changes: object) -> Event:
    event = Event(
        id=1,
        uid="uid",
        slug="lesestund",
        details=EventDetails(title="Lesestund", organiser_id=1),
        schedule=weekly(),
        created_at=NOW,
        updated_at=NOW,
    )
    return replace(event, **changes)  # type: ignore[arg-type]


def test_a_series_counts_with_its_dates_and_is_never_older_than_one() -> None:
    """FC-18: also in the same second, with a clock set back, and with dates from elsewhere."""
    first = series_stamped(series(), dates=[row()], now=NOW)
    assert (first.series_sequence, first.series_modified) == (0, NOW.replace(microsecond=0))
    second = series_stamped(first, dates=[row()], now=NOW - timedelta(hours=1))
    assert (second.series_sequence, second.series_modified) == (
        1,
        NOW.replace(microsecond=0) + SECOND,
    )
    newer = row(last_modified=NOW.replace(microsecond=0) + 9 * SECOND)
    third = series_stamped(second, dates=[row(), newer], now=NOW)
    assert (third.series_sequence, third.series_modified) == (2, newer.last_modified)
    cut_off = series_stamped(series(), dates=[newer], now=NOW)
    assert (cut_off.series_sequence, cut_off.series_modified) == (0, newer.last_modified)


def test_the_first_publication_starts_at_sequence_0() -> None:
    found = stamped(row(), old=None, new=NEW, now=NOW)
    assert (found.sequence, found.last_modified) == (0, NOW.replace(microsecond=0))


def test_nothing_moves_when_the_public_sees_no_difference() -> None:
    known = row(sequence=3, last_modified=NOW - 5 * SECOND)
    same = replace(NEW, sequence=99, last_modified=NOW)
    assert stamped(known, old=NEW, new=same, now=NOW) == known


def test_a_visible_change_counts_up_and_is_later_even_in_the_same_second() -> None:
    known = row(sequence=3, last_modified=NOW.replace(microsecond=0))
    found = stamped(known, old=OLD, new=NEW, now=NOW)
    assert (found.sequence, found.last_modified) == (4, NOW.replace(microsecond=0) + SECOND)


def test_a_clock_set_back_never_sets_the_stamp_back() -> None:
    known = row(sequence=3, last_modified=NOW.replace(microsecond=0))
    found = stamped(known, old=OLD, new=NEW, now=NOW - timedelta(hours=1))
    assert found.last_modified == NOW.replace(microsecond=0) + SECOND


def test_withdrawn_nothing_moves_and_back_again_it_counts_on() -> None:
    known = row(sequence=3, last_modified=NOW - 9 * SECOND)
    gone = stamped(known, old=NEW, new=None, now=NOW)
    assert gone == known
    assert stamped(gone, old=None, new=NEW, now=NOW).sequence == 4


def test_the_stamp_of_the_publication_is_the_next_second_and_never_runs_ahead() -> None:
    first = stamp_after(NOW, previous=NOW - timedelta(days=1))
    assert first == NOW.replace(microsecond=0) + SECOND
    assert stamp_after(NOW, previous=first) == first
    assert stamp_after(NOW - timedelta(hours=1), previous=first) == first


@pytest.mark.parametrize(
    ("waited", "previous", "moment"),
    [
        (timedelta(0), timedelta(-60), timedelta(0)),
        (timedelta(seconds=4), timedelta(-60), timedelta(seconds=4)),
        (timedelta(0), timedelta(seconds=3), timedelta(seconds=2)),
        (timedelta(seconds=4), timedelta(seconds=3), timedelta(seconds=4)),
    ],
)
def test_who_waited_writes_no_earlier_than_what_others_were_shown(
    waited: timedelta, previous: timedelta, moment: timedelta
) -> None:
    """FC-27."""
    assert written_at(NOW, waited=waited, previous=NOW + previous) == NOW + moment
