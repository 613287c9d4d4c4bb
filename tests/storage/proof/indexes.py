"""The indexes of a database, comparable between its kinds and between ways to make it."""

from calendar_app.storage.config import sqlite_file
from tests.storage.proof.schema import query
from tests.support.databases import Schema

_SQLITE = """
    SELECT m.name AS tab, i."unique" AS uniq,
           (SELECT group_concat(name) FROM (SELECT name FROM pragma_index_info(i.name)
                                            ORDER BY seqno)) AS cols
    FROM sqlite_master AS m, pragma_index_list(m.name) AS i
    WHERE m.type = 'table' AND m.name <> 'tortoise_migrations'
"""
_POSTGRES = """
    SELECT t.relname AS tab, x.indisunique::int AS uniq,
           string_agg(a.attname, ',' ORDER BY array_position(x.indkey::int[], a.attnum::int))
               AS cols
    FROM pg_index x JOIN pg_class c ON c.oid = x.indexrelid
         JOIN pg_class t ON t.oid = x.indrelid
         JOIN pg_namespace n ON n.oid = t.relnamespace
         JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = ANY (x.indkey)
    WHERE n.nspname = 'public' AND t.relname <> 'tortoise_migrations' AND NOT x.indisprimary
    GROUP BY t.relname, c.relname, x.indisunique
"""


async def indexes(url: str, schema: Schema) -> list[tuple[str, int, str]]:
    """Table, unique or not, columns. Names differ between CREATE TABLE and ADD COLUMN."""
    sql = _SQLITE if sqlite_file(schema.config(url)) else _POSTGRES
    rows = await query(url, sql, schema=schema)
    return sorted((row["tab"], row["uniq"], row["cols"]) for row in rows)
