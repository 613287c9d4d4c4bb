"""The application on a database that goes away, and what another process would answer."""

import asyncio
import time
from dataclasses import dataclass
from pathlib import Path

import httpx2

from calendar_app.addresses import Addresses
from calendar_app.domain.grammar import parse
from calendar_app.publishing.formats import Format
from calendar_app.publishing.publisher import Publisher
from calendar_app.wording import feed_wording
from tests.support.demonstration import Programme
from tests.support.outage import Outage
from tests.support.web import PUBLIC_URL

A_LOOK = 1.05
"""Seconds after which a request looks at the version again."""


@dataclass
class Away:
    """The programme on a database that can be taken away, with all of it kept."""

    programme: Programme
    outage: Outage
    url: str
    kept: Path

    async def ask(self, address: str) -> httpx2.Response:
        return await self.programme.client.get(address)

    async def begin(self) -> None:
        await self.outage.begin()
        await asyncio.sleep(A_LOOK)

    def another(self) -> Publisher:
        """A process that asks storage and remembers nothing of what this one was asked."""
        return Publisher(feed_wording(Addresses(PUBLIC_URL)), now=self.programme.clock)


async def all_kept(away: Away) -> None:
    began = time.monotonic()
    while not away.kept.exists():
        assert time.monotonic() - began < 20
        await asyncio.sleep(0.05)


async def fed(publisher: Publisher, query: str, form: Format = Format.ICS) -> bytes:
    parsed = parse(query.encode(), await publisher.vocabulary())
    return (await publisher.feed(parsed.selection, unknown=False, form=form)).body
