"""The small vocabulary of the tests, stored as the program stores it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tortoise.connection import get_connection

from calendar_app.domain.vocabulary import Vocabulary
from calendar_app.storage.vocabulary import load_vocabulary
from calendar_app.storage.vocabulary_changes import (
    save_age_band,
    save_category,
    save_library,
    save_venue,
)
from tests.support.vocabulary import VOCABULARY

_TABLES = (
    "library",
    "venue",
    "room",
    "age_band",
    "category",
    "slug_alias",
    "publication",
    "publication_change",
)
_stored: dict[tuple[str, datetime], "_Rows"] = {}
"""What the program stored, by dialect and moment: four tests in five begin with the same rows."""


@dataclass(frozen=True)
class _Rows:
    tables: dict[str, list[dict[str, Any]]]

    async def write(self) -> None:
        connection = get_connection("default")
        is_postgres = connection.capabilities.dialect == "postgres"
        for table, rows in self.tables.items():
            names = ", ".join(f'"{name}"' for name in rows[0])
            marks = [f"${number}" if is_postgres else "?" for number in range(1, len(rows[0]) + 1)]
            statement = f'INSERT INTO "{table}" ({names}) VALUES ({", ".join(marks)})'
            await connection.execute_many(statement, [list(row.values()) for row in rows])
            if is_postgres and "id" in rows[0]:
                last = max(row["id"] for row in rows)
                await connection.execute_query(
                    f"SELECT setval(s, {last}) FROM pg_get_serial_sequence('{table}', 'id') s"
                    " WHERE s IS NOT NULL"
                )


async def store_vocabulary(*, now: datetime) -> Vocabulary:
    """Store it in an empty database, in the order of its ids, so that they come out the same."""
    connection = get_connection("default")
    key = (connection.capabilities.dialect, now)
    is_empty = not (await _read()).tables
    if is_empty and key in _stored:
        await _stored[key].write()
    else:
        await _save(now)
        if is_empty:
            _stored[key] = await _read()
    return await load_vocabulary()


async def _save(now: datetime) -> None:
    for library in VOCABULARY.libraries.values():
        await save_library(library, now=now)
    for venue in VOCABULARY.venues.values():
        await save_venue(venue, now=now)
    for band in VOCABULARY.age_bands.values():
        await save_age_band(band, now=now)
    for category in VOCABULARY.categories.values():
        await save_category(category, now=now)


async def _read() -> _Rows:
    connection = get_connection("default")
    found = {
        table: await connection.execute_query_dict(f'SELECT * FROM "{table}" ORDER BY 1')
        for table in _TABLES
    }
    return _Rows({table: rows for table, rows in found.items() if rows})
