"""What templates/staff/setup/room.html shows: one room of a place."""

from collections.abc import Mapping
from dataclasses import dataclass

from calendar_app.domain.problems import Problem
from calendar_app.domain.vocabulary import Room, Venue
from calendar_app.web.forms.typed import Typed


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomPage:
    """`room` is None for a new one."""

    title: str
    venue: Venue
    room: Room | None
    action: str
    back: str
    typed: Typed
    problems: tuple[Problem, ...]
    labels: Mapping[str, str]
    can_be_deleted: bool
