"""What the page of an event shows besides when it is a gathering: agenda, links, and who comes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from calendar_app.domain.access import StaffMember, may_write
from calendar_app.domain.event import Event, EventDetails, Mode, Occurrence, Visibility
from calendar_app.domain.gathering import AgendaItem, Document
from calendar_app.domain.sign_up import (
    Bar,
    SignUp,
    bar_of,
    is_gathering,
    is_over,
    may_keep_gathering,
    may_see_who_comes,
    places_left,
    refusal,
    ways_of,
)
from calendar_app.domain.timing import Span
from calendar_app.domain.vocabulary import Vocabulary
from calendar_app.storage.sign_ups import sign_ups_of
from calendar_app.words.catalogue import translations
from calendar_app.words.dates import moment_words
from calendar_app.words.gatherings import (
    bar_words,
    count_words,
    own_sign_up_words,
    sign_up_words,
    way_words,
)

MOST_DATES = 12
"""So many coming dates, and so many past ones, are shown to sign up for or to look back at."""

NO_GATHERING_FACTS = (
    "online_url",
    "for_everybody",
    "price_kind",
    "registration_kind",
    "content_language",
    "languages",
    "statistics_type",
    "arranger",
)
"""Facts of an event that are shown elsewhere, or say nothing to staff who go there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    name: str
    libraries: str
    way: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignUpDate:
    """One date as somebody may sign up for it; texts are words, "" where nothing is to be said.

    `buttons` are the ways that are open, each with what its button sends and says.
    """

    occurrence_id: int
    span: Span
    mine: str
    closed: str
    places: str
    counts: str
    buttons: tuple[tuple[str, str], ...]
    can_withdraw: bool
    people: tuple[Participant, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GatheringPart:
    """`edits_as_host` is for staff of the host, who may not write the event itself."""

    host: str
    communities: tuple[str, ...]
    online_url: str
    agenda: tuple[AgendaItem, ...]
    documents: tuple[Document, ...]
    notes: str
    deadline: str
    coming: tuple[SignUpDate, ...]
    past: tuple[SignUpDate, ...]
    sees_names: bool
    may_keep: bool
    may_copy: bool
    edits_as_host: bool


async def gathering_part(
    event: Event,
    dates: Sequence[Occurrence],
    vocabulary: Vocabulary,
    *,
    person: StaffMember,
    now: datetime,
    language: str,
) -> GatheringPart | None:
    """Put it together for somebody who may read the event; None for one that is no gathering."""
    if not is_gathering(event):
        return None
    details, gathering = event.details, event.details.gathering
    signed = await sign_ups_of([event.id])
    sees_names = may_see_who_comes(person, event)
    host = vocabulary.libraries.get(gathering.host_id or 0)

    def shown(rows: Sequence[Occurrence]) -> tuple[SignUpDate, ...]:
        return tuple(
            _date(
                event,
                one,
                signed.get(one.id, []),
                person=person,
                names=_short_names(vocabulary) if sees_names else None,
                now=now,
                language=language,
            )
            for one in rows[:MOST_DATES]
        )

    over = [one for one in dates if is_over(one, now=now)]
    closes = details.registration.closes_at
    return GatheringPart(
        host=host.name if host else "",
        communities=community_names(details, vocabulary, language),
        online_url=details.online_url if details.mode is not Mode.IN_PERSON else "",
        agenda=gathering.agenda,
        documents=gathering.documents,
        notes=gathering.notes,
        deadline=moment_words(closes, language, weekday=True) if closes else "",
        coming=shown([one for one in dates if one not in over]),
        past=shown(over[::-1]),
        sees_names=sees_names,
        may_keep=may_keep_gathering(person, event),
        may_copy=bool(person.roles),
        edits_as_host=may_keep_gathering(person, event) and not may_write(person, event),
    )


def community_names(
    details: EventDetails, vocabulary: Vocabulary, language: str
) -> tuple[str, ...]:
    """Name the communities that a gathering is for."""
    rows = (vocabulary.communities.get(one) for one in details.gathering.community_ids)
    return tuple(row.label.name(language) for row in rows if row)


def audience_words(details: EventDetails, vocabulary: Vocabulary, language: str) -> str:
    """Say whom a gathering is for."""
    names = community_names(details, vocabulary, language)
    if details.visibility is Visibility.COMMUNITY and names:
        return ", ".join(names)
    return translations(language).gettext("Alle ansatte")


def _date(
    event: Event,
    occurrence: Occurrence,
    signed: Sequence[SignUp],
    *,
    person: StaffMember,
    names: Mapping[int, str] | None,
    now: datetime,
    language: str,
) -> SignUpDate:
    mine = next((one.way for one in signed if one.staff_id == person.id), None)
    others = [one.way for one in signed if one.staff_id != person.id]
    closed = bar_of(event, occurrence, now=now)
    offered = tuple(
        way
        for way in ways_of(event)
        if way is not mine and refusal(event, occurrence, way, taken=others, now=now) is None
    )
    bar = closed or (None if mine or offered else Bar.FULL)
    ways = [one.way for one in signed]
    coming = sum(1 for way in ways if way is Mode.IN_PERSON)
    return SignUpDate(
        occurrence_id=occurrence.id,
        span=occurrence.span,
        mine=own_sign_up_words(mine, language) if mine else "",
        closed=bar_words(bar, language) if bar else "",
        places="" if bar else _places(event, occurrence, ways, language),
        counts=count_words(coming, len(ways) - coming, language) if ways else "",
        buttons=tuple(
            (way.value, sign_up_words(way, language, is_change=mine is not None)) for way in offered
        ),
        can_withdraw=mine is not None and closed is not Bar.PAST,
        people=() if names is None else _people(signed, names, language),
    )


def _places(event: Event, occurrence: Occurrence, ways: Sequence[Mode], language: str) -> str:
    """Say how many places are left, where there is a limit."""
    left = places_left(event, occurrence, ways)
    text = translations(language)
    if left is None:
        return ""
    if left == 0:
        is_hybrid = event.details.mode is Mode.HYBRID
        return text.gettext("Det er fullt i rommet, men plass digitalt.") if is_hybrid else ""
    return text.ngettext("%(num)d ledig plass", "%(num)d ledige plasser", left) % {"num": left}


def _people(
    signed: Sequence[SignUp], names: Mapping[int, str], language: str
) -> tuple[Participant, ...]:
    return tuple(
        Participant(
            name=one.name,
            libraries=", ".join(names[row] for row in one.library_ids),
            way=way_words(one.way, language),
        )
        for one in signed
    )


def _short_names(vocabulary: Vocabulary) -> Mapping[int, str]:
    return {row.id: row.short_name for row in vocabulary.libraries.values()}
