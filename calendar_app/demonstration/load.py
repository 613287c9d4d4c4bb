"""Loads the demonstration programme into an empty database, by the calls that the forms use.

All of it but the images, which have no files, and the tags and translations of events.
"""

from datetime import datetime

from calendar_app.demonstration.account import add_account
from calendar_app.demonstration.attendance import load_attendance
from calendar_app.demonstration.events import load_event
from calendar_app.demonstration.gatherings import load_gatherings, load_meetings, load_memberships
from calendar_app.demonstration.lending import load_requests
from calendar_app.demonstration.periods import load_periods
from calendar_app.demonstration.programme import programme
from calendar_app.demonstration.vocabulary import load_filters, load_rows
from calendar_app.storage.transaction import transaction
from calendar_app.storage.vocabulary import load_vocabulary


class NotEmptyError(Exception):
    """The database holds libraries already, so the demonstration is not for it."""


async def load_demonstration(*, password_hash: str, now: datetime) -> int:
    """Load everything or nothing, around the week of `now`; gives the number of events.

    Gatherings, meetings and a programme that is only lent are counted apart. `password_hash` is
    that of the demonstration's account. Raises `NotEmptyError`.
    """
    async with transaction():
        if (await load_vocabulary()).libraries:
            raise NotEmptyError
        await load_rows(now)
        vocabulary = await load_vocabulary()
        events = programme()["events"]
        ids = {one["slug"]: await load_event(one, vocabulary, now) for one in events}
        await load_filters(now)
        person = await add_account(vocabulary, password_hash=password_hash, now=now)
        await load_memberships(vocabulary, person, now)
        await load_gatherings(vocabulary, now)
        await load_meetings(vocabulary, now)
        await load_attendance(ids, person, now)
        await load_periods(vocabulary, now)
        await load_requests(vocabulary, ids, person, now)
    return len(events)
