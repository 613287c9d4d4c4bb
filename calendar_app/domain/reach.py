"""How far ahead a series may go, whether it ends on a date or after a number of times."""

from datetime import date

from dateutil.relativedelta import relativedelta

from calendar_app.domain.event import Schedule
from calendar_app.domain.problems import Problem
from calendar_app.domain.recurrence import MAX_DATES, MAX_INTERVAL, rule_dates

MAX_YEARS = 5
"""Nobody plans further; facts/reliability.md, section 10, says so of UNTIL."""


def reach_problems(schedule: Schedule, *, today: date) -> list[Problem]:
    """Refuse a count that takes a series beyond `MAX_YEARS` from today.

    Two thousand times every thousandth month would end after the last year that a date can
    have. A rule out of its own limits is told of by `calendar_app.domain.series`.
    """
    rule = schedule.rule
    if rule is None or rule.count is None:
        return []
    if not (1 <= rule.count <= MAX_DATES and 1 <= rule.interval <= MAX_INTERVAL):
        return []
    last = max(today, schedule.first.first) + relativedelta(years=MAX_YEARS)
    dates = rule_dates(rule, first=schedule.first.first, horizon=last)
    if dates and dates[-1] > last:
        return [Problem("count", "until_too_late", {"date": last})]
    return []
