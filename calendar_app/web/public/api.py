"""The read API, for partners who keep a copy of the calendar."""

from datetime import datetime
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.types import ASGIApp

from calendar_app.domain.canonical import canonical
from calendar_app.domain.grammar import parse
from calendar_app.domain.moment import read_moment
from calendar_app.domain.vocabulary import Vocabulary
from calendar_app.publishing.answer import Answer
from calendar_app.publishing.formats import Format
from calendar_app.web.public.event_name import event_id_of
from calendar_app.web.public.feed_answers import FeedAnswers, Handler
from calendar_app.web.public.query import checked_query
from calendar_app.words.api import unreadable_moment
from calendar_app.words.languages import interface_language

_SINCE = ("endret_siden", "changed_since")


def changes(answers: FeedAnswers) -> Handler:
    """Answer `/api/v1/events?…&endret_siden=…`: what has changed, and the uids of all.

    The entries are those of `/kalender.json` with the same filter. A uid that a partner holds
    and that is not named is gone; nothing tells why (promise 3).
    """

    async def answer(request: Request) -> ASGIApp:
        query = checked_query(request)
        since = _since(query)
        if isinstance(since, str):
            return JSONResponse({"error": unreadable_moment(since, _language(request))}, 400)

        async def find(vocabulary: Vocabulary) -> Answer:
            parsed = parse(query, vocabulary)
            unknown = bool(parsed.unknown or parsed.shortened)
            text = since.isoformat() if since else "all"
            answers.count(request, canonical(parsed.selection) or "", parsed.selection.ui, text)
            return await answers.publisher.changes(parsed.selection, unknown=unknown, since=since)

        return await answers.answer(request, find)

    return answer


def event(answers: FeedAnswers) -> Handler:
    """Answer `/api/v1/events/<id>`: one event with its dates, as `/arrangement/….json` does."""

    async def answer(request: Request) -> ASGIApp:
        query = checked_query(request)

        async def find(vocabulary: Vocabulary) -> Answer:
            number: str = request.path_params["id"]
            event_id = event_id_of(number) if number.isdecimal() else None
            known = parse(query, vocabulary).known
            found = event_id and await answers.publisher.event_feed(
                event_id, called_off=known.called_off, ui=known.ui, form=Format.JSON
            )
            if not found:
                raise HTTPException(404)
            return found

        return await answers.answer(request, find)

    return answer


def _since(query: bytes) -> datetime | str | None:
    """Read the moment, None when none is given; what cannot be read comes back as it was.

    Two that differ would leave it to chance which one counts, so they cannot be read either.
    """
    pairs = parse_qsl(query.decode("ascii", "replace"))
    given = {text.strip() for key, text in pairs if key.lower() in _SINCE and text.strip()}
    if not given:
        return None
    moments = {read_moment(text) for text in given}
    return moments.pop() or min(given) if len(moments) == 1 else ", ".join(sorted(given))


def _language(request: Request) -> str:
    return interface_language(request.query_params.get("ui", "")) or "nb"
