"""What is written into the kept file is read back as exactly the same values."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendar_app.domain.timing import ZONE, Timed, wall
from calendar_app.domain.vocabulary import Tour, Vocabulary, by_id
from calendar_app.publishing.kept_form import (
    KeptEvent,
    pack_event,
    pack_vocabulary,
    shape,
    unpack_event,
    unpack_vocabulary,
)
from tests.support.published import make_published
from tests.support.vocabulary import VOCABULARY

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

days = st.dates(date(1970, 1, 2), date(2100, 1, 1))
"""The years that events may be in (facts/reliability.md, section 10)."""

moments = st.integers(0, 4 * 10**15).map(lambda micros: EPOCH + timedelta(microseconds=micros))
walls = st.builds(
    wall, days | st.just(date(2026, 10, 25)), st.integers(0, 1439), fold=st.integers(0, 1)
)

plain: dict[object, st.SearchStrategy[Any]] = {
    datetime: moments,
    date: days,
    Timed: st.builds(Timed, walls, walls),
    int: st.integers(-(2**31), 2**31 - 1),
    str: st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
    float: st.floats(allow_nan=False, allow_infinity=False),
    bool: st.booleans(),
    type(None): st.none(),
}


def made_of(kind: Any) -> st.SearchStrategy[Any]:
    """Make values by their type alone, so that a field of tomorrow is tried too."""
    if kind in plain:
        return plain[kind]
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return st.one_of(*map(made_of, inner))
    if origin is tuple:
        return st.lists(made_of(inner[0]), max_size=2).map(tuple)
    if origin is Mapping:
        return st.dictionaries(made_of(inner[0]), made_of(inner[1]), max_size=2)
    if issubclass(kind, Enum):
        return st.sampled_from(kind)
    hints = get_type_hints(kind)
    given_ones = [field.name for field in fields(kind) if field.init]
    return st.builds(kind, **{name: made_of(hints[name]) for name in given_ones})


@given(made_of(KeptEvent))
def test_an_event_comes_back_whole(event: KeptEvent) -> None:
    """Every field of today and of tomorrow: the values are made from the types themselves."""
    assert list(parts(unpack_event(pack_event(event)))) == list(parts(event))


@given(made_of(Vocabulary))
def test_the_vocabulary_comes_back_whole(vocabulary: Vocabulary) -> None:
    stops = dict(enumerate(vocabulary.tours, start=1))
    vocabulary = replace(vocabulary, stops=stops)
    assert list(parts(unpack_vocabulary(pack_vocabulary(vocabulary)))) == list(parts(vocabulary))


@pytest.mark.parametrize("fold", [0, 1])
@pytest.mark.parametrize("day", [date(2026, 10, 25), date(2026, 3, 29)])
def test_the_hours_at_which_the_clock_changes(day: date, fold: int) -> None:
    """R15: one hour is there twice, another not at all."""
    start = wall(day, 150, fold=fold)
    one = make_published(span=Timed(start, start + timedelta(hours=1)))
    back = unpack_event(pack_event(KeptEvent(dates=(one,)))).dates[0]
    assert isinstance(back.span, Timed)
    assert (back.span.start, back.span.start.fold) == (start, fold)
    assert (back.starts_at, back.span.starts_at) == (one.starts_at, start.astimezone(UTC))


def test_a_tour_without_a_public_stop_is_not_written() -> None:
    """DESIGN, promise 3: nothing that is planned is on the disk."""
    tours = by_id(Tour(id=1, slug="apen", title="Åpen"), Tour(id=2, slug="plan", title="Planlagt"))
    vocabulary = replace(VOCABULARY, tours=tours, stops={7: 1})
    back = unpack_vocabulary(pack_vocabulary(vocabulary))
    assert back == replace(vocabulary, tours={1: tours[1]})


@pytest.mark.parametrize("damage", [b"", b"garbage", "cut", "other", "bit"])
def test_anything_else_is_refused(damage: object) -> None:
    packed = pack_event(KeptEvent(dates=(make_published(),)))
    broken = {
        "cut": packed[:-1],
        "other": pack_vocabulary(VOCABULARY),
        "bit": packed[:40] + bytes([packed[40] ^ 1]) + packed[41:],
    }
    with pytest.raises(ValueError):  # noqa: PT011 - zlib and pydantic each have their words
        unpack_event(broken.get(damage, damage))  # type: ignore[call-overload]


def test_the_name_of_the_shape_is_the_same_in_every_process() -> None:
    assert shape() == shape()
    assert len(shape()) == 16


def parts(value: Any) -> Iterator[object]:
    """Take a value apart, down to what tells two times apart that compare equal."""
    if isinstance(value, datetime):
        offsets = [value.replace(fold=fold).utcoffset() for fold in (0, 1)]
        fold = value.fold if value.tzinfo is ZONE and offsets[0] != offsets[1] else 0
        yield value.replace(tzinfo=None, fold=0), fold, value.tzinfo
    elif is_dataclass(value):
        yield type(value)
        for field in (one for one in fields(value) if one.init):
            yield from parts(getattr(value, field.name))
    elif isinstance(value, Mapping):
        for key, item in sorted(value.items()):
            yield key
            yield from parts(item)
    elif isinstance(value, tuple):
        yield len(value)
        for item in value:
            yield from parts(item)
    else:
        yield type(value), value
