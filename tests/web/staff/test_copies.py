"""A new event that starts from the last similar one: everything is there but its dates (W-10)."""

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from calendar_app.domain.access import Role
from calendar_app.domain.copying import LEFT_OUT
from calendar_app.domain.event import (
    Event,
    EventDetails,
    Image,
    Person,
    Price,
    PriceKind,
    Registration,
    RegistrationKind,
    Schedule,
    State,
    Visibility,
    Workflow,
)
from calendar_app.domain.gathering import Gathering
from calendar_app.domain.lending import Lending
from calendar_app.domain.timing import AllDay, Timed, wall
from calendar_app.storage.events import NewEvent, cancel_event, create_event, get_event
from calendar_app.storage.occurrences import occurrences_of
from calendar_app.storage.rows import AgeBandRow, StaffRoleRow, VenueRow
from tests.support.event_lines import event_lines
from tests.support.events import details, single, timed, weekly
from tests.support.staff_forms import Fields, event_form, words_of
from tests.support.web import Clock, SignedIn, SignIn

NEW = "/ansatt/arrangementer/nytt"
DAY = date(2027, 2, 8)
RICH = EventDetails(
    title="Bokbad",
    organiser_id=1,
    co_organiser_ids=(2,),
    summary="En samtale.",
    description="Linje 1\n\nLinje 2",
    languages=("nb", "sma"),
    category_ids=(3, 1),
    age_band_ids=(1, 2),
    venue_id=1,
    price=Price(kind=PriceKind.FREE_TICKET, note="I luka"),
    registration=Registration(kind=RegistrationKind.CONTACT, contact="Ring"),
    capacity=25,
    people=(Person(name="En forfatter", role="forfatter"),),
    partners=("Mållaget",),
    funding="Kulturrådet",
    contact="barn@example.org",
    statistics_type="litteratur",
    lending=Lending(is_open=True, minutes=45),
    experience="Det gikk fint.",
    internal_note="Husk nøkkel",
)


async def make(clock: Clock, schedule: Schedule | None = None, **changes: Any) -> Event:
    workflow = changes.pop("workflow", Workflow.PLANNED)
    new = NewEvent(
        details=replace(RICH, **changes),
        schedule=schedule or weekly(DAY, 4, exdates=frozenset({DAY + timedelta(days=7)})),
        workflow=workflow,
    )
    return await create_event(new, staff_id=None, now=clock())


async def copy_form(editor: SignedIn, event: Event) -> Fields:
    page = await editor.get(f"{NEW}?fra={event.id}")
    assert page.status_code == 200
    return event_form(page.text)


async def newest() -> Event:
    lines = await event_lines(today=date(2026, 11, 23))
    return await get_event(max(line.event_id for line in lines))


async def test_a_copy_has_everything_but_what_belongs_to_the_first(
    signed_in: SignIn, clock: Clock
) -> None:
    """Neither uid, dates, cancellation nor what single dates say is copied."""
    editor, first = await signed_in(), await make(clock)
    await cancel_event(first.id, reason="Sykdom", staff_id=None, now=clock())
    fields = await copy_form(editor, first)
    assert fields["start_date"] == [""]
    filled = {**fields, "start_date": "2027-09-06", "handling": "planlegg"}
    made = await editor.post(NEW, filled)
    assert made.status_code == 303
    copy = await newest()
    left_out = {name: getattr(EventDetails(title="", organiser_id=0), name) for name in LEFT_OUT}
    assert copy.details == replace(first.details, **left_out)
    assert copy.uid != first.uid
    assert (copy.state, copy.created_by) == (State.SCHEDULED, editor.person.id)
    days = [one.recurrence_date for one in await occurrences_of(copy.id)]
    assert days == [date(2027, 9, 6) + timedelta(days=7 * number) for number in range(4)]
    assert (await get_event(first.id)).version == 2


@pytest.mark.parametrize(
    ("schedule", "kept"),
    [
        (single(timed(DAY, 1080, 1125)), {"when": "single", "start_time": "18.00"}),
        (
            single(Timed(wall(DAY, 1200), wall(DAY + timedelta(days=1), 600))),
            {"when": "single", "start_time": "20.00", "end_time": "10.00", "end_date": ""},
        ),
        (single(AllDay(DAY, date(2027, 2, 20))), {"when": "days", "end_date": ""}),
        (
            weekly(DAY, 4, rdates=(timed(date(2027, 5, 3)),)),
            {
                "when": "series",
                "repeats": "weekly",
                "weekdays": "0",
                "extra_dates": "",
                "count": "4",
            },
        ),
        (replace(weekly(DAY), rdates=(timed(date(2027, 5, 3)),), rule=None), {"repeats": "list"}),
    ],
)
async def test_hours_length_and_rule_stay_and_dates_do_not(
    signed_in: SignIn, clock: Clock, schedule: Schedule, kept: dict[str, str]
) -> None:
    editor, first = await signed_in(), await make(clock, schedule)
    fields = await copy_form(editor, first)
    found = {name: fields.get(name, [""])[0].strip() for name in kept}
    assert found == kept
    assert fields["start_date"] == [""]
    text = " ".join(value for given in fields.values() for value in given)
    assert re.findall(r"2027", text) == []


