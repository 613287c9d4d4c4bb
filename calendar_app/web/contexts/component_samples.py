"""Sample data for the page that shows every component: nothing of it is in the database."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from calendar_app.domain.event import (
    Image,
    Mode,
    Price,
    PriceKind,
    Registration,
    RegistrationKind,
    State,
)
from calendar_app.domain.published import Organiser, Place, PublishedOccurrence
from calendar_app.domain.timing import AllDay, Timed, wall
from calendar_app.domain.vocabulary import Access, Label

_MORNING, _LATER = 11 * 60, 11 * 60 + 45


def sample_dates(
    organiser: Organiser, *, today: date, now: datetime
) -> dict[str, PublishedOccurrence]:
    """Give one date of every state, and ones whose texts are long, sparse or not Norwegian."""
    plain = _plain(organiser, today + timedelta(days=2), now=now)
    moved_from = _span(today + timedelta(days=1))
    return {
        State.SCHEDULED: plain,
        State.FULL: replace(plain, state=State.FULL),
        State.CANCELLED: replace(
            plain,
            state=State.CANCELLED,
            state_reason="Fortelleren er syk. Vi prøver igjen til våren.",
        ),
        State.POSTPONED: replace(plain, state=State.POSTPONED),
        State.MOVED: replace(plain, state=State.MOVED, moved_from=moved_from),
        "note": replace(plain, note="Denne gangen er vi i parken."),
        "long": replace(
            plain,
            title="Lesestund med sang, rim, regler og et veldig langt navn for hele familien",
            price=Price(kind=PriceKind.PAID, amount=80, note="Voksne følger gratis."),
            registration=Registration(kind=RegistrationKind.LINK, url="https://example.org/"),
        ),
        "short": replace(plain, title="Sjakk", summary="", age_from=None, age_to=None),
        "days": replace(plain, span=AllDay(today, today + timedelta(days=9)), title="Utstilling"),
        "rtl": replace(plain, title="قصة للأطفال", summary="نقرأ معا", content_language="ar"),
    }


def _plain(organiser: Organiser, day: date, *, now: datetime) -> PublishedOccurrence:
    span = _span(day)
    return PublishedOccurrence(
        uid="komponenter",
        event_id=0,
        event_slug="lesestund",
        is_series=True,
        span=span,
        starts_at=span.starts_at,
        ends_at=span.ends_at,
        moved_from=None,
        state=State.SCHEDULED,
        state_reason="",
        title="Lesestund",
        summary="Vi leser høyt for de minste.",
        description="",
        note="",
        content_language="nb",
        languages=("nb",),
        organiser=organiser,
        co_organisers=(),
        category_ids=(),
        categories=(Label(slug="lesestund", nb="Lesestund", nn="Lesestund", en="Story time"),),
        age_from=3,
        age_to=6,
        age_note="",
        mode=Mode.IN_PERSON,
        online_url="",
        place=Place(name=organiser.name, room="Barneavdelingen"),
        price=Price(),
        registration=Registration(),
        capacity=None,
        access=Access(),
        image=Image(),
        people=(),
        books=(),
        partners=(),
        funding="",
        contact="",
        sequence=0,
        last_modified=now,
        created_at=now,
    )


def _span(day: date) -> Timed:
    return Timed(wall(day, _MORNING), wall(day, _LATER))
