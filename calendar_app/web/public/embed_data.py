"""The dates of an embed as JSON, for the custom element and for other people's programs.

Words are ready to be shown, and each is plain text. Keys are added, never taken away.
"""

import json
from datetime import date, datetime

from starlette.requests import Request
from starlette.responses import Response

from calendar_app.addresses import Addresses
from calendar_app.domain.published import PublishedOccurrence
from calendar_app.domain.timing import ZONE
from calendar_app.web.parts import parts_of
from calendar_app.web.public.embed_words import (
    moved_words,
    state_label,
    subscribe_label,
)
from calendar_app.web.public.embedded import Embedded, Source
from calendar_app.web.public.event_links import event_href
from calendar_app.web.public.page_answers import Page
from calendar_app.words.ages import age_words
from calendar_app.words.dates import date_words, hours_words, span_words
from calendar_app.words.languages import text_direction
from calendar_app.words.places import short_place_words
from calendar_app.words.price import short_price_words
from calendar_app.words.registration import short_registration_words

VERSION = 1


def data(source: Source) -> Page:
    """Answer with the dates of a source as `events.json`."""

    async def show(request: Request) -> Response:
        embedded = await source(request)
        return json_answer(_data(embedded, parts_of(request).addresses))

    return show


def json_answer(value: object) -> Response:
    """Answer with compact JSON in which no text can end a script element (T-4)."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    safe = text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return Response(safe, media_type="application/json")


def _data(embedded: Embedded, addresses: Addresses) -> dict[str, object]:
    language = embedded.language
    own = embedded.heading_language or language
    subscribe = embedded.subscribe
    return {
        "version": VERSION,
        "lang": language,
        "title": embedded.heading,
        "title_lang": own,
        "title_dir": text_direction(own),
        "total": len(embedded.coming),
        "empty": "" if embedded.coming else embedded.empty,
        "calendar_url": addresses.absolute(embedded.page),
        "calendar_label": embedded.page_label,
        "subscribe_url": addresses.absolute(subscribe) if subscribe else "",
        "subscribe_label": subscribe_label(language) if subscribe else "",
        "events": [_entry(one, addresses, language) for one in embedded.shown],
    }


def _entry(one: PublishedOccurrence, addresses: Addresses, language: str) -> dict[str, object]:
    return {
        "uid": one.uid,
        "title": one.title,
        "lang": one.content_language,
        "dir": text_direction(one.content_language),
        "url": addresses.absolute(event_href(one, addresses=addresses, language=language)),
        **_when(one, language),
        "state": one.state.value,
        "state_words": state_label(one.state, language),
        "called_off": one.is_called_off,
        "reason": one.state_reason,
        "moved": moved_words(one, language),
        "note": one.note,
        "summary": one.summary,
        "place": short_place_words(one.place, one.mode, language),
        "library": one.organiser.name,
        "ages": age_words(one.age_from, one.age_to, language),
        "price": short_price_words(one.price, language),
        "registration": short_registration_words(one.registration, language),
    }


def _when(one: PublishedOccurrence, language: str) -> dict[str, str]:
    """Say when it is. No word depends on today: others keep the answer as long as they like."""
    return {
        "day": date_words(one.span.first, language),
        "hours": hours_words(one.span, language),
        "when": span_words(one.span, language),
        "start": _iso(one.starts_at, one.span.first),
        "end": _iso(one.ends_at, one.span.last),
    }


def _iso(moment: datetime | None, day: date) -> str:
    """Write an instant (UTC) with the offset of the wall clock, or a whole day as its date."""
    return moment.astimezone(ZONE).isoformat() if moment else day.isoformat()
