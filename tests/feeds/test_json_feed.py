"""The JSON feed around its entries: what it says of itself, and that it is JSON."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from calendar_app.domain.timing import Window
from feeds.json_entry import render_json_entry
from feeds.json_feed import join_json
from feeds.trim import Trimming
from tests.feeds.occurrences import HEAD, LABELS, TODAY, event_url, occurrence

WINDOW = Window(date(2026, 12, 3), date(2028, 3, 9))


def _entry(**changes: Any) -> bytes:
    shown = occurrence(**changes)
    return render_json_entry(shown, labels=LABELS, event_url=event_url, today=TODAY)


def _feed(*entries: bytes, **changes: Any) -> bytes:
    arguments: dict[str, Any] = {"window": WINDOW, "trimming": Trimming()}
    return join_json(HEAD, entries, **(arguments | changes))


def test_feed_says_what_it_is() -> None:
    said = json.loads(_feed(_entry(), _entry(uid="other")))
    uids = [one["uid"] for one in said.pop("events")]
    assert uids == ["5e1f2c1a-3b7d-4c7e-9d0a-1f2e3d4c5b6a", "other"]
    assert list(said.items()) == list(
        {
            "version": 1,
            "name": "Lesekalender: Hamar, 0–3 år",
            "description": "Arrangementer for barn 0–3 år i Hamar.",
            "language": "nb",
            "url": "https://kalender.example/kalender?alder=0-3&bibliotek=hamar",
            "feed": "https://kalender.example/kalender.ics?alder=0-3&bibliotek=hamar",
            "window": {"from": "2026-12-03", "to": "2028-03-08"},
            "trimmed": None,
            "count": 2,
        }.items()
    )


def test_entries_are_the_very_bytes_that_were_rendered() -> None:
    """FC-40: one a line, so that two feeds can be compared line by line."""
    one, other = _entry(), _entry(uid="other")
    lines = _feed(one, other).split(b"\n")
    assert lines[1:] == [one + b",", other, b"]}", b""]
    assert lines[0].endswith(b',"count":2,"events":[')


def test_empty_feed_is_a_feed() -> None:
    said = json.loads(_feed())
    assert (said["count"], said["events"]) == (0, [])
    assert _feed().endswith(b',"count":0,"events":[]}\n')


@pytest.mark.parametrize("entries", [(), (b'{"uid":"a"}',)])
def test_what_one_address_adds_comes_last(entries: tuple[bytes, ...]) -> None:
    said = json.loads(_feed(*entries, extra={"changed_since": "<b>", "uids": ["a", "b"]}))
    assert list(said)[-3:] == ["events", "changed_since", "uids"]
    assert (said["changed_since"], said["uids"]) == ("<b>", ["a", "b"])


@pytest.mark.parametrize(
    ("trimming", "told"),
    [
        (Trimming(shortened=True), None),
        (
            Trimming(past_from=date(2027, 1, 18), shortened=True),
            {"past_from": "2027-01-18", "until": None},
        ),
        (
            Trimming(past_from=TODAY, until=date(2027, 6, 1)),
            {"past_from": "2027-02-01", "until": "2027-06-01"},
        ),
    ],
)
def test_trimming_is_told_where_dates_are_missing(
    trimming: Trimming, told: dict[str, str | None] | None
) -> None:
    """FC-22: descriptions are never shortened in this format."""
    assert json.loads(_feed(trimming=trimming))["trimmed"] == told


def test_feed_without_an_address_of_its_own_names_none() -> None:
    body = join_json(replace(HEAD, source_url=""), [], window=WINDOW, trimming=Trimming())
    assert json.loads(body)["feed"] is None


def test_language_is_that_of_the_labels() -> None:
    body = join_json(replace(HEAD, language="nn"), [], window=WINDOW, trimming=Trimming())
    assert json.loads(body)["language"] == "nn"


@pytest.mark.parametrize("change", [{"page_url": "https://h\r\nX:1"}, {"source_url": "a\x00"}])
def test_head_with_a_wrong_address_is_refused(change: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="Not an address"):
        join_json(replace(HEAD, **change), [], window=WINDOW, trimming=Trimming())
