"""Puts words and addresses together for personal feeds, which know neither."""

from collections.abc import Callable

from calendar_app.addresses import Addresses
from calendar_app.domain.personal_feed import StaffDate
from calendar_app.publishing.staff_rendering import Notice, StaffWording
from calendar_app.wording import COLOUR, SERVICE
from calendar_app.words.personal_feed import (
    ended_description,
    ended_title,
    feed_description,
    feed_name,
    only_for,
    workflow_mark,
)
from calendar_app.words.trimming import trimming_words
from feeds.audience import EVERYBODY, Audience
from feeds.labels import Labels
from feeds.trim import Trimming
from feeds.vcalendar import CalendarHead


def staff_wording(addresses: Addresses, *, labels: Callable[[str], Labels]) -> StaffWording:
    """Give personal feeds their words and addresses.

    None of them holds the address of the feed itself: that is a secret, and bytes travel.
    """

    def event_url(date: StaffDate) -> str:
        shown = date.occurrence
        if date.is_public:
            return addresses.absolute(addresses.event(shown.event_slug, shown.event_id))
        return addresses.absolute(addresses.staff("arrangementer", shown.event_id))

    def head(language: str, trimming: Trimming) -> CalendarHead:
        cut = trimming_words(
            past_from=trimming.past_from,
            shortened=trimming.shortened,
            until=trimming.until,
            language=language,
        )
        return CalendarHead(
            name=feed_name(SERVICE, language),
            description=" ".join(part for part in (feed_description(language), cut) if part),
            source_url="",
            page_url=addresses.absolute(addresses.staff("arrangementer")),
            colour=COLOUR,
        )

    def notice(language: str) -> Notice:
        return Notice(
            title=ended_title(language),
            description=ended_description(language),
            url=addresses.absolute(addresses.staff("kalenderlenker")),
        )

    return StaffWording(
        labels=labels, audience=audience_of, event_url=event_url, head=head, notice=notice
    )


def audience_of(date: StaffDate, language: str) -> Audience:
    """Say what a date is beyond what the public would be told of it."""
    if date.is_public:
        return EVERYBODY
    return Audience(
        mark=workflow_mark(date.workflow, language),
        notice=only_for(date.visibility, language),
        is_private=True,
        is_busy=date.is_gathering and not date.occurrence.is_called_off,
    )
