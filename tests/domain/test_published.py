"""What the public sees of a date, and what it never does."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from calendar_app.domain.event import (
    Event,
    EventDetails,
    Mode,
    Occurrence,
    Overrides,
    Schedule,
    State,
    Visibility,
    Workflow,
)
from calendar_app.domain.published import PublishedOccurrence, published
from calendar_app.domain.timing import Timed, wall
from calendar_app.domain.vocabulary import Access, Venue, Vocabulary, by_id
from tests.support.published import timed
from tests.support.schedules import FIRST, make_occurrence
from tests.support.vocabulary import VOCABULARY

MADE = datetime(2026, 11, 1, tzinfo=UTC)
SECRET = "Ring forfatteren hjemme"
DETAILS = EventDetails(
    title="Lesestund", organiser_id=1, venue_id=1, category_ids=(1,), internal_note=SECRET
)


def event(**changes: Any) -> Event:
    made = Event(
        id=7,
        uid="series",
        slug="lesestund",
        details=DETAILS,
        schedule=Schedule(first=timed(FIRST)),
        workflow=Workflow.PUBLISHED,
        created_at=MADE,
        updated_at=MADE,
    )
    return replace(made, **changes)


def on(**overrides: Any) -> Occurrence:
    row = make_occurrence(1, FIRST, timed(FIRST), event_id=7)
    return replace(row, overrides=Overrides(**overrides))


def shown(
    event_: Event, occurrence: Occurrence, vocabulary: Vocabulary = VOCABULARY
) -> PublishedOccurrence:
    found = published(event_, occurrence, vocabulary)
    assert found is not None
    return found


@pytest.mark.parametrize("workflow", Workflow)
@pytest.mark.parametrize("visibility", Visibility)
def test_only_what_is_published_and_public_is_ever_shown(
    workflow: Workflow, visibility: Visibility
) -> None:
    it = event(workflow=workflow, details=replace(DETAILS, visibility=visibility))
    is_shown = published(it, on(), VOCABULARY) is not None
    assert is_shown == (workflow is Workflow.PUBLISHED and visibility is Visibility.PUBLIC)


def test_the_internal_note_has_no_place_in_what_is_published() -> None:
    assert SECRET not in repr(shown(event(), on()))
    assert {"internal_note", "statistics_type"} & {
        one.name for one in fields(PublishedOccurrence)
    } == set()


def test_a_date_says_its_own_title_place_and_registration() -> None:
    own = on(title="Nynorsk lesestund", venue_id=3, registration_url="https://example.org/p")
    found = shown(event(), own)
    assert (found.title, found.place and found.place.slug) == ("Nynorsk lesestund", "moelv")
    assert found.registration.url == "https://example.org/p"


def test_a_place_of_its_own_in_words_replaces_the_venue() -> None:
    found = shown(event(), on(place_text="I parken"))
    assert found.place is not None
    assert (found.place.name, found.place.venue_id) == ("I parken", None)


def test_an_online_event_has_no_place() -> None:
    it = event(details=replace(DETAILS, mode=Mode.ONLINE, online_url="https://example.org/m"))
    assert shown(it, on()).place is None


def test_an_unverified_street_and_a_town_centre_are_not_shown() -> None:
    """D-15: a town centre is never a point; an address nobody confirmed is only a town."""
    venue = Venue(
        id=1,
        slug="brumunddal",
        name="Brumunddal",
        short_name="Brumunddal",
        street="Ukjent 1",
        postal_code="2380",
        city="Brumunddal",
        latitude=60.88,
        longitude=10.94,
        geo_precision="town-centre",
    )
    place = shown(event(), on(), replace(VOCABULARY, venues=by_id(venue))).place
    assert place is not None
    assert (place.street, place.postal_code, place.city) == ("", "", "Brumunddal")
    assert (place.latitude, place.longitude) == (None, None)


def test_access_is_the_venues_but_for_what_the_event_says() -> None:
    venue = replace(VOCABULARY.venues[1], access=Access(wheelchair=True, hearing_loop=True))
    it = event(details=replace(DETAILS, access=Access(hearing_loop=False, note="Rolig rom")))
    found = shown(it, on(), replace(VOCABULARY, venues=by_id(venue))).access
    assert found == Access(wheelchair=True, hearing_loop=False, note="Rolig rom")


@pytest.mark.parametrize(
    ("event_state", "own", "effective"),
    [
        (State.SCHEDULED, None, State.SCHEDULED),
        (State.FULL, None, State.FULL),
        (State.FULL, State.SCHEDULED, State.SCHEDULED),
        (State.SCHEDULED, State.MOVED, State.MOVED),
        (State.CANCELLED, None, State.CANCELLED),
        (State.CANCELLED, State.FULL, State.CANCELLED),
        (State.POSTPONED, State.CANCELLED, State.CANCELLED),
    ],
)
def test_the_state_of_a_date(event_state: State, own: State | None, effective: State) -> None:
    assert shown(event(state=event_state), on(state=own)).state is effective


def test_a_series_cancelled_in_april_took_place_in_march() -> None:
    it = event(state=State.CANCELLED, state_reason="Stengt", state_from=date(2027, 1, 7))
    before = shown(it, on())
    after = shown(it, make_occurrence(2, date(2027, 1, 13), timed(date(2027, 1, 13))))
    assert (before.state, before.state_reason) == (State.SCHEDULED, "")
    assert (after.state, after.state_reason) == (State.CANCELLED, "Stengt")


def test_ages_are_those_entered_else_what_the_bands_cover() -> None:
    """D-12: the bands' limits are data, so an event without ages of its own follows them."""
    entered = event(details=replace(DETAILS, age_from=3, age_band_ids=(1,)))
    by_bands = event(details=replace(DETAILS, age_band_ids=(1, 2)))
    open_ended = event(details=replace(DETAILS, age_band_ids=(2, 4)))
    ages = [
        (one.age_from, one.age_to)
        for one in (shown(it, on()) for it in (entered, by_bands, open_ended))
    ]
    assert ages == [(3, None), (0, 6), (3, None)]


def test_the_two_readings_of_the_autumn_hour_are_a_visible_difference() -> None:
    day = date(2026, 10, 25)
    early = Timed(wall(day, 150), wall(day, 240))
    late = Timed(wall(day, 150, fold=1), wall(day, 240))
    one, other = (shown(event(), replace(on(), span=span)) for span in (early, late))
    assert early == late
    assert one != other


def test_a_cancelled_date_is_shown_for_seven_days() -> None:
    """FC-19."""
    found = shown(event(state=State.CANCELLED), on())
    assert found.shown_until == date(2027, 1, 13)
