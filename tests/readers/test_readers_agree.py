"""Programs that others wrote show of every feed what we mean: the same dates and titles (FC-5)."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache

import pytest

from tests.feeds.golden_feeds import cases, series_cases
from tests.readers.all_readers import READERS
from tests.readers.feeds_to_read import FeedToRead
from tests.readers.shown import Shown
from tests.readers.with_others import Files

Readings = dict[str, list[Shown]]


@pytest.fixture(scope="module")
def readings(files: Files) -> Callable[[str], Readings]:
    """Give what a reader shows of every feed, by the feed's name; each reader reads once."""
    return cache(lambda reader: READERS[reader](files))


def _none(one: Shown) -> Shown:
    return one


def _of_node_ical(one: Shown) -> Shown:
    r"""node-ical 0.27 takes `\\\\n`, a backslash and an n, for a backslash and a line break."""
    return one._replace(summary=re.sub(r"\\[nN]", "\\\\\n", one.summary))


_BLINDNESS = {"node-ical": _of_node_ical}
"""What readers are known to read wrongly, whatever a feed does."""


def _difference(shown: Iterable[Shown], meant: Iterable[Shown]) -> tuple[list[Shown], list[Shown]]:
    """Give what is shown too much and what is missing."""
    there, wanted = Counter(shown), Counter(meant)
    return sorted((there - wanted).elements()), sorted((wanted - there).elements())


@pytest.mark.parametrize("reader", READERS)
def test_every_feed_is_read_as_it_is_meant(
    reader: str, feeds: dict[str, FeedToRead], readings: Callable[[str], Readings]
) -> None:
    """FC-3, FC-5: (uid, start, end, title), with hostile titles, by date and by rule."""
    read, blindness = readings(reader), _BLINDNESS.get(reader, _none)
    for name, feed in feeds.items():
        shown = [one._replace(uid="") for one in read[name]] if feed.by_rule else read[name]
        assert _difference(shown, map(blindness, feed.meant)) == ([], []), name


@pytest.mark.parametrize("reader", READERS)
def test_every_reader_gives_a_date_of_a_series_the_same_uid(
    reader: str, feeds: dict[str, FeedToRead], readings: Callable[[str], Readings]
) -> None:
    read, others = readings(reader), readings("icalendar")
    for name in (name for name, feed in feeds.items() if feed.by_rule):
        assert _difference(read[name], others[name]) == ([], []), name


def test_the_feeds_are_worth_reading(feeds: dict[str, FeedToRead]) -> None:
    """FC-5: all three languages, all three `avlyst`, rules, overrides, whole days, none at all."""
    assert len(feeds) == len(cases()) + len(series_cases()) + 1 + 1 + 3 * 3 + 3
    everything = feeds["avlyst=status&ui=nb"]
    by_rule = feeds["avlyst=status&gjentakelse=regel&ui=nb"]
    assert len(everything.meant) == len(by_rule.meant) > 150
    assert by_rule.body.count(b"\r\nRRULE") > 5
    assert by_rule.body.count(b"\r\nRECURRENCE-ID") > 0
    titles = {one.summary.partition(": ")[0] for one in everything.meant}
    assert {"AVLYST", "FULLT", "NY TID"} <= titles
    assert any(len(one.start) == 8 for one in everything.meant)
    assert feeds["empty"].meant == feeds["matches-nothing"].meant == []
