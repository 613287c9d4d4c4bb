"""The one event of a feed that has ended (FC-23)."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from icalendar import Calendar

from feeds.audience import Audience
from feeds.lint import lint
from feeds.notice import render_notice
from tests.feeds.occurrences import feed

NOTICE: dict[str, Any] = {
    "day": date(2027, 2, 1),
    "title": "Denne kalenderen er avsluttet",
    "description": "Du finner arrangementene her:",
    "url": "https://kalender.example/kalender",
    "stamp": datetime(2027, 1, 31, 8, 30, 15, tzinfo=UTC),
}


def _notice(**changes: Any) -> bytes:
    return render_notice("0b9f9f0e-6f0c-4f1d-8d7e-2c3b4a5d6e7f", **(NOTICE | changes))


def _count(body: bytes) -> int:
    return len(body.decode().replace("\r\n ", "").splitlines())


def test_notice_is_a_whole_day_with_all_that_a_date_has() -> None:
    """FC-9, FC-23."""
    assert _notice().decode().replace("\r\n ", "").split("\r\n") == [
        "BEGIN:VEVENT",
        "UID:0b9f9f0e-6f0c-4f1d-8d7e-2c3b4a5d6e7f",
        "DTSTAMP:20270131T083015Z",
        "LAST-MODIFIED:20270131T083015Z",
        "CREATED:20270131T083015Z",
        "SEQUENCE:0",
        "DTSTART;VALUE=DATE:20270201",
        "DTEND;VALUE=DATE:20270202",
        "SUMMARY:Denne kalenderen er avsluttet",
        "STATUS:CONFIRMED",
        "DESCRIPTION:Du finner arrangementene her:\\n\\nhttps://kalender.example/kalender",
        "URL:https://kalender.example/kalender",
        "CLASS:PUBLIC",
        "TRANSP:TRANSPARENT",
        "X-MICROSOFT-CDO-BUSYSTATUS:FREE",
        "END:VEVENT",
        "",
    ]


def test_feed_of_one_notice_is_a_good_feed() -> None:
    body = feed(_notice())
    assert lint(body) == []
    assert len(Calendar.from_ical(body).walk("VEVENT")) == 1


def test_notice_is_the_same_each_time() -> None:
    assert _notice() == _notice()


def test_notice_of_a_feed_of_ones_own_is_private_and_needs_no_address() -> None:
    lines = _notice(url="", audience=Audience(is_private=True)).split(b"\r\n")
    assert [line for line in lines if line.startswith((b"CLASS", b"URL", b"DESCR"))] == [
        b"DESCRIPTION:Du finner arrangementene her:",
        b"CLASS:PRIVATE",
    ]


def test_texts_stay_in_their_lines() -> None:
    """T-1."""
    text = "A\r\nATTENDEE:mailto:x@e\x00\u2028B <b>"
    body = feed(_notice(title=text, description=text * 500))
    assert lint(body) == []
    assert _count(body) == _count(feed(_notice()))


def test_wrong_address_is_refused() -> None:
    with pytest.raises(ValueError, match="Not an address"):
        _notice(url="https://h\r\u2028X:1")
