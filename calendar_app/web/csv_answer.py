"""Tables as a sheet: RFC 4180 with semicolons, as spreadsheets in Norway expect them.

What a spreadsheet would take for a formula is made text by an apostrophe (T-5, ASVS 1.2.10):
titles and notes are typed by people, and opening a sheet must run nothing.
"""

import csv
import io
from collections.abc import Iterable, Sequence

from starlette.responses import Response

from calendar_app.words.tables import Cell, Table

_BEGINNINGS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_IGNORED = " \n\v\f;,\"'"
"""What a spreadsheet may skip, or take for a separator or a quote, before a formula."""


def csv_answer(tables: Sequence[Table], name: str) -> Response:
    """Answer with a file called `name`, which is plain ASCII; an empty line between tables.

    With a byte order mark: without one, spreadsheets take æ, ø and å for something else.
    """
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    for place, table in enumerate(tables):
        if place:
            text.write("\r\n")
        if len(tables) > 1:
            writer.writerow([defused(table.title)])
        writer.writerows(_lines(table))
    return Response(
        b"\xef\xbb\xbf" + text.getvalue().encode(),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def defused(cell: Cell) -> str:
    """Give the text of a cell so that no spreadsheet computes with it; numbers stay numbers."""
    if cell is None:
        return ""
    if isinstance(cell, int):
        return str(cell)
    rest = cell.lstrip(_IGNORED)
    is_risky = cell.startswith(_BEGINNINGS) or rest.startswith(_BEGINNINGS)
    return f"'{cell}" if is_risky else cell


def _lines(table: Table) -> Iterable[list[str]]:
    yield [defused(cell) for cell in table.head]
    for row in table.rows:
        yield [defused(cell) for cell in row]
    if table.total:
        yield [defused(cell) for cell in table.total]
