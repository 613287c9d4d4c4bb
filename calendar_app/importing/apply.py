"""Carrying out the plan of an import: one short transaction for each event.

An import that is interrupted has done a part of its work; run again, it does the rest.
"""

from dataclasses import dataclass
from typing import Protocol

from calendar_app.domain.event import Workflow
from calendar_app.domain.imported import ImportedEvent
from calendar_app.importing.plan import ImportPlan


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportOptions:
    """How to import. Events are published unless they shall wait as drafts."""

    is_draft: bool = False
    is_dry_run: bool = False

    @property
    def workflow(self) -> Workflow:
        """The workflow of events that are new."""
        return Workflow.DRAFT if self.is_draft else Workflow.PUBLISHED


class Target(Protocol):
    """Where events go; each call is one transaction of its own."""

    async def add(self, event: ImportedEvent) -> None:
        """Store an event that is new."""

    async def change(self, event_id: int, event: ImportedEvent) -> bool:
        """Let the source's texts and dates stand in a stored event.

        Tells whether it did: an event that staff have edited since it was imported is left as
        it is.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What was done, or with a dry run what would be done.

    `edited_by_staff` differ at the source and were kept; a dry run cannot tell them from the
    changed ones. `own` are events of this calendar that came back.
    """

    added: tuple[ImportedEvent, ...] = ()
    changed: tuple[ImportedEvent, ...] = ()
    unchanged: int = 0
    edited_by_staff: tuple[ImportedEvent, ...] = ()
    own: tuple[ImportedEvent, ...] = ()


async def carry_out(plan: ImportPlan, target: Target, *, options: ImportOptions) -> ImportReport:
    """Do what the plan says and tell what came of it; a dry run writes nothing."""
    if options.is_dry_run:
        return _report(plan, changed=[event for _, event in plan.change], edited=[])
    for event in plan.add:
        await target.add(event)
    changed: list[ImportedEvent] = []
    edited: list[ImportedEvent] = []
    for event_id, event in plan.change:
        was_changed = await target.change(event_id, event)
        (changed if was_changed else edited).append(event)
    return _report(plan, changed=changed, edited=edited)


def _report(
    plan: ImportPlan, *, changed: list[ImportedEvent], edited: list[ImportedEvent]
) -> ImportReport:
    return ImportReport(
        added=plan.add,
        changed=tuple(changed),
        unchanged=len(plan.keep),
        edited_by_staff=tuple(edited),
        own=plan.own,
    )
