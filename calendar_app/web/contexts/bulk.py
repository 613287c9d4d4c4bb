"""What the pages show that change many events at once: the choice, the preview and the result."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from calendar_app.domain.access import StaffMember, may_read
from calendar_app.domain.bulk import (
    MOST_EVENTS,
    BulkAction,
    BulkOrder,
    fingerprint,
    why_left_out,
)
from calendar_app.domain.event import Event
from calendar_app.domain.problems import Problem
from calendar_app.domain.vocabulary import Vocabulary
from calendar_app.storage.bulk import BulkChange
from calendar_app.web.contexts.choices import Pairs, PlaceGroup, live, place_groups
from calendar_app.web.contexts.facts import place_name
from calendar_app.web.forms.typed import Typed
from calendar_app.words.bulk import action_words, left_out_words
from calendar_app.words.catalogue import translations
from calendar_app.words.fields import field_labels


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkChoicePage:
    """`hidden` is how many were chosen beyond what can be done in one go."""

    title: str
    events: tuple[Event, ...]
    hidden: int
    ids: str
    actions: Pairs
    places: tuple[PlaceGroup, ...]
    categories: Pairs
    typed: Typed
    problems: tuple[Problem, ...]
    labels: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkPreviewPage:
    """`left` are the events that nothing is done to, with the reason in words.

    `is_anew` tells that something changed after the preview that was said yes to.
    """

    title: str
    action: BulkAction
    said: str
    done: tuple[Event, ...]
    left: tuple[tuple[Event, str], ...]
    ids: str
    fingerprint: str
    kept: tuple[tuple[str, str], ...]
    is_anew: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkResultPage:
    """`left` were changed by somebody after the change, and were not put back."""

    title: str
    change: BulkChange
    events: tuple[Event, ...]
    left: tuple[Event, ...]


def choice_page(
    events: Sequence[Event],
    vocabulary: Vocabulary,
    *,
    person: StaffMember,
    typed: Typed,
    problems: tuple[Problem, ...] = (),
    language: str,
) -> BulkChoicePage:
    """Put the choice together, for the events that the person may see."""
    text = translations(language)
    chosen = tuple(events[:MOST_EVENTS])
    return BulkChoicePage(
        title=text.gettext("Gjør noe med flere arrangementer"),
        events=chosen,
        hidden=len(events[MOST_EVENTS:]),
        ids=joined(chosen),
        actions=tuple((one.value, action_words(one, language)) for one in BulkAction),
        places=place_groups(vocabulary, own=person.library_ids, language=language),
        categories=tuple(
            (str(one.id), one.label.name(language)) for one in live(vocabulary.categories.values())
        ),
        typed=typed,
        problems=problems,
        labels=field_labels(language)
        | {"hva": text.gettext("Hva vil du gjøre?"), "category_id": text.gettext("Ny kategori")},
    )


def preview_page(
    events: Sequence[Event],
    order: BulkOrder,
    vocabulary: Vocabulary,
    *,
    person: StaffMember,
    typed: Typed,
    is_anew: bool,
    language: str,
) -> BulkPreviewPage:
    """Tell event by event what would happen, and why nothing would."""
    done: list[Event] = []
    left: list[tuple[Event, str]] = []
    for event in events[:MOST_EVENTS]:
        organiser = vocabulary.libraries[event.details.organiser_id]
        reason = why_left_out(event, order, person=person, organiser=organiser)
        if reason is None:
            done.append(event)
        else:
            left.append((event, left_out_words(reason, language)))
    return BulkPreviewPage(
        title=action_words(order.action, language),
        action=order.action,
        said=_said(order, vocabulary, language),
        done=tuple(done),
        left=tuple(left),
        ids=joined(events[:MOST_EVENTS]),
        fingerprint=fingerprint(order, done),
        kept=tuple((name, text) for name, texts in typed.values.items() for text in texts),
        is_anew=is_anew,
    )


def result_page(
    change: BulkChange, events: Iterable[Event], *, person: StaffMember, language: str
) -> BulkResultPage:
    """Tell what was done, and what of it was put back."""
    seen = [one for one in events if may_read(person, one)]
    return BulkResultPage(
        title=action_words(change.action, language),
        change=change,
        events=tuple(one for one in seen if one.id not in change.left_ids),
        left=tuple(one for one in seen if one.id in change.left_ids),
    )


def joined(events: Iterable[Event]) -> str:
    """Write the ids in one field: a form has a limited number of them."""
    return ",".join(str(one.id) for one in events)


def _said(order: BulkOrder, vocabulary: Vocabulary, language: str) -> str:
    if order.action is BulkAction.PLACE:
        return place_name(order.venue_id, order.room_id, "", vocabulary)
    if order.category_id is not None:
        return vocabulary.categories[order.category_id].label.name(language)
    return order.reason
