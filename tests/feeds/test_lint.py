"""The linter refuses what calendar programs choke on, and passes good feeds (FC-5)."""

import re
from collections.abc import Callable

import pytest

from calendar_app.words.labels import feed_words
from feeds.lint import MOST_OF_A_KIND, RULES, lint
from tests.feeds.lint_answers import ANSWER_FAULTS
from tests.feeds.lint_faults import FAULTS
from tests.feeds.lint_samples import BROKEN, EMPTY, GOOD, swapped


def _codes(body: bytes) -> set[str]:
    return {finding.code for finding in lint(body, series=True)}


def _unnoticed(wound: Callable[[bytes], bytes | None]) -> set[str]:
    """Give the names of the lines of a good feed that can be wounded without being found out.

    `wound` gives what stands in place of one content line; None leaves it out.
    """
    lines = re.split(rb"\r\n(?! )", GOOD.removesuffix(b"\r\n"))
    unnoticed = set()
    for number, line in enumerate(lines):
        wounded = wound(line)
        instead = [] if wounded is None else [wounded]
        body = b"\r\n".join([*lines[:number], *instead, *lines[number + 1 :], b""])
        if lint(body, series=True) == []:
            unnoticed.add(re.split(b"[:;]", line)[0].decode())
    return unnoticed


def test_good_feed_passes() -> None:
    assert lint(GOOD, series=True) == []


def test_empty_feed_passes() -> None:
    assert lint(EMPTY) == []


def test_there_are_thirteen_broken_variants() -> None:
    assert len(BROKEN) == 13


@pytest.mark.parametrize("variant", BROKEN)
def test_broken_variant_is_refused(variant: str) -> None:
    body, code = BROKEN[variant]
    assert code in _codes(body)


@pytest.mark.parametrize(("code", "body"), FAULTS, ids=[code for code, _ in FAULTS])
def test_a_fault_is_found_and_nothing_else(code: str, body: bytes) -> None:
    assert _codes(body) == {code}


def test_every_rule_has_a_feed_that_breaks_it_alone() -> None:
    alone = {code for code, _ in FAULTS} | {code for code, _ in ANSWER_FAULTS}
    assert alone | {"series_in_subscription_feed"} == RULES.keys()


@pytest.mark.parametrize("code", RULES)
def test_every_rule_says_where_it_stands_in_one_sentence(code: str) -> None:
    rule = RULES[code]
    assert re.fullmatch(r"RFC (5545|7986) §[0-9.]+|FC-\d+(, FC-\d+)*", rule.source)
    assert re.fullmatch(r"[A-Z].*[^.]", rule.sentence)


def test_a_line_that_is_lost_is_missed() -> None:
    """But what a good feed may do without."""
    may_be_lost = {"SOURCE", "URL", "X-APPLE-CALENDAR-COLOR", "TZNAME", "GEO", "DESCRIPTION"}
    assert _unnoticed(lambda line: None) == may_be_lost | {"EXDATE"}


def test_a_line_that_stands_twice_is_found() -> None:
    assert _unnoticed(lambda line: line + b"\r\n" + line) == {"TZNAME", "EXDATE"}


def test_a_name_in_lower_case_is_found() -> None:
    """FC-15."""
    name = re.compile(rb"^[A-Z-]+")
    assert _unnoticed(lambda line: name.sub(lambda found: found[0].lower(), line)) == set()


def test_a_value_that_is_lost_is_missed() -> None:
    free = {"TZNAME", "X-WR-CALDESC", "PRODID"}
    assert _unnoticed(lambda line: line.partition(b":")[0] + b":") == free


def test_a_letter_before_a_value_is_found() -> None:
    """Of every value that is not free text."""
    free = {"TZNAME", "X-WR-CALDESC", "PRODID", "UID", "SUMMARY", "DESCRIPTION"}
    assert _unnoticed(lambda line: line.replace(b":", b":x", 1)) == free


def test_subscription_feed_has_no_series() -> None:
    """FC-12."""
    found = lint(GOOD)
    assert [(one.code, one.about) for one in found] == [
        ("series_in_subscription_feed", "RRULE"),
        ("series_in_subscription_feed", "EXDATE"),
        ("series_in_subscription_feed", "RECURRENCE-ID"),
        ("series_in_subscription_feed", "RECURRENCE-ID"),
    ]


