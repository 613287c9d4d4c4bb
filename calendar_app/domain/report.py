"""The report to a funder: what was held in a period, together with whom, and how it went.

Its sums are over the same dates as the yearly statistics (D-34). No funder is named unless one
is set on an event (D-35).
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from calendar_app.domain.access import StaffMember, may_read
from calendar_app.domain.attendance import Attendance
from calendar_app.domain.event import Event, Mode, Occurrence, Visibility
from calendar_app.domain.figures import HeldDate, Period, Sums, sums, sums_by, took_place

_FOR_STAFF = (Visibility.STAFF, Visibility.COMMUNITY)


@dataclass(frozen=True, slots=True, kw_only=True)
class TourFigures:
    """The stops of one tour that were held in the period, in order of day."""

    tour_id: int
    stops: tuple[HeldDate, ...]
    sums: Sums


@dataclass(frozen=True, slots=True, kw_only=True)
class GatheringFigures:
    """One gathering that was held. `by_library` counts who had signed up, by library id.

    `participants` is what the host entered, else how many had signed up; None when nobody knows:
    sign-ups are forgotten after a year (D-21), and that is not the same as nobody (D-30).
    `title` is "" for a reader who is not to know more than that it was held.
    """

    event_id: int
    title: str
    day: date
    host_id: int
    mode: Mode
    community_ids: tuple[int, ...]
    participants: int | None
    by_library: Mapping[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Experience:
    """How an event went, as those who held it wrote."""

    event_id: int
    title: str
    library_id: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Everything for the report of one period; keys of the mappings are ids and slugs.

    A date that is for several age bands is in the sums of each. `for_everybody` names no age.
    """

    period: Period
    total: Sums
    by_library: Mapping[int, Sums]
    by_type: Mapping[str, Sums]
    by_age_band: Mapping[int, Sums]
    for_everybody: Sums
    joint: Sums
    joint_events: int
    tours: tuple[TourFigures, ...]
    gatherings: tuple[GatheringFigures, ...]
    meetings_by_community: Mapping[int, int]
    experiences: tuple[Experience, ...]
    funding: tuple[str, ...]


def report_of(
    held: list[HeldDate],
    gatherings: tuple[GatheringFigures, ...],
    events: Mapping[int, Event],
    *,
    period: Period,
    funding: Iterable[str],
    reader: StaffMember,
) -> Report:
    """Put the report together. `events` are those of the dates, by id.

    The figures are the same for all; what a community's gathering was about is for `reader` only
    as far as they may read it.
    """
    hidden = {event.id for event in events.values() if not may_read(reader, event)}
    gatherings = tuple(
        replace(one, title="") if one.event_id in hidden else one for one in gatherings
    )
    joint = [one for one in held if one.co_organiser_ids]
    return Report(
        period=period,
        total=sums(held),
        by_library=sums_by(held, lambda one: [one.library_id]),
        by_type=sums_by(held, lambda one: [one.statistics_type]),
        by_age_band=sums_by(held, lambda one: one.age_band_ids),
        for_everybody=sums(one for one in held if not one.age_band_ids),
        joint=sums(joint),
        joint_events=len({one.event_id for one in joint}),
        tours=_tours(held),
        gatherings=gatherings,
        meetings_by_community=_meetings(gatherings),
        experiences=_experiences(held, gatherings, events, hidden=hidden),
        funding=tuple(dict.fromkeys(line for line in funding if line)),
    )


def gatherings_held(
    dates: Iterable[tuple[Event, Occurrence]],
    attendance: Mapping[int, Attendance],
    signed_up: Mapping[int, Mapping[int, int]],
    *,
    period: Period,
    today: date,
) -> tuple[GatheringFigures, ...]:
    """Give the gatherings of staff that took place, in order of day.

    `attendance` and `signed_up` (how many by library id) are by id of the date.
    """
    found = [
        _gathering(event, one, attendance.get(one.id), signed_up.get(one.id, {}))
        for event, one in dates
        if event.details.visibility in _FOR_STAFF
        and took_place(event, one, period=period, today=today)
    ]
    return tuple(sorted(found, key=lambda one: (one.day, one.title, one.event_id)))


def _gathering(
    event: Event, one: Occurrence, attendance: Attendance | None, by_library: Mapping[int, int]
) -> GatheringFigures:
    details = event.details
    entered = attendance.participants if attendance else None
    return GatheringFigures(
        event_id=event.id,
        title=one.overrides.title or details.title,
        day=one.span.first,
        host_id=details.gathering.host_id or details.organiser_id,
        mode=details.mode,
        community_ids=details.gathering.community_ids,
        participants=(sum(by_library.values()) or None) if entered is None else entered,
        by_library=by_library,
    )


def _tours(held: list[HeldDate]) -> tuple[TourFigures, ...]:
    stops: dict[int, list[HeldDate]] = {}
    for one in held:
        if one.tour_id is not None:
            stops.setdefault(one.tour_id, []).append(one)
    return tuple(
        TourFigures(tour_id=tour_id, stops=tuple(of), sums=sums(of))
        for tour_id, of in stops.items()
    )


def _meetings(gatherings: Iterable[GatheringFigures]) -> dict[int, int]:
    counted: dict[int, int] = {}
    for one in gatherings:
        for community_id in one.community_ids:
            counted[community_id] = counted.get(community_id, 0) + 1
    return counted


def _experiences(
    held: Iterable[HeldDate],
    gatherings: Iterable[GatheringFigures],
    events: Mapping[int, Event],
    *,
    hidden: Collection[int],
) -> tuple[Experience, ...]:
    ids = dict.fromkeys([*(one.event_id for one in held), *(one.event_id for one in gatherings)])
    told = (events[event_id] for event_id in ids if event_id not in hidden)
    return tuple(
        Experience(
            event_id=event.id,
            title=event.details.title,
            library_id=event.details.organiser_id,
            text=event.details.experience,
        )
        for event in told
        if event.details.experience
    )
