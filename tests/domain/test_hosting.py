"""Whose turn it is to host."""

from datetime import date

from calendar_app.domain.hosting import next_host

LIBRARIES = (1, 2, 3, 4)
SPRING, SUMMER, AUTUMN, WINTER = (date(2027, month, 1) for month in (3, 6, 9, 12))


def test_who_hosted_longest_ago_is_next() -> None:
    assert next_host(LIBRARIES, [(1, SUMMER), (2, SPRING), (3, AUTUMN), (4, WINTER)]) == 2


def test_the_latest_time_of_each_counts_planned_ones_too() -> None:
    hosted = [(1, SPRING), (2, SUMMER), (3, SUMMER), (4, AUTUMN), (1, WINTER)]
    assert next_host(LIBRARIES, hosted) == 2


def test_who_never_hosted_comes_first_in_the_order_of_the_libraries() -> None:
    assert next_host(LIBRARIES, [(1, SPRING), (2, SPRING)]) == 3
    assert next_host(LIBRARIES, []) == 1


def test_a_library_that_is_not_among_them_is_never_next() -> None:
    assert next_host((1, 2), [(1, WINTER), (2, SUMMER), (5, SPRING)]) == 2
    assert next_host((), [(5, SPRING)]) is None
