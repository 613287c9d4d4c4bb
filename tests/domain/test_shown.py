from datetime import date, timedelta

import pytest

from calendar_app.domain.event import State
from calendar_app.domain.shown import shown_on
from tests.support.published import make_published, timed

DAY = date(2027, 2, 8)
MOVED_FROM = timed(date(2027, 2, 1))


@pytest.mark.parametrize(
    ("state", "after"), [(State.MOVED, State.SCHEDULED), (State.FULL, State.FULL)]
)
def test_moved_date_is_told_as_moved_until_it_has_passed(state: State, after: State) -> None:
    moved = make_published(span=timed(DAY), state=state, moved_from=MOVED_FROM)
    assert shown_on(moved, DAY) == moved
    over = shown_on(moved, DAY + timedelta(days=1))
    assert (over.state, over.moved_from) == (after, None)


def test_date_that_never_moved_is_shown_as_it_is() -> None:
    cancelled = make_published(span=timed(DAY), state=State.CANCELLED)
    assert shown_on(cancelled, DAY + timedelta(days=1)) is cancelled
