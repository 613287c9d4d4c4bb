"""One of everything that a staff address can name, all of Hamar's, with what was stored of it.

Hamar arranges, Gjøvik takes part and borrows, Ringsaker and Lillehammer have nothing to do with
it. A new kind of path parameter gets its object here.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from tortoise import Tortoise
from tortoise.models import Model

from calendar_app.domain.access import Role
from calendar_app.domain.event import Event, Workflow
from calendar_app.domain.lending import Lending
from calendar_app.domain.periods import PeriodKind
from calendar_app.domain.text import slugify
from calendar_app.domain.vocabulary import Community, Label
from calendar_app.storage.communities import add_member, save_community
from calendar_app.storage.drafts import save_draft
from calendar_app.storage.events import NewEvent, create_event, delete_event
from calendar_app.storage.history import revisions_of
from calendar_app.storage.lending import ask
from calendar_app.storage.named_filters import add_named_filter
from calendar_app.storage.occurrences import occurrences_of
from calendar_app.storage.personal_feeds import feeds_of, make_feed
from calendar_app.storage.rows import (
    BinRow,
    BulkChangeRow,
    FundingLineRow,
    PeriodRow,
    PersonalFeedRow,
    RoomRow,
    SessionRow,
)
from calendar_app.storage.sessions import start_session
from calendar_app.storage.templates import add_template
from calendar_app.storage.tours import make_tour
from calendar_app.storage.transaction import transaction
from calendar_app.storage.vocabulary_changes import save_age_band, save_category, save_venue
from tests.support.events import details, weekly
from tests.support.vocabulary import VOCABULARY
from tests.support.web import NOW, make_staff

HAMAR, GJOVIK = 1, 4
DAY = NOW.date()

PENDING: frozenset[str] = frozenset({"image_hash"})
"""Path parameters without an object: their routes have tests of their own, apart from the rest."""

_LIBRARY_OF_SETUP = "/ansatt/oppsett/"
_OF_THE_PAST = "/oppmote"
_NOT_WATCHED = frozenset({"SessionRow", "LeaseRow"})
"""When a log-in was last used is noted whatever it asks for."""


@dataclass(frozen=True)
class Scene:
    """The ids of the objects by path parameter; `library_id` is that of the co-organiser.

    `past_id` is a date of the event that has taken place.
    """

    ids: Mapping[str, object]
    past_id: int

    def path(self, template: str, **changed: object) -> str:
        """Fill in a route's template."""
        ids = {**self.ids, **changed}
        if template.startswith(_LIBRARY_OF_SETUP) and "library_id" not in changed:
            ids["library_id"] = HAMAR
        if template.endswith(_OF_THE_PAST) and "occurrence_id" not in changed:
            ids["occurrence_id"] = self.past_id
        for name, number in ids.items():
            template = template.replace(f"{{{name}}}", str(number))
        return template


async def make_scene(
    workflow: Workflow, *, owner_id: int, number: int, template: str = ""
) -> Scene:
    """Make it all, or just what a route's template names.

    `owner_id` is that of whoever has what is a person's own; `number` keeps names apart.
    """
    making = _Making(workflow, owner_id, number)
    wanted = [name for name in MAKERS if not template or f"{{{name}}}" in template]
    found: dict[str, object] = {}
    for name in wanted:
        found[name] = await MAKERS[name](making)
    past_id = await making.past_occurrence() if "occurrence_id" in found else 0
    return Scene(found, past_id)


