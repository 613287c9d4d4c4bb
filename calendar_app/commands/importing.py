"""`lesekalender import`: another calendar's file, read in once."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from calendar_app.app import utc_now
from calendar_app.commands.setting_up import RefusedError, settings_or_end, with_database
from calendar_app.domain.event import Workflow
from calendar_app.domain.imported import ImportedEvent, new_details, with_source
from calendar_app.domain.problems import Problem
from calendar_app.domain.timing import local_date
from calendar_app.domain.vocabulary import Library, Vocabulary
from calendar_app.importing.apply import ImportOptions, ImportReport, carry_out
from calendar_app.importing.plan import plan
from calendar_app.importing.reading import Finding, Reading
from calendar_app.importing.sandbox import read_file
from calendar_app.storage.imports import (
    add_imported,
    change_imported,
    imported_details,
    imported_events,
    own_uids,
)
from calendar_app.storage.vocabulary import load_vocabulary
from calendar_app.words.problems import problem_words

_LANGUAGE = "en"
"""Of everything the command prints; pages speak the setting's language."""


def import_file(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="An .ics file.")],
    library: Annotated[str, typer.Option(help="Slug of the library whose events these are.")],
    dry_run: Annotated[bool, typer.Option(help="Only say what would be done.")] = False,
    draft: Annotated[bool, typer.Option(help="Let new events wait as drafts.")] = False,
) -> None:
    """Read a calendar file in, also while the server runs; the same file again changes nothing."""
    settings = settings_or_end()
    reading = read_file(path, today=local_date(utc_now()))
    if reading.problem:
        for line in _findings(reading):
            typer.echo(line, err=True)
        raise RefusedError(_words(reading.problem))
    options = ImportOptions(is_draft=draft, is_dry_run=dry_run)

    async def work() -> ImportReport:
        return await _import(reading, path.name, library, options)

    for line in _report(with_database(settings, work), reading, options):
        typer.echo(line)


@dataclass(frozen=True, slots=True)
class _Target:
    """One library's events in storage."""

    organiser: Library
    vocabulary: Vocabulary
    source: str
    workflow: Workflow

    async def add(self, event: ImportedEvent) -> None:
        details = new_details(event, organiser_id=self.organiser.id, vocabulary=self.vocabulary)
        await add_imported(
            event,
            details,
            library_id=self.organiser.id,
            source=self.source,
            workflow=self.workflow,
            now=utc_now(),
        )

    async def change(self, event_id: int, event: ImportedEvent) -> bool:
        stored = await imported_details(event_id)
        details = with_source(stored, event, vocabulary=self.vocabulary)
        return await change_imported(event_id, event, details, source=self.source, now=utc_now())


async def _import(reading: Reading, source: str, slug: str, options: ImportOptions) -> ImportReport:
    vocabulary = await load_vocabulary()
    organiser = vocabulary.library(slug)
    if organiser is None:
        known = ", ".join(sorted(one.slug for one in vocabulary.libraries.values())) or "none"
        raise RefusedError(f"There is no library {slug}; there are: {known}.")
    uids = {event.uid for event in reading.events}
    earlier = await imported_events(organiser.id, uids)
    wanted = plan(reading.events, earlier, own_uids=await own_uids(uids))
    target = _Target(organiser, vocabulary, source, options.workflow)
    return await carry_out(wanted, target, options=options)


def _report(report: ImportReport, reading: Reading, options: ImportOptions) -> Iterator[str]:
    yield from _findings(reading)
    for event in report.edited_by_staff:
        yield f"Kept, because staff have edited it since: {event.title}"
    would = "Would be " if options.is_dry_run else ""
    left_out = sum(finding.is_left_out for finding in reading.findings)
    yield (
        f"{would}{'added' if would else 'Added'} {len(report.added)}, "
        f"changed {len(report.changed)}, unchanged {report.unchanged}, "
        f"kept {len(report.edited_by_staff)}, our own {len(report.own)}, not read {left_out}."
    )


def _findings(reading: Reading) -> Iterator[str]:
    for finding in reading.findings:
        yield _finding_words(finding)
    if reading.unlisted:
        yield f"… and {reading.unlisted} more of the kind."


def _finding_words(finding: Finding) -> str:
    lines = (
        f"line {finding.first_line}"
        if finding.first_line == finding.last_line
        else f"lines {finding.first_line}–{finding.last_line}"
    )
    title = f" «{finding.title}»" if finding.title else ""
    kind = "Not read" if finding.is_left_out else "Note"
    return f"{kind}, {lines}{title}: {_words(finding.problem)}"


def _words(problem: Problem) -> str:
    return problem_words(problem, _LANGUAGE)
