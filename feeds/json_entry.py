"""One published date as one JSON object, documented field by field in `docs/feeds.md`.

Every key is always there and always in this order, so the same date gives the same bytes in
every process (FC-4). A text that nobody wrote is "", what does not apply is null. What partners
read here is a promise: keys may be added, none is renamed.
"""

from datetime import date

from calendar_app.domain.event import Mode
from calendar_app.domain.published import PublishedOccurrence
from calendar_app.domain.shown import shown_on
from calendar_app.domain.text import clean_line, clean_text
from feeds.json_parts import (
    ImageAddress,
    Json,
    access_part,
    address_part,
    book_part,
    category_part,
    image_part,
    organiser_part,
    person_part,
    place_part,
    price_part,
    registration_part,
    time_part,
    tour_part,
)
from feeds.json_text import dumped, instant
from feeds.labels import Labels
from feeds.markdown import plain_text
from feeds.values import own_address
from feeds.vevent import EventAddress


def render_json_entry(
    occurrence: PublishedOccurrence,
    *,
    labels: Labels,
    event_url: EventAddress,
    today: date,
    image_url: ImageAddress | None = None,
) -> bytes:
    r"""Render one date as UTF-8 on one line, with `<` as `\u003c`.

    `today` is the local date: a date that moved is an ordinary one once it has passed. The
    state is always the true one, whatever `avlyst` says. Texts are plain and not escaped for
    HTML; `description_markdown` is Markdown as it was typed. `image_url` gives the absolute address
    of a picture by its hash; without it a picture has none. Raises ValueError when `event_url`
    gives no address: leave that one date out and keep the feed.
    """
    one = shown_on(occurrence, today)
    return dumped(
        {
            "uid": clean_line(one.uid),
            "url": own_address(event_url(one)),
            "event": {"id": one.event_id, "slug": one.event_slug},
            **_what(one),
            **_for_whom(one, labels),
            **_where(one),
            **_terms(one, labels),
            **_more(one, image_url),
            "sequence": one.sequence,
            "last_modified": instant(one.last_modified),
            "created": instant(one.created_at),
        }
    )


def _what(one: PublishedOccurrence) -> Json:
    return {
        "title": clean_line(one.title),
        "state": one.state.value,
        "state_reason": clean_text(one.state_reason),
        **time_part(one.span),
        "moved_from": time_part(one.moved_from) if one.moved_from else None,
        "note": clean_text(one.note),
        "summary": clean_text(one.summary),
        "description": plain_text(one.description),
        "description_markdown": clean_text(one.description),
        "content_language": clean_line(one.content_language),
        "languages": [clean_line(language) for language in one.languages],
    }


def _for_whom(one: PublishedOccurrence, labels: Labels) -> Json:
    return {
        "organiser": organiser_part(one.organiser),
        "co_organisers": [organiser_part(each) for each in one.co_organisers],
        "categories": [category_part(label, labels.language) for label in one.categories],
        "ages": {
            "from": one.age_from,
            "to": one.age_to,
            "words": labels.ages(one.age_from, one.age_to),
            "note": clean_text(one.age_note),
        },
    }


def _where(one: PublishedOccurrence) -> Json:
    is_online = one.mode is not Mode.IN_PERSON and not one.is_called_off
    return {
        "mode": one.mode.value,
        "online_url": address_part(one.online_url) if is_online else None,
        "place": place_part(one.place) if one.place else None,
    }


def _terms(one: PublishedOccurrence, labels: Labels) -> Json:
    return {
        "price": price_part(one.price, labels),
        "registration": registration_part(one.registration, is_open=not one.is_called_off),
        "capacity": one.capacity,
        "access": access_part(one.access),
    }


def _more(one: PublishedOccurrence, image_url: ImageAddress | None) -> Json:
    return {
        "image": image_part(one.image, image_url),
        "people": [person_part(person) for person in one.people],
        "books": [book_part(book) for book in one.books],
        "partners": [clean_line(partner) for partner in one.partners],
        "series": one.series_slug or None,
        "tour": tour_part(one.tour),
        "funding": clean_text(one.funding),
        "contact": clean_text(one.contact),
    }
