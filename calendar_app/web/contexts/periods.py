"""What the pages about school holidays and named weeks show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from calendar_app.addresses import Addresses
from calendar_app.domain.access import StaffMember, answers_for
from calendar_app.domain.periods import Period, PeriodKind, may_keep_period
from calendar_app.domain.problems import Problem
from calendar_app.domain.vocabulary import Vocabulary
from calendar_app.web.forms.period import PERIOD_LABELS
from calendar_app.web.forms.typed import Typed
from calendar_app.words.catalogue import translations

_FAMILY = ("oppsett", "perioder")


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodLine:
    period: Period
    library: str
    may_keep: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodListPage:
    """Those that are over stand last, the latest first."""

    title: str
    coming: tuple[PeriodLine, ...]
    past: tuple[PeriodLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodFormPage:
    """The form of a new period, or of one that is there: that keeps its kind and its library."""

    title: str
    action: str
    back: str
    typed: Typed
    problems: tuple[Problem, ...]
    labels: Mapping[str, str]
    libraries: tuple[tuple[str, str], ...]
    is_new: bool
    delete_href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodDeletionPage:
    title: str
    period: Period
    action: str
    back: str


def period_list(
    person: StaffMember,
    periods: Sequence[Period],
    vocabulary: Vocabulary,
    *,
    today: date,
    language: str,
) -> PeriodListPage:
    """Show those of all libraries; everybody plans by them."""
    lines = [
        PeriodLine(
            period=one,
            library=vocabulary.libraries[one.library_id].short_name if one.library_id else "",
            may_keep=may_keep_period(person, one),
        )
        for one in periods
    ]
    return PeriodListPage(
        title=translations(language).gettext("Ferier og merkeuker"),
        coming=tuple(line for line in lines if line.period.last >= today),
        past=tuple(line for line in reversed(lines) if line.period.last < today),
    )


def period_form(
    person: StaffMember,
    typed: Typed,
    vocabulary: Vocabulary,
    addresses: Addresses,
    *,
    language: str,
    period: Period | None = None,
    problems: Sequence[Problem] = (),
) -> PeriodFormPage:
    """Put the form together; a person chooses among the libraries they answer for."""
    text = translations(language)
    path = (period.id, "rediger") if period else ("nytt",)
    own = [one for one in vocabulary.libraries.values() if answers_for(person, one.id)]
    return PeriodFormPage(
        title=text.gettext("Endre perioden") if period else text.gettext("Ny ferie eller merkeuke"),
        action=addresses.staff(*_FAMILY, *path),
        back=addresses.staff(*_FAMILY),
        typed=typed,
        problems=tuple(problems),
        labels={name: text.gettext(label) for name, label in PERIOD_LABELS.items()},
        libraries=tuple((str(one.id), one.name) for one in own if not one.retired_at),
        is_new=period is None,
        delete_href=addresses.staff(*_FAMILY, period.id, "sletting") if period else "",
    )


def period_deletion(period: Period, addresses: Addresses, *, language: str) -> PeriodDeletionPage:
    """Ask before a period is deleted."""
    return PeriodDeletionPage(
        title=translations(language).gettext("Slett perioden"),
        period=period,
        action=addresses.staff(*_FAMILY, period.id, "sletting"),
        back=addresses.staff(*_FAMILY, period.id, "rediger"),
    )


def new_period(person: StaffMember) -> Typed:
    """Give the texts of an empty form: a school holiday of every library one answers for."""
    own = [str(one) for one in person.library_ids if answers_for(person, one)]
    return Typed().having(kind=PeriodKind.SCHOOL_HOLIDAY.value, library_ids=own)
