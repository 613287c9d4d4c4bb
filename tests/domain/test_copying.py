"""A copy of an event: every field is copied, or named among those that are not (W-10)."""

from dataclasses import fields, replace

from calendar_app.domain.copying import LEFT_OUT, OF_ITS_LIBRARY, copied_details
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
from calendar_app.domain.gathering import AgendaItem, Document, Gathering
from calendar_app.domain.lending import Lending
from calendar_app.domain.vocabulary import Access

WHOLE = EventDetails(
    title="Bokbad",
    organiser_id=1,
    co_organiser_ids=(2, 4),
    summary="En samtale.",
    description="Om bøker.",
    content_language="nn",
    languages=("nn", "se"),
    category_ids=(3, 1),
    age_band_ids=(1,),
    age_from=6,
    age_to=9,
    age_note="2.–4. klasse",
    mode=Mode.HYBRID,
    online_url="https://example.org/mote",
    venue_id=1,
    room_id=1,
    place_text="Stranda",
    price=Price(kind=PriceKind.PAID, amount=50),
    registration=Registration(kind=RegistrationKind.CONTACT, contact="Ring"),
    capacity=20,
    access=Access(wheelchair=True),
    image=Image(hash="a" * 64, alt="Et troll", credit="Biblioteket"),
    people=(Person(name="En forfatter"),),
    books=(Book(title="Kvitebjørnen"),),
    partners=("Mållaget",),
    tour_id=3,
    funding_line_id=2,
    funding="Kulturrådet",
    contact="barn@example.org",
    visibility=Visibility.STAFF,
    statistics_type="litteratur",
    arranger=Arranger.EXTERNAL,
    lending=Lending(is_open=True, minutes=45, contact="Ring oss"),
    gathering=Gathering(
        host_id=2,
        community_ids=(1,),
        agenda=(AgendaItem(text="Kaffe"),),
        documents=(Document(label="Ark", url="https://example.org/ark"),),
        notes="Vi ble enige.",
    ),
    experience="Det gikk fint.",
    internal_note="Husk nøkkel",
)
PLAIN = EventDetails(title="", organiser_id=0)
PARTS = {"gathering"}
"""What is copied but for what came of it."""


def differing(one: EventDetails, other: EventDetails) -> set[str]:
    return {
        field.name
        for field in fields(EventDetails)
        if getattr(one, field.name) != getattr(other, field.name)
    }


def test_the_example_says_something_in_every_field() -> None:
    assert differing(WHOLE, PLAIN) == {field.name for field in fields(EventDetails)}


def test_every_field_is_copied_or_left_out_by_name() -> None:
    copy = copied_details(WHOLE, library_id=1)
    assert differing(copy, WHOLE) == LEFT_OUT | PARTS
    assert differing(copy, PLAIN) == {field.name for field in fields(EventDetails)} - LEFT_OUT
    assert copy.gathering == replace(WHOLE.gathering, notes="")


def test_another_library_makes_it_its_own() -> None:
    copy = copied_details(WHOLE, library_id=2)
    assert differing(copy, WHOLE) == LEFT_OUT | PARTS | OF_ITS_LIBRARY
    assert (copy.organiser_id, copy.co_organiser_ids) == (2, (4,))
    assert (copy.internal_note, copy.lending) == ("", Lending())
