"""The yearly statistics in words: one table for each library, and one sheet of all."""

from collections.abc import Iterable

from calendar_app.domain.event import Arranger
from calendar_app.domain.figures import Sums
from calendar_app.domain.statistics import statistics_types
from calendar_app.domain.vocabulary import Library, Vocabulary
from calendar_app.domain.yearly import LibraryYear
from calendar_app.words.catalogue import translations
from calendar_app.words.states import choice_name
from calendar_app.words.tables import Cell, Table


def yearly_tables(
    years: Iterable[LibraryYear], vocabulary: Vocabulary, *, year: int, language: str
) -> list[Table]:
    """Give a table for each library, with what it stood for and what others did apart."""
    return [
        _library_table(one, vocabulary.libraries[one.library_id], year=year, language=language)
        for one in years
    ]


def yearly_sheet(
    years: Iterable[LibraryYear], vocabulary: Vocabulary, *, year: int, language: str
) -> Table:
    """Give one row for each library, type and arranger, without sums that a sheet adds itself."""
    text = translations(language)
    return Table(
        title=text.gettext("Statistikk %(year)d") % {"year": year},
        head=[
            text.gettext("Kommunenummer"),
            text.gettext("Kommune"),
            text.gettext("Bibliotek"),
            text.gettext("År"),
            text.gettext("Type"),
            text.gettext("Hvem står for innholdet"),
            *sum_heads(language),
        ],
        rows=[
            [
                library.municipality_no,
                library.municipality,
                library.name,
                year,
                type_name(line.type_slug, year=year, language=language),
                choice_name(line.arranger, language),
                *sum_cells(line.sums),
            ]
            for one in years
            for library in [vocabulary.libraries[one.library_id]]
            for line in one.lines
        ],
    )


def type_name(slug: str, *, year: int, language: str) -> str:
    """Name a type as the list of the year does (D-32)."""
    if not slug:
        return translations(language).gettext("Ikke valgt")
    names = {one.slug: one.name(language) for one in statistics_types(year)}
    return names.get(slug, slug)


def sum_heads(language: str) -> list[str]:
    """Name the columns of `sum_cells`."""
    text = translations(language)
    return [
        text.gettext("Arrangementer"),
        text.gettext("Derav for barn og unge"),
        text.gettext("Deltakere"),
        text.gettext("Derav barn og unge"),
        text.gettext("Derav digitalt"),
        text.gettext("Uten tall"),
    ]


def sum_cells(sums: Sums) -> list[Cell]:
    """Give sums as cells; participants are unknown where no date has a number (D-30)."""
    known = sums.dates > sums.missing
    return [
        sums.dates,
        sums.youth_dates,
        sums.participants if known else None,
        sums.children_youth if known else None,
        sums.digital if known else None,
        sums.missing,
    ]


def _library_table(one: LibraryYear, library: Library, *, year: int, language: str) -> Table:
    text = translations(language)
    rows: list[list[Cell]] = [
        [
            type_name(line.type_slug, year=year, language=language),
            choice_name(line.arranger, language),
            *sum_cells(line.sums),
        ]
        for line in one.lines
        if line.arranger is not Arranger.EXTERNAL
    ]
    own = text.gettext("I regi av biblioteket, eller sammen med andre")
    external = text.gettext("Eksterne har eneansvar for innholdet")
    rows.append([own, text.gettext("Sum"), *sum_cells(one.own)])
    rows.append([external, text.gettext("Sum"), *sum_cells(one.external)])
    return Table(
        title=f"{library.name} ({library.municipality_no})"
        if library.municipality_no
        else library.name,
        head=[
            text.gettext("Type"),
            text.gettext("Hvem står for innholdet"),
            *sum_heads(language),
        ],
        rows=rows,
        total=[text.gettext("Alt"), "", *sum_cells(one.total)],
    )
