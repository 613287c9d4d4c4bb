"""How a series repeats and when it ends: read for shape, and written back."""

from dataclasses import replace
from datetime import date

from calendar_app.domain.recurrence import Frequency, RecurrenceRule
from calendar_app.web.forms.typed import Reader

DAILY, WEEKLY, MONTHLY_DAY, MONTHLY_NTH, LIST = REPEATS = (
    "daily",
    "weekly",
    "monthly_day",
    "monthly_nth",
    "list",
)
COUNT, UNTIL, OPEN = ENDS = ("count", "until", "open")
NTHS = ("1", "2", "3", "4", "-1")
WEEKDAYS = ("0", "1", "2", "3", "4", "5", "6")

RULE_FIELDS = (
    "repeats",
    "interval",
    "weekdays",
    "nth",
    "nth_weekday",
    "ends",
    "count",
    "until",
)


def read_rule(reader: Reader, first: date) -> RecurrenceRule | None:
    """Read the rule; None for a plain list of dates. `first` gives the days nobody chose."""
    repeats = reader.one_of("repeats", REPEATS, default=WEEKLY)
    if repeats == LIST:
        return None
    interval = reader.number("interval")
    count, until = _read_end(reader)
    rule = RecurrenceRule(
        frequency={DAILY: Frequency.DAILY, WEEKLY: Frequency.WEEKLY}.get(
            repeats, Frequency.MONTHLY
        ),
        interval=1 if interval is None else interval,
        count=count,
        until=until,
    )
    if repeats == WEEKLY:
        return replace(rule, weekdays=_read_weekdays(reader, first))
    if repeats == MONTHLY_DAY:
        return replace(rule, month_day=first.day)
    if repeats == MONTHLY_NTH:
        nth = int(reader.one_of("nth", NTHS, default=NTHS[0]))
        day = int(reader.one_of("nth_weekday", WEEKDAYS, default=str(first.weekday())))
        return replace(rule, nth=nth, weekdays=(day,))
    return rule


def _read_end(reader: Reader) -> tuple[int | None, date | None]:
    ends = reader.one_of("ends", ENDS, default=COUNT)
    if ends == UNTIL:
        return None, reader.date("until")
    if ends == OPEN:
        return None, None
    before = len(reader.problems)
    count = reader.number("count")
    if count is None and len(reader.problems) == before:
        reader.refuse("count", "required")
    return count, None


def _read_weekdays(reader: Reader, first: date) -> tuple[int, ...]:
    ticked = set(reader.typed.all("weekdays"))
    if not ticked <= set(WEEKDAYS):
        reader.refuse("weekdays", "unknown_choice")
        return ()
    return tuple(sorted(int(day) for day in ticked)) or (first.weekday(),)


def typed_rule(rule: RecurrenceRule | None, first: date) -> dict[str, str | tuple[str, ...]]:
    """Give the texts that would have made this rule."""
    if rule is None:
        return {"repeats": LIST}
    texts: dict[str, str | tuple[str, ...]] = {
        "interval": str(rule.interval),
        "ends": COUNT if rule.count is not None else UNTIL if rule.until else OPEN,
        "count": str(rule.count) if rule.count is not None else (),
        "until": rule.until.isoformat() if rule.until else (),
    }
    if rule.frequency is Frequency.DAILY:
        return texts | {"repeats": DAILY}
    if rule.frequency is Frequency.WEEKLY:
        days = rule.weekdays or (first.weekday(),)
        return texts | {"repeats": WEEKLY, "weekdays": tuple(str(day) for day in days)}
    if rule.nth is None:
        return texts | {"repeats": MONTHLY_DAY}
    nth_weekday = str(rule.weekdays[0])
    return texts | {"repeats": MONTHLY_NTH, "nth": str(rule.nth), "nth_weekday": nth_weekday}
