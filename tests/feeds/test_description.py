"""What a parent reads on a phone, and the length it may have (FC-13)."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calendar_app.domain.calledoff import CalledOff
from calendar_app.domain.event import (
    Mode,
    Person,
    Price,
    PriceKind,
    Registration,
    RegistrationKind,
    State,
)
from calendar_app.domain.timing import AllDay
from calendar_app.domain.vocabulary import Access
from feeds.description import MAX_DESCRIPTION, SHORT_DESCRIPTION, description
from feeds.standing import standing
from tests.feeds.occurrences import LABELS, TODAY, event_url, link, occurrence
from tests.support.published import GJOVIK, HAMAR

ADDRESS = "https://kalender.example/arrangement/babysang-hamar-17"


def _text(limit: int = MAX_DESCRIPTION, **changes: Any) -> str:
    shown = occurrence(**changes)
    return description(
        shown,
        standing=standing(shown, called_off=CalledOff.STATUS, today=TODAY),
        labels=LABELS,
        address=event_url(shown),
        limit=limit,
    )


def _bare(**changes: Any) -> str:
    """Write a date of which nothing is known but `changes`, its price and its organiser."""
    nothing: dict[str, Any] = {
        "summary": "",
        "description": "",
        "people": (),
        "age_from": None,
        "age_to": None,
        "age_note": "",
        "access": Access(),
    }
    return _text(**(nothing | changes))


def test_everything_stands_in_the_order_of_asking() -> None:
    text = _text(
        state=State.FULL,
        state_reason="Fullt, men sett deg på venteliste.",
        moved_from=AllDay(date(2027, 2, 2), date(2027, 2, 2)),
        note="Vi er i foajeen.",
        people=(Person(name="barnebibliotekaren", role="Sangleder"), Person(name="en gjest")),
        price=Price(kind=PriceKind.PAID, amount=80, note="Voksne følger gratis"),
        registration=link(
            "https://example.org/p",
            opens_at=datetime(2027, 1, 20, 8, tzinfo=UTC),
            note="Én per barn.",
        ),
        capacity=25,
        access=Access(wheelchair=True, hearing_loop=True, low_sensory=False, note="Bruk heisen."),
        co_organisers=(GJOVIK,),
        mode=Mode.HYBRID,
        online_url="https://example.org/direkte",
    )
    assert text == (
        "Fullt, men sett deg på venteliste.\n"
        "Flyttet fra 02.02.2027.\n"
        "Vi er i foajeen.\n"
        "\n"
        "Vi synger og leser for de minste.\n"
        "\n"
        "Ta gjerne med teppe og besteforeldre.\n"
        "\n"
        "Med: barnebibliotekaren (Sangleder), en gjest\n"
        "Alder: 0–1 år. Søsken er velkomne\n"
        "Pris: 80 kr. Voksne følger gratis\n"
        "Påmelding: https://example.org/p\n"
        "Plass til 25\n"
        "Påmeldingen åpner 20.01.2027\n"
        "Én per barn.\n"
        "Tilrettelegging: Rullestoltilpasset lokale, Teleslynge. Bruk heisen.\n"
        "Arrangør: Hamar bibliotek, Gjøvik bibliotek og litteraturhus\n"
        "Delta på nett: https://example.org/direkte\n"
        "\n" + ADDRESS
    )


def test_what_nobody_said_leaves_no_trace() -> None:
    assert _bare() == f"Alder: for alle\nPris: Gratis\nArrangør: {HAMAR.name}\n\n{ADDRESS}"


def test_contact_for_signing_up_stands_where_a_link_would() -> None:
    registration = Registration(kind=RegistrationKind.CONTACT, contact="62 00 00 00")
    assert "Påmelding: 62 00 00 00\n" in _bare(registration=registration)


@pytest.mark.parametrize("state", [State.CANCELLED, State.POSTPONED])
def test_nobody_is_asked_to_sign_up_for_what_is_called_off(state: State) -> None:
    text = _bare(
        state=state,
        state_reason="Syk.",
        registration=link("https://example.org/p"),
        capacity=9,
        mode=Mode.HYBRID,
        online_url="https://example.org/direkte",
    )
    assert text == (f"Syk.\n\nAlder: for alle\nPris: Gratis\nArrangør: {HAMAR.name}\n\n{ADDRESS}")


@pytest.mark.parametrize(
    ("state", "told"),
    [
        (State.MOVED, True),
        (State.FULL, True),
        (State.SCHEDULED, False),
        (State.CANCELLED, False),
        (State.POSTPONED, False),
    ],
)
def test_old_time_is_told_to_those_who_may_come_to_it(state: State, told: bool) -> None:
    old = AllDay(date(2027, 2, 2), date(2027, 2, 2))
    assert _bare(state=state, moved_from=old).startswith("Flyttet fra 02.02.2027.") is told


@pytest.mark.parametrize(
    ("mode", "told"), [(Mode.IN_PERSON, False), (Mode.ONLINE, True), (Mode.HYBRID, True)]
)
def test_online_address_is_for_what_is_online(mode: Mode, told: bool) -> None:
    text = _bare(mode=mode, online_url="https://example.org/direkte")
    assert ("Delta på nett: https://example.org/direkte\n" in text) is told


def test_tags_are_readable_and_harmless() -> None:
    """FC-13."""
    text = _text(
        summary="Lær <b>HTML</b>",
        description="Linje to: <ingen> påmelding. 3 < 4 > 2, `<h1>` &lt;i&gt;",
        note="<!-- nei -->",
    )
    assert text.startswith(
        "‹!-- nei --›\n\nLær ‹b›HTML‹/b›\n\nLinje to: ‹ingen› påmelding. 3 < 4 > 2, ‹h1› ‹i›\n\n"
    )


def test_tag_that_begins_in_one_text_and_ends_in_another_is_harmless_too() -> None:
    """FC-13."""
    text = _text(note="<img src=x onerror=alert(1) ", summary="eldre enn 3 > 2")
    assert text.startswith("‹img src=x onerror=alert(1)\n\neldre enn 3 › 2\n\n")


def test_long_text_gives_way_before_the_facts() -> None:
    """FC-13."""
    text = _text(description="Vi leser høyt. " * 400)
    assert 1_950 < len(text) <= MAX_DESCRIPTION
    assert text.startswith("Vi synger og leser for de minste.\n\nVi leser høyt. Vi leser")
    assert "…\n\nMed: barnebibliotekaren (Sangleder)\nAlder: 0–1 år" in text
    assert text.endswith(f"\nArrangør: Hamar bibliotek\n\n{ADDRESS}")


def test_short_form_keeps_reason_facts_and_address() -> None:
    """FC-22: the form of a feed that grew too large."""
    text = _text(SHORT_DESCRIPTION, state_reason="Syk.", description="Vi leser høyt. " * 400)
    assert len(text) <= SHORT_DESCRIPTION
    assert text.startswith("Syk.\n\n")
    assert text.endswith(f"\nArrangør: Hamar bibliotek\n\n{ADDRESS}")


@pytest.mark.parametrize("limit", [MAX_DESCRIPTION, SHORT_DESCRIPTION])
def test_limit_counts_the_address(limit: int) -> None:
    """FC-13, FC-22."""
    assert len(_text(limit, summary="x" * 5_000)) == limit


@given(
    summary=st.text(max_size=3000),
    body=st.text(max_size=3000),
    note=st.text(max_size=3000),
    limit=st.integers(60, MAX_DESCRIPTION),
)
@settings(deadline=None, max_examples=60)
def test_address_is_always_last_and_whole(summary: str, body: str, note: str, limit: int) -> None:
    """FC-13."""
    text = _text(limit, summary=summary, description=body, note=note)
    assert len(text) <= max(limit, len(ADDRESS))
    assert text.split("\n")[-1] == ADDRESS