@pytest.mark.parametrize("name", [b"EXDATE", b"RECURRENCE-ID"])
def test_times_without_a_zone_are_found_wherever_they_stand(name: bytes) -> None:
    """FC-12."""
    body = swapped(name + b";TZID=Europe/Oslo:", name + b":")
    assert "floating_time" in _codes(body)


def test_a_series_may_end_in_the_night_that_its_last_date_begins() -> None:
    """UNTIL is in UTC, the days of a rule are local ones."""
    start = b"DTSTART;TZID=Europe/Oslo:20270301T100000\nDTEND;TZID=Europe/Oslo:20270301T110000\n"
    late = start.replace(b"T100000", b"T003000").replace(b"T110000", b"T013000")
    body = swapped(start, late).replace(b"T100000\r\n", b"T003000\r\n")
    ends_with_the_override = body.replace(b"COUNT=6", b"UNTIL=20270328T223000Z")
    assert lint(ends_with_the_override, series=True) == []
    ends_before_it = body.replace(b"COUNT=6", b"UNTIL=20270328T222959Z")
    assert _codes(ends_before_it) == {"exdate_of_no_date"}


def test_the_hour_that_comes_twice_may_be_in_utc() -> None:
    """FC-11: a local time in that hour means its first reading, and the second has no other."""
    timed = b"DTSTART;TZID=Europe/Oslo:20270209T110000\nDTEND;TZID=Europe/Oslo:20270209T114500\n"
    second = b"DTSTART:20271030T230000Z\nDTEND:20271031T013000Z\n"
    first = b"DTSTART:20271030T220000Z\nDTEND:20271031T003000Z\n"
    assert _codes(swapped(timed, second)) == set()
    assert _codes(swapped(timed, first)) == {"utc_time"}


def test_finding_names_the_line_of_the_file() -> None:
    body = swapped(b"SUMMARY:Vinterferie", b"SUMMARY:Vinter; ferie")
    (finding,) = lint(body, series=True)
    lines = body.split(b"\r\n")
    assert (finding.code, lines[finding.line - 1]) == (
        "unescaped_character",
        b"SUMMARY:Vinter; ferie",
    )
    assert (finding.rule, finding.sentence) == (
        "RFC 5545 §3.3.11",
        "A comma or semicolon lacks its backslash",
    )


def test_finding_in_the_bytes_names_the_line_of_the_file() -> None:
    body = swapped(b"SUMMARY:Vinterferie", b"SUMMARY:" + b"x" * 70 + b"\x07")
    found = lint(body, series=True)
    assert {one.code for one in found} == {"control_character", "line_too_long"}
    for finding in found:
        assert body.split(b"\r\n")[finding.line - 1].startswith(b"SUMMARY:xxx")


def test_title_shows_tags_as_typed() -> None:
    body = swapped(b"SUMMARY:Vinterferie", b"SUMMARY:L\xc3\xa6r <b>HTML</b>")
    assert lint(body, series=True) == []


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_prefix_of_a_cancelled_event_may_be_of_any_language(language: str) -> None:
    """FC-19."""
    prefix = f"{feed_words(language)['cancelled']}: ".encode()
    assert lint(GOOD.replace(b"AVLYST: ", prefix), series=True) == []


def test_a_feed_of_ones_own_may_keep_its_reader_busy() -> None:
    """FC-9 says PUBLIC, TRANSPARENT and URL of public feeds."""
    own = GOOD.replace(b"CLASS:PUBLIC\r\n", b"CLASS:PRIVATE\r\n").replace(b"TRANSPARENT", b"OPAQUE")
    assert _codes(own) == {"class_not_public", "not_transparent"}
    assert lint(own, series=True, public=False) == []


@pytest.mark.parametrize("body", [b"", b"\r\n", b"\xff\xfe", b"BEGIN:VCALENDAR\r\n", b":\r\n ;"])
def test_any_bytes_are_judged_and_none_pass(body: bytes) -> None:
    assert lint(body) != []


def test_one_fault_a_million_times_is_told_a_thousand_times() -> None:
    found = [one.line for one in lint(b"\n" * 50_000) if one.code == "line_end_not_crlf"]
    assert found == list(range(1, MOST_OF_A_KIND + 1))
