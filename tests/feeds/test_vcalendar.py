"""The head of a feed and the joining of ready events (FC-1, FC-6, FC-7)."""

from dataclasses import replace

import pytest
from icalendar import Calendar

from feeds.timezone import VTIMEZONE
from feeds.vcalendar import MAX_CALENDAR_DESCRIPTION, MAX_NAME, join_calendar, render_head
from tests.feeds.occurrences import HEAD, UID, feed, occurrence, vevent


def _lines(body: bytes) -> list[str]:
    return body.decode().replace("\r\n ", "").split("\r\n")


def test_head_says_all_that_clients_read_once() -> None:
    """FC-6: and no METHOD."""
    head = _lines(render_head(HEAD).removesuffix(VTIMEZONE))
    assert head == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Lesekalender//Lesekalender//NO",
        "CALSCALE:GREGORIAN",
        "NAME:Lesekalender: Hamar\\, 0–3 år",
        "X-WR-CALNAME:Lesekalender: Hamar\\, 0–3 år",
        "DESCRIPTION:Arrangementer for barn 0–3 år i Hamar.",
        "X-WR-CALDESC:Arrangementer for barn 0–3 år i Hamar.",
        "X-WR-TIMEZONE:Europe/Oslo",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
        "SOURCE;VALUE=URI:https://kalender.example/kalender.ics?alder=0-3&bibliotek=hamar",
        "URL:https://kalender.example/kalender?alder=0-3&bibliotek=hamar",
        "COLOR:steelblue",
        "X-APPLE-CALENDAR-COLOR:#1F5E8C",
        "",
    ]


def test_time_zone_stands_once_before_the_first_event() -> None:
    """FC-7."""
    body = feed(vevent(occurrence()), vevent(occurrence(uid="other")))
    assert body.count(b"BEGIN:VTIMEZONE") == 1
    assert body.index(VTIMEZONE) < body.index(b"BEGIN:VEVENT")


def test_empty_feed_is_a_calendar_with_the_time_zone() -> None:
    """FC-7."""
    assert feed() == render_head(HEAD) + b"END:VCALENDAR\r\n"
    assert feed().endswith(VTIMEZONE + b"END:VCALENDAR\r\n")


def test_joined_feed_is_its_pieces_and_nothing_else() -> None:
    """FC-40: overlapping feeds carry the same bytes for the same date."""
    one, other = vevent(occurrence()), vevent(occurrence(uid="other", title="Lesestund"))
    body = join_calendar(render_head(HEAD), iter([one, other]))
    assert body == render_head(HEAD) + one + other + b"END:VCALENDAR\r\n"
    read = Calendar.from_ical(body)
    assert [str(event["UID"]) for event in read.walk("VEVENT")] == [UID, "other"]


def test_name_is_cut_to_sixty_characters() -> None:
    """FC-6."""
    head = render_head(replace(HEAD, name="Lesekalender for alle barn " * 9))
    (name,) = [line for line in _lines(head) if line.startswith("NAME:")]
    assert name == "NAME:Lesekalender for alle barn Lesekalender for alle barn…"
    assert len(name.removeprefix("NAME:")) <= MAX_NAME


def test_name_of_one_word_is_cut_after_59_characters_and_an_ellipsis() -> None:
    head = render_head(replace(HEAD, name="x" * 61))
    assert f"\r\nNAME:{'x' * 59}…\r\n".encode() in head
    assert f"\r\nNAME:{'x' * 60}\r\n".encode() in render_head(replace(HEAD, name="x" * 60))


def test_description_is_cut_so_that_the_head_stays_small() -> None:
    head = render_head(replace(HEAD, name="🫐" * 90, description="🫐," * 2000))
    (text,) = [line for line in _lines(head) if line.startswith("X-WR-CALDESC:")]
    assert len(text.removeprefix("X-WR-CALDESC:").replace("\\,", ",")) <= MAX_CALENDAR_DESCRIPTION
    assert len(head) < 8_000


def test_feed_without_an_address_of_its_own_names_no_source() -> None:
    lines = _lines(render_head(replace(HEAD, source_url="")))
    assert [line for line in lines if line.startswith("SOURCE")] == []


@pytest.mark.parametrize(
    "change", [{"page_url": "https://h\r\nX:1"}, {"source_url": "a\x00"}, {"colour": "blue"}]
)
def test_head_with_a_wrong_address_or_colour_is_refused(change: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="Not "):
        render_head(replace(HEAD, **change))
