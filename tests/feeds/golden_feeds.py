"""The situations whose feeds are kept in `golden/`, to be read as text in review.

`python -m tests.feeds.golden_feeds` writes them anew after a wanted change.
"""

from dataclasses import replace
from datetime import date
from pathlib import Path

from calendar_app.domain.calledoff import CalledOff
from calendar_app.domain.event import Mode, Person, Price, PriceKind, State
from calendar_app.domain.timing import AllDay, Timed, wall
from calendar_app.domain.vocabulary import Access, Label
from tests.feeds.occurrences import BRANCH, HEAD, feed, link, occurrence, vevent
from tests.support.published import GJOVIK, HAMAR

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


def _hostile() -> bytes:
    return vevent(
        occurrence(
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
        "hostile-text": feed(_hostile(), head=replace(HEAD, name=HOSTILE, description=HOSTILE)),
        "long-description": feed(vevent(occurrence(description=long_text))),
        "empty": feed(),
        "overnight-clock-changes": feed(
            _night("11111111-1111-4111-8111-111111111111", date(2027, 3, 27)),
            _night("22222222-2222-4222-8222-222222222222", date(2027, 10, 30)),
        ),
    }


if __name__ == "__main__":
    for name, body in cases().items():
        (FOLDER / f"{name}.ics").write_bytes(body)
