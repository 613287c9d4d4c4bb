"""Published dates for tests: one ordinary story time, of which each test changes what it is about.

A span that is changed takes its instants with it.
"""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from calendar_app.domain.event import Image, Mode, Price, Registration, State
from calendar_app.domain.published import Organiser, Place, PublishedOccurrence
from calendar_app.domain.timing import Span, Timed, wall
from calendar_app.domain.vocabulary import Access, Label

HAMAR = Organiser(id=1, slug="hamar", name="Hamar bibliotek", short_name="Hamar")
RINGSAKER = Organiser(id=2, slug="ringsaker", name="Ringsaker bibliotek", short_name="Ringsaker")
GJOVIK = Organiser(
    id=4, slug="gjovik", name="Gjøvik bibliotek og litteraturhus", short_name="Gjøvik"
)
KULTURHUSET = Place(
    venue_id=1,
    slug="hamar-kulturhus",
    name="Hamar bibliotek, hovedbiblioteket",
    street="Torggata 100",
    postal_code="2317",
    city="Hamar",
    library_id=1,
)
STORY_TIME = Label(slug="lesestund", nb="Lesestund", nn="Lesestund", en="Story time")


def timed(day: date, start: int = 11 * 60, end: int = 11 * 60 + 45) -> Timed:
    """Make a span on one local date; minutes since midnight."""
    return Timed(wall(day, start), wall(day, end))


def make_published(**changes: Any) -> PublishedOccurrence:
    """Make a published date; `changes` are fields of `PublishedOccurrence`."""
    span: Span = changes.pop("span", timed(date(2027, 2, 8)))
    instants = {
        "starts_at": span.starts_at if isinstance(span, Timed) else None,
        "ends_at": span.ends_at if isinstance(span, Timed) else None,
    }
    return replace(_ORDINARY, span=span, **(instants | changes))


_SPAN = timed(date(2027, 2, 8))

_ORDINARY = PublishedOccurrence(
    uid="3f1c2a4e-7b0d-4e58-9c11-0d5f6a2b8e01",
    event_id=7,
    event_slug="lesestund",
    is_series=False,
    span=_SPAN,
    starts_at=_SPAN.starts_at,
    ends_at=_SPAN.ends_at,
    moved_from=None,
    state=State.SCHEDULED,
    state_reason="",
    title="Lesestund",
    summary="Vi leser høyt for de minste.",
    description="",
    note="",
    content_language="nb",
    languages=("nb",),
    organiser=HAMAR,
    co_organisers=(),
    category_ids=(1,),
    categories=(STORY_TIME,),
    age_from=3,
    age_to=6,
    age_note="",
    mode=Mode.IN_PERSON,
    online_url="",
    place=KULTURHUSET,
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
    last_modified=datetime(2027, 1, 4, 9, 0, tzinfo=UTC),
    created_at=datetime(2027, 1, 4, 9, 0, tzinfo=UTC),
)
