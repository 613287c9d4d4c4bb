"""What versions of events and dates say, field by field in words; and where two differ."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from calendar_app.domain.event import EventDetails, Occurrence, State
from calendar_app.domain.versions import Version
from calendar_app.domain.vocabulary import Vocabulary
from calendar_app.web.contexts.facts import facts, place_name
from calendar_app.words.catalogue import N_, translations
from calendar_app.words.dates import span_words
from calendar_app.words.fields import field_labels
from calendar_app.words.gatherings import LABELS as GATHERING_LABELS
from calendar_app.words.lists import listed
from calendar_app.words.states import choice_name

_MORE_LABELS = {
    "state": N_("Status"),
    "workflow": N_("Hvor langt det er kommet"),
    "picture": N_("Bilde"),
    "moved_from": N_("Flyttet fra"),
}
_OF_GATHERINGS = ("host_id", "community_ids", "agenda", "documents", "gathering_notes")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One field that two versions say differently, in words."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DateChange:
    """One date that came (`before` None), went (`after` None), or became different."""

    when: str
    changes: tuple[Change, ...]
    is_new: bool
    is_gone: bool


def version_facts(
    version: Version, vocabulary: Vocabulary, *, year: int, language: str
) -> dict[str, str]:
    """Say everything of a version; it must name only what there is (`versions.fitted`)."""
    details = version.details
    said = facts(details, version.schedule, vocabulary, year=year, language=language)
    return {
        **said,
        "picture": details.image.hash[:8],
        **_gathering_facts(details, vocabulary, language),
        "state": _state_words(version.state, version.state_reason, language),
        "workflow": choice_name(version.workflow, language),
    }


def date_facts(one: Occurrence, vocabulary: Vocabulary, language: str) -> dict[str, str]:
    """Say what a date says for itself."""
    own = one.overrides
    return {
        "when": span_words(one.span, language),
        "moved_from": span_words(one.moved_from, language) if one.moved_from else "",
        "state": _state_words(own.state, own.state_reason, language) if own.state else "",
        "title": own.title,
        "summary": own.summary,
        "note": own.note,
        "place": place_name(own.venue_id, own.room_id, own.place_text, vocabulary),
        "capacity": "" if own.capacity is None else str(own.capacity),
        "registration_url": own.registration_url,
    }


def changes(before: Mapping[str, str], after: Mapping[str, str], language: str) -> list[Change]:
    """Tell the fields that differ, in the order of the form."""
    labels = version_labels(language)
    return [
        Change(label=labels[name], before=before.get(name, ""), after=text)
        for name, text in after.items()
        if text != before.get(name, "")
    ]


def date_changes(
    before: Version, after: Version, vocabulary: Vocabulary, language: str
) -> list[DateChange]:
    """Tell the dates that differ, in order of start."""
    dates = sorted((*before.dates, *after.dates), key=lambda one: (one.span.first, one.id))
    seen = dict.fromkeys(one.id for one in dates)
    return list(_date_changes(before, after, list(seen), vocabulary, language))


def version_labels(language: str) -> dict[str, str]:
    """Give the labels of everything that a version may say."""
    text = translations(language)
    more = {name: text.gettext(label) for name, label in _MORE_LABELS.items()}
    gatherings = {name: text.gettext(GATHERING_LABELS[name]) for name in _OF_GATHERINGS}
    return {**field_labels(language), **gatherings, **more}


def _date_changes(
    before: Version, after: Version, ids: list[int], vocabulary: Vocabulary, language: str
) -> Iterator[DateChange]:
    for one in ids:
        old, new = before.date(one), after.date(one)
        shown = old or new
        assert shown is not None, "the date is in one of the two"
        old_facts = date_facts(old, vocabulary, language) if old else {}
        new_facts = date_facts(new, vocabulary, language) if new else {}
        found = changes(old_facts, new_facts, language) if old and new else []
        if old is None or new is None or found:
            yield DateChange(
                when=span_words(shown.span, language),
                changes=tuple(found),
                is_new=old is None,
                is_gone=new is None,
            )


def _gathering_facts(
    details: EventDetails, vocabulary: Vocabulary, language: str
) -> dict[str, str]:
    gathering = details.gathering
    host = vocabulary.libraries.get(gathering.host_id or 0)
    communities = [
        vocabulary.communities[one].label.name(language)
        for one in gathering.community_ids
        if one in vocabulary.communities
    ]
    return {
        "host_id": host.name if host else "",
        "community_ids": listed(tuple(communities), language),
        "agenda": "\n".join(f"{one.time} {one.text}".strip() for one in gathering.agenda),
        "documents": "\n".join(f"{one.label}: {one.url}" for one in gathering.documents),
        "gathering_notes": gathering.notes,
    }


def _state_words(state: State, reason: str, language: str) -> str:
    name = choice_name(state, language)
    return f"{name}: {reason}" if reason else name
