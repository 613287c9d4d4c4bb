"""Which VEVENTs are one event, when files repeat, forget or contradict their UIDs (R14)."""

from calendar_app.importing.limits import UID_LENGTH
from tests.importing.calendars import left_out, read, remarks, starts, vevent

LATER = "DTSTART;TZID=Europe/Oslo:20261208T110000"
LATER_END = "DTEND;TZID=Europe/Oslo:20261208T120000"


def test_of_two_versions_the_higher_sequence_wins_whatever_the_order() -> None:
    old = vevent("SEQUENCE:9", "DESCRIPTION:gammel")
    new = vevent("SEQUENCE:10", "DESCRIPTION:ny", start=LATER, end=LATER_END)
    for versions in ((old, new), (new, old)):
        reading = read(*versions)
        assert [event.description for event in reading.events] == ["ny"]
        assert [code for _, _, code in left_out(reading)] == ["import_duplicate"]


def test_with_equal_sequence_the_last_modified_wins() -> None:
    old = vevent("LAST-MODIFIED:20260101T000000Z", "DESCRIPTION:gammel")
    new = vevent("LAST-MODIFIED:20260201T000000Z", "DESCRIPTION:ny")
    for versions in ((old, new), (new, old)):
        assert [event.description for event in read(*versions).events] == ["ny"]


def test_stamps_that_cannot_be_read_are_the_oldest() -> None:
    broken = vevent("SEQUENCE:x", "LAST-MODIFIED:0", "DESCRIPTION:gammel")
    sound = vevent("SEQUENCE:0", "LAST-MODIFIED:20260101T000000Z", "DESCRIPTION:ny")
    assert [event.description for event in read(sound, broken).events] == ["ny"]


def test_without_stamps_the_later_in_the_file_wins() -> None:
    reading = read(vevent(), vevent(start=LATER, end=LATER_END))
    assert [starts(event) for event in reading.events] == [["2026-12-08 11:00"]]
    assert left_out(reading) == [(3, 8, "import_duplicate")]
    assert reading.findings[0].problem.details == {"line": 9}


def test_events_that_plainly_differ_are_all_kept_although_they_share_a_uid() -> None:
    """A library's own feed gives two story times in two branches one UID."""
    here, there = vevent("LOCATION:Stange"), vevent("LOCATION:Løten")
    reading = read(here, there)
    assert sorted(event.place_text for event in reading.events) == ["Løten", "Stange"]
    assert [event.uid for event in reading.events if event.place_text == "Løten"] == [
        "1@example.org"
    ]
    assert [code for _, _, code in remarks(reading)] == ["import_uid_shared"]
    assert {event.uid for event in reading.events} == {
        event.uid for event in read(here, there).events
    }


def test_a_private_one_among_events_that_share_a_uid_is_left_out_alone() -> None:
    reading = read(vevent("CLASS:PRIVATE", summary="Hemmelig"), vevent("LOCATION:Stange"))
    assert [event.title for event in reading.events] == ["Lesestund"]
    assert left_out(reading) == [(3, 9, "import_private")]
    assert "Hemmelig" not in repr(reading)


def test_an_event_without_uid_is_known_by_title_start_and_place() -> None:
    def uid(*properties: str, **changes: str) -> str:
        return read(vevent(*properties, **{"uid": "", **changes})).events[0].uid

    assert uid() == uid("DESCRIPTION:annen tekst") == uid("DTSTAMP:20260101T000000Z")
    assert len({uid(), uid(summary="Annet"), uid(start=LATER, end=""), uid("LOCATION:Vang")}) == 4
    assert uid().startswith("derived:")


def test_the_same_event_without_uid_twice_is_one() -> None:
    reading = read(vevent(uid=""), vevent(uid=""))
    assert len(reading.events) == 1
    assert left_out(reading) == [(3, 7, "import_duplicate")]


def test_uids_have_a_length_that_can_be_stored() -> None:
    at_limit, beyond = "x" * UID_LENGTH, "x" * (UID_LENGTH + 1)
    assert read(vevent(uid=at_limit)).events[0].uid == at_limit
    assert read(vevent(uid=beyond)).events[0].uid.startswith("sha256:")


def test_a_change_without_its_series_is_an_event_of_its_own() -> None:
    change = vevent("RECURRENCE-ID;TZID=Europe/Oslo:20261201T100000", "RRULE:FREQ=DAILY")
    reading = read(change)
    (event,) = reading.events
    assert (event.uid, starts(event)) == ("1@example.org#20261201T0900", ["2026-12-01 11:00"])
    assert reading.findings == ()


def test_a_private_or_nameless_change_without_its_series_is_left_out() -> None:
    recurrence = "RECURRENCE-ID:20261201T100000Z"
    secret = vevent(recurrence, "CLASS:PRIVATE", summary="Hemmelig")
    nameless = vevent(recurrence, uid="2", summary="")
    reading = read(secret, nameless)
    assert [code for _, _, code in left_out(reading)] == ["import_private", "import_no_title"]
    assert "Hemmelig" not in repr(reading)


def test_a_private_series_takes_its_public_changes_with_it() -> None:
    """A-21."""
    series = vevent("RRULE:FREQ=WEEKLY;COUNT=3", "CLASS:PRIVATE", summary="Hemmelig")
    change = vevent("RECURRENCE-ID;TZID=Europe/Oslo:20261208T110000", summary="Hemmelig uke")
    reading = read(series, change)
    assert reading.events == ()
    assert [code for _, _, code in left_out(reading)] == ["import_private", "import_private"]
    assert "Hemmelig" not in repr(reading)


def test_of_two_changes_of_one_date_the_newer_wins() -> None:
    series = vevent("RRULE:FREQ=WEEKLY;COUNT=3", "SEQUENCE:1")
    recurrence = "RECURRENCE-ID;TZID=Europe/Oslo:20261208T110000"
    new = vevent(recurrence, "SEQUENCE:3", summary="Ny", start=LATER, end=LATER_END)
    again = "RECURRENCE-ID:20261208T100000Z"
    old = vevent(again, "SEQUENCE:2", summary="Gammel", start=LATER, end=LATER_END)
    reading = read(series, new, old)
    (event,) = reading.events
    assert [one.overrides.title for one in event.dates] == ["Ny"]
    assert [code for _, _, code in left_out(reading)] == ["import_duplicate"]
