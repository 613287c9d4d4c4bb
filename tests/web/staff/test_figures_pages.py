"""Numbers entered the day after, and read a year later: as pages and as sheets."""

import csv
import io
from datetime import timedelta
from typing import Any

import pytest

from calendar_app.domain.access import Role
from calendar_app.domain.attendance import Attendance
from calendar_app.domain.event import Arranger, Visibility
from calendar_app.storage.attendance import attendance_of, save_attendance
from calendar_app.storage.occurrences import cancel_date, occurrences_of
from tests.support.counting import counted_queries
from tests.support.events import publish, weekly
from tests.support.gatherings import make_community, make_gathering
from tests.support.staff_forms import words_of
from tests.support.web import NOW, SignedIn, SignIn

FIGURES = "/ansatt/tall"
STATISTICS = f"{FIGURES}/statistikk"
REPORT = f"{FIGURES}/rapport"
FORMULA = '=HYPERLINK("https://example.org")'
MONTHS_AGO = NOW.date() - timedelta(weeks=9)


async def make_past(title: str = "Lesestund", **said: Any) -> tuple[int, list[int]]:
    event = await publish(weekly(MONTHS_AGO, 4), now=NOW - timedelta(days=90), title=title, **said)
    return event.id, [one.id for one in await occurrences_of(event.id)]


def attendance_path(event_id: int, occurrence_id: int) -> str:
    return f"/ansatt/arrangementer/{event_id}/datoer/{occurrence_id}/oppmote"


async def sheet(person: SignedIn, path: str) -> list[list[str]]:
    answer = await person.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    text = answer.content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))


async def test_numbers_of_one_date_are_saved_and_shown_again(signed_in: SignIn) -> None:
    """D-30: 0 is a number, an empty field is none."""
    editor = await signed_in()
    event_id, (one, *_) = await make_past()
    path = attendance_path(event_id, one)
    saved = await editor.post(path, {"participants": "12", "children_youth": "0"})
    assert (saved.status_code, saved.headers["location"]) == (
        303,
        f"/ansatt/arrangementer/{event_id}?melding=oppmote-lagret",
    )
    assert (await attendance_of([one]))[one] == Attendance(participants=12, children_youth=0)
    page = (await editor.get(path)).text
    assert 'value="12"' in page
    assert 'value="0"' in page


async def test_what_cannot_be_is_said_and_kept(signed_in: SignIn) -> None:
    """D-33: in words, beside the field, with what was typed."""
    editor = await signed_in()
    event_id, (one, *_) = await make_past()
    answer = await editor.post(
        attendance_path(event_id, one), {"participants": "10", "children_youth": "11"}
    )
    assert answer.status_code == 422
    assert "Det kan ikke være flere enn alle som kom: 10." in words_of(answer.text)
    assert 'value="11"' in answer.text
    assert await attendance_of([one]) == {}


async def test_nobody_counts_what_was_not_held(signed_in: SignIn) -> None:
    editor = await signed_in()
    event_id, (one, *_) = await make_past()
    await cancel_date(event_id, one, reason="Sykdom", staff_id=None, now=NOW)
    coming = await publish(weekly(NOW.date() + timedelta(days=7), 2), now=NOW)
    later = (await occurrences_of(coming.id))[0].id
    for path in (attendance_path(event_id, one), attendance_path(coming.id, later)):
        assert (await editor.get(path)).status_code == 404
        assert (await editor.post(path, {"participants": "1"})).status_code == 404
    assert await attendance_of([one, later]) == {}


async def test_all_that_is_missing_is_filled_in_on_one_page(signed_in: SignIn) -> None:
    editor = await signed_in()
    _, (one, two, three, four) = await make_past()
    _, (others, *_) = await make_past("Andres", organiser_id=4)
    page = words_of((await editor.get(FIGURES)).text)
    assert page.count("Lesestund") >= 4
    assert "Andres" not in page
    numbers = {
        f"participants-{one}": "7",
        f"digital-{one}": "2",
        f"participants-{two}": "0",
        f"participants-{others}": "99",
    }
    assert (await editor.post(FIGURES, numbers)).status_code == 303
    assert await attendance_of([one, two, three, four, others]) == {
        one: Attendance(participants=7, digital=2),
        two: Attendance(participants=0),
    }
    wrong = await editor.post(FIGURES, {f"participants-{three}": "ti", f"participants-{four}": "4"})
    assert wrong.status_code == 422
    assert "Skriv et helt tall med sifre." in words_of(wrong.text)
    assert f'name="participants-{four}" class="size-short" inputmode="numeric" value="4"' in (
        wrong.text
    )
    assert await attendance_of([three, four]) == {}


