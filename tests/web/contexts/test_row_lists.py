"""Rows that repeat in the form: room for three, one of them empty, and more when asked."""

import pytest

from calendar_app.web.contexts.row_lists import list_to_grow, row_lists
from calendar_app.web.forms.typed import Typed


@pytest.mark.parametrize(
    ("names", "grown", "shown"),
    [
        ([], "", ["", "", ""]),
        (["A"], "", ["A", "", ""]),
        (["A", "B", "C"], "", ["A", "B", "C", ""]),
        (["A", "", "C"], "", ["A", "", "C", ""]),
        (["A", "B", "C", "", ""], "", ["A", "B", "C", "", ""]),
        ([], "people", ["", "", ""]),
        (["", "", ""], "people", ["", "", "", ""]),
        (["A", "", ""], "people", ["A", "", "", ""]),
        (["", "", ""], "books", ["", "", ""]),
        (["A"] * 20, "people", ["A"] * 20),
        (["A"] * 25, "", ["A"] * 25),
    ],
)
def test_rows_are_shown_as_typed_with_room_for_more(
    names: list[str], grown: str, shown: list[str]
) -> None:
    """Nothing that was typed is cut, however much it is."""
    rows = row_lists(Typed().having(person_name=names), grown=grown)
    assert [name for name, _ in rows["people"]] == shown


def test_every_row_has_all_its_fields() -> None:
    rows = row_lists(Typed().having(book_isbn="1"))
    assert rows["books"][0] == ("", "", "1", "")
    assert {len(row) for row in rows["books"]} == {4}


def test_only_a_list_of_the_form_can_grow() -> None:
    asked = ("flere-people", "flere-partners", "flere-alt", "people", "flere-", "", "lagre")
    assert [list_to_grow(one) for one in asked] == ["people", "partners", "", "", "", "", ""]
