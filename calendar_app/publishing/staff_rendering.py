"""The bytes of a personal feed: the public renderings, told what an audience of staff adds."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from calendar_app.domain.calledoff import CalledOff
from calendar_app.domain.event import Mode
from calendar_app.domain.personal_feed import StaffDate
from calendar_app.domain.published import Place, PublishedOccurrence
from calendar_app.domain.timing import local_date
from calendar_app.publishing.answer import Answer
from calendar_app.publishing.fitting import require_most
from feeds.audience import Audience
from feeds.description import MAX_DESCRIPTION, SHORT_DESCRIPTION
from feeds.labels import Labels
from feeds.notice import render_notice
from feeds.trim import Piece, Trimming, trim
from feeds.vcalendar import CalendarHead, join_calendar, render_head
from feeds.vevent import render_vevent

_FILENAME = "lesekalender-ansatt.ics"

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What a feed that was ended says; `url` is absolute."""

    title: str
    description: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffWording:
    """Everything that a personal feed says besides its dates; texts are languages."""

    labels: Callable[[str], Labels]
    audience: Callable[[StaffDate, str], Audience]
    event_url: Callable[[StaffDate], str]
    head: Callable[[str, Trimming], CalendarHead]
    notice: Callable[[str], Notice]


@dataclass(frozen=True, slots=True)
class Reading:
    """What the address of a personal feed may choose: `avlyst` and `ui`, and nothing else."""

    called_off: CalledOff
    language: str


def rendered(
    dates: Sequence[StaffDate], reading: Reading, wording: StaffWording, *, today: date
) -> Answer:
    """Render dates to a feed, within the limits of every feed (FC-22).

    Raises `UnrenderableError`: an emptier calendar would empty somebody's phone (FC-33).
    """
    by_uid = {one.occurrence.uid: one for one in dates}
    write = _Writer(reading, wording, today)

    def shortened(piece: Piece) -> Piece:
        vevent = write.vevent(by_uid[piece.uid], limit=SHORT_DESCRIPTION)
        return replace(piece, vevent=vevent or piece.vevent)

    found = [piece for piece in map(write.piece, dates) if piece is not None]
    require_most(len(found), of=len(dates))
    result = trim(found, today=today, shorten=shortened)
    head = wording.head(reading.language, result.trimming)
    return _answer(head, [one.vevent for one in result.pieces], result.trimming)


def rendered_notice(
    uid: str, reading: Reading, wording: StaffWording, *, ended_at: datetime
) -> Answer:
    """Render what is left of a feed: one date, since an empty calendar purges nothing (FC-23)."""
    words = wording.notice(reading.language)
    vevent = render_notice(
        uid,
        day=local_date(ended_at),
        title=words.title,
        description=words.description,
        url=words.url,
        stamp=ended_at,
        audience=Audience(is_private=True),
    )
    head = wording.head(reading.language, Trimming())
    return _answer(replace(head, description=words.description), [vevent], Trimming())


@dataclass(frozen=True, slots=True)
class _Writer:
    reading: Reading
    wording: StaffWording
    today: date

    def piece(self, one: StaffDate) -> Piece | None:
        vevent = self.vevent(one, limit=MAX_DESCRIPTION)
        if vevent is None:
            return None
        span = one.occurrence.span
        return Piece(uid=one.occurrence.uid, first=span.first, last=span.last, vevent=vevent)

    def vevent(self, one: StaffDate, *, limit: int) -> bytes | None:
        try:
            return render_vevent(
                _with_way_in(one),
                called_off=self.reading.called_off,
                labels=self.wording.labels(self.reading.language),
                event_url=lambda _: self.wording.event_url(one),
                today=self.today,
                description_limit=limit,
                audience=self.wording.audience(one, self.reading.language),
            )
        except Exception:
            # One bad event must not take the whole calendar from its subscribers.
            log.exception("Date %s is left out: it cannot be rendered", one.occurrence.uid)
            return None


def _with_way_in(one: StaffDate) -> PublishedOccurrence:
    """Let LOCATION of an online gathering hold its link: programs offer to join by it."""
    shown = one.occurrence
    is_open = one.is_gathering and shown.online_url and not shown.is_called_off
    if shown.mode is not Mode.ONLINE or not is_open:
        return shown
    return replace(shown, place=Place(name=shown.online_url))


def _answer(head: CalendarHead, vevents: Sequence[bytes], trimming: Trimming) -> Answer:
    return Answer(
        body=join_calendar(render_head(head), vevents),
        filename=_FILENAME,
        trimming=trimming,
    )
