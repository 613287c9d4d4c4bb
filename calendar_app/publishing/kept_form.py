"""How events and the vocabulary are written into the kept file, and read back exactly.

Compressed JSON of the frozen values themselves. JSON tells an offset and no zone, so the times
are given back what they had: `ZONE` with its fold, or UTC.
"""

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from hashlib import blake2b
from typing import Any

from pydantic import TypeAdapter

from calendar_app.domain.event import Registration
from calendar_app.domain.published import PublishedOccurrence
from calendar_app.domain.published_series import PublishedSeries
from calendar_app.domain.timing import ZONE, AllDay, Span, Timed
from calendar_app.domain.vocabulary import NamedFilter, Vocabulary

_LEVEL = 1
"""A sixth of the size; level 6 saves another tenth and takes twice as long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptEvent:
    """The public dates of one event in the window, and the series that they are, if any."""

    dates: tuple[PublishedOccurrence, ...]
    series: PublishedSeries | None = None


def pack_event(event: KeptEvent) -> bytes:
    """Write an event. Raises ValueError for one that is no text."""
    return zlib.compress(_adapter(KeptEvent).dump_json(event), _LEVEL)


def unpack_event(packed: bytes) -> KeptEvent:
    """Read what `pack_event` wrote. Raises ValueError for anything else."""
    event: KeptEvent = _unpacked(KeptEvent, packed)
    series = event.series
    return KeptEvent(
        dates=tuple(_date(one) for one in event.dates),
        series=_series(series) if series else None,
    )


def pack_vocabulary(vocabulary: Vocabulary) -> bytes:
    """Write the vocabulary, without the tours that no public event is a stop of."""
    stops = set(vocabulary.stops.values())
    tours = {key: tour for key, tour in vocabulary.tours.items() if key in stops}
    public = replace(vocabulary, tours=tours)
    return zlib.compress(_adapter(Vocabulary).dump_json(public), _LEVEL)


def unpack_vocabulary(packed: bytes) -> Vocabulary:
    """Read what `pack_vocabulary` wrote. Raises ValueError for anything else."""
    vocabulary: Vocabulary = _unpacked(Vocabulary, packed)
    filters = {key: _filter(one) for key, one in vocabulary.filters.items()}
    return replace(vocabulary, filters=filters)


@cache
def shape() -> str:
    """Name the form of both: another as soon as a release changes any field of any value."""
    schemas = [_schema(kind) for kind in (KeptEvent, Vocabulary)]
    return blake2b(json.dumps(schemas, sort_keys=True).encode(), digest_size=8).hexdigest()


@cache
def _adapter(kind: type) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def _schema(kind: type) -> Mapping[str, Any]:
    return _adapter(kind).json_schema(mode="serialization")


def _unpacked(kind: type, packed: bytes) -> Any:
    try:
        return _adapter(kind).validate_json(zlib.decompress(packed), strict=True)
    except zlib.error as error:
        raise ValueError(str(error)) from error


def _date(one: PublishedOccurrence) -> PublishedOccurrence:
    return replace(
        one,
        span=_span(one.span),
        moved_from=_span(one.moved_from) if one.moved_from else None,
        starts_at=_utc_or_none(one.starts_at),
        ends_at=_utc_or_none(one.ends_at),
        registration=_registration(one.registration),
        last_modified=_utc(one.last_modified),
        created_at=_utc(one.created_at),
    )


def _series(one: PublishedSeries) -> PublishedSeries:
    return replace(
        one,
        first=_span(one.first),
        last_modified=_utc(one.last_modified),
        created_at=_utc(one.created_at),
    )


def _filter(one: NamedFilter) -> NamedFilter:
    return replace(one, changed_at=_utc(one.changed_at), retired_at=_utc_or_none(one.retired_at))


def _registration(one: Registration) -> Registration:
    return replace(one, opens_at=_utc_or_none(one.opens_at), closes_at=_utc_or_none(one.closes_at))


def _span(span: Span) -> Span:
    if isinstance(span, AllDay):
        return span
    return Timed(_wall(span.start), _wall(span.end))


def _wall(moment: datetime) -> datetime:
    """Find the reading of the clock that has this offset: fold tells the two of autumn apart."""
    first = moment.replace(tzinfo=ZONE, fold=0)
    return first if first.utcoffset() == moment.utcoffset() else first.replace(fold=1)


def _utc(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC)


def _utc_or_none(moment: datetime | None) -> datetime | None:
    return _utc(moment) if moment else None
