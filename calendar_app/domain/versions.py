"""What an event and its dates said at one time: kept by the history, compared and restored.

A version names libraries, venues and the rest by their ids. What has been merged into another
thing since is followed there by its slug; what is gone is left out, and told.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from calendar_app.domain.event import (
    Event,
    EventDetails,
    Occurrence,
    Overrides,
    Schedule,
    State,
    Workflow,
)
from calendar_app.domain.naming import Named
from calendar_app.domain.vocabulary import Vocabulary

Slugs = Mapping[Named, Mapping[int, str]]
"""What the things that a version names were called, by kind and id."""

KINDS = (Named.LIBRARY, Named.VENUE, Named.AGE_BAND, Named.CATEGORY, Named.TOUR)
"""What an event names by id and what has a slug."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """`number` is the event's version, None where the history is too old to know.

    `dates` are in order of start.
    """

    details: EventDetails
    schedule: Schedule
    workflow: Workflow
    state: State
    state_reason: str = ""
    state_from: date | None = None
    previous_state: State | None = None
    number: int | None = None
    dates: tuple[Occurrence, ...] = ()
    slugs: Slugs = field(default_factory=dict)

    def date(self, occurrence_id: int) -> Occurrence | None:
        """Find one of its dates."""
        return next((one for one in self.dates if one.id == occurrence_id), None)


def version_of(event: Event, dates: tuple[Occurrence, ...] = ()) -> Version:
    """Give what an event says now."""
    return Version(
        details=event.details,
        schedule=event.schedule,
        workflow=event.workflow,
        state=event.state,
        state_reason=event.state_reason,
        state_from=event.state_from,
        previous_state=event.previous_state,
        number=event.version,
        dates=dates,
    )


def slugs_of(vocabulary: Vocabulary) -> dict[Named, dict[int, str]]:
    """Give what all things that events name are called now."""
    return {
        Named.LIBRARY: {one.id: one.slug for one in vocabulary.libraries.values()},
        Named.VENUE: {one.id: one.slug for one in vocabulary.venues.values()},
        Named.AGE_BAND: {one.id: one.label.slug for one in vocabulary.age_bands.values()},
        Named.CATEGORY: {one.id: one.label.slug for one in vocabulary.categories.values()},
        Named.TOUR: {one.id: one.slug for one in vocabulary.tours.values()},
    }


def named_in(
    details: EventDetails, overrides: tuple[Overrides, ...] = ()
) -> dict[Named, frozenset[int]]:
    """Give the ids of everything with a slug that an event and its dates name."""
    libraries = {details.organiser_id, *details.co_organiser_ids, details.gathering.host_id}
    venues = {details.venue_id, *(one.venue_id for one in overrides)}
    return {
        Named.LIBRARY: frozenset(one for one in libraries if one is not None),
        Named.VENUE: frozenset(one for one in venues if one is not None),
        Named.AGE_BAND: frozenset(details.age_band_ids),
        Named.CATEGORY: frozenset(details.category_ids),
        Named.TOUR: frozenset() if details.tour_id is None else frozenset({details.tour_id}),
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """A version in the words of today; `lost` names the fields that could not keep all."""

    version: Version
    lost: frozenset[str]


def fitted(version: Version, vocabulary: Vocabulary, *, organiser_id: int) -> Fitted:
    """Let a version name only what there is today.

    `organiser_id` arranges it when the library of then is gone without having been merged.
    """
    follow = _Follower(version.slugs, vocabulary)
    details = _fitted_details(version.details, follow, vocabulary, organiser_id)
    dates = tuple(
        replace(one, overrides=_fitted_overrides(one.overrides, follow, vocabulary))
        for one in version.dates
    )
    return Fitted(
        version=replace(version, details=details, dates=dates), lost=frozenset(follow.lost)
    )


class _Follower:
    """Follows ids to what they mean today, and remembers the fields where that led nowhere."""

    def __init__(self, slugs: Slugs, vocabulary: Vocabulary) -> None:
        self._slugs = slugs
        self._present: dict[Named, Mapping[int, object]] = {
            Named.LIBRARY: vocabulary.libraries,
            Named.VENUE: vocabulary.venues,
            Named.AGE_BAND: vocabulary.age_bands,
            Named.CATEGORY: vocabulary.categories,
            Named.TOUR: vocabulary.tours,
        }
        self._meanings = {kind: _meanings(kind, vocabulary) for kind in KINDS}
        self.lost: set[str] = set()

    def one(self, kind: Named, row_id: int | None, *, field: str) -> int | None:
        if row_id is None or row_id in self._present[kind]:
            return row_id
        found = self._meanings[kind].get(self._slugs.get(kind, {}).get(row_id, ""))
        if found is None:
            self.lost.add(field)
        return found

    def all(self, kind: Named, ids: tuple[int, ...], *, field: str) -> tuple[int, ...]:
        found = (self.one(kind, one, field=field) for one in ids)
        return tuple(dict.fromkeys(one for one in found if one is not None))


def _meanings(kind: Named, vocabulary: Vocabulary) -> dict[str, int]:
    """Give the id that each slug, present or of another time, means today."""
    aliases: dict[Named, Callable[[], dict[int, tuple[str, ...]]]] = {
        Named.LIBRARY: lambda: {one.id: one.aliases for one in vocabulary.libraries.values()},
        Named.VENUE: lambda: {one.id: one.aliases for one in vocabulary.venues.values()},
        Named.AGE_BAND: lambda: {one.id: one.aliases for one in vocabulary.age_bands.values()},
        Named.CATEGORY: lambda: {one.id: one.aliases for one in vocabulary.categories.values()},
        Named.TOUR: lambda: {one.id: one.aliases for one in vocabulary.tours.values()},
    }
    present = {slug: row_id for row_id, slug in slugs_of(vocabulary)[kind].items()}
    return {alias: one for one, names in aliases[kind]().items() for alias in names} | present


def _fitted_details(
    details: EventDetails, follow: _Follower, vocabulary: Vocabulary, organiser_id: int
) -> EventDetails:
    organiser = follow.one(Named.LIBRARY, details.organiser_id, field="organiser_id")
    organiser = organiser_id if organiser is None else organiser
    others = follow.all(Named.LIBRARY, details.co_organiser_ids, field="co_organiser_ids")
    venue_id, room_id = _fitted_place(details.venue_id, details.room_id, follow, vocabulary)
    gathering = details.gathering
    communities = _known(gathering.community_ids, vocabulary.communities, follow, "community_ids")
    host_id = follow.one(Named.LIBRARY, gathering.host_id, field="host_id")
    line_id = details.funding_line_id
    lines = _known(
        () if line_id is None else (line_id,), vocabulary.funding_lines, follow, "funding"
    )
    return replace(
        details,
        organiser_id=organiser,
        co_organiser_ids=tuple(one for one in others if one != organiser),
        category_ids=follow.all(Named.CATEGORY, details.category_ids, field="category_id"),
        age_band_ids=follow.all(Named.AGE_BAND, details.age_band_ids, field="for_everybody"),
        venue_id=venue_id,
        room_id=room_id,
        tour_id=follow.one(Named.TOUR, details.tour_id, field="tour"),
        funding_line_id=next(iter(lines), None),
        gathering=replace(gathering, host_id=host_id, community_ids=communities),
    )


def _fitted_overrides(own: Overrides, follow: _Follower, vocabulary: Vocabulary) -> Overrides:
    venue_id, room_id = _fitted_place(own.venue_id, own.room_id, follow, vocabulary)
    return replace(own, venue_id=venue_id, room_id=room_id)


def _fitted_place(
    venue_id: int | None, room_id: int | None, follow: _Follower, vocabulary: Vocabulary
) -> tuple[int | None, int | None]:
    """Follow a venue; a room goes with it as long as the venue has it."""
    found = follow.one(Named.VENUE, venue_id, field="place")
    venue = vocabulary.venues.get(found) if found is not None else None
    if room_id is not None and (venue is None or venue.room(room_id) is None):
        follow.lost.add("place")
        room_id = None
    return found, room_id


def _known(
    ids: tuple[int, ...], rows: Mapping[int, object], follow: _Follower, field: str
) -> tuple[int, ...]:
    known = tuple(one for one in ids if one in rows)
    if known != ids:
        follow.lost.add(field)
    return known
