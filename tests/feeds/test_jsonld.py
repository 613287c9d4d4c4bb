"""Events as schema.org describes them: what Google documents, each field, and the truth of it."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import quote

import pytest

from calendar_app.domain.event import (
    Book,
    Image,
    Mode,
    Person,
    Price,
    PriceKind,
    State,
)
from calendar_app.domain.published import Place, PublishedOccurrence, TourStop
from calendar_app.domain.timing import AllDay, Timed, wall
from calendar_app.domain.vocabulary import Access
from feeds.jsonld import MOST_DATES, LinkedAddresses, event_data, events_data
from tests.feeds.hostile_texts import FIELDS, HOSTILE
from tests.feeds.occurrences import BRANCH, LABELS, TODAY, UID, event_url, link, occurrence
from tests.support.published import GJOVIK, timed

SITE = "https://kalender.example"
PAGE = f"{SITE}/arrangement/babysang-hamar-17"
ADDRESSES = LinkedAddresses(
    event=event_url,
    organiser=lambda one: f"{SITE}/kalender?bibliotek={one.slug}",
    tour=lambda one: f"{SITE}/kalender?turne={quote(one.slug, safe='')}",
    image=lambda digest: f"{SITE}/bilde/{quote(digest, safe='')}.webp",
)
NAMES = {"series_name": "Babysang", "labels": LABELS, "addresses": ADDRESSES}


def told(one: PublishedOccurrence, *, today: date = TODAY) -> Any:
    """Describe a date, as whoever reads the JSON gets it."""
    return json.loads(json.dumps(event_data(one, **NAMES, today=today)))  # type: ignore[arg-type]


def data(**changes: object) -> Any:
    return told(occurrence(**changes))


def empty_parts(value: object) -> list[object]:
    if isinstance(value, dict):
        return [part for one in value.values() for part in empty_parts(one)]
    if isinstance(value, list):
        return [part for one in value for part in empty_parts(one)] if value else [value]
    return [value] if value in ("", None) else []


def test_whole_event() -> None:
    made = data(
        capacity=16,
        people=(Person(name="en forteller", role="Forteller"), Person(name="en fiolinist")),
        books=(
            Book(
                title="Eventyr",
                author="Asbjørnsen og Moe",
                isbn="978-82-02-58345-3",
                url="https://example.org/bok",
            ),
            Book(title="Sanger", isbn="ingen"),
        ),
        partners=("Kulturskolen",),
        co_organisers=(GJOVIK,),
        image=Image(hash="abc", alt="Et barn"),
        languages=("nb", "uk"),
        tour=TourStop(id=1, slug="trollene", title="Trollene"),
        registration=link(
            "https://example.org/meld", opens_at=datetime(2027, 1, 4, 8, 0, tzinfo=UTC)
        ),
    )
    assert made == {
        "@context": "https://schema.org",
        "@type": "Event",
        "@id": f"{PAGE}#{UID}",
        "identifier": UID,
        "name": "Babysang",
        "url": PAGE,
        "description": (
            "Vi synger og leser for de minste.\n\nTa gjerne med teppe og besteforeldre."
        ),
        "image": [f"{SITE}/bilde/abc.webp"],
        "startDate": "2027-02-09T11:00:00+01:00",
        "endDate": "2027-02-09T11:45:00+01:00",
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": {
            "@type": "Place",
            "name": "Hamar bibliotek, hovedbiblioteket, Barneavdelingen",
            "address": {
                "@type": "PostalAddress",
                "streetAddress": "Torggata 100",
                "postalCode": "2317",
                "addressLocality": "Hamar",
                "addressCountry": "NO",
            },
            "geo": {"@type": "GeoCoordinates", "latitude": 60.794512, "longitude": 11.067981},
            "amenityFeature": [
                {
                    "@type": "LocationFeatureSpecification",
                    "name": "Rullestoltilpasset lokale",
                    "value": True,
                }
            ],
        },
        "offers": {
            "@type": "Offer",
            "name": "Gratis",
            "price": 0,
            "priceCurrency": "NOK",
            "url": "https://example.org/meld",
            "availability": "https://schema.org/InStock",
            "validFrom": "2027-01-04T08:00:00Z",
        },
        "organizer": [
            {
                "@type": "Organization",
                "name": "Hamar bibliotek",
                "url": f"{SITE}/kalender?bibliotek=hamar",
            },
            {
                "@type": "Organization",
                "name": "Gjøvik bibliotek og litteraturhus",
                "url": f"{SITE}/kalender?bibliotek=gjovik",
            },
        ],
        "superEvent": [
            {
                "@type": "EventSeries",
                "@id": f"{PAGE}#serie",
                "name": "Babysang",
                "url": PAGE,
            },
            {
                "@type": "EventSeries",
                "name": "Trollene",
                "url": f"{SITE}/kalender?turne=trollene",
            },
        ],
        "keywords": ["Sang og rim"],
        "typicalAgeRange": "0-1",
        "isAccessibleForFree": True,
        "inLanguage": ["nb", "uk"],
        "maximumAttendeeCapacity": 16,
        "performer": [
            {"@type": "Person", "name": "en forteller", "jobTitle": "Forteller"},
            {"@type": "Person", "name": "en fiolinist"},
        ],
        "workFeatured": [
            {
                "@type": "Book",
                "name": "Eventyr",
                "author": {"@type": "Person", "name": "Asbjørnsen og Moe"},
                "isbn": "9788202583453",
                "url": "https://example.org/bok",
            },
            {"@type": "Book", "name": "Sanger"},
        ],
        "contributor": [{"@type": "Organization", "name": "Kulturskolen"}],
    }


def test_smallest_event_has_what_google_requires_and_nothing_empty() -> None:
    """D-14: no address, no point; the organiser's house, in the country."""
    made = data(
        summary="",
        description="",
        place=None,
        is_series=False,
        categories=(),
        languages=(),
        access=Access(),
        age_from=None,
        age_to=None,
        price=Price(kind=PriceKind.UNSTATED),
    )
    assert empty_parts(made) == []
    assert made["location"] == {
        "@type": "Place",
        "name": "Hamar bibliotek",
        "address": {"@type": "PostalAddress", "addressCountry": "NO"},
    }
    assert made["inLanguage"] == ["nb"]
    absent = ("offers", "isAccessibleForFree", "superEvent", "typicalAgeRange", "description")
    assert [name for name in absent if name in made] == []


