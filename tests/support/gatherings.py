"""Communities and gatherings for tests that store them."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from calendar_app.domain.event import (
    Event,
    Mode,
    Registration,
    Schedule,
    Visibility,
    Workflow,
)
from calendar_app.domain.gathering import AgendaItem, Document, Gathering
from calendar_app.domain.vocabulary import Community, Label
from calendar_app.storage.communities import save_community
from calendar_app.storage.events import NewEvent, create_event
from tests.support.events import details, single, timed
from tests.support.web import NOW

HAMAR, RINGSAKER, LILLEHAMMER, GJOVIK = 1, 2, 3, 4
DAY = date(2027, 2, 9)
LINK = "https://example.org/mote/hemmelig"
FULL = Gathering(
    host_id=RINGSAKER,
    agenda=(AgendaItem(time="09.30", text="Kaffe og velkommen"),),
    documents=(Document(label="Referat fra sist", url="https://example.org/referat"),),
    notes="Vi ble enige om en felles sangbok.",
)
"""A gathering that says everything, at Ringsaker."""

FORM: dict[str, str] = {
    "title": "Samling om bokprat",
    "visibility": "staff",
    "when": "single",
    "start_date": "2027-02-09",
    "start_time": "09.30",
    "end_time": "15.30",
    "mode": "hybrid",
    "place": "1",
    "online_url": LINK,
    "host_id": "1",
    "organiser_id": "1",
    "innsending": "a-form-of-its-own",
}
"""The least that makes a gathering in both ways."""


async def make_community(name: str = "Småbarn og høytlesing", **said: Any) -> int:
    label = Label(slug="", nb=name, nn=name, en=name)
    return await save_community(Community(id=0, label=label, **said))


async def make_gathering(
    *,
    title: str = "Samling om bokprat",
    workflow: Workflow = Workflow.PUBLISHED,
    schedule: Schedule | None = None,
    communities: tuple[int, ...] = (),
    gathering: Gathering = FULL,
    closes_at: datetime | None = None,
    opens_at: datetime | None = None,
    now: datetime = NOW,
    **said: Any,
) -> Event:
    """Store a gathering; with communities it is for their members alone."""
    said = {
        "mode": Mode.HYBRID,
        "venue_id": 1,
        "online_url": LINK,
        "visibility": Visibility.COMMUNITY if communities else Visibility.STAFF,
        "registration": Registration(opens_at=opens_at, closes_at=closes_at),
        "gathering": replace(gathering, community_ids=communities),
        **said,
    }
    new = NewEvent(
        details=details(title, **said),
        schedule=schedule or single(timed(DAY)),
        workflow=workflow,
    )
    return await create_event(new, staff_id=None, now=now)


def utc(day: date, hour: int) -> datetime:
    """Give a moment in UTC."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
