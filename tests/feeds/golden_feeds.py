"""The situations whose feeds are kept in `golden/`, to be read as text in review.

`python -m tests.feeds.golden_feeds` writes them anew after a wanted change.
"""

from dataclasses import replace
from datetime import date
from pathlib import Path

from calendar_app.domain.calledoff import CalledOff
from calendar_app.domain.event import (
    Mode,
    Overrides,
    Person,
    Price,
    PriceKind,
    Schedule,
    State,
)
from calendar_app.domain.published import PublishedOccurrence
from calendar_app.domain.recurrence import Frequency, RecurrenceRule
from calendar_app.domain.timing import AllDay, Timed, wall
from calendar_app.domain.vocabulary import Access, Label
from tests.feeds.formats import FORMATS
from tests.feeds.occurrences import BRANCH, HEAD, feed, link, occurrence, vevent
from tests.feeds.series_programmes import make_event, programme, stored_dates
from tests.support.published import GJOVIK, HAMAR, timed
from tests.support.schedules import week, weekly

FOLDER = Path(__file__).parent / "golden"
HOSTILE = (
    'A\r\nATTENDEE:mailto:x@e\x00\x1b[31m\u2028B;,\\n\\N <b>"ö"</b> \ud800\u202e'
    "\U0001f469\u200d\U0001f467"
)
CALLED_OFF = occurrence(
    state=State.CANCELLED, state_reason="Bibliotekaren er syk.", sequence=3, registration=link("x")
)
FESTIVAL = occurrence(
    title="Under havet",
    span=AllDay(date(2027, 2, 22), date(2027, 2, 26)),
    age_from=None,
    age_to=None,
    age_note="",
    co_organisers=(GJOVIK,),
    mode=Mode.HYBRID,
    online_url="https://example.org/direkte",
    price=Price(kind=PriceKind.PAID, amount=80, note="Voksne følger gratis"),
    registration=link("https://example.org/meld-pa", note="Si fra om allergi."),
    capacity=25,
)


def _night(uid: str, day: date) -> bytes:
    span = Timed(wall(day, 20 * 60), wall(date.fromordinal(day.toordinal() + 1), 9 * 60))
    return vevent(occurrence(uid=uid, title="Nattbibliotek", span=span, is_series=False))


def _moved() -> bytes:
    span = Timed(wall(date(2027, 2, 10), 13 * 60), wall(date(2027, 2, 10), 14 * 60))
    old = occurrence().span
    return vevent(occurrence(state=State.MOVED, span=span, moved_from=old, note="Vi er i foajeen."))


def _hostile_date() -> PublishedOccurrence:
    return occurrence(
        title=HOSTILE,
        summary=HOSTILE,
        description=HOSTILE,
        note=HOSTILE,
        place=replace(BRANCH, name=HOSTILE, room=HOSTILE),
        people=(Person(name=HOSTILE, role=HOSTILE),),
        organiser=replace(HAMAR, name=HOSTILE),
        categories=(Label(slug="x", nb=HOSTILE, nn="", en=""),),
        access=Access(note=HOSTILE),
    )


def cases() -> dict[str, bytes]:
    """Render every situation."""
    long_text = "Vi leser høyt om påsken, og blåbærsyltetøy 🫐. " * 60
    return {
        "timed": feed(vevent(occurrence())),
        "whole-days": feed(vevent(FESTIVAL)),
        "cancelled-status": feed(vevent(CALLED_OFF)),
        "cancelled-visible": feed(vevent(CALLED_OFF, called_off=CalledOff.VISIBLE)),
        "full": feed(vevent(occurrence(state=State.FULL, registration=link("https://e.org/p")))),
        "postponed": feed(
            vevent(occurrence(state=State.POSTPONED, state_reason="Vi bygger om barneavdelingen."))
        ),
        "moved": feed(_moved()),
        "hostile-text": feed(
            vevent(_hostile_date()), head=replace(HEAD, name=HOSTILE, description=HOSTILE)
        ),
        "long-description": feed(vevent(occurrence(description=long_text))),
        "empty": feed(),
        "overnight-clock-changes": feed(
            _night("11111111-1111-4111-8111-111111111111", date(2027, 3, 27)),
            _night("22222222-2222-4222-8222-222222222222", date(2027, 10, 30)),
        ),
    }


def series_cases() -> dict[str, bytes]:
    """Render a series as a rule (`gjentakelse=regel`): left out, cancelled and moved dates."""
    schedule = weekly(count=10, exdates=frozenset({week(2)}), rdates=(timed(date(2027, 1, 22)),))
    rows = stored_dates(schedule)
    rows[1] = replace(
        rows[1], overrides=Overrides(state=State.CANCELLED, state_reason="Bibliotekaren er syk.")
    )
    rows[4] = replace(rows[4], span=timed(week(4), 1080, 1140), has_own_time=True)
    rows[6] = replace(rows[6], span=timed(date(2027, 2, 19)), has_own_time=True)
    made = programme(make_event(schedule), rows)
    days = Schedule(
        first=AllDay(date(2027, 1, 9), date(2027, 1, 10)),
        rule=RecurrenceRule(frequency=Frequency.MONTHLY, nth=2, weekdays=(5,)),
        exdates=frozenset({date(2027, 4, 10)}),
    )
    event = make_event(days, uid="6d1c0b8a-8f0e-4d53-9a57-0f9b6c1e2d3f")
    whole_days = programme(event, stored_dates(days)[:6])
    return {
        "series": made.feed(),
        "series-of-whole-days": whole_days.feed(),
    }


def other_cases() -> dict[str, bytes]:
    """Render some dates in the formats that are no calendars, by file name."""
    shown = [
        replace(one, uid=f"{number}" * 8 + "-1111-4111-8111-111111111111")
        for number, one in enumerate([occurrence(), CALLED_OFF, FESTIVAL, _hostile_date()])
    ]
    return {
        f"dates.{form}": FORMATS[form].joined(HEAD, [FORMATS[form].entry(one) for one in shown])
        for form in ("json", "rss")
    }


def kept() -> dict[str, bytes]:
    """Give all that is kept in the folder, by file name."""
    calendars = {f"{name}.ics": body for name, body in (cases() | series_cases()).items()}
    return calendars | other_cases()


if __name__ == "__main__":
    for name, body in kept().items():
        (FOLDER / name).write_bytes(body)
