"""Carrying out a plan, against a calendar in memory."""

from dataclasses import dataclass, field

from calendar_app.domain.event import Workflow
from calendar_app.domain.imported import ImportedEvent
from calendar_app.importing.apply import ImportOptions, ImportReport, carry_out
from calendar_app.importing.plan import ImportPlan, plan
from tests.importing.calendars import read, vevent


@dataclass
class Calendar:
    """A target that keeps events in memory; `edited` are ids that staff have changed since."""

    events: dict[int, ImportedEvent] = field(default_factory=dict)
    edited: set[int] = field(default_factory=set)

    async def add(self, event: ImportedEvent) -> None:
        self.events[len(self.events) + 1] = event

    async def change(self, event_id: int, event: ImportedEvent) -> bool:
        if event_id in self.edited:
            return False
        self.events[event_id] = event
        return True

    def plan(self, *components: str) -> ImportPlan:
        known = {one.uid: (number, one.digest) for number, one in self.events.items()}
        return plan(read(*components).events, known)


A, B = vevent(uid="a"), vevent(uid="b")
CHANGED_A, CHANGED_B = vevent(uid="a", summary="Ny"), vevent(uid="b", summary="Ny")


async def test_new_events_are_added_and_the_same_file_again_changes_nothing() -> None:
    calendar = Calendar()
    first = await carry_out(calendar.plan(A, B), calendar, options=ImportOptions())
    assert first == ImportReport(added=read(A, B).events)
    again = await carry_out(calendar.plan(A, B), calendar, options=ImportOptions())
    assert again == ImportReport(unchanged=2)
    assert tuple(calendar.events.values()) == read(A, B).events


async def test_events_that_staff_edited_are_kept_and_told() -> None:
    calendar = Calendar()
    await carry_out(calendar.plan(A, B), calendar, options=ImportOptions())
    calendar.edited = {2}
    done = await carry_out(calendar.plan(CHANGED_A, CHANGED_B), calendar, options=ImportOptions())
    assert [one.uid for one in done.changed] == ["a"]
    assert [one.uid for one in done.edited_by_staff] == ["b"]
    assert [one.title for one in calendar.events.values()] == ["Ny", "Lesestund"]


async def test_a_dry_run_writes_nothing_and_tells_the_same() -> None:
    calendar = Calendar()
    await carry_out(calendar.plan(A), calendar, options=ImportOptions())
    before = dict(calendar.events)
    dry = ImportOptions(is_dry_run=True)
    told = await carry_out(calendar.plan(CHANGED_A, B), calendar, options=dry)
    assert calendar.events == before
    assert told == await carry_out(calendar.plan(CHANGED_A, B), calendar, options=ImportOptions())


async def test_an_import_that_was_interrupted_is_finished_by_the_next() -> None:
    calendar = Calendar()
    await calendar.add(read(A).events[0])
    rest = await carry_out(calendar.plan(A, B), calendar, options=ImportOptions())
    assert ([one.uid for one in rest.added], rest.unchanged) == (["b"], 1)


def test_events_are_published_unless_they_shall_wait() -> None:
    assert ImportOptions().workflow is Workflow.PUBLISHED
    assert ImportOptions(is_draft=True).workflow is Workflow.DRAFT
