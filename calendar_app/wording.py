"""Puts words and addresses together for feeds, which know neither."""

from functools import lru_cache, partial

from calendar_app.addresses import Addresses
from calendar_app.domain.published import PublishedOccurrence
from calendar_app.domain.vocabulary import NamedFilter, Vocabulary
from calendar_app.publishing.formats import Format
from calendar_app.publishing.question import Question
from calendar_app.publishing.wording import Ended, Wording
from calendar_app.words.labels import feed_words
from calendar_app.words.named_filters import nothing_now, retired_description, retired_title
from calendar_app.words.selection import selection_description, selection_name
from calendar_app.words.trimming import trimming_words
from feeds.labels import Labels
from feeds.trim import Trimming
from feeds.vcalendar import CalendarHead

SERVICE = "Lesekalender"
COLOUR = "#1F5E8C"


def feed_wording(addresses: Addresses) -> Wording:
    """Give feeds their words and addresses."""
    return Wording(
        labels=_labels,
        event_url=partial(_event_url, addresses),
        image_url=partial(_image_url, addresses),
        address=partial(_address, addresses),
        head=partial(_head, addresses),
        event_head=partial(_event_head, addresses),
        ended=partial(_ended, addresses),
    )


def _event_url(addresses: Addresses, event: PublishedOccurrence) -> str:
    return addresses.absolute(addresses.event(event.event_slug, event.event_id))


def _image_url(addresses: Addresses, digest: str) -> str:
    return addresses.absolute(addresses.image(digest))


def _head(
    addresses: Addresses, question: Question, vocabulary: Vocabulary, trimming: Trimming
) -> CalendarHead:
    selection, language = question.selection, question.selection.ui
    told = (
        nothing_now(language)
        if question.named and selection.nothing
        else selection_description(
            selection, vocabulary, language, service=SERVICE, unknown=question.unknown
        )
    )
    cut = trimming_words(
        past_from=trimming.past_from,
        shortened=trimming.shortened,
        until=trimming.until,
        language=language,
    )
    name = selection_name(selection, vocabulary, language, service=SERVICE)
    return CalendarHead(
        name=question.named.title if question.named else name,
        description=" ".join(part for part in (told, cut) if part),
        source_url=_source(addresses, question),
        page_url=addresses.absolute(_page(addresses, question)),
        colour=COLOUR,
        language=language,
    )


def _event_head(
    addresses: Addresses, event: PublishedOccurrence, language: str, form: Format
) -> CalendarHead:
    feed = addresses.event(event.event_slug, event.event_id, suffix=f".{form}")
    return CalendarHead(
        name=event.title,
        description=event.summary or event.title,
        source_url=addresses.absolute(feed),
        page_url=_event_url(addresses, event),
        colour=COLOUR,
        language=language,
    )


def _ended(addresses: Addresses, question: Question, named: NamedFilter) -> Ended:
    language = question.selection.ui
    told = retired_description(named.title, language)
    head = CalendarHead(
        name=named.title,
        description=told,
        source_url=_source(addresses, question),
        page_url=addresses.absolute(addresses.calendar()),
        colour=COLOUR,
        language=language,
    )
    return Ended(head=head, title=retired_title(language), description=told)


def _address(addresses: Addresses, question: Question) -> str:
    """Give the path of a feed under its canonical address, "" when it has none."""
    query, suffix = question.query, f".{question.form}"
    if query is None:
        return ""
    if question.named:
        return addresses.named_filter(question.named.slug, query, suffix=suffix)
    if question.changes:
        return addresses.changes(query, question.changes.moment)
    return addresses.calendar(query, suffix=suffix)


def _page(addresses: Addresses, question: Question) -> str:
    """Give the path of the page that shows the same."""
    query = question.query or ""
    if question.named:
        return addresses.named_filter(question.named.slug, query)
    return addresses.calendar(query)


def _source(addresses: Addresses, question: Question) -> str:
    """Give the absolute address of a feed, "" when it has none."""
    path = _address(addresses, question)
    return addresses.absolute(path) if path else ""


@lru_cache
def _labels(language: str) -> Labels:
    return Labels(**feed_words(language))