async def test_a_year_is_summed_by_type_and_arranger(signed_in: SignIn) -> None:
    """D-29, D-34: the sheet holds what the page says; sums of the page are its own."""
    reader = await signed_in(Role.EDITOR, "gjovik")
    _, dates = await make_past(statistics_type="litteratur")
    await make_past("Utleie", arranger=Arranger.EXTERNAL, statistics_type="kultur")
    await make_past("Klassebesøk", visibility=Visibility.SCHOOLS, statistics_type="klassebesok")
    numbers = {one: Attendance(participants=10, children_youth=8) for one in dates[:2]}
    await save_attendance(numbers, staff_id=None, now=NOW)
    rows = await sheet(reader, f"{STATISTICS}.csv?ar=2026&bibliotek=hamar")
    assert [row[3:] for row in rows[1:]] == [
        ["2026", "Litteraturformidling", "Biblioteket alene", "4", "0", "20", "16", "0", "2"],
        [
            *("2026", "Andre kulturarrangementer (film, teater, konsert)"),
            *("Andre alene", "4", "0", "", "", "", "4"),
        ],
        ["2026", "Klasse- og barnehagebesøk", "Biblioteket alene", "4", "0", "", "", "", "4"],
    ]
    page = words_of((await reader.get(f"{STATISTICS}?ar=2026&bibliotek=hamar")).text)
    assert "10 datoer mangler tall på hvor mange som kom." in page
    assert "Året er ikke over." in page
    assert await sheet(reader, f"{STATISTICS}.csv?ar=2025") == rows[:1]


async def test_a_report_covers_any_period(signed_in: SignIn) -> None:
    reader = await signed_in()
    await make_past(experience="Mange kom igjen", co_organiser_ids=(4,))
    await make_past("Samling", visibility=Visibility.STAFF)
    page = words_of((await reader.get(f"{REPORT}?fra=2026-01-01&til=2026-12-31")).text)
    for told in ("Hamar bibliotek", "Flere bibliotek sammen", "Mange kom igjen", "Samling"):
        assert told in page
    assert "Støttet av" not in page
    first = (await reader.get(f"{REPORT}?fra={MONTHS_AGO}&til={MONTHS_AGO}")).text
    assert "Ingenting er holdt" not in first
    nothing = await reader.get(f"{REPORT}?fra=2020-01-01&til=2020-12-31")
    assert "Ingenting er holdt i denne perioden." in words_of(nothing.text)


@pytest.mark.parametrize("suffix", ["", ".csv"])
async def test_a_report_tells_others_only_that_a_community_met(
    signed_in: SignIn, suffix: str
) -> None:
    """A-14: its figures are everybody's; what it was about is its members' and the host's."""
    community = await make_community()
    await make_gathering(
        title="Hemmelig samling",
        communities=(community,),
        schedule=weekly(MONTHS_AGO, 1),
        experience="Hemmelig erfaring",
        now=NOW - timedelta(days=90),
    )
    path = f"{REPORT}{suffix}?fra=2026-01-01&til=2026-12-31"
    host, other = await signed_in(), await signed_in(Role.ADMIN, "gjovik")
    for told in ("Hemmelig samling", "Hemmelig erfaring"):
        assert told in (await host.get(path)).text
    answer = (await other.get(path)).text
    assert "Hemmelig" not in answer
    assert "Samling for et praksisfellesskap" in answer


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("fra=2026-02-30&til=2026-03-01", "Skriv en dato som finnes"),
        ("fra=2026-03-01&til=2026-02-01", "Slutten kommer før starten."),
        ("fra=1990-01-01&til=2026-02-01", "En rapport kan dekke høyst tre år."),
        ("fra=&til=", "Fyll ut dette feltet."),
    ],
)
@pytest.mark.parametrize("suffix", ["", ".csv"])
async def test_a_period_that_is_none_gets_a_sentence(
    signed_in: SignIn, query: str, sentence: str, suffix: str
) -> None:
    reader = await signed_in()
    answer = await reader.get(f"{REPORT}{suffix}?{query}")
    assert answer.status_code == 422
    assert sentence in words_of(answer.text)


async def test_text_that_would_be_a_formula_is_text_in_every_sheet(signed_in: SignIn) -> None:
    """T-5: titles, types that are not on the list, and notes."""
    reader = await signed_in()
    await make_past(FORMULA, experience=FORMULA, statistics_type="=1+1", co_organiser_ids=(4,))
    await make_past(FORMULA, visibility=Visibility.STAFF)
    for path in (f"{STATISTICS}.csv?ar=2026", f"{REPORT}.csv?fra=2026-01-01&til=2026-12-31"):
        cells = [cell for row in await sheet(reader, path) for cell in row]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
        assert [cell for cell in cells if cell.startswith("'=")]


async def test_hostile_titles_are_text_on_every_page(signed_in: SignIn) -> None:
    """T-4."""
    editor = await signed_in()
    text = '</script><img src=x onerror="alert(1)">{{7*7}}'
    event_id, (one, *_) = await make_past(text, experience=text, co_organiser_ids=(4,))
    for path in (FIGURES, attendance_path(event_id, one), f"{REPORT}?fra=2026-01-01"):
        page = (await editor.get(path)).text
        assert "<img" not in page
        assert text in words_of(page)


async def test_pages_of_figures_cost_the_same_for_any_number_of_events(signed_in: SignIn) -> None:
    reader = await signed_in()
    paths = (FIGURES, f"{STATISTICS}?ar=2026", f"{REPORT}?fra=2026-01-01")
    await make_past()
    few = [await _queries(reader, path) for path in paths]
    for number in range(3):
        await make_past(f"Nr. {number}")
    assert [await _queries(reader, path) for path in paths] == few


async def _queries(person: SignedIn, path: str) -> int:
    with counted_queries() as statements:
        assert (await person.get(path)).status_code == 200
    return len(statements)
