"""What templates/staff/desk.html shows: boxes of lines, each box short until it is opened.

Everything is put into words here; a box that has nothing to say is left out.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from calendar_app.addresses import Addresses
from calendar_app.domain.access import StaffMember
from calendar_app.domain.borrow_news import BorrowNews
from calendar_app.domain.event import Mode, Visibility
from calendar_app.domain.needs import (
    AHEAD,
    Lack,
    coming,
    lacks,
    month_ahead,
    to_be_counted,
)
from calendar_app.domain.plan import PlannedDate
from calendar_app.domain.timing import Window
from calendar_app.domain.vocabulary import Vocabulary
from calendar_app.storage.desk import WaitingDraft
from calendar_app.storage.drafts import FormDraft
from calendar_app.storage.workflow import Proposal
from calendar_app.web.contexts.desk_lines import Line, LineMaker
from calendar_app.words.catalogue import N_, translations
from calendar_app.words.dates import month_name
from calendar_app.words.lists import listed

MOST = 8
"""Lines of a box, until it is opened."""

MOST_OPENED = 200

_TITLES = {
    "kladder": N_("Påbegynt, ikke lagret"),
    "forslag": N_("Venter på at du publiserer"),
    "trenger": N_("Dette må noen se på"),
    "lan": N_("Nytt om lån av opplegg"),
    "oppmote": N_("Hvor mange kom?"),
    "maned": N_("Dette skjer i %(months)s"),
    "utkast": N_("Utkastene våre"),
    "hentet": N_("Hentet inn og venter"),
    "samlinger": N_("Samlinger"),
}
_MAIN = ("kladder", "forslag", "trenger", "lan", "utkast", "maned")
_EMPTY = {
    "maned": N_("Ingen har planlagt noe ennå."),
    "utkast": N_("Ingen utkast. Alt er planlagt eller publisert."),
}
"""What a box says that stands there also when it is empty."""

_PAGES = {
    "maned": (N_("Åpne planen"), "plan"),
    "samlinger": (N_("Alle samlinger"), "samlinger"),
    "oppmote": (N_("Før inn flere på en gang"), "tall"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskFacts:
    """What was read for a desk."""

    dates: Sequence[PlannedDate]
    typed: Sequence[FormDraft]
    drafts: Sequence[WaitingDraft]
    proposals: Sequence[Proposal]
    news: Sequence[BorrowNews]
    counted: Collection[int]
    gone_through: Collection[int]
    sign_ups: Mapping[int, Mode]


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """`more_href` leads to all of its lines ("" when they are there), `page` to one of its own."""

    slug: str
    title: str
    lines: tuple[Line, ...]
    empty: str
    more_href: str
    page: tuple[str, str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskPage:
    title: str
    main: tuple[Box, ...]
    aside: tuple[Box, ...]
    may_create: bool


def desk_page(
    facts: DeskFacts,
    vocabulary: Vocabulary,
    *,
    person: StaffMember,
    opened: str,
    today: date,
    language: str,
    addresses: Addresses,
) -> DeskPage:
    """Put the page together; `opened` is the slug of the box that shows all it has."""
    text = translations(language)
    maker = LineMaker(vocabulary=vocabulary, addresses=addresses, language=language)
    found = _lines(facts, maker, person=person, today=today)
    boxes = []
    for slug, lines in found.items():
        if not lines and slug not in _EMPTY:
            continue
        is_cut = len(lines) > MOST and slug != opened
        title = text.gettext(_TITLES[slug])
        boxes.append(
            Box(
                slug=slug,
                title=title % {"months": _months(today, language)} if slug == "maned" else title,
                lines=tuple(lines[: MOST if is_cut else MOST_OPENED]),
                empty=text.gettext(_EMPTY[slug]) if not lines else "",
                more_href=f"{addresses.staff()}?vis={slug}#{slug}" if is_cut else "",
                page=_page(slug, addresses, text.gettext),
            )
        )
    return DeskPage(
        title=text.gettext("Oversikt"),
        main=tuple(one for one in boxes if one.slug in _MAIN),
        aside=tuple(one for one in boxes if one.slug not in _MAIN),
        may_create=bool(person.roles),
    )


def _lines(
    facts: DeskFacts, maker: LineMaker, *, person: StaffMember, today: date
) -> dict[str, list[Line]]:
    """Give the lines of each box by its slug, the boxes in the order of the page."""
    own, ahead = person.library_ids, Window(today, today + AHEAD)
    to_mend = lacks(facts.dates, library_ids=own, seen_to=facts.gone_through, today=today)
    to_count = to_be_counted(facts.dates, library_ids=own, today=today)
    gatherings = coming(
        facts.dates, window=ahead, visibilities=(Visibility.STAFF, Visibility.COMMUNITY)
    )
    month = coming(
        facts.dates,
        window=month_ahead(today),
        visibilities=(Visibility.PUBLIC, Visibility.SCHOOLS),
    )
    return {
        "kladder": [maker.typed(one) for one in facts.typed],
        "forslag": [maker.proposal(one) for one in facts.proposals],
        "trenger": [maker.lack(one) for one in _ahead(to_mend, ahead)],
        "lan": [maker.news(one) for one in facts.news],
        "utkast": [maker.draft(one) for one in facts.drafts if not one.is_imported],
        "maned": [maker.planned(one) for one in month],
        "hentet": [maker.draft(one) for one in facts.drafts if one.is_imported],
        "samlinger": [maker.gathering(one, facts.sign_ups) for one in gatherings],
        "oppmote": [maker.to_count(one) for one in to_count if one.id not in facts.counted],
    }


def _ahead(found: Iterable[Lack], window: Window) -> list[Lack]:
    """Keep what is near: the dates that were read may reach further."""
    return [one for one in found if one.date.span.first < window.end]


def _page(slug: str, addresses: Addresses, gettext: Callable[[str], str]) -> tuple[str, str] | None:
    """Give label and address of the page that a box is an excerpt of."""
    found = _PAGES.get(slug)
    return (gettext(found[0]), addresses.staff(found[1])) if found else None


def _months(today: date, language: str) -> str:
    """Name the month, or the two months, that lie ahead."""
    last = month_ahead(today).end - timedelta(days=1)
    days = [today] if today.month == last.month else [today, last]
    return listed([month_name(day, language) for day in days], language)
