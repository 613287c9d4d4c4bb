"""The report to a funder in words: one table for each of its parts."""

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from calendar_app.domain.figures import Sums
from calendar_app.domain.report import GatheringFigures, Report, TourFigures
from calendar_app.domain.vocabulary import Vocabulary
from calendar_app.words.catalogue import translations
from calendar_app.words.dates import date_words
from calendar_app.words.lists import listed
from calendar_app.words.states import choice_name
from calendar_app.words.tables import Cell, Table
from calendar_app.words.yearly import sum_cells, sum_heads, type_name

_Key = TypeVar("_Key")


def report_tables(report: Report, vocabulary: Vocabulary, language: str) -> list[Table]:
    """Give the parts that hold something, in the order in which funders ask."""
    tables = [
        _by_library(report, vocabulary, language),
        _by_type(report, language),
        _by_age(report, vocabulary, language),
        _together(report, language),
        *(_tour(one, vocabulary, language) for one in report.tours),
        _gatherings(report.gatherings, vocabulary, language),
        _communities(report, vocabulary, language),
        _experiences(report, vocabulary, language),
    ]
    return [table for table in tables if table.rows]


def _by_library(report: Report, vocabulary: Vocabulary, language: str) -> Table:
    text = translations(language)
    return _sums_table(
        text.gettext("Bibliotekene"),
        text.gettext("Bibliotek"),
        report.by_library,
        lambda library_id: vocabulary.libraries[library_id].name,
        language,
        total=report.total,
    )


def _by_type(report: Report, language: str) -> Table:
    text = translations(language)
    year = report.period.last.year
    return _sums_table(
        text.gettext("Typer"),
        text.gettext("Type"),
        report.by_type,
        lambda slug: type_name(slug, year=year, language=language),
        language,
        total=report.total,
    )


def _by_age(report: Report, vocabulary: Vocabulary, language: str) -> Table:
    text = translations(language)
    known: Mapping[int, Sums] = {
        band_id: report.by_age_band[band_id]
        for band_id in vocabulary.age_bands
        if band_id in report.by_age_band
    }
    rows = [
        [vocabulary.age_bands[band_id].label.name(language), *sum_cells(sums)]
        for band_id, sums in known.items()
    ]
    if report.for_everybody.dates:
        rows.append([text.gettext("Alle aldre"), *sum_cells(report.for_everybody)])
    return Table(
        title=text.gettext("Aldersgrupper"),
        head=[text.gettext("Aldersgruppe"), *sum_heads(language)],
        rows=rows,
        note=text.gettext("Det som passer for flere aldersgrupper, er med på hver av dem."),
    )


def _together(report: Report, language: str) -> Table:
    text = translations(language)
    rows: list[list[Cell]] = []
    if report.joint.dates:
        rows.append([text.gettext("Flere bibliotek sammen"), *sum_cells(report.joint)])
    for one in report.tours:
        rows.append([one.stops[0].title, *sum_cells(one.sums)])
    return Table(
        title=text.gettext("Sammen og på turné"),
        head=[text.gettext("Hva"), *sum_heads(language)],
        rows=rows,
    )


def _tour(one: TourFigures, vocabulary: Vocabulary, language: str) -> Table:
    text = translations(language)
    tour = vocabulary.tours.get(one.tour_id)
    title = tour.title if tour else one.stops[0].title
    return Table(
        title=text.gettext("Turneen %(title)s") % {"title": title},
        head=[text.gettext("Dato"), text.gettext("Bibliotek"), text.gettext("Deltakere")],
        rows=[
            [
                date_words(stop.day, language),
                vocabulary.libraries[stop.library_id].name,
                stop.attendance.participants if stop.attendance else None,
            ]
            for stop in one.stops
        ],
    )


def _gatherings(found: Iterable[GatheringFigures], vocabulary: Vocabulary, language: str) -> Table:
    text = translations(language)
    return Table(
        title=text.gettext("Samlinger"),
        head=[
            text.gettext("Samling"),
            text.gettext("Dato"),
            text.gettext("Vertsbibliotek"),
            text.gettext("Fysisk eller digitalt"),
            text.gettext("Deltakere"),
            text.gettext("Påmeldte fra hvert bibliotek"),
        ],
        rows=[
            [
                one.title or text.gettext("Samling for et praksisfellesskap"),
                date_words(one.day, language),
                vocabulary.libraries[one.host_id].name,
                choice_name(one.mode, language),
                one.participants,
                _by_each(one.by_library, vocabulary, language),
            ]
            for one in found
        ],
    )


def _communities(report: Report, vocabulary: Vocabulary, language: str) -> Table:
    text = translations(language)
    return Table(
        title=text.gettext("Praksisfellesskap"),
        head=[text.gettext("Praksisfellesskap"), text.gettext("Møter holdt")],
        rows=[
            [vocabulary.communities[community_id].label.name(language), count]
            for community_id, count in report.meetings_by_community.items()
        ],
    )


def _experiences(report: Report, vocabulary: Vocabulary, language: str) -> Table:
    text = translations(language)
    return Table(
        title=text.gettext("Erfaringer"),
        head=[text.gettext("Arrangement"), text.gettext("Bibliotek"), text.gettext("Erfaring")],
        rows=[
            [one.title, vocabulary.libraries[one.library_id].name, one.text]
            for one in report.experiences
        ],
    )


def _sums_table(
    title: str,
    heading: str,
    found: Mapping[_Key, Sums],
    name: Callable[[_Key], str],
    language: str,
    *,
    total: Sums,
) -> Table:
    rows = [[name(key), *sum_cells(sums)] for key, sums in found.items()]
    rows.sort(key=lambda row: str(row[0]))
    return Table(
        title=title,
        head=[heading, *sum_heads(language)],
        rows=rows,
        total=[translations(language).gettext("Alt"), *sum_cells(total)] if rows else (),
    )


def _by_each(by_library: Mapping[int, int], vocabulary: Vocabulary, language: str) -> str:
    counts = [
        f"{vocabulary.libraries[library_id].short_name} {count}"
        for library_id, count in sorted(by_library.items())
    ]
    return listed(counts, language)
