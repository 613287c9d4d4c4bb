"""DESCRIPTION: what a parent reads on a phone, in the order of asking."""

from collections.abc import Iterator

from calendar_app.domain.event import Mode, RegistrationKind
from calendar_app.domain.published import PublishedOccurrence
from calendar_app.domain.text import clean_line, clean_text, clean_url
from feeds.labels import Labels
from feeds.markdown import plain_text
from feeds.standing import Standing
from feeds.text import shortened, without_tags

MAX_DESCRIPTION = 2_000
"""Characters of a DESCRIPTION, the address of the event included (FC-13)."""

SHORT_DESCRIPTION = 300
"""Characters of a DESCRIPTION in a feed that grew too large (FC-22)."""


def description(
    occurrence: PublishedOccurrence,
    *,
    standing: Standing,
    labels: Labels,
    address: str,
    limit: int = MAX_DESCRIPTION,
    first: str = "",
) -> str:
    """Write the plain text of a date; its last line is `address`, always whole (FC-13)."""
    room = limit - len(address) - 2
    text = facts_text(occurrence, standing=standing, labels=labels, limit=room, first=first)
    return f"{text}\n\n{address}" if text else address


def facts_text(
    occurrence: PublishedOccurrence,
    *,
    standing: Standing,
    labels: Labels,
    limit: int = MAX_DESCRIPTION,
    first: str = "",
) -> str:
    """Write what there is to say of a date, in at most `limit` characters, without any tag.

    After `first` comes what has changed, then what it is, then the facts. When it is too long,
    the library's long text gives way before the facts do.
    """
    before = (
        _section([first, *_notices(occurrence, standing, labels)]),
        _section([occurrence.summary]),
    )
    body = plain_text(occurrence.description)
    after = _section(_facts(occurrence, labels))

    def joined(long_text: str) -> str:
        return "\n\n".join(text for text in (*before, long_text, after) if text)

    if len(joined(body)) > limit:
        body = shortened(body, limit - len(joined("")) - 2)
    # Of the whole, since a tag may begin in one text and end in another.
    return without_tags(shortened(joined(body), limit))


def _section(lines: Iterator[str] | list[str]) -> str:
    return clean_text("\n".join(line for line in lines if line))


def _notices(occurrence: PublishedOccurrence, standing: Standing, labels: Labels) -> Iterator[str]:
    yield occurrence.state_reason
    if standing.tells_old_time and occurrence.moved_from:
        yield labels.old_time(occurrence.moved_from)
    yield occurrence.note


def _facts(occurrence: PublishedOccurrence, labels: Labels) -> Iterator[str]:
    people = (f"{one.name} ({one.role})" if one.role else one.name for one in occurrence.people)
    yield _fact(labels.people, ", ".join(map(clean_line, people)))
    ages = labels.ages(occurrence.age_from, occurrence.age_to)
    yield _fact(labels.age, ages, occurrence.age_note)
    yield _fact(labels.price, labels.price_words(occurrence.price), occurrence.price.note)
    if not occurrence.is_called_off:
        yield from _registration(occurrence, labels)
    offered = ", ".join(labels.access_offered(occurrence.access))
    yield _fact(labels.access, offered, occurrence.access.note)
    organisers = (occurrence.organiser, *occurrence.co_organisers)
    yield _fact(labels.organiser, ", ".join(clean_line(one.name) for one in organisers))
    if not occurrence.is_called_off and occurrence.mode is not Mode.IN_PERSON:
        yield _fact(labels.online, clean_url(occurrence.online_url))


def _registration(occurrence: PublishedOccurrence, labels: Labels) -> Iterator[str]:
    registration = occurrence.registration
    if registration.kind is RegistrationKind.LINK:
        yield _fact(labels.registration, clean_url(registration.url))
    elif registration.kind is RegistrationKind.CONTACT:
        yield _fact(labels.registration, registration.contact)
    yield from labels.registration_details(registration, occurrence.capacity)
    yield registration.note


def _fact(label: str, *words: str) -> str:
    """Give a line such as `Pris: 80 kr. Voksne følger gratis`, "" when there is nothing to say."""
    said = ". ".join(word for word in map(clean_line, words) if word)
    return f"{label}: {said}" if said else ""
