"""Links that fill in one date in somebody's calendar."""

from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest

from calendar_app.domain.event import State
from calendar_app.domain.timing import AllDay, Timed, wall
from feeds.add_links import LONGEST_LINK, AddLinks, add_links
from tests.feeds.hostile_texts import FIELDS, HOSTILE
from tests.feeds.occurrences import LABELS, TODAY, TUESDAY, event_url, occurrence

ADDRESS = event_url(occurrence())


def links(**changes: object) -> AddLinks:
    made = add_links(occurrence(**changes), labels=LABELS, address=ADDRESS, today=TODAY)
    assert made is not None
    return made


def asked(link: str) -> dict[str, str]:
    return {name: value for name, (value,) in parse_qs(urlsplit(link).query).items()}


def all_of(made: AddLinks) -> tuple[str, str, str]:
    return made.google, made.outlook, made.microsoft_365


def test_google_is_told_the_instants_and_the_zone() -> None:
    link = links(title="Lesestund & mer: 50 % moro?").google
    made = asked(link)
    assert link.startswith("https://calendar.google.com/calendar/render?action=TEMPLATE&")
    assert made["text"] == "Lesestund & mer: 50 % moro?"
    assert made["dates"] == "20270209T100000Z/20270209T104500Z"
    assert made["ctz"] == "Europe/Oslo"
    assert made["location"] == (
        "Hamar bibliotek, hovedbiblioteket, Barneavdelingen, Torggata 100, 2317 Hamar"
    )
    assert made["details"].startswith("Vi synger og leser for de minste.")
    assert made["details"].endswith(f"\n\n{ADDRESS}")
    assert "+" not in link


@pytest.mark.parametrize(
    ("service", "host"),
    [("outlook", "outlook.live.com"), ("microsoft_365", "outlook.office.com")],
)
def test_microsoft_is_told_the_same(service: str, host: str) -> None:
    link = getattr(links(), service)
    made = asked(link)
    assert link.startswith(f"https://{host}/calendar/0/action/compose?rru=addevent&")
    assert (made["startdt"], made["enddt"]) == ("2027-02-09T10:00:00Z", "2027-02-09T10:45:00Z")
    assert made["subject"] == "Babysang"
    assert made["body"].endswith(ADDRESS)
    assert "allday" not in made
    assert "+" not in link


def test_whole_days_end_on_the_day_after_the_last() -> None:
    """D-5: both services take the end as exclusive."""
    made = links(span=AllDay(date(2027, 6, 1), date(2027, 8, 17)))
    assert asked(made.google)["dates"] == "20270601/20270818"
    told = asked(made.outlook)
    assert (told["startdt"], told["enddt"], told["allday"]) == ("2027-06-01", "2027-08-18", "true")


@pytest.mark.parametrize(
    ("first", "last", "dates"),
    [
        (date(2027, 3, 27), date(2027, 3, 28), "20270327T190000Z/20270328T070000Z"),
        (date(2027, 10, 30), date(2027, 10, 31), "20271030T180000Z/20271031T080000Z"),
    ],
)
def test_night_over_a_change_of_the_clocks_has_its_real_length(
    first: date, last: date, dates: str
) -> None:
    """D-3: 12 hours in March, 14 in October."""
    made = links(span=Timed(wall(first, 20 * 60), wall(last, 9 * 60)))
    assert asked(made.google)["dates"] == dates


def test_hour_that_comes_twice_is_the_right_one() -> None:
    day = date(2027, 10, 31)
    second = Timed(wall(day, 150, fold=1), wall(day, 180))
    assert asked(links(span=second).google)["dates"] == "20271031T013000Z/20271031T020000Z"


@pytest.mark.parametrize("state", [State.CANCELLED, State.POSTPONED])
def test_what_is_called_off_is_not_added(state: State) -> None:
    one = occurrence(state=state)
    assert add_links(one, labels=LABELS, address=ADDRESS, today=TODAY) is None


def test_what_is_over_is_not_added() -> None:
    one = occurrence()
    assert add_links(one, labels=LABELS, address=ADDRESS, today=TUESDAY.last) is not None
    assert add_links(one, labels=LABELS, address=ADDRESS, today=date(2027, 2, 10)) is None


@pytest.mark.parametrize("letter", ["x", "ø", "ن", "😀"])
def test_long_texts_are_shortened_and_the_address_is_whole(letter: str) -> None:
    long = f"{letter * 7} " * 1_000
    made = links(title=long, summary=long, description=long, state_reason=long)
    for link, name in zip(all_of(made), ("details", "body", "body"), strict=True):
        assert LONGEST_LINK - 200 < len(link) <= LONGEST_LINK
        assert asked(link)[name].endswith(f"\n\n{ADDRESS}")


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_one_value(text: str, field: str) -> None:
    """T-3, T-4: it neither adds a parameter nor leaves the link."""
    one = occurrence(**FIELDS[field](text))
    made = add_links(one, labels=LABELS, address=ADDRESS, today=TODAY)
    for link in all_of(made) if made else ():
        assert len(link) <= LONGEST_LINK
        assert link.isascii()
        assert not set(link) & set(" \"'<>\\\r\n\t`{}")
        names = set(asked(link)) - {"action", "rru", "allday"}
        assert names <= {
            *("text", "dates", "ctz", "details", "location"),
            *("subject", "startdt", "enddt", "body"),
        }


def test_address_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="Not an address"):
        add_links(occurrence(), labels=LABELS, address="https://a\r\nb", today=TODAY)
