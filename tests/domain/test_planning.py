"""What the plan knows of events: months, ages under 18, and who may be a guest."""

from datetime import date

from calendar_app.domain.ages import years
from calendar_app.domain.event import EventDetails, Mode, Person
from calendar_app.domain.plan import (
    guest_names,
    months_from,
    planned_event,
    planned_spans,
    young_ages,
)
from calendar_app.domain.timing import Window
from tests.support.events import timed
from tests.support.vocabulary import VOCABULARY


def test_months_are_whole_and_go_over_the_turn_of_the_year() -> None:
    assert months_from(date(2026, 12, 31), 3) == (
        Window(date(2026, 12, 1), date(2027, 1, 1)),
        Window(date(2027, 1, 1), date(2027, 2, 1)),
        Window(date(2027, 2, 1), date(2027, 3, 1)),
    )


def test_only_those_under_18_are_young_and_no_age_is_nobody() -> None:
    assert young_ages(3, 6) == years(3, 6)
    assert young_ages(13, 19) == years(13, 17)
    assert young_ages(13, None) == years(13, 17)
    assert young_ages(None, 6) == years(0, 6)
    assert young_ages(18, None) == young_ages(None, None) == 0
    assert young_ages(-5, 3) == years(0, 3)


def test_a_guest_has_a_name_and_a_role_is_none() -> None:
    names = (
        "en forfatter", "barnebibliotekaren", "ti frivillige lesere", "En forteller", "Forteller",
        "Teater Innlandet", "Ensemblet av i dag fra Mjøsa", "محمد علي", "", "  ", "2 1",
    )  # fmt: skip
    people = [Person(name=name) for name in names]
    assert guest_names(people) == (
        "Teater Innlandet",
        "Ensemblet av i dag fra Mjøsa",
        "محمد علي",
    )


def test_what_is_being_typed_is_known_even_where_it_is_wrong() -> None:
    details = EventDetails(
        title="", organiser_id=0, age_band_ids=(1, 999), room_id=7, people=(Person(name="x"),)
    )
    event = planned_event(details, VOCABULARY, event_id=0, is_series=False)
    assert (event.young, event.says_ages, event.guests) == (years(0, 3), True, ())
    (one,) = planned_spans(event, details, [timed(date(2027, 2, 8))])
    assert (one.id, one.room_id) == (-1, 7)
    online = EventDetails(title="", organiser_id=1, room_id=7, mode=Mode.ONLINE)
    assert next(planned_spans(event, online, [one.span])).room_id is None