def test_branch_without_street_or_point_says_its_town_alone() -> None:
    """D-14, D-15: the centre of a town is no point (it never reaches what is published)."""
    place = Place(venue_id=2, slug="moelv", name="Ringsaker bibliotek, Moelv", city="Moelv")
    made = data(place=place, access=Access())["location"]
    assert made["address"] == {
        "@type": "PostalAddress",
        "addressLocality": "Moelv",
        "addressCountry": "NO",
    }
    assert "geo" not in made


@pytest.mark.parametrize(
    ("day", "start"),
    [
        (date(2027, 3, 27), "2027-03-27T11:00:00+01:00"),
        (date(2027, 3, 28), "2027-03-28T11:00:00+02:00"),
        (date(2027, 10, 30), "2027-10-30T11:00:00+02:00"),
        (date(2027, 10, 31), "2027-10-31T11:00:00+01:00"),
    ],
)
def test_wall_time_has_the_offset_of_its_day(day: date, start: str) -> None:
    """D-4."""
    assert data(span=timed(day))["startDate"] == start


def test_night_over_a_change_of_the_clocks() -> None:
    """D-3."""
    night = Timed(wall(date(2027, 3, 27), 20 * 60), wall(date(2027, 3, 28), 9 * 60))
    made = data(span=night)
    assert (made["startDate"], made["endDate"]) == (
        "2027-03-27T20:00:00+01:00",
        "2027-03-28T09:00:00+02:00",
    )


def test_hour_that_comes_twice() -> None:
    day = date(2027, 10, 31)
    made = data(span=Timed(wall(day, 150, fold=1), wall(day, 180)))
    assert made["startDate"] == "2027-10-31T02:30:00+01:00"


def test_whole_days_are_dates_both_included() -> None:
    """D-5: a midnight would be taken for the time at which it begins."""
    made = data(span=AllDay(date(2027, 6, 1), date(2027, 8, 17)))
    assert (made["startDate"], made["endDate"]) == ("2027-06-01", "2027-08-17")


def test_end_that_nobody_knows_is_not_told() -> None:
    start = wall(date(2027, 2, 9), 18 * 60)
    assert "endDate" not in data(span=Timed(start, start))


def test_online_event_is_where_its_link_leads() -> None:
    made = data(mode=Mode.ONLINE, place=None, online_url="https://example.org/mote")
    assert made["eventAttendanceMode"] == "https://schema.org/OnlineEventAttendanceMode"
    assert made["location"] == {"@type": "VirtualLocation", "url": "https://example.org/mote"}


def test_online_event_without_a_link_is_on_its_page() -> None:
    for changes in ({"online_url": ""}, {"online_url": "javascript:alert(1)"}):
        assert data(mode=Mode.ONLINE, place=None, **changes)["location"]["url"] == PAGE
    off = data(
        mode=Mode.ONLINE,
        place=None,
        online_url="https://example.org/mote",
        state=State.CANCELLED,
    )
    assert off["location"]["url"] == PAGE


