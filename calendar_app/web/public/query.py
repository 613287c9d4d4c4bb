"""The raw query of a public page."""

from starlette.exceptions import HTTPException
from starlette.requests import Request

LONGEST_QUERY = 4096
"""Bytes; no address that we print is longer than 200 (DESIGN, section 3)."""


def checked_query(request: Request) -> bytes:
    """Give the query as it came, for the grammar to read. Over 4 KiB is 414."""
    query: bytes = request.scope["query_string"]
    if len(query) > LONGEST_QUERY:
        raise HTTPException(414)
    return query
