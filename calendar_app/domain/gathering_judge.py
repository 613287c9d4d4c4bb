"""What makes a gathering acceptable, beside what is true of every event: problems as codes."""

from collections.abc import Iterator

from calendar_app.domain.event import EventDetails, Visibility
from calendar_app.domain.judge import NOTE_MAX, TEXT_MAX, length_problems, url_problems
from calendar_app.domain.problems import Problem
from calendar_app.domain.vocabulary import Vocabulary

TIME_MAX = 20
LINES_MAX = 40
"""Lines of an agenda, and documents."""


def gathering_problems(details: EventDetails, vocabulary: Vocabulary) -> Iterator[Problem]:
    """Tell what is wrong with host, communities, agenda, documents and notes."""
    gathering = details.gathering
    if details.visibility not in (Visibility.STAFF, Visibility.COMMUNITY):
        yield Problem("visibility", "unknown_choice")
    if gathering.host_id is None:
        yield Problem("host_id", "required")
    elif gathering.host_id not in vocabulary.libraries:
        yield Problem("host_id", "unknown_choice")
    if not set(gathering.community_ids) <= vocabulary.communities.keys():
        yield Problem("community_ids", "unknown_choice")
    if details.visibility is Visibility.COMMUNITY and not gathering.community_ids:
        yield Problem("community_ids", "required")
    yield from _agenda_problems(details)
    yield from _document_problems(details)
    yield from length_problems(("gathering_notes", gathering.notes, TEXT_MAX))


def _agenda_problems(details: EventDetails) -> Iterator[Problem]:
    agenda = details.gathering.agenda
    if len(agenda) > LINES_MAX:
        yield Problem("agenda", "too_many_rows", {"max": LINES_MAX})
    for item in agenda:
        if item.time and not item.text:
            yield Problem("agenda", "agenda_without_text", {"time": item.time})
        yield from length_problems(("agenda", item.time, TIME_MAX), ("agenda", item.text, NOTE_MAX))


def _document_problems(details: EventDetails) -> Iterator[Problem]:
    documents = details.gathering.documents
    if len(documents) > LINES_MAX:
        yield Problem("documents", "too_many_rows", {"max": LINES_MAX})
    for one in documents:
        if not one.url:
            yield Problem("documents", "document_without_url", {"label": one.label})
        yield from url_problems(one.url, field="documents")
        yield from length_problems(("documents", one.label, NOTE_MAX))
