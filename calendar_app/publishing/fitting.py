"""What of a selection there is room for in one feed, and what that took (FC-21, FC-22)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from calendar_app.domain.index import IndexEntry
from calendar_app.publishing.formats import Format
from calendar_app.publishing.index import PublishedIndex
from calendar_app.publishing.rendering import Rendering
from calendar_app.publishing.style import Style
from feeds.trim import DAYS_BACK_TRIMMED, Bounds, Piece, Trimming, trim


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """The entries that are shown, what stands for each, the style it is in, and what is not."""

    entries: list[IndexEntry]
    pieces: list[bytes]
    style: Style
    trimming: Trimming


class UnrenderableError(Exception):
    """So much of a feed cannot be rendered that what is left would be taken for all (FC-33)."""


def require_most(rendered: int, *, of: int) -> None:
    """Raise `UnrenderableError` unless more than half of the dates could be rendered.

    One bad date is left out; when it is the renderer that is bad, subscribers keep what they
    have, since a program that is sent an emptier calendar deletes the rest.
    """
    if of and rendered * 2 <= of:
        raise UnrenderableError(f"Only {rendered} of {of} dates can be rendered.")


async def fitted(
    rendering: Rendering, entries: Sequence[IndexEntry], style: Style, index: PublishedIndex
) -> Fitted:
    """Render entries and let give way what does not fit into one feed.

    Raises `UnrenderableError`.
    """
    bounds = style.form.bounds
    chosen, past_from = few_enough(entries, index.today, bounds)
    found = await _pieces(rendering, chosen, style, index)
    pairs = [(entry, piece) for entry, piece in zip(chosen, found, strict=True) if piece]
    require_most(len(pairs), of=len(chosen))
    size = sum(len(piece) for _, piece in pairs)
    if past_from is None and len(pairs) <= bounds.entries and size <= bounds.size:
        kept, pieces = [entry for entry, _ in pairs], [piece for _, piece in pairs]
        return Fitted(entries=kept, pieces=pieces, style=style, trimming=Trimming())
    shorten = None
    if style.form is Format.ICS and size > bounds.size:
        shorten = await _shortening(rendering, chosen, style, index)
    result = trim(
        [_piece(entry, piece) for entry, piece in pairs],
        today=index.today,
        shorten=shorten,
        bounds=bounds,
    )
    by_uid = {entry.uid: entry for entry in chosen}
    said = result.trimming
    days = [day for day in (past_from, said.past_from) if day]
    return Fitted(
        entries=[by_uid[piece.uid] for piece in result.pieces],
        pieces=[piece.vevent for piece in result.pieces],
        style=style.short if said.shortened else style,
        trimming=replace(said, past_from=max(days, default=None)),
    )


async def _shortening(
    rendering: Rendering, entries: Sequence[IndexEntry], style: Style, index: PublishedIndex
) -> Callable[[Piece], Piece]:
    """Render all with short descriptions; the other formats have nothing to shorten."""
    short = await _pieces(rendering, entries, style.short, index)
    by_uid = dict(zip((entry.uid for entry in entries), short, strict=True))
    return lambda piece: replace(piece, vevent=by_uid[piece.uid] or piece.vevent)


def few_enough(
    entries: Sequence[IndexEntry], today: date, bounds: Bounds
) -> tuple[Sequence[IndexEntry], date | None]:
    """Leave out, before anything is rendered, what their number alone must leave out.

    In the order that is decided, so that nothing is trimmed that would not be afterwards; one
    more than fits stays, to say where the horizon is.
    """
    past_from = None
    for day in (today - timedelta(days=DAYS_BACK_TRIMMED), today):
        if len(entries) <= bounds.entries:
            break
        kept = [entry for entry in entries if entry.last >= day]
        past_from = day if len(kept) < len(entries) else past_from
        entries = kept
    return entries[: bounds.entries + 1], past_from


async def _pieces(
    rendering: Rendering, entries: Sequence[IndexEntry], style: Style, index: PublishedIndex
) -> list[bytes | None]:
    return await rendering.pieces(
        entries,
        style,
        vocabulary=index.vocabulary,
        window=index.window,
        today=index.today,
    )


def _piece(entry: IndexEntry, piece: bytes) -> Piece:
    return Piece(uid=entry.uid, first=entry.first, last=entry.last, vevent=piece)
