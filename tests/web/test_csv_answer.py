"""A sheet runs nothing, and is read back as it was written."""

import csv
import io

import pytest

from calendar_app.web.csv_answer import csv_answer, defused
from calendar_app.words.tables import Table

FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", ";=1+1", '"=1"', " =1", "'=1")


@pytest.mark.parametrize("text", FORMULAS)
def test_what_a_sheet_would_compute_is_made_text(text: str) -> None:
    """T-5: an apostrophe before it, also where a separator or a quote comes first."""
    assert defused(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Lesestund", "3–6 år", "a=b", "Hamar -bibliotek"])
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert defused(text) == text


def test_a_sheet_is_read_back_as_it_was_written() -> None:
    """T-5, RFC 4180: separators, quotes and line breaks within cells; nothing is left empty."""
    rows: list[list[str | int | None]] = [['Ære; "være"\r\nå', 3, None], ["Sum", 0, 12]]
    table = Table(title="Tall", head=["Hva", "A", "B"], rows=rows, total=["Alt", 3, 12])
    answer = csv_answer([table], "tall.csv")
    text = bytes(answer.body).decode("utf-8-sig")
    assert bytes(answer.body).startswith(b"\xef\xbb\xbf")
    assert answer.headers["content-disposition"] == 'attachment; filename="tall.csv"'
    assert list(csv.reader(io.StringIO(text, newline=""), delimiter=";")) == [
        ["Hva", "A", "B"],
        ['Ære; "være"\r\nå', "3", ""],
        ["Sum", "0", "12"],
        ["Alt", "3", "12"],
    ]


def test_several_tables_stand_under_their_titles() -> None:
    tables = [Table(title=name, head=["Hva"], rows=[["x"]]) for name in ("=En", "To")]
    text = bytes(csv_answer(tables, "r.csv").body).decode("utf-8-sig")
    assert text == '"\'=En"\r\n"Hva"\r\n"x"\r\n\r\n"To"\r\n"Hva"\r\n"x"\r\n'
