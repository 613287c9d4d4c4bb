"""A reading as one JSON document: how the limited process hands it to its parent.

Not pickle: what comes back is data, whatever happened to the process that wrote it.
"""

import json
from datetime import UTC, date, datetime
from typing import Any

from calendar_app.domain.event import Overrides, Schedule, State
from calendar_app.domain.imported import ImportedDate, ImportedEvent
from calendar_app.domain.problems import Problem
from calendar_app.domain.rrule import read_rrule, rrule_text
from calendar_app.domain.timing import ZONE, AllDay, Span, Timed
from calendar_app.importing.reading import Finding, Reading


def write(reading: Reading) -> bytes:
    """Write a reading as JSON in UTF-8."""
    document = {
        "events": [_event_out(event) for event in reading.events],
        "findings": [_finding_out(finding) for finding in reading.findings],
        "unlisted": reading.unlisted,
        "problem": _problem_out(reading.problem) if reading.problem else None,
    }
    return json.dumps(document, ensure_ascii=False).encode("utf-8")


def parse(document: bytes) -> Reading:
    """Read what `write` wrote. Raises ValueError, KeyError or TypeError for anything else."""
    data = json.loads(document)
    return Reading(
        events=tuple(_event_in(one) for one in data["events"]),
        findings=tuple(_finding_in(one) for one in data["findings"]),
        unlisted=data["unlisted"],
        problem=_problem_in(data["problem"]) if data["problem"] else None,
    )


def _event_out(event: ImportedEvent) -> dict[str, Any]:
    return {
        "uid": event.uid,
        "digest": event.digest,
        "title": event.title,
        "description": event.description,
        "place_text": event.place_text,
        "online_url": event.online_url,
        "url": event.url,
        "categories": event.categories,
        "state": event.state,
        "schedule": _schedule_out(event.schedule),
        "dates": [_date_out(one) for one in event.dates],
        "lines": event.lines,
    }


def _event_in(data: dict[str, Any]) -> ImportedEvent:
    first, last = data["lines"]
    return ImportedEvent(
        uid=data["uid"],
        digest=data["digest"],
        title=data["title"],
        description=data["description"],
        place_text=data["place_text"],
        online_url=data["online_url"],
        url=data["url"],
        categories=tuple(data["categories"]),
        state=State(data["state"]),
        schedule=_schedule_in(data["schedule"]),
        dates=tuple(_date_in(one) for one in data["dates"]),
        lines=(first, last),
    )


def _schedule_out(schedule: Schedule) -> dict[str, Any]:
    return {
        "first": _span_out(schedule.first),
        "rule": rrule_text(schedule.rule) if schedule.rule else None,
        "rdates": [_span_out(span) for span in schedule.rdates],
        "exdates": [day.isoformat() for day in sorted(schedule.exdates)],
    }


def _schedule_in(data: dict[str, Any]) -> Schedule:
    return Schedule(
        first=_span_in(data["first"]),
        rule=read_rrule(data["rule"]) if data["rule"] else None,
        rdates=tuple(_span_in(span) for span in data["rdates"]),
        exdates=frozenset(date.fromisoformat(day) for day in data["exdates"]),
    )


def _date_out(one: ImportedDate) -> dict[str, Any]:
    own = one.overrides
    return {
        "date": one.recurrence_date.isoformat(),
        "span": _span_out(one.span) if one.span else None,
        "title": own.title,
        "note": own.note,
        "place_text": own.place_text,
        "state": own.state,
    }


def _date_in(data: dict[str, Any]) -> ImportedDate:
    return ImportedDate(
        recurrence_date=date.fromisoformat(data["date"]),
        span=_span_in(data["span"]) if data["span"] else None,
        overrides=Overrides(
            title=data["title"],
            note=data["note"],
            place_text=data["place_text"],
            state=State(data["state"]) if data["state"] else None,
        ),
    )


def _span_out(span: Span) -> dict[str, str]:
    """Write times as instants: the two readings of the autumn hour stay apart."""
    if isinstance(span, AllDay):
        return {"first": span.first.isoformat(), "last": span.last.isoformat()}
    return {"start": span.starts_at.isoformat(), "end": span.ends_at.isoformat()}


def _span_in(data: dict[str, str]) -> Span:
    if "first" in data:
        return AllDay(date.fromisoformat(data["first"]), date.fromisoformat(data["last"]))
    return Timed(_moment_in(data["start"]), _moment_in(data["end"]))


def _moment_in(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC).astimezone(ZONE)


def _finding_out(finding: Finding) -> dict[str, Any]:
    return {
        "lines": [finding.first_line, finding.last_line],
        "problem": _problem_out(finding.problem),
        "is_left_out": finding.is_left_out,
        "title": finding.title,
    }


def _finding_in(data: dict[str, Any]) -> Finding:
    first, last = data["lines"]
    return Finding(
        first_line=first,
        last_line=last,
        problem=_problem_in(data["problem"]),
        is_left_out=data["is_left_out"],
        title=data["title"],
    )


def _problem_out(problem: Problem) -> dict[str, Any]:
    details = {
        name: {"date": value.isoformat()} if isinstance(value, date) else value
        for name, value in problem.details.items()
    }
    return {"field": problem.field, "code": problem.code, "details": details}


def _problem_in(data: dict[str, Any]) -> Problem:
    details = {
        name: date.fromisoformat(value["date"]) if isinstance(value, dict) else value
        for name, value in data["details"].items()
    }
    return Problem(data["field"], data["code"], details)
