"""The index of the published holds what filters ask about, and nothing else."""

from datetime import date, timedelta

from calendar_app.domain.event import State
from calendar_app.domain.index import WHOLE_DAY, entry_of
from calendar_app.domain.published import Place
from calendar_app.domain.timing import AllDay, Timed, wall
from tests.support.published import GJOVIK, HAMAR, RINGSAKER, make_published, timed

DAY = date(2027, 2, 8)


def test_a_library_that_arranges_or_hosts_has_its_bit() -> None:
    """SEL-33: the stop at Gjøvik, by Hamar with Ringsaker."""
    stop = make_published(
        organiser=HAMAR, co_organisers=(RINGSAKER,), place=Place(venue_id=9, library_id=GJOVIK.id)
    )
    assert entry_of(stop).libraries == 1 << 1 | 1 << 2 | 1 << 4
    assert entry_of(stop).venue == 1 << 9


def test_a_place_given_as_text_and_no_place_have_no_bit() -> None:
    for place in (Place(name="Under eika"), None):
        entry = entry_of(make_published(place=place))
        assert (entry.venue, entry.libraries) == (0, 1 << HAMAR.id)


def test_categories_are_a_set() -> None:
    assert entry_of(make_published(category_ids=(3, 1))).categories == 1 << 3 | 1 << 1


def test_entries_sort_by_start_with_whole_days_first() -> None:
    spans = [
        (AllDay(DAY - timedelta(days=9), DAY), "f"),
        (AllDay(DAY, DAY), "e"),
        (timed(DAY, 0, 60), "d"),
        (timed(DAY, 600), "b"),
        (timed(DAY, 600), "c"),
        (timed(DAY + timedelta(days=1), 0, 60), "a"),
    ]
    entries = [entry_of(make_published(span=span, uid=uid)) for span, uid in spans]
    by_uid = sorted(entries, key=lambda entry: entry.uid)
    assert sorted(by_uid, key=lambda entry: entry.sort_key) == entries


def test_an_entry_has_the_local_dates_and_the_wall_minute() -> None:
    night = Timed(wall(DAY, 20 * 60), wall(DAY + timedelta(days=1), 9 * 60))
    entry = entry_of(make_published(span=night))
    assert (entry.first, entry.last, entry.minute) == (DAY, DAY + timedelta(days=1), 1200)
    assert entry_of(make_published(span=AllDay(DAY, DAY))).minute == WHOLE_DAY


def test_what_is_called_off_is_shown_for_a_week() -> None:
    for state in State:
        entry = entry_of(make_published(span=timed(DAY), state=state))
        called_off = state in (State.CANCELLED, State.POSTPONED)
        assert entry.called_off == called_off
        assert entry.shown_until == (date(2027, 2, 15) if called_off else date.max)


def test_equal_dates_give_equal_entries_that_share_their_sets() -> None:
    one, other = entry_of(make_published()), entry_of(make_published())
    assert one == other
    assert one.ages is other.ages
    assert entry_of(make_published(age_to=7)) != one
