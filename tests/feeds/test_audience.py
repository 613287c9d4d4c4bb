"""What a feed for a few adds to a date, and that a feed for all adds nothing."""

from datetime import date
from typing import Any

import pytest
from icalendar import Calendar

from calendar_app.domain.calledoff import CalledOff
from calendar_app.domain.event import State
from feeds.audience import Audience
from feeds.vcalendar import join_calendar, render_head
from feeds.vevent import render_vevent
from tests.feeds.occurrences import HEAD, LABELS, event_url, occurrence

TODAY = date(2027, 1, 15)


def vevent(*audience: Audience, **changes: Any) -> bytes:
    given = {"audience": audience[0]} if audience else {}
    return render_vevent(
        occurrence(**changes),
        called_off=CalledOff.STATUS,
        labels=LABELS,
        event_url=event_url,
        today=TODAY,
        **given,  # type: ignore[arg-type]
    )


def read(body: bytes) -> Any:
    (found,) = Calendar.from_ical(join_calendar(render_head(HEAD), [body])).walk("VEVENT")
    return found


def test_everybody_is_told_what_nobody_names() -> None:
    assert vevent(Audience()) == vevent()
    found = read(vevent())
    assert (found["CLASS"], found["TRANSP"]) == ("PUBLIC", "TRANSPARENT")


@pytest.mark.parametrize(
    ("state", "title"),
    [(State.SCHEDULED, "UTKAST: Babysang"), (State.CANCELLED, "AVLYST: UTKAST: Babysang")],
)
def test_mark_stands_behind_that_of_the_state(state: State, title: str) -> None:
    """Whoever looks for `AVLYST: ` looks at the beginning."""
    assert read(vevent(Audience(mark="UTKAST"), state=state))["SUMMARY"] == title


def test_notice_is_the_first_line_even_before_why_it_is_off() -> None:
    told = read(
        vevent(Audience(notice="Bare for ansatte."), state=State.CANCELLED, state_reason="Sykdom")
    )
    assert str(told["DESCRIPTION"]).splitlines()[:2] == ["Bare for ansatte.", "Sykdom"]


def test_private_and_busy_are_said_in_every_way_that_programs_read() -> None:
    found = read(vevent(Audience(is_private=True, is_busy=True)))
    names = ("CLASS", "TRANSP", "X-MICROSOFT-CDO-BUSYSTATUS")
    assert [str(found[name]) for name in names] == ["PRIVATE", "OPAQUE", "BUSY"]
