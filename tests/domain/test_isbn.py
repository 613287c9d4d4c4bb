"""ISBNs: the check digit of both lengths, and one way of writing each."""

import pytest

from calendar_app.domain.isbn import is_isbn, normal_isbn


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("978-82-02-41938-7", "9788202419387"),
        ("ISBN 978 0 306 40615 7", "9780306406157"),
        ("isbn-13: 9780306406157", "9780306406157"),
        ("0-306-40615-2", "0306406152"),
        ("0\u2013306\u201340615\u20132", "0306406152"),
        ("0-8044-2957-x", "080442957X"),
        ("979-10-90636-07-1", "9791090636071"),
        ("  ", ""),
    ],
)
def test_an_isbn_is_kept_without_hyphens(typed: str, kept: str) -> None:
    assert normal_isbn(typed) == kept
    assert is_isbn(kept) == bool(kept)


@pytest.mark.parametrize(
    "typed",
    [
        "9780306406158",
        "9870306406157",
        "0306406153",
        "X306406152",
        "978030640615",
        "97803064061577",
        "030640615",
        "\uff19\uff17\uff18\uff10\uff13\uff10\uff16\uff14\uff10\uff16\uff11\uff15\uff17",
        "978030640615X",
        "barnebok",
    ],
)
def test_what_is_no_isbn_is_told_apart(typed: str) -> None:
    """T-11: only ASCII digits are digits."""
    assert not is_isbn(normal_isbn(typed))


def test_any_two_digits_that_change_places_are_found_in_ten() -> None:
    right = "0306406152"
    for place in range(9):
        swapped = list(right)
        swapped[place], swapped[place + 1] = swapped[place + 1], swapped[place]
        assert is_isbn("".join(swapped)) == (right[place] == right[place + 1])
