"""Gatherings: what events for staff have that others have not."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem:
    """One line of a gathering's agenda; `time` is as typed, "" when there is none."""

    time: str = ""
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document of a gathering: always a link, never a file of ours."""

    label: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathering:
    """What an event for staff has besides: it never reaches the public.

    `host_id` is the library where it is held, which need not arrange it. `community_ids` are
    those it is for: with visibility `COMMUNITY`, only their members see it. `notes` are written
    afterwards (Markdown).
    """

    host_id: int | None = None
    community_ids: tuple[int, ...] = ()
    agenda: tuple[AgendaItem, ...] = ()
    documents: tuple[Document, ...] = ()
    notes: str = ""