async def test_another_librarys_becomes_ones_own(signed_in: SignIn, clock: Clock) -> None:
    """The organiser is the person's library; what is that library's own stays with it."""
    editor = await signed_in(Role.EDITOR, "ringsaker")
    fields = await copy_form(editor, await make(clock))
    assert fields["organiser_id"] == ["2"]
    assert (fields["internal_note"][0].strip(), fields["lending_minutes"]) == ("", [""])
    assert "lending_is_open" not in fields
    assert fields.get("co_organiser_ids", []) == []
    assert (fields["title"], fields["person_name"][0]) == (["Bokbad"], "En forfatter")
    made = await editor.post(NEW, {**fields, "start_date": "2027-09-06"})
    assert made.status_code == 303
    assert (await newest()).details.organiser_id == 2


async def test_what_is_retired_meanwhile_is_not_copied(signed_in: SignIn, clock: Clock) -> None:

    editor, first = await signed_in(), await make(clock)
    await VenueRow.filter(id=1).update(retired_at=clock())
    await AgeBandRow.filter(id=2).update(retired_at=clock())
    fields = await copy_form(editor, first)
    assert (fields["place"], fields["age_band_ids"]) == ([""], ["1"])


async def test_nobody_copies_what_they_may_not_see(signed_in: SignIn, clock: Clock) -> None:
    """A-8: a stranger's draft is not there, and neither is nonsense (T-11)."""
    draft = await make(clock, workflow=Workflow.DRAFT, co_organiser_ids=())
    closed = await make(
        clock, visibility=Visibility.COMMUNITY, gathering=Gathering(), co_organiser_ids=()
    )
    stranger = await signed_in(Role.ADMIN, "lillehammer")
    for number in (draft.id, closed.id, 0, 10**18, "１", "-1", "1e3", "x", "9" * 30):
        assert (await stranger.get(f"{NEW}?fra={number}")).status_code == 404, number
    assert (await (await signed_in()).get(f"{NEW}?fra={draft.id}")).status_code == 200


async def test_who_has_no_library_makes_nothing(signed_in: SignIn, clock: Clock) -> None:

    person, event = await signed_in(), await make(clock)
    await StaffRoleRow.all().delete()
    for path in (NEW, f"{NEW}?fra={event.id}", f"/ansatt/maler/ny?fra={event.id}"):
        assert (await person.get(path)).status_code == 403


async def test_the_empty_form_offers_the_last_ones_of_each_title(
    signed_in: SignIn, clock: Clock
) -> None:
    editor = await signed_in()
    assert "Start fra" not in (await editor.get(NEW)).text
    for title in ("En", "To", "Tre", "Fire", "Fem", "Seks", "fem", "</a><b>"):
        said = details(title, venue_id=1)
        new = NewEvent(details=said, schedule=single(timed(DAY)))
        last = await create_event(new, staff_id=editor.person.id, now=clock())
    page = (await editor.get(NEW)).text
    offered = re.findall(r'<li><a href="/ansatt/arrangementer/nytt\?fra=\d+">([^<]+)</a>', page)
    assert offered == ["&lt;/a&gt;&lt;b&gt;", "fem", "Seks", "Fire", "Tre"]
    assert f"?fra={last.id}" in page
    started = (await editor.get(f"{NEW}?fra={last.id}")).text
    assert "Start fra" not in started
    assert event_form(started)["title"] == ["</a><b>"]


async def test_the_way_to_a_copy_is_on_the_event_and_in_the_list(
    signed_in: SignIn, clock: Clock
) -> None:
    """Whoever may read an event may start from it."""
    event = await make(clock)
    for library in ("hamar", "lillehammer"):
        reader = await signed_in(Role.EDITOR, library)
        for path in (f"/ansatt/arrangementer/{event.id}", "/ansatt/arrangementer?bibliotek=alle"):
            page = (await reader.get(path)).text
            assert f'href="{NEW}?fra={event.id}"' in page, (library, path)
            assert "Dupliser" in words_of(page)


async def test_an_image_goes_with_the_copy(signed_in: SignIn, clock: Clock) -> None:
    image = Image(hash="0" * 64, alt="Et troll", credit="Biblioteket")
    fields = await copy_form(await signed_in(), await make(clock, image=image))
    found = [fields[name][0] for name in ("image_hash", "image_alt", "image_credit")]
    assert found == ["0" * 64, "Et troll", "Biblioteket"]
