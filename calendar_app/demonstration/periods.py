"""School holidays, and the campaigns of the year as weeks with a name."""

from collections.abc import Iterator
from datetime import date, datetime

from calendar_app.demonstration.programme import programme
from calendar_app.domain.periods import Period, PeriodKind
from calendar_app.domain.timing import local_date
from calendar_app.domain.vocabulary import Vocabulary
from calendar_app.storage.periods import add_periods


async def load_periods(vocabulary: Vocabulary, now: datetime) -> None:
    """Store them: holidays are real ones of a school year, campaigns come back every year."""
    await add_periods(*_holidays(vocabulary), *_campaigns(local_date(now)), now=now)


def _holidays(vocabulary: Vocabulary) -> Iterator[Period]:
    libraries = {row.municipality: row.id for row in vocabulary.libraries.values()}
    for one in programme()["calendar"]["school_holidays"]:
        yield Period(
            id=0,
            kind=PeriodKind.SCHOOL_HOLIDAY,
            library_id=libraries[one["municipality"]],
            name=one["nb"],
            first=date.fromisoformat(one["start"]),
            last=date.fromisoformat(one["end"]),
        )


def _campaigns(today: date) -> Iterator[Period]:
    for year in (today.year, today.year + 1):
        for one in programme()["calendar"]["campaigns"]:
            yield Period(
                id=0,
                kind=PeriodKind.NAMED_WEEK,
                library_id=None,
                name=one["nb"],
                first=date.fromisoformat(f"{year}-{one['from_month_day']}"),
                last=date.fromisoformat(f"{year}-{one['to_month_day']}"),
            )
