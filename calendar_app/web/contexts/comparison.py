"""What templates/staff/conflict.html shows: two versions of one event, field by field."""

from collections.abc import Iterator
from dataclasses import dataclass

from calendar_app.domain.change import DateChange
from calendar_app.domain.event import Event, EventDetails, Occurrence, Schedule
from calendar_app.domain.vocabulary import Vocabulary
from calendar_app.web.contexts.facts import facts, place_name
from calendar_app.web.forms.date import DateEntry, change_of
from calendar_app.web.forms.typed import Typed
from calendar_app.words.catalogue import translations
from calendar_app.words.dates import span_words
from calendar_app.words.fields import field_labels


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One field that the two versions say differently, in words."""

    label: str
    theirs: str
    mine: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictPage:
    """`kept` is all that was typed, to be sent again with the version it now replaces."""

    title: str
    action: str
    discard_href: str
    event: Event
    differences: tuple[Difference, ...]
    kept: tuple[tuple[str, str], ...]
    version: int
    handling: str


def conflict_page(
    current: Event,
    *,
    details: EventDetails,
    schedule: Schedule,
    typed: Typed,
    vocabulary: Vocabulary,
    year: int,
    language: str,
    action: str,
    discard_href: str,
    handling: str,
) -> ConflictPage:
    """Compare what somebody else saved (`current`) with what was typed here."""
    theirs = facts(current.details, current.schedule, vocabulary, year=year, language=language)
    mine = facts(details, schedule, vocabulary, year=year, language=language)
    return ConflictPage(
        title=translations(language).gettext("Noen andre har endret arrangementet"),
        action=action,
        discard_href=discard_href,
        event=current,
        differences=tuple(_differences(theirs, mine, language)),
        kept=_kept(typed),
        version=current.version,
        handling=handling,
    )


def date_conflict_page(
    current: Event,
    theirs: Occurrence,
    *,
    entry: DateEntry,
    vocabulary: Vocabulary,
    language: str,
    action: str,
    discard_href: str,
) -> ConflictPage:
    """Compare what one date says now (`theirs`) with what was typed of it."""
    saved = _date_facts(change_of(theirs), vocabulary, language)
    mine = _date_facts(entry.typed_change, vocabulary, language)
    return ConflictPage(
        title=translations(language).gettext("Noen andre har endret arrangementet"),
        action=action,
        discard_href=discard_href,
        event=current,
        differences=tuple(_differences(saved, mine, language)),
        kept=_kept(entry.typed),
        version=current.version,
        handling="",
    )


def _kept(typed: Typed) -> tuple[tuple[str, str], ...]:
    return tuple((name, text) for name, texts in typed.values.items() for text in texts)


def _date_facts(change: DateChange, vocabulary: Vocabulary, language: str) -> dict[str, str]:
    return {
        "when": span_words(change.span, language) if change.span else "",
        "title": change.title,
        "summary": change.summary,
        "note": change.note,
        "place": place_name(change.venue_id, change.room_id, change.place_text, vocabulary),
        "capacity": "" if change.capacity is None else str(change.capacity),
        "registration_url": change.registration_url,
    }


def _differences(
    theirs: dict[str, str], mine: dict[str, str], language: str
) -> Iterator[Difference]:
    labels = field_labels(language)
    for name, text in mine.items():
        if text != theirs[name]:
            yield Difference(label=labels[name], theirs=theirs[name], mine=text)
