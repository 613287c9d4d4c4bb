"""The yearly statistics of the libraries, as a page and as a sheet."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from calendar_app.domain.figures import HeldDate, held_dates
from calendar_app.domain.statistics import statistics_types
from calendar_app.domain.timing import local_date
from calendar_app.domain.vocabulary import Library, LibraryKind, Vocabulary
from calendar_app.domain.yearly import LibraryYear, library_years, year_of
from calendar_app.storage.figures import stored_figures
from calendar_app.storage.vocabulary import load_vocabulary
from calendar_app.web.contexts.figures import StatisticsPage
from calendar_app.web.csv_answer import csv_answer
from calendar_app.web.forms.reading import YEARS, read_number
from calendar_app.web.guard import person
from calendar_app.web.parts import parts_of
from calendar_app.web.staff_page import staff_language, staff_page
from calendar_app.words.catalogue import translations
from calendar_app.words.yearly import yearly_sheet, yearly_tables

_YEARS_SHOWN = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """The year and the library of the address; what cannot be read asks for nothing."""

    year: int
    today: date
    vocabulary: Vocabulary
    chosen: Library | None

    @property
    def query(self) -> str:
        given = {"ar": str(self.year), "bibliotek": self.chosen.slug if self.chosen else ""}
        return urlencode({key: value for key, value in given.items() if value})


async def show(request: Request) -> Response:
    """Show the year, library by library."""
    asked = await _asked(request)
    years = await _years(asked)
    language = staff_language(request)
    sheet = parts_of(request).addresses.staff("tall", "statistikk.csv")
    context = StatisticsPage(
        title=translations(language).gettext("Statistikk %(year)d") % {"year": asked.year},
        year=asked.year,
        years=range(asked.today.year, asked.today.year - _YEARS_SHOWN, -1),
        libraries=tuple(asked.vocabulary.libraries.values()),
        chosen=asked.chosen,
        tables=yearly_tables(years, asked.vocabulary, year=asked.year, language=language),
        missing=sum(one.total.missing for one in years),
        sheet=f"{sheet}?{asked.query}",
        is_running=asked.year >= asked.today.year,
    )
    return staff_page(request, "staff/statistics.html", context)


async def sheet(request: Request) -> Response:
    """Give the same figures as a sheet: a row for each library, type and arranger."""
    asked = await _asked(request)
    table = yearly_sheet(
        await _years(asked), asked.vocabulary, year=asked.year, language=staff_language(request)
    )
    return csv_answer([table], f"statistikk-{asked.year}.csv")


async def _asked(request: Request) -> _Asked:
    await person(request)
    today = local_date(parts_of(request).now())
    vocabulary = await load_vocabulary()
    year = read_number(request.query_params.get("ar", "")) or 0
    return _Asked(
        year=year if year in YEARS else today.year,
        today=today,
        vocabulary=vocabulary,
        chosen=vocabulary.library(request.query_params.get("bibliotek", "")),
    )


async def _years(asked: _Asked) -> tuple[LibraryYear, ...]:
    period = year_of(asked.year)
    stored = await stored_figures(period)
    held = held_dates(
        stored.dates, stored.attendance, asked.vocabulary, period=period, today=asked.today
    )
    ids = [asked.chosen.id] if asked.chosen else _with_municipality(asked.vocabulary)
    types = [one.slug for one in statistics_types(asked.year)]
    return library_years(_of(held, asked.chosen), ids, types)


def _of(held: list[HeldDate], library: Library | None) -> list[HeldDate]:
    return [one for one in held if library is None or one.library_id == library.id]


def _with_municipality(vocabulary: Vocabulary) -> list[int]:
    """Name the libraries that report each year; another has a part only if it held something."""
    return [one.id for one in vocabulary.libraries.values() if one.kind is LibraryKind.LIBRARY]
