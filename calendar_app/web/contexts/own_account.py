"""What the pages show on which people look after their own accounts, and take an invitation."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from calendar_app.domain.problems import Problem
from calendar_app.storage.own_sessions import OpenSession
from calendar_app.words.roles import device_words


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionLine:
    """Where one is logged in; `is_this` for the log-in that asks."""

    id: int
    device: str
    begun_at: datetime
    seen_at: datetime
    is_this: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountPage:
    title: str
    email: str
    name: str
    language: str
    sessions: tuple[SessionLine, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPasswordPage:
    title: str
    email: str
    min_length: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OneTimePage:
    """What somebody sees who opens a one-time link."""

    title: str
    home: str
    action: str
    csrf_token: str
    name: str
    email: str
    is_invitation: bool
    min_length: int
    problems: tuple[Problem, ...]


def session_lines(
    sessions: Sequence[OpenSession], *, this_id: int, language: str
) -> tuple[SessionLine, ...]:
    """List log-ins, the one that asks first."""
    lines = [
        SessionLine(
            id=one.id,
            device=device_words(one.device, language),
            begun_at=one.begun_at,
            seen_at=one.seen_at,
            is_this=one.id == this_id,
        )
        for one in sessions
    ]
    return tuple(sorted(lines, key=lambda line: not line.is_this))