def test_hybrid_event_is_in_both_places() -> None:
    made = data(mode=Mode.HYBRID, online_url="https://example.org/mote")
    assert made["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"
    assert [one["@type"] for one in made["location"]] == ["Place", "VirtualLocation"]


@pytest.mark.parametrize(
    ("state", "status"),
    [(State.CANCELLED, "EventCancelled"), (State.POSTPONED, "EventPostponed")],
)
def test_called_off_keeps_its_time_and_its_name(state: State, status: str) -> None:
    """SEL-40: always the true state; Google wants the time kept and the name bare."""
    made = data(state=state, moved_from=timed(date(2027, 2, 1)))
    assert made["eventStatus"] == f"https://schema.org/{status}"
    assert made["startDate"] == "2027-02-09T11:00:00+01:00"
    assert made["name"] == "Babysang"
    assert "previousStartDate" not in made
    assert made["offers"] == {
        "@type": "Offer",
        "name": "Gratis",
        "price": 0,
        "priceCurrency": "NOK",
        "url": PAGE,
    }


@pytest.mark.parametrize("state", [State.MOVED, State.FULL])
def test_moved_event_tells_its_old_start_until_it_is_past(state: State) -> None:
    one = occurrence(state=state, moved_from=timed(date(2027, 2, 8), 600, 660))
    made = told(one)
    assert made["eventStatus"] == "https://schema.org/EventRescheduled"
    assert made["previousStartDate"] == "2027-02-08T10:00:00+01:00"
    past = told(one, today=date(2027, 2, 10))
    assert past["eventStatus"] == "https://schema.org/EventScheduled"
    assert "previousStartDate" not in past


def test_full_event_is_sold_out_and_takes_place() -> None:
    made = data(state=State.FULL)
    assert made["eventStatus"] == "https://schema.org/EventScheduled"
    assert made["offers"]["availability"] == "https://schema.org/SoldOut"


def test_nothing_is_available_of_what_is_over() -> None:
    made = told(occurrence(registration=link("https://example.org")), today=date(2027, 2, 10))
    assert "availability" not in made["offers"]
    assert made["offers"]["url"] == PAGE


@pytest.mark.parametrize(
    ("price", "is_free", "offer"),
    [
        (Price(kind=PriceKind.FREE), True, {"name": "Gratis", "price": 0}),
        (
            Price(kind=PriceKind.FREE_TICKET, note="Hentes i skranken."),
            True,
            {
                "name": "Gratis, men du må ha billett",
                "description": "Hentes i skranken.",
                "price": 0,
            },
        ),
        (Price(kind=PriceKind.PAID, amount=80), False, {"name": "80 kr", "price": 80}),
    ],
)
def test_free_with_ticket_and_paid_are_three(
    price: Price, is_free: bool, offer: dict[str, object]
) -> None:
    """D-36."""
    made = data(price=price)
    always = {
        "@type": "Offer",
        "priceCurrency": "NOK",
        "url": PAGE,
        "availability": "https://schema.org/InStock",
    }
    assert made["isAccessibleForFree"] is is_free
    assert made["offers"] == always | offer


def test_price_without_an_amount_is_not_nothing() -> None:
    made = data(price=Price(kind=PriceKind.PAID))
    assert made["isAccessibleForFree"] is False
    assert "price" not in made["offers"]
    assert "priceCurrency" not in made["offers"]


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [(3, 6, "3-6"), (3, None, "3-"), (None, 6, "0-6"), (0, 1, "0-1"), (None, None, None)],
)
def test_ages(low: int | None, high: int | None, words: str | None) -> None:
    """D-10."""
    assert data(age_from=low, age_to=high).get("typicalAgeRange") == words


def test_every_date_of_a_series_is_an_event_of_its_own() -> None:
    dates = [occurrence(uid=str(day), span=timed(date(2027, 3, day))) for day in range(1, 31)]
    made = events_data(dates, **NAMES, today=TODAY)  # type: ignore[arg-type]
    assert isinstance(made, list)
    assert [one["identifier"] for one in made] == [str(day) for day in range(1, MOST_DATES + 1)]
    assert len({one["@id"] for one in made}) == MOST_DATES
    assert {json.dumps(one["superEvent"]) for one in made} == {json.dumps(made[0]["superEvent"])}
    assert events_data(dates[:1], **NAMES, today=TODAY) == made[0]  # type: ignore[arg-type]


def test_long_text_is_shortened() -> None:
    assert len(data(description="Ord og ord " * 1_000)["description"]) <= 1_000


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_plain_and_leads_nowhere(text: str, field: str) -> None:
    """T-1, T-3: no controls, no address that is none."""
    # Half of a character is in no address: the model lets none through to a picture or a tour.
    whole = text.replace("\ud800", "") if field in ("image", "tour") else text
    one = occurrence(**FIELDS[field](whole))
    made = json.dumps(event_data(one, **NAMES, today=TODAY), ensure_ascii=False)  # type: ignore[arg-type]
    assert not set(made) & set("\x00\x07\x1b\x7f\x85\u2028\u2029\u202e\u2066\ud800")
    assert "javascript:" not in made


def test_room_follows_the_house() -> None:
    place = replace(BRANCH, room="")
    assert data(place=place)["location"]["name"] == "Hamar bibliotek, hovedbiblioteket"
