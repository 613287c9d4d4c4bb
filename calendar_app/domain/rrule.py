"""Recurrence rules as RRULE text (RFC 5545 §3.3.10), for the allowed subset alone.

This is how a rule is stored. UNTIL is a DATE here: rules work on local dates.
"""

from datetime import date

from calendar_app.domain.recurrence import WEEKDAYS, Frequency, RecurrenceRule


def rrule_text(rule: RecurrenceRule) -> str:
    """Write a rule, always in the same order: `FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;COUNT=10`."""
    parts = [f"FREQ={rule.frequency.upper()}"]
    if rule.interval != 1:
        parts.append(f"INTERVAL={rule.interval}")
    if rule.month_day is not None:
        parts.append(f"BYMONTHDAY={rule.month_day}")
    if rule.weekdays:
        nth = rule.nth if rule.nth is not None else ""
        parts.append("BYDAY=" + ",".join(f"{nth}{WEEKDAYS[day]}" for day in rule.weekdays))
    if rule.count is not None:
        parts.append(f"COUNT={rule.count}")
    if rule.until is not None:
        parts.append(f"UNTIL={rule.until:%Y%m%d}")
    return ";".join(parts)


def read_rrule(text: str) -> RecurrenceRule:
    """Read what `rrule_text` wrote. Raises ValueError or KeyError for anything else."""
    parts = dict(part.split("=", 1) for part in text.split(";"))
    days = [day for day in parts.get("BYDAY", "").split(",") if day]
    nths = {day[:-2] for day in days} - {""}
    return RecurrenceRule(
        frequency=Frequency(parts["FREQ"].lower()),
        interval=int(parts.get("INTERVAL", 1)),
        weekdays=tuple(WEEKDAYS.index(day[-2:]) for day in days),
        month_day=int(parts["BYMONTHDAY"]) if "BYMONTHDAY" in parts else None,
        nth=int(nths.pop()) if nths else None,
        count=int(parts["COUNT"]) if "COUNT" in parts else None,
        until=_day(parts["UNTIL"]) if "UNTIL" in parts else None,
    )


def _day(text: str) -> date:
    return date(int(text[:4]), int(text[4:6]), int(text[6:8]))
