"""Numbers of one date: parts are never more than the whole, and nothing is not nought."""

import pytest

from calendar_app.domain.attendance import PARTICIPANTS_MAX, Attendance, attendance_problems


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        (Attendance(), []),
        (Attendance(participants=0), []),
        (Attendance(participants=20, children_youth=20, digital=20), []),
        (Attendance(participants=PARTICIPANTS_MAX), []),
        (Attendance(participants=PARTICIPANTS_MAX + 1), [("participants", "number_out_of_range")]),
        (Attendance(participants=-1), [("participants", "number_out_of_range")]),
        (Attendance(participants=20, children_youth=21), [("children_youth", "part_above_whole")]),
        (Attendance(participants=20, digital=21), [("digital", "part_above_whole")]),
        (Attendance(digital=3), [("participants", "part_without_whole")]),
    ],
)
def test_what_cannot_be_is_refused(said: Attendance, wrong: list[tuple[str, str]]) -> None:
    """D-33: children never exceed participants, nor do those who took part online."""
    assert [(one.field, one.code) for one in attendance_problems(said)] == wrong
