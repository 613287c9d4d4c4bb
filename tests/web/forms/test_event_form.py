"""The event's form: texts to details and back, and every problem at once."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendar_app.domain.event import (
    Arranger,
    Book,
    EventDetails,
    Image,
    Mode,
    Person,
    Price,
    PriceKind,
    Registration,
    RegistrationKind,
    Visibility,
)
from calendar_app.domain.vocabulary import Access
from calendar_app.web.contexts.preview import preview_of
from calendar_app.web.forms.entry import EVENT_FIELDS, Entry, read_entry
from calendar_app.web.forms.event import DETAIL_FIELDS, typed_details
from calendar_app.web.forms.form import Form
from calendar_app.web.forms.typed import Typed, typed_in
from calendar_app.words.problems import problem_words
from tests.support.vocabulary import VOCABULARY

TODAY = date(2026, 9, 1)
BASE = EventDetails(title="", organiser_id=1)
GOOD = {
    "title": "Lesestund",
    "when": "single",
    "start_date": "8.2.2027",
    "start_time": "18.00",
    "end_time": "18.45",
    "place": "1",
    "organiser_id": "1",
    "for_everybody": "ja",
}


def entry(base: EventDetails = BASE, **changes: Any) -> Entry:
    return read_entry(
        Typed().having(**{**GOOD, **changes}),
        base=base,
        vocabulary=VOCABULARY,
        organisers=(1,),
        today=TODAY,
    )


def problems(**changes: Any) -> list[tuple[str, str]]:
    return [(one.field, one.code) for one in entry(**changes).problems]


def test_the_shortest_form_makes_an_event_for_everybody() -> None:
    made = entry()
    assert made.problems == ()
    assert made.details == EventDetails(title="Lesestund", organiser_id=1, venue_id=1)


RICH = EventDetails(
    title="Bokbad & brus: «Ærlig talt» <3",
    organiser_id=1,
    co_organiser_ids=(2, 4),
    summary="En samtale.",
    description="Første linje\n\n- punkt",
    content_language="se",
    languages=("se", "nb"),
    category_ids=(3, 1),
    age_band_ids=(1, 2),
    age_from=0,
    age_to=None,
    age_note="4.–7. klasse",
    mode=Mode.HYBRID,
    online_url="https://example.org/mote",
    venue_id=1,
    price=Price(kind=PriceKind.PAID, amount=100, note="Barn gratis"),
    registration=Registration(
        kind=RegistrationKind.LINK,
        url="https://example.org/pamelding",
        opens_at=datetime(2027, 1, 4, 7, 0, tzinfo=UTC),
        closes_at=datetime(2027, 2, 1, 22, 59, tzinfo=UTC),
        waiting_list=True,
        guardian_registers=True,
        note="Kom tidlig",
    ),
    capacity=25,
    access=Access(wheelchair=False, hearing_loop=True, note="Inngang bak"),
    image=Image(hash="abc", alt="Et troll", credit="Bibliotekaren"),
    people=(Person(name="en tegner", role="tegner"),),
    books=(Book(title="Kvitebjørnen"),),
    partners=("Mållaget",),
    funding="Nasjonalbiblioteket",
    contact="barn@example.org",
    visibility=Visibility.SCHOOLS,
    statistics_type="litteratur",
    arranger=Arranger.WITH_OTHERS,
    internal_note="Husk nøkkel\nog kaffe",
)


@pytest.mark.parametrize(
    "details",
    [
        RICH,
        replace(RICH, age_band_ids=(), age_from=None, age_to=None),
        replace(RICH, mode=Mode.ONLINE, venue_id=None),
        replace(RICH, mode=Mode.IN_PERSON, online_url="", venue_id=None, place_text="Stranda"),
        replace(RICH, registration=Registration(note="Bare møt opp"), price=Price()),
        replace(RICH, registration=Registration(kind=RegistrationKind.CONTACT, contact="Ring oss")),
        EventDetails(title="Kort", organiser_id=1, venue_id=3),
    ],
)
def test_the_texts_of_details_make_the_same_details_again(details: EventDetails) -> None:
    """What an editor does not touch does not change, the fields that are not shown among it."""
    texts = {**GOOD, **typed_details(details).values}
    if "for_everybody" not in typed_details(details).values:
        del texts["for_everybody"]
    made = read_entry(
        Typed().having(**texts),
        base=details,
        vocabulary=VOCABULARY,
        organisers=(1,),
        today=TODAY,
    )
    assert made.problems == ()
    assert made.details == details


def test_all_problems_come_at_once_in_the_order_of_the_form() -> None:
    found = problems(
        title=" ",
        start_date="snart",
        end_time="17.00",
        place="",
        organiser_id="2",
        for_everybody=(),
        age_from="tre",
        price_kind="paid",
        registration_kind="link",
        registration_url="javascript:alert(1)",
        capacity="mange",
        content_language="norsk",
        visibility="alle",
    )
    assert found == [
        ("title", "required"),
        ("start_date", "not_a_date"),
        ("place", "missing_place"),
        ("organiser_id", "not_your_library"),
        ("age_from", "not_a_number"),
        ("price_amount", "missing_amount"),
        ("registration_url", "not_a_url"),
        ("capacity", "not_a_number"),
        ("content_language", "unknown_choice"),
        ("visibility", "unknown_choice"),
    ]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"for_everybody": ()}, [("for_everybody", "missing_age")]),
        ({"for_everybody": (), "age_from": "6", "age_to": "3"}, [("age_to", "age_reversed")]),
        ({"place_text": "Stranda"}, [("place_text", "two_places")]),
        ({"place": "1-99"}, [("place", "unknown_choice")]),
        ({"place": "9999999999999"}, [("place", "unknown_choice")]),
        ({"place": "hamar"}, [("place", "unknown_choice")]),
        ({"organiser_id": "１"}, [("organiser_id", "unknown_choice")]),
        ({"organiser_id": ""}, [("organiser_id", "unknown_choice")]),
        ({"category_id": "99"}, [("category_id", "unknown_choice")]),
        ({"more_category_ids": "x"}, [("more_category_ids", "unknown_choice")]),
        ({"mode": "online", "online_url": ""}, [("online_url", "missing_online_url")]),
        ({"price_kind": "paid", "price_amount": "hundre"}, [("price_amount", "not_a_number")]),
        ({"price_kind": "paid", "price_amount": "0"}, [("price_amount", "number_out_of_range")]),
        ({"capacity": "-1"}, [("capacity", "number_out_of_range")]),
        ({"access_wheelchair": "kanskje"}, [("access_wheelchair", "unknown_choice")]),
        (
            {"registration_kind": "contact", "registration_opens_date": "snart"},
            [
                ("registration_contact", "missing_registration_contact"),
                ("registration_opens_date", "not_a_date"),
            ],
        ),
        (
            {
                "registration_kind": "contact",
                "registration_contact": "Ring",
                "registration_opens_date": "2.2.2027",
                "registration_closes_date": "1.2.2027",
            },
            [("registration_closes_date", "closes_before_opens")],
        ),
        (
            {
                "registration_kind": "contact",
                "registration_contact": "Ring",
                "registration_opens_date": "25.10.2026",
                "registration_opens_time": "02.30",
                "registration_closes_date": "29.3.2026",
                "registration_closes_time": "02.30",
            },
            [
                ("registration_opens_time", "say_which_reading"),
                ("registration_closes_time", "time_does_not_exist"),
            ],
        ),
    ],
)
def test_what_is_wrong_is_said_at_its_field(
    changes: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    assert problems(**changes) == expected


@pytest.mark.parametrize(
    "changes",
    [
        {"price_kind": "free", "price_amount": "hundre"},
        {"registration_kind": "none", "registration_url": "tull", "registration_opens_date": "x"},
        {"mode": "in_person", "online_url": "tull"},
        {"mode": "online", "online_url": "https://example.org", "place": "tull"},
        {"for_everybody": "ja", "age_from": "tre", "age_band_ids": "x"},
        {"co_organiser_ids": ["1"]},
    ],
)
def test_fields_that_do_not_apply_are_ignored(changes: dict[str, Any]) -> None:
    assert problems(**changes) == []


def test_dates_of_signing_up_without_times_mean_the_whole_day() -> None:
    registration = entry(
        registration_kind="contact",
        registration_contact="Ring",
        registration_opens_date="1.2.2027",
        registration_closes_date="5.2.2027",
    ).details.registration
    assert registration.opens_at == datetime(2027, 1, 31, 23, 0, tzinfo=UTC)
    assert registration.closes_at == datetime(2027, 2, 5, 22, 59, tzinfo=UTC)


def test_the_main_category_comes_first_and_each_once() -> None:
    made = entry(category_id="3", more_category_ids=["1", "3", "4"])
    assert made.details.category_ids == (3, 1, 4)


def test_an_organiser_of_another_library_is_refused() -> None:
    assert problems(organiser_id="2") == [("organiser_id", "not_your_library")]


def test_only_the_fields_of_the_form_are_kept() -> None:
    """A-18: an id in the body is not even looked at."""
    form = Form([("title", "A"), ("id", "7"), ("event_id", "7"), ("title", "B"), ("price", "1")])
    assert typed_in(form, EVENT_FIELDS) == Typed({"title": ("A", "B")})


def test_a_problem_list_never_grows_with_what_was_sent() -> None:
    lines = "\n".join(f"linje {number}" for number in range(500))
    found = problems(when="series", ends="open", extra_dates=lines, left_out=lines)
    assert len(found) == 10


def test_every_field_of_the_details_is_a_field_of_the_form() -> None:
    assert set(typed_details(RICH).values) <= set(DETAIL_FIELDS) <= set(EVENT_FIELDS)
    assert len(set(EVENT_FIELDS)) == len(EVENT_FIELDS)


ANYTHING = st.sampled_from(
    [
        *("", " ", "ja", "0", "1", "-1", "7", "1000", "2000", str(2**31), str(2**63), "9" * 400),
        *("1e3", "１", "1-1", "1-99", "single", "days", "series", "daily", "weekly", "count"),
        *("monthly_day", "monthly_nth", "list", "until", "open", "sommertid", "vintertid"),
        *("2027-02-08", "8.2.2027", "2026-03-29", "25.10.2026", "31.12.2100", "1970-01-01"),
        *("00.00", "02.30", "18", "24.00", "8.2.2027 18-19", "31.12.2100 hele dagen"),
        *("online", "hybrid", "paid", "link", "contact", "nb", "<script>", "https://example.org"),
        *("x" * 3_000, "8.2.2027\n9.2.2027 – 10.2.2027 hele dagen\n25.10.2026 02.30-02.45"),
    ]
)


@given(st.dictionaries(st.sampled_from(EVENT_FIELDS), ANYTHING | st.text(), max_size=30))
def test_whatever_is_typed_is_read_or_refused(texts: dict[str, str]) -> None:
    """Nothing that a form can hold is an error of the program."""
    made = entry(BASE, **texts)
    assert all(problem.field in EVENT_FIELDS for problem in made.problems)
    assert all(problem_words(problem, "nb") for problem in made.problems)
    if made.schedule is not None and not made.problems:
        preview_of(made.schedule, today=TODAY)
