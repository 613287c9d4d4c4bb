"""What templates/staff/components/ shows: every component in every state, from sample data."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from calendar_app.addresses import Addresses
from calendar_app.domain.event import State, Workflow
from calendar_app.domain.problems import Problem
from calendar_app.domain.published import Organiser, PublishedOccurrence
from calendar_app.domain.timing import DAY
from calendar_app.domain.vocabulary import Library
from calendar_app.web.contexts.component_samples import sample_dates
from calendar_app.web.contexts.version_facts import Change, DateChange
from calendar_app.web.public.build_context import Code as Snippet
from calendar_app.web.public.context import (
    Alternate,
    Chip,
    EventDate,
    FilterForm,
    FilterGroup,
    Listed,
    Option,
    Remark,
    Subscription,
    Way,
    Ways,
)
from calendar_app.web.public.event_context import Share
from calendar_app.web.public.grid_context import GridDay, GridEvent, GridPeriod
from calendar_app.web.public.subscribe_context import Code, Preset, Presets
from calendar_app.web.render import Link
from calendar_app.words.catalogue import N_, translations
from calendar_app.words.tables import Table
from feeds.add_links import AddLinks

GROUPS = {
    "ord": N_("Ord og merker"),
    "skjema": N_("Skjema"),
    "kalender": N_("Kalenderen"),
    "rutenett": N_("Rutenett"),
    "abonnement": N_("Abonnement"),
}
"""One page each, by the value of `del`: the same ids may not come twice on one page."""

_HERE = "#innhold"
_ADDRESS = "https://kalender.example.org/kalender.ics"
_CHIPS = (
    Chip(label="Hamar bibliotek", remove_href=_HERE),
    Chip(label="3–6 år", remove_href=_HERE),
)
_REMARKS = (
    Remark(sentence="Kjenner ikke «hammar»."),
    Remark(
        sentence="Kjenner ikke «lesestun».",
        way=Link(label="Mente du «lesestund»?", href=_HERE),
        shows_more=True,
    ),
)
_PROBLEMS = tuple(
    Problem(f"feil_{kind}", "required")
    for kind in ("tekst", "lang", "valg", "dato", "kryss", "svar", "gruppe", "rad")
)
_ROOM = Change(label="Rom", before="", after="Galleriet")
_CHANGES = (Change(label="Tittel", before="Lesestund", after="Lesestund med sang"), _ROOM)
_DATE_CHANGES = (
    DateChange(when="8. februar", changes=(_ROOM,), is_new=False, is_gone=False),
    DateChange(when="15. februar", changes=(), is_new=True, is_gone=False),
    DateChange(when="22. februar", changes=(), is_new=False, is_gone=True),
)
_TABLE = Table(
    title="Arrangementer",
    head=("Bibliotek", "Antall", "Oppmøte"),
    rows=(("Hamar", 12, 340), ("Gjøvik", 8, None)),
    note="En strek betyr at ingen har fylt ut.",
    total=("Sum", 20, 340),
)
_PRESETS = (
    Presets(
        legend="Alder",
        items=(
            Preset(label="0–3 år", href=_HERE),
            Preset(label="3–6 år", href=_HERE, is_chosen=True),
        ),
    ),
)
_SHARE = Share(address="https://kalender.example.org/arrangement/lesestund-7", mail=_HERE)
_ADD = AddLinks(google=_HERE, outlook=_HERE, microsoft_365=_HERE)
_SUBSCRIPTION = Subscription(webcal=_HERE, https=_ADDRESS, page=_HERE)
_WAYS = Ways(webcal=_HERE, https=_ADDRESS, google=_HERE, outlook=_HERE, microsoft_365=_HERE)
_WAYS_TO_SEE = (
    Way(label="Liste", href=_HERE, is_current=True),
    Way(label="Uke", href=_HERE),
    Way(label="Måned", href=_HERE),
)
_STEP = Link(label="Desember", href=_HERE)
_SNIPPET = Snippet('<a href="https://kalender.example.org/kalender">Lesekalender</a>')
_FORMATS = (
    Alternate(type="application/rss+xml", label="RSS", href=_HERE),
    Alternate(type="application/json", label="JSON", href=_HERE),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ComponentsPage:
    """`group` is the part that is shown; the rest is what its components are called with."""

    title: str
    group: str
    groups: tuple[Link, ...]
    today: date
    libraries: tuple[Library, ...]
    states: tuple[State, ...]
    workflows: tuple[Workflow, ...]
    dates: Mapping[str, PublishedOccurrence]
    listed: tuple[Listed, ...]
    date_list: tuple[EventDate, ...]
    grid: tuple[GridDay | None, ...]
    form: FilterForm
    code: Code
    chips: tuple[Chip, ...] = _CHIPS
    remarks: tuple[Remark, ...] = _REMARKS
    problems: tuple[Problem, ...] = _PROBLEMS
    changes: tuple[Change, ...] = _CHANGES
    date_changes: tuple[DateChange, ...] = _DATE_CHANGES
    table: Table = _TABLE
    presets: tuple[Presets, ...] = _PRESETS
    share: Share = _SHARE
    add: AddLinks = _ADD
    subscription: Subscription = _SUBSCRIPTION
    ways: Ways = _WAYS
    formats: tuple[Alternate, ...] = _FORMATS
    ways_to_see: tuple[Way, ...] = _WAYS_TO_SEE
    step: Link = _STEP
    snippet: Snippet = _SNIPPET


def components_page(
    group: str,
    libraries: tuple[Library, ...],
    addresses: Addresses,
    *,
    today: date,
    now: datetime,
    language: str,
) -> ComponentsPage:
    """Put the samples together; links of samples lead nowhere."""
    text = translations(language)
    dates = sample_dates(_organiser(libraries), today=today, now=now)
    listed = tuple(Listed(occurrence=one, href=_HERE) for one in dates.values())
    path = addresses.staff("komponenter")
    return ComponentsPage(
        title=text.gettext("Komponenter"),
        group=group,
        groups=tuple(
            Link(label=text.gettext(label), href=f"{path}?del={key}")
            for key, label in GROUPS.items()
        ),
        today=today,
        libraries=libraries,
        states=tuple(State),
        workflows=tuple(Workflow),
        dates=dates,
        listed=listed,
        date_list=tuple(
            EventDate(occurrence=one, is_next=key == "note") for key, one in dates.items()
        ),
        grid=_grid(listed, today),
        form=_form(libraries),
        code=Code(
            image=addresses.subscribe_code(),
            address=addresses.absolute(addresses.subscribe()),
            file_href=_HERE,
        ),
    )


def _organiser(libraries: tuple[Library, ...]) -> Organiser:
    """Give the first library there is, so that its colour is seen; a made-up one otherwise."""
    if not libraries:
        return Organiser(id=0, slug="bibliotek", name="Bibliotek", short_name="Bibliotek")
    one = libraries[0]
    return Organiser(id=one.id, slug=one.slug, name=one.name, short_name=one.short_name)


def _grid(listed: tuple[Listed, ...], today: date) -> tuple[GridDay | None, ...]:
    """Give days of every kind: today, free, in a holiday, empty, and none at all."""
    events = tuple(GridEvent(listed=one) for one in listed[:5])
    going_on = GridEvent(listed=listed[0], continues=True)
    holiday = GridPeriod(name="Høstferie", libraries=("Hamar",), last=today + 4 * DAY)
    return (
        GridDay(date=today, events=events, is_today=True),
        GridDay(date=today + DAY, events=(going_on,), periods=(holiday,), is_free=True),
        GridDay(date=today + 2 * DAY, holiday="Langfredag", is_free=True),
        GridDay(date=today + 3 * DAY),
        None,
    )


def _form(libraries: tuple[Library, ...]) -> FilterForm:
    boxes = tuple(
        Option(value=one.slug, label=one.name, is_chosen=number == 0, count=12 * number)
        for number, one in enumerate(libraries)
    )
    ages = (
        Option(value="0-3", label="Småbarn 0–3 år", count=0),
        Option(value="3-6", label="Barnehage 3–6 år", is_chosen=True, count=41),
    )
    price = (Option(value="gratis", label="Gratis"),)
    return FilterForm(
        action="#innhold",
        groups=(
            FilterGroup(key="bibliotek", legend="Bibliotek", options=boxes),
            FilterGroup(key="alder", legend="Alder", options=ages, help="Velg én eller flere."),
        ),
        more=(FilterGroup(key="pris", legend="Pris", options=price),),
    )
