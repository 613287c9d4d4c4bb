"""Feeds: a selection, a named filter or one event, in each format; the suffix decides which."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp

from calendar_app.domain.calledoff import CalledOff
from calendar_app.domain.canonical import canonical, switched
from calendar_app.domain.grammar import parse
from calendar_app.domain.named import find_named, read_named
from calendar_app.domain.selection import Selection
from calendar_app.domain.vocabulary import LANGUAGES, Vocabulary
from calendar_app.publishing.answer import Answer
from calendar_app.publishing.formats import Format
from calendar_app.web.public.event_name import event_id_of
from calendar_app.web.public.feed_answers import FeedAnswers, Handler
from calendar_app.web.public.query import checked_query


class Feeds:
    """Makes the handlers of feed addresses."""

    def __init__(self, answers: FeedAnswers) -> None:
        self._answers = answers
        self._publisher = answers.publisher

    def calendar(self, form: Format, *, is_kept: bool = True) -> Handler:
        """Answer `/kalender.<form>?…`; nothing in the query is an error (FC-39)."""

        async def answer(request: Request) -> ASGIApp:
            async def find(vocabulary: Vocabulary) -> Answer:
                parsed = parse(checked_query(request), vocabulary)
                selection = parsed.selection
                if _is_made_up(selection):
                    self._answers.count(request, canonical(selection) or "")
                unknown = bool(parsed.unknown or parsed.shortened)
                return await self._publisher.feed(selection, unknown=unknown, form=form)

            return await self._answers.answer(request, find, is_kept=is_kept)

        return answer

    def named(self, form: Format, *, is_kept: bool = True) -> Handler:
        """Answer `/f/<name>.<form>`; a name that never was is 404, a retired one says so."""

        async def answer(request: Request) -> ASGIApp:
            async def find(vocabulary: Vocabulary) -> Answer:
                named = find_named(request.path_params["name"], vocabulary)
                if named is None:
                    raise HTTPException(404)
                read = read_named(named, checked_query(request), vocabulary)
                return await self._publisher.feed(
                    read.selection,
                    unknown=read.unknown,
                    form=form,
                    named=named,
                    switches=read.switches,
                )

            return await self._answers.answer(request, find, is_kept=is_kept)

        return answer

    def event(self, form: Format) -> Handler:
        """Answer `/arrangement/<slug>-<id>.<form>`; the slug is for people, the id decides."""

        async def answer(request: Request) -> ASGIApp:
            async def find(vocabulary: Vocabulary) -> Answer:
                event_id = event_id_of(request.path_params["name"])
                known = parse(checked_query(request), vocabulary).known
                found = event_id and await self._publisher.event_feed(
                    event_id, called_off=known.called_off, ui=known.ui, form=form
                )
                if not found:
                    raise HTTPException(404)
                return found

            is_download = form is Format.ICS
            return await self._answers.answer(request, find, attachment=is_download)

        return answer


def _is_made_up(selection: Selection) -> bool:
    """Tell whether it is one of ever so many; the whole calendar in all its forms is not."""
    plain = switched(selection, called_off=CalledOff.STATUS, by_rule=False, ui=LANGUAGES[0])
    return bool(canonical(plain))
