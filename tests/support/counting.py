"""Counts what a piece of work asks of the database."""

import asyncio
import logging
from collections.abc import Iterator
from contextlib import contextmanager

from calendar_app.starting import KEEPING

_LOGGER = logging.getLogger("tortoise.db_client")
"""Tortoise writes each statement here before it is sent, on every engine."""


@contextmanager
def counted_queries() -> Iterator[list[str]]:
    """Collect the statements that the block sends, whatever task sends them.

    Only what a server keeps for when the database is away is no part of what others cost.
    """
    statements: list[str] = []
    handler = _Collector(statements)
    level, propagate = _LOGGER.level, _LOGGER.propagate
    _LOGGER.addHandler(handler)
    _LOGGER.setLevel(logging.DEBUG)
    _LOGGER.propagate = False
    try:
        yield statements
    finally:
        _LOGGER.removeHandler(handler)
        _LOGGER.setLevel(level)
        _LOGGER.propagate = propagate


class _Collector(logging.Handler):
    def __init__(self, statements: list[str]) -> None:
        super().__init__()
        self._statements = statements

    def emit(self, record: logging.LogRecord) -> None:
        task = asyncio.current_task()
        if task is None or task.get_name() != KEEPING:
            self._statements.append(record.getMessage())
