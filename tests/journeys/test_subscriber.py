"""The main job, with a real calendar client: what staff enter reaches a subscriber's calendar.

vdirsyncer and khal, as facts/feeds.md, 12.1 drives them. vdirsyncer gives every item a name of
its own, so a change is one item gone and one come (FC-43; uids are proved elsewhere, FC-10).
"""

import asyncio
import re
import sys
from asyncio.subprocess import PIPE, STDOUT
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.desk import Desk, at_desk, demo_password, in_days
from tests.support.server import StartServer

TITLE = "Vinterlesing i prøverommet"
TODAY, DAY = in_days(0), in_days(20)
FEED = "/kalender.ics?bibliotek=ringsaker&alder=voksne"
_BIN = Path(sys.executable).parent
_COMING = re.compile(r"^Copying \(uploading\) item .* to local", re.MULTILINE)
_GOING = re.compile(r"^Deleting item .* from local", re.MULTILINE)

_VDIRSYNCER = """
[general]
status_path = "{folder}/status/"
[pair feed]
a = "remote"
b = "local"
collections = null
conflict_resolution = "a wins"
[storage remote]
type = "http"
url = "{url}"
[storage local]
type = "filesystem"
path = "{folder}/cal/"
fileext = ".ics"
"""
_KHAL = """
[calendars]
[[feed]]
path = {folder}/cal/
readonly = True
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
local_timezone = Europe/Oslo
default_timezone = Europe/Oslo
[sqlite]
path = {folder}/khal.db
"""


@dataclass(frozen=True)
class Synced:
    """What one synchronisation did to the files, and what the calendar then shows."""

    come: int
    gone: int
    shown: list[str]
    others: list[str]


class Subscriber:
    """Somebody with a calendar program that fetches one feed."""

    def __init__(self, folder: Path, url: str) -> None:
        self._folder = folder
        for name, text in (("vds.conf", _VDIRSYNCER), ("khal.conf", _KHAL)):
            (folder / name).write_text(text.format(folder=folder, url=url))

    async def subscribe(self) -> None:
        (self._folder / "cal").mkdir()
        await self._run("vdirsyncer", "-c", "vds.conf", "discover", answer=b"y\n" * 9)

    async def sync(self) -> Synced:
        told = await self._run("vdirsyncer", "-c", "vds.conf", "sync")
        lines = await self._run(
            *("khal", "-c", "khal.conf", "list", "--day-format", ""),
            *("--format", "{start-date} {start-time}-{end-time} {title} [{status}]"),
            *(str(TODAY), "100d"),
        )
        listed = [line.strip().replace(" ]", "]") for line in lines.splitlines() if line.strip()]
        return Synced(
            come=len(_COMING.findall(told)),
            gone=len(_GOING.findall(told)),
            shown=[line for line in listed if TITLE in line],
            others=[line for line in listed if TITLE not in line],
        )

    async def _run(self, program: str, *arguments: str, answer: bytes = b"") -> str:
        process = await asyncio.create_subprocess_exec(
            *(str(_BIN / program), *arguments),
            cwd=self._folder,
            stdin=PIPE,
            stdout=PIPE,
            stderr=STDOUT,
        )
        output, _ = await process.communicate(answer)
        assert process.returncode == 0, output.decode()
        return output.decode()


@pytest.mark.usefixtures("far_from_midnight")
async def test_a_subscriber_sees_every_change_once(servers: StartServer, tmp_path: Path) -> None:
    """FC-43: add, move, cancel and withdraw, each after one fetch, without duplicates."""
    server = await servers(tmp_path / "data", "--demo")
    (tmp_path / "phone").mkdir()
    subscriber = Subscriber(tmp_path / "phone", server.url + FEED)
    await subscriber.subscribe()
    before = await subscriber.sync()
    assert before.shown == []
    assert len(before.others) > 3, "with no other event a client refuses the empty calendar"

    async def after(come: int, gone: int, *shown: str) -> None:
        """See exactly this, and all the rest as it was; and that the next fetch is quiet."""
        expected = list(shown)
        assert await subscriber.sync() == Synced(come, gone, expected, before.others)
        assert await subscriber.sync() == Synced(0, 0, expected, before.others)

    async with at_desk(server.url, demo_password(tmp_path / "data")) as desk:
        event_id = await desk.publish(TITLE, DAY, organiser_id=await _ringsaker(desk))
        await after(1, 0, f"{DAY} 18:00-19:00 {TITLE} [CONFIRMED]")
        await desk.edit(event_id, start_time="19.30", end_time="20.30", announce_move="ja")
        await after(1, 1, f"{DAY} 19:30-20:30 NY TID: {TITLE} [CONFIRMED]")
        await desk.cancel(event_id, "Sykdom")
        await after(1, 1, f"{DAY} 19:30-20:30 AVLYST: {TITLE} [CANCELLED]")
        await desk.withdraw(event_id)
        await after(0, 1)


@pytest.mark.usefixtures("far_from_midnight")
async def test_a_personal_feed_that_was_ended_leaves_one_notice(
    servers: StartServer, tmp_path: Path
) -> None:
    """FC-23, T-14: drafts reach their author's own calendar, and go when the link is ended."""
    server = await servers(tmp_path / "data", "--demo")
    (tmp_path / "phone").mkdir()
    async with at_desk(server.url, demo_password(tmp_path / "data")) as desk:
        path = await desk.make_link("Mobilen min")
        subscriber = Subscriber(tmp_path / "phone", server.url + path)
        await subscriber.subscribe()
        before = await subscriber.sync()
        assert len(before.others) > 10
        form = await desk.blank_event(TITLE, DAY)
        event_id = await desk.send_new(form, handling="utkast")
        draft = [f"{DAY} 18:00-19:00 UTKAST: {TITLE} [CONFIRMED]"]
        assert await subscriber.sync() == Synced(1, 0, draft, before.others)
        await desk.edit(event_id, start_time="19.30", end_time="20.30")
        moved = [f"{DAY} 19:30-20:30 UTKAST: {TITLE} [CONFIRMED]"]
        assert await subscriber.sync() == Synced(1, 1, moved, before.others)
        await desk.end_link("Mobilen min")
    ended = await subscriber.sync()
    assert (ended.come, ended.shown) == (1, [])
    assert ended.others == [f"{in_days(0)} - Denne kalenderen er avsluttet [CONFIRMED]"]
    assert await subscriber.sync() == Synced(0, 0, [], ended.others)
    log = server.log.read_text()
    assert "GET /t/... 200" in log
    assert path.removeprefix("/t/").removesuffix(".ics") not in log


async def _ringsaker(desk: Desk) -> str:
    """Find what the form calls Ringsaker bibliotek."""
    page = (await desk.client.get("/ansatt/arrangementer/nytt")).text
    found = re.search(r'<option value="(\d+)"[^>]*>Ringsaker bibliotek<', page)
    assert found
    return found[1]
