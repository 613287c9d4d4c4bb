"""RSS 2.0: valid by its rules, and read by others as what it says."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import feedparser
import pytest

from calendar_app.domain.event import State
from calendar_app.domain.published import Place, PublishedOccurrence
from calendar_app.domain.timing import AllDay
from calendar_app.domain.vocabulary import Label
from feeds.rss import join_rss, render_item
from feeds.vcalendar import CalendarHead
from tests.feeds.occurrences import HEAD, LABELS, TODAY, UID, event_url, link, occurrence
from tests.feeds.rss_rules import ATOM, XML, faults


def _item(shown: PublishedOccurrence, *, today: date = TODAY) -> bytes:
    return render_item(shown, labels=LABELS, event_url=event_url, today=today)


def _feed(*items: bytes, head: CalendarHead = HEAD) -> bytes:
    body = join_rss(head, items)
    assert faults(body) == []
    return body


def _channel(body: bytes) -> Element:
    channel = ElementTree.fromstring(body).find("channel")
    assert channel is not None
    return channel


def _read(*, today: date = TODAY, **changes: Any) -> Element:
    """Render one date in a feed and give its item as a parser of XML sees it."""
    item = _channel(_feed(_item(occurrence(**changes), today=today))).find("item")
    assert item is not None
    return item


def _lines(item: Element) -> list[str]:
    """Give the description as a reader shows it, line by line."""
    read: list[str] = (item.findtext("description") or "").split("<br> ")
    return [line.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") for line in read]


def test_channel_says_what_the_feed_is() -> None:
    channel = _channel(_feed())
    assert [(child.tag, child.text) for child in channel if child.tag != f"{ATOM}link"] == [
        ("title", "Lesekalender: Hamar, 0–3 år"),
        ("link", "https://kalender.example/kalender?alder=0-3&bibliotek=hamar"),
        ("description", "Arrangementer for barn 0–3 år i Hamar."),
        ("language", "nb"),
        ("docs", "https://www.rssboard.org/rss-specification"),
        ("generator", "Lesekalender"),
        ("ttl", "60"),
    ]
    itself = channel.find(f"{ATOM}link")
    assert itself is not None
    assert itself.attrib == {
        "href": "https://kalender.example/kalender.ics?alder=0-3&bibliotek=hamar",
        "rel": "self",
        "type": "application/rss+xml",
    }


def test_feed_without_an_address_of_its_own_names_none() -> None:
    assert _channel(_feed(head=replace(HEAD, source_url=""))).find(f"{ATOM}link") is None


def test_item_says_when_and_where_first() -> None:
    item = _read()
    assert [(child.tag, child.text) for child in item if child.tag != "description"] == [
        ("title", "Babysang"),
        ("link", "https://kalender.example/arrangement/babysang-hamar-17"),
        ("guid", UID),
        ("pubDate", "Fri, 15 Jan 2027 08:30:15 GMT"),
        ("category", "Sang og rim"),
    ]
    guid = item.find("guid")
    assert guid is not None
    assert guid.attrib == {"isPermaLink": "false"}
    assert item.get(f"{XML}lang") == "nb"
    assert _lines(item) == [
        "09.02.2027",
        "Hamar bibliotek, hovedbiblioteket, Barneavdelingen, Torggata 100, 2317 Hamar",
        "",
        "Vi synger og leser for de minste.",
        "",
        "Ta gjerne med teppe og besteforeldre.",
        "",
        "Med: barnebibliotekaren (Sangleder)",
        "Alder: 0–1 år. Søsken er velkomne",
        "Pris: Gratis",
        "Tilrettelegging: Rullestoltilpasset lokale",
        "Arrangør: Hamar bibliotek",
    ]


@pytest.mark.parametrize(
    ("state", "title"),
    [
        (State.SCHEDULED, "Babysang"),
        (State.CANCELLED, "AVLYST: Babysang"),
        (State.FULL, "FULLT: Babysang"),
        (State.POSTPONED, "UTSATT: Babysang"),
        (State.MOVED, "NY TID: Babysang"),
    ],
)
def test_state_stands_before_the_title(state: State, title: str) -> None:
    """FC-19."""
    assert _read(state=state).findtext("title") == title


def test_moved_date_is_plain_from_the_day_after() -> None:
    moved = {"state": State.MOVED, "moved_from": AllDay(date(2027, 2, 1), date(2027, 2, 1))}
    before = _read(today=date(2027, 2, 9), **moved)
    assert before.findtext("title") == "NY TID: Babysang"
    assert _lines(before)[3] == "Flyttet fra 01.02.2027."
    after = _read(today=date(2027, 2, 10), **moved)
    assert after.findtext("title") == "Babysang"
    assert _lines(after)[3] == "Vi synger og leser for de minste."


def test_date_of_publication_is_the_last_change_in_utc() -> None:
    oslo = timezone(timedelta(hours=2))
    item = _read(last_modified=datetime(2027, 7, 1, 1, 5, 9, tzinfo=oslo))
    assert item.findtext("pubDate") == "Wed, 30 Jun 2027 23:05:09 GMT"


def test_event_without_a_place_begins_with_its_time_alone() -> None:
    assert _lines(_read(place=None))[:2] == ["09.02.2027", ""]
    assert _lines(_read(place=Place(name="Under eika")))[:3] == ["09.02.2027", "Under eika", ""]


def test_item_is_in_the_language_of_its_text_and_the_feed_in_that_of_its_words() -> None:
    assert _read(content_language="se").get(f"{XML}lang") == "se"
    assert _channel(_feed(head=replace(HEAD, language="nn"))).findtext("language") == "nn"


def test_text_that_looks_like_markup_is_shown_as_typed() -> None:
    """T-4: a description is HTML to readers, a title to some of them."""
    typed = "<script>alert(1)</script> 2 < 3 &amp; <!-- x --> <svg/onload=a <img src=x"
    item = _read(title=typed, summary=typed, categories=(Label(slug="x", nb=typed, nn="", en=""),))
    shown = "‹script›alert(1)‹/script› 2 < 3 &amp; ‹!-- x --› ‹svg/onload=a ‹img src=x"
    assert item.findtext("title") == shown
    assert item.findtext("category") == shown
    said = item.findtext("description") or ""
    assert said.replace("<br>", "").count("<") == 0
    assert _lines(item)[3].startswith("‹script›alert(1)‹/script› 2 < 3 &amp; ‹!-- x --›")


def test_feedparser_reads_what_was_written() -> None:
    cancelled = occurrence(uid="other", title="Å & Ø", state=State.CANCELLED)
    read = feedparser.parse(_feed(_item(occurrence()), _item(cancelled)))
    assert (read.bozo, read.version, read.encoding) == (False, "rss20", "utf-8")
    assert read.feed.title == "Lesekalender: Hamar, 0–3 år"
    assert [(one.id, one.title, one.link) for one in read.entries] == [
        (UID, "Babysang", event_url(occurrence())),
        ("other", "AVLYST: Å & Ø", event_url(cancelled)),
    ]
    assert read.entries[0].published_parsed[:6] == (2027, 1, 15, 8, 30, 15)
    assert "Pris: Gratis<br" in read.entries[0].summary


def test_same_dates_are_the_same_bytes_and_none_is_of_now() -> None:
    """FC-4."""
    body = _feed(_item(occurrence()))
    assert body == _feed(_item(occurrence()))
    assert b"lastBuildDate" not in body
    assert datetime.now(UTC).strftime("%d %b %Y").encode() not in body


def test_items_are_joined_as_they_are_one_a_line() -> None:
    one, other = _item(occurrence()), _item(occurrence(uid="other", registration=link("x")))
    body = _feed(one, other)
    assert body.endswith(one + other + b"</channel>\n</rss>\n")
    assert (one.count(b"\n"), one[-1:]) == (1, b"\n")


@pytest.mark.parametrize("change", [{"page_url": "https://h\r\nX:1"}, {"source_url": "a\x00"}])
def test_head_with_a_wrong_address_is_refused(change: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="Not an address"):
        join_rss(replace(HEAD, **change), [])
