"""Puts words and addresses together for feeds, which know neither."""

from functools import lru_cache

from calendar_app.addresses import Addresses
from calendar_app.domain.canonical import canonical
from calendar_app.domain.published import PublishedOccurrence
from calendar_app.domain.selection import Selection
from calendar_app.domain.vocabulary import Vocabulary
from calendar_app.publishing.wording import Wording
from calendar_app.words.labels import feed_words
from calendar_app.words.selection import selection_description, selection_name
from calendar_app.words.trimming import trimming_words
from feeds.labels import Labels
from feeds.trim import Trimming
from feeds.vcalendar import CalendarHead

SERVICE = "Lesekalender"
_COLOUR = "#1F5E8C"


def feed_wording(addresses: Addresses) -> Wording:
    """Give feeds their words and addresses."""

    def event_url(event: PublishedOccurrence) -> str:
        return addresses.absolute(addresses.event(event.event_slug, event.event_id))

    def head(
        selection: Selection, vocabulary: Vocabulary, *, unknown: bool, trimming: Trimming
    ) -> CalendarHead:
        query = canonical(selection)
        language = selection.ui
        told = selection_description(
            selection, vocabulary, language, service=SERVICE, unknown=unknown
        )
        cut = trimming_words(
            past_from=trimming.past_from,
            shortened=trimming.shortened,
            until=trimming.until,
            language=language,
        )
        page = addresses.calendar(query or "")
        feed = addresses.calendar(query, suffix=".ics") if query is not None else ""
        return CalendarHead(
            name=selection_name(selection, vocabulary, language, service=SERVICE),
            description=" ".join(part for part in (told, cut) if part),
            source_url=addresses.absolute(feed) if feed else "",
            page_url=addresses.absolute(page),
            colour=_COLOUR,
        )

    def event_head(event: PublishedOccurrence, language: str) -> CalendarHead:
        feed = addresses.event(event.event_slug, event.event_id, suffix=".ics")
        return CalendarHead(
            name=event.title,
            description=event.summary or event.title,
            source_url=addresses.absolute(feed),
            page_url=event_url(event),
            colour=_COLOUR,
        )

    return Wording(labels=_labels, event_url=event_url, head=head, event_head=event_head)


@lru_cache
def _labels(language: str) -> Labels:
    return Labels(**feed_words(language))