class _Making:
    """What the makers know; the event is made once for all that hang on it."""

    def __init__(self, workflow: Workflow, own: int, number: int) -> None:
        self.workflow = workflow
        self.own = own
        self.number = number
        self._event: Event | None = None
        self._colleague = 0
        self._venue = 0

    async def event(self) -> int:
        if self._event is None:
            async with transaction():
                tour_id = await make_tour(f"Turné {self.number}")
            self._event = await _event(self.workflow, tour_id=tour_id)
        return self._event.id

    async def occurrence(self) -> int:
        return (await occurrences_of(await self.event()))[1].id

    async def past_occurrence(self) -> int:
        return (await occurrences_of(await self.event()))[0].id

    async def revision(self) -> int:
        return (await revisions_of(await self.event()))[0].id

    async def tour(self) -> int | None:
        await self.event()
        assert self._event is not None
        return self._event.details.tour_id

    async def co_organiser(self) -> int:
        return GJOVIK

    async def request(self) -> int:
        lent = await _event(Workflow.PLANNED)
        return await ask(lent.id, library_id=GJOVIK, wished_date=DAY, staff_id=self.own, now=NOW)

    async def binned(self) -> int:
        new = NewEvent(details=details("Slettet"), schedule=weekly(DAY, 1), workflow=Workflow.DRAFT)
        event = await create_event(new, staff_id=None, now=NOW)
        await delete_event(event.id, staff_id=None, now=NOW)
        return (await BinRow.get(event_id=event.id)).id

    async def change(self) -> int:
        row = await BulkChangeRow.create(staff_id=self.own, action="avlys", at=NOW, revisions=[])
        return row.id

    async def colleague(self) -> int:
        if not self._colleague:
            mail = f"colleague{self.number}@example.org"
            self._colleague = (await make_staff(mail, Role.EDITOR, "hamar", now=NOW)).id
        return self._colleague

    async def community(self) -> int:
        label = Label(slug="", nb=f"Fellesskap {self.number}", nn="Fellesskap", en="Community")
        community_id = await save_community(Community(id=0, label=label, purpose="Øve"))
        await add_member(community_id, await self.colleague(), now=NOW)
        return community_id

    async def feed(self) -> int:
        await PersonalFeedRow.filter(staff_id=self.own).delete()
        await make_feed(self.own, name=f"Nr. {self.number}", now=NOW)
        return (await feeds_of(self.own))[-1].id

    async def session(self) -> int:
        await start_session(self.own, now=NOW)
        rows = await SessionRow.filter(staff_id=self.own).order_by("-id").limit(1)
        return rows[0].id

    async def draft(self) -> int:
        return await save_draft(
            self.own,
            key=f"nytt-{self.number}",
            path="/ansatt/arrangementer/nytt",
            texts=(("title", "Utkast"),),
            version=None,
            now=NOW,
        )

    async def template(self) -> int:
        name, texts = f"Mal {self.number}", {"title": ("Mal",)}
        return await add_template(name, texts, library_id=HAMAR, staff_id=self.own, now=NOW)

    async def named_filter(self) -> int:
        slug = f"utvalg-{self.number}"
        return await add_named_filter(slug, "Hamar", "bibliotek=hamar", HAMAR, now=NOW)

    async def period(self) -> int:
        row = await PeriodRow.create(
            kind=PeriodKind.SCHOOL_HOLIDAY.value,
            library_id=HAMAR,
            name=f"Ferie {self.number}",
            first_day=DAY,
            last_day=DAY,
        )
        return row.id

    async def room(self) -> int:
        venue_id = await self.venue()
        row = await RoomRow.create(venue_id=venue_id, slug=f"rom-{self.number}", name="Rommet")
        return row.id

    async def venue(self) -> int:
        if not self._venue:
            name = f"Huset {self.number}"
            new = replace(VOCABULARY.venues[1], id=0, slug=slugify(name), name=name)
            self._venue = await save_venue(new, now=NOW)
        return self._venue

    async def band(self) -> int:
        new = replace(VOCABULARY.age_bands[1], id=0, label=self._label("Gruppe"))
        return await save_age_band(new, now=NOW)

    async def category(self) -> int:
        new = replace(VOCABULARY.categories[1], id=0, label=self._label("Slag"), aliases=())
        return await save_category(new, now=NOW)

    async def line(self) -> int:
        row = await FundingLineRow.create(name=f"Støtte {self.number}", text="Støttet")
        return row.id

    def _label(self, word: str) -> Label:
        name = f"{word} {self.number}"
        return Label(slug=slugify(name), nb=name, nn=name, en=name)


MAKERS: dict[str, Callable[[_Making], Awaitable[object]]] = {
    "event_id": _Making.event,
    "occurrence_id": _Making.occurrence,
    "revision_id": _Making.revision,
    "tour_id": _Making.tour,
    "library_id": _Making.co_organiser,
    "request_id": _Making.request,
    "bin_id": _Making.binned,
    "change_id": _Making.change,
    "community_id": _Making.community,
    "staff_id": _Making.colleague,
    "feed_id": _Making.feed,
    "session_id": _Making.session,
    "draft_id": _Making.draft,
    "template_id": _Making.template,
    "filter_id": _Making.named_filter,
    "period_id": _Making.period,
    "room_id": _Making.room,
    "line_id": _Making.line,
    "venue_id": _Making.venue,
    "band_id": _Making.band,
    "category_id": _Making.category,
}


async def everything_stored() -> dict[str, list[dict[str, Any]]]:
    """Give every row of every table, to see whether anything was changed."""
    models: list[type[Model]] = list(Tortoise.apps["models"].values())
    return {
        model.__name__: await model.all().order_by(model._meta.pk_attr).values()
        for model in models
        if model.__name__ not in _NOT_WATCHED
    }


async def _event(workflow: Workflow, *, tour_id: int | None = None) -> Event:
    said = details(
        co_organiser_ids=(GJOVIK,),
        venue_id=1,
        tour_id=tour_id,
        lending=Lending(is_open=True, minutes=45),
    )
    new = NewEvent(details=said, schedule=weekly(DAY, 3), workflow=workflow)
    return await create_event(new, staff_id=None, now=NOW)
