"""A rule of a file in the words of our own rules, where it has such a form.

The form is a proposal: whoever uses it compares the dates that both give
(`calendar_app.importing.readers.series`), so a wrong guess costs nothing but the rule.
"""

from dataclasses import replace
from datetime import date

from calendar_app.domain.recurrence import MAX_INTERVAL, Frequency, RecurrenceRule
from calendar_app.importing.readers.rules import SourceRule

_NTHS = (1, 2, 3, 4, -1)


def proposal(rule: SourceRule, *, first: date) -> RecurrenceRule | None:
    """Give our own rule, open-ended, for one whose first date is `first`; None has no form.

    A yearly rule is one of every twelfth month; working days every day are a weekly rule; the
    nth of one weekday is Outlook's `BYDAY=TU;BYSETPOS=2` as well as `BYDAY=2TU`.
    """
    own = _PROPOSALS[rule.frequency](rule, first)
    return own if own is None or own.interval <= MAX_INTERVAL else None


def _daily(rule: SourceRule, first: date) -> RecurrenceRule | None:
    if rule.by:
        return None
    if not rule.days:
        return RecurrenceRule(frequency=Frequency.DAILY, interval=rule.interval)
    return _weekly(rule, first) if rule.interval == 1 else None


def _weekly(rule: SourceRule, first: date) -> RecurrenceRule | None:
    if rule.by:
        return None
    weekdays = tuple(sorted({day for day, _ in rule.days} or {first.weekday()}))
    return RecurrenceRule(frequency=Frequency.WEEKLY, interval=rule.interval, weekdays=weekdays)


def _monthly(rule: SourceRule, first: date) -> RecurrenceRule | None:
    own = RecurrenceRule(frequency=Frequency.MONTHLY, interval=rule.interval)
    by = set(rule.by)
    if not rule.days:
        is_own_day = by <= {"BYMONTHDAY"} and len(rule.by.get("BYMONTHDAY", ())) <= 1
        return replace(own, month_day=first.day) if is_own_day else None
    nths = {nth for _, nth in rule.days} | set(rule.by.get("BYSETPOS", ()))
    nths.discard(0)
    if len(rule.days) != 1 or not by <= {"BYSETPOS"} or len(nths) != 1 or not nths <= set(_NTHS):
        return None
    return replace(own, weekdays=(rule.days[0][0],), nth=nths.pop())


def _yearly(rule: SourceRule, first: date) -> RecurrenceRule | None:
    by = {name: values for name, values in rule.by.items() if name != "BYMONTH"}
    if rule.by.get("BYMONTH", (first.month,)) != (first.month,):
        return None
    return _monthly(replace(rule, by=by, interval=rule.interval * 12), first)


_PROPOSALS = {"DAILY": _daily, "WEEKLY": _weekly, "MONTHLY": _monthly, "YEARLY": _yearly}
