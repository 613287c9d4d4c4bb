"""What the pages show of requests to borrow: the list, and one with its whole story."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from starlette.requests import Request
from starlette.responses import Response

from calendar_app.domain.access import StaffMember, may_read
from calendar_app.domain.borrow_news import BorrowNews, news_of
from calendar_app.domain.borrowing import BorrowCase, Proposal, RequestState, Side, sides_of
from calendar_app.domain.problems import Problem
from calendar_app.domain.stops import can_get_another_date
from calendar_app.domain.timing import Span, Timed
from calendar_app.domain.vocabulary import Vocabulary
from calendar_app.storage.lending import names_of_staff
from calendar_app.storage.vocabulary import load_vocabulary
from calendar_app.web.contexts.facts import place_of
from calendar_app.web.forms.borrowing import typed_answer
from calendar_app.web.forms.span import typed_span
from calendar_app.web.forms.typed import Typed
from calendar_app.web.staff_page import staff_language, staff_page
from calendar_app.words.borrowing import (
    borrowing_labels,
    case_title,
    news_words,
    request_state_words,
    step_words,
    wish_words,
)
from calendar_app.words.catalogue import translations
from calendar_app.words.fields import field_labels


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestLine:
    """One request in a list; `other` is the library at the other end of it."""

    id: int
    title: str
    other: str
    state: RequestState
    state_words: str
    wish: str
    span: Span | None
    is_news: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestListPage:
    """`incoming` ask for what the own libraries have, `outgoing` for what others have."""

    title: str
    incoming: tuple[RequestLine, ...]
    outgoing: tuple[RequestLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryLine:
    said: str
    at: datetime
    who: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestPage:
    """`typed` fills the form that says a date, whichever of them is shown.

    `proposed` is a date that waits for an answer, `proposal_key` what the answer names it by.
    """

    title: str
    case: BorrowCase
    programme: str
    host: str
    borrower: str
    state_words: str
    wish: str
    news: tuple[str, ...]
    story: tuple[StoryLine, ...]
    reads_event: bool
    reads_stop: bool
    place: str
    is_host: bool
    is_borrower: bool
    may_accept: bool
    may_decline: bool
    may_withdraw: bool
    may_propose: bool
    may_answer_proposal: bool
    proposed: Span | None
    proposal_key: str
    typed: Typed
    problems: tuple[Problem, ...]
    labels: Mapping[str, str]


def request_list(
    cases: Sequence[BorrowCase], vocabulary: Vocabulary, *, person: StaffMember, language: str
) -> RequestListPage:
    """Show the requests of the person's libraries, by which way they go."""

    def lines(side: Side) -> tuple[RequestLine, ...]:
        mine = (one for one in cases if side in sides_of(person, one))
        return tuple(_line(one, side, vocabulary, language) for one in mine)

    return RequestListPage(
        title=translations(language).gettext("Forespørsler om lån"),
        incoming=lines(Side.HOST),
        outgoing=lines(Side.BORROWER),
    )


async def show_request(
    request: Request,
    person: StaffMember,
    case: BorrowCase,
    *,
    typed: Typed | None = None,
    problems: tuple[Problem, ...] = (),
) -> Response:
    """Show one request, with what was typed when it could not be done."""
    names = await names_of_staff({one.staff_id for one in case.request.story if one.staff_id})
    context = request_page(
        case,
        await load_vocabulary(),
        person=person,
        names=names,
        typed=typed,
        problems=problems,
        language=staff_language(request),
    )
    status = 422 if problems else 200
    return staff_page(request, "staff/borrow_request.html", context, status=status)


def request_page(
    case: BorrowCase,
    vocabulary: Vocabulary,
    *,
    person: StaffMember,
    names: Mapping[int, str],
    typed: Typed | None = None,
    problems: tuple[Problem, ...] = (),
    language: str,
) -> RequestPage:
    """Put the page together; what may be done follows from the person's sides and the state."""
    sides, request = sides_of(person, case), case.request
    is_open = request.state in (RequestState.ASKED, RequestState.ACCEPTED)
    can_move = can_get_another_date(case)
    proposal = request.proposal if can_move else None
    side = Side.HOST if Side.HOST in sides else Side.BORROWER
    programme = case_title(case, side, language)
    return RequestPage(
        title=programme,
        case=case,
        programme=programme,
        host=vocabulary.libraries[case.host_id].short_name,
        borrower=vocabulary.libraries[request.library_id].short_name,
        state_words=request_state_words(case, language),
        wish=wish_words(request, language),
        news=_news(case, sides, vocabulary, language),
        story=_story(case, vocabulary, names, language),
        reads_event=may_read(person, case.event),
        reads_stop=case.stop is not None and may_read(person, case.stop),
        place=place_of(case.stop.details, vocabulary) if case.stop else "",
        is_host=Side.HOST in sides,
        is_borrower=Side.BORROWER in sides,
        may_accept=Side.HOST in sides and request.state is RequestState.ASKED,
        may_decline=Side.HOST in sides and is_open,
        may_withdraw=Side.BORROWER in sides and is_open,
        may_propose=can_move,
        may_answer_proposal=proposal is not None and proposal.side.other in sides,
        proposed=proposal.span if proposal else None,
        proposal_key=proposal_key(proposal) if proposal else "",
        typed=_with_first_date(typed or Typed(), case),
        problems=problems,
        labels={**field_labels(language), **borrowing_labels(language)},
    )


def proposal_key(proposal: Proposal) -> str:
    """Name a proposal, so that nobody says yes to a newer one that the page did not show."""
    span = proposal.span
    ends = (span.start, span.end) if isinstance(span, Timed) else (span.first, span.last)
    return "/".join(one.isoformat() for one in ends)


def _line(case: BorrowCase, side: Side, vocabulary: Vocabulary, language: str) -> RequestLine:
    return RequestLine(
        id=case.request.id,
        title=case_title(case, side, language),
        other=vocabulary.libraries[case.library_of(side.other)].short_name,
        state=case.request.state,
        state_words=request_state_words(case, language),
        wish=wish_words(case.request, language),
        span=case.stop_date.span if case.stop_date else None,
        is_news=news_of(case, side) is not None,
    )


def _news(
    case: BorrowCase, sides: Iterable[Side], vocabulary: Vocabulary, language: str
) -> tuple[str, ...]:
    found = ((side, news_of(case, side)) for side in sorted(sides))
    return tuple(
        news_words(BorrowNews(side=side, kind=kind, case=case), vocabulary, language)
        for side, kind in found
        if kind is not None
    )


def _story(
    case: BorrowCase, vocabulary: Vocabulary, names: Mapping[int, str], language: str
) -> tuple[StoryLine, ...]:
    return tuple(
        StoryLine(
            said=step_words(step, case, vocabulary, language),
            at=step.at,
            who=names.get(step.staff_id or 0, ""),
            text=step.text,
        )
        for step in case.request.story
    )


def _with_first_date(typed: Typed, case: BorrowCase) -> Typed:
    """Fill in the date of the stop there is, else the one that was wished, unless one is typed."""
    request = case.request
    first = (
        typed_span(case.stop_date.span)
        if case.stop_date is not None
        else typed_answer(case.event, day=request.wished_date, minute=request.wished_minute)
    )
    return Typed({**first.values, **typed.values})
