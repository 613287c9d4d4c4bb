"""What templates/staff/conflict.html shows: two edits of one thing, field by field, to choose from.

Both began from the same version of the event, which the history still knows. What one side
alone changed is proposed as it is; where both did, somebody must choose. The choices are sent
with all that was typed, and the form is read as if it had been typed so: when somebody has
saved once more meanwhile, it comes back the same way, and nothing is lost.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from calendar_app.domain.change import DateChange, overrides_of
from calendar_app.domain.event import Event, EventDetails, Occurrence, Schedule
from calendar_app.domain.merging_edits import Side, divergences, merged
from calendar_app.domain.versions import Version, version_of
from calendar_app.domain.vocabulary import Vocabulary
from calendar_app.storage.history import version_numbered
from calendar_app.web.contexts.event_form import typed_event
from calendar_app.web.contexts.version_facts import date_facts, version_facts, version_labels
from calendar_app.web.forms.date import DATE_FIELDS, DateEntry, typed_date
from calendar_app.web.forms.entry import EVENT_FIELDS, Entry
from calendar_app.web.forms.field_groups import SAID_BY, date_groups, event_groups
from calendar_app.web.forms.form import Form
from calendar_app.web.forms.typed import Typed
from calendar_app.words.catalogue import translations

CHOICE = "valg-"
"""What the name of a choice begins with; the group of fields follows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One field that the two sides say differently, in words.

    `group` names it in the form; `proposed` is the side that is chosen beforehand.
    """

    label: str
    theirs: str
    mine: str
    group: str = ""
    proposed: Side = Side.MINE
    needs_choice: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictPage:
    """`kept` is all that was typed, to be sent again with the version it now replaces."""

    title: str
    action: str
    discard_href: str
    event: Event
    differences: tuple[Difference, ...]
    kept: tuple[tuple[str, str], ...]
    version: int
    handling: str

    @property
    def must_choose(self) -> int:
        """Count the fields that both have changed."""
        return sum(one.needs_choice for one in self.differences)


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """Where the page stands: whose words, and which addresses."""

    vocabulary: Vocabulary
    year: int
    language: str
    action: str
    discard_href: str
    handling: str


async def conflict_page(
    current: Event, entry: Entry, schedule: Schedule, *, version: int, setting: Setting
) -> ConflictPage:
    """Put what somebody else saved (`current`) beside what was typed over `version`."""
    base = await version_numbered(current.id, version)
    mine = replace(current, details=entry.details, schedule=schedule)
    sides = [
        version_facts(
            version_of(one), setting.vocabulary, year=setting.year, language=setting.language
        )
        for one in (current, mine)
    ]
    typed_mine = typed_event(mine)
    found = _differences(
        _typed_at(current, base).values if base else None,
        typed_event(current).values,
        typed_mine.values,
        groups=event_groups(EVENT_FIELDS),
        words=(sides[0], sides[1]),
        language=setting.language,
    )
    kept = {
        **{
            name: texts
            for name, texts in entry.typed.values.items()
            if name not in typed_mine.values
        },
        **{name: texts for name, texts in typed_mine.values.items() if name != "announce_move"},
        "announce_move": entry.typed.all("announce_move"),
    }
    return _page(current, found, kept, setting)


async def date_conflict_page(
    current: Event, theirs: Occurrence, entry: DateEntry, *, version: int, setting: Setting
) -> ConflictPage:
    """Put what one date says now (`theirs`) beside what was typed of it over `version`."""
    known = await version_numbered(current.id, version)
    base = known.date(theirs.id) if known else None
    mine = _with_change(theirs, entry.typed_change)
    sides = [date_facts(one, setting.vocabulary, setting.language) for one in (theirs, mine)]
    typed_mine = typed_date(mine)
    found = _differences(
        typed_date(base).values if base else None,
        typed_date(theirs).values,
        typed_mine.values,
        groups=date_groups(DATE_FIELDS),
        words=(sides[0], sides[1]),
        language=setting.language,
    )
    own = {name: entry.typed.all(name) for name in ("scope", "announce_move")}
    return _page(current, found, {**typed_mine.values, **own}, setting)


async def as_chosen(event: Event, form: Form, typed: Typed, *, version: int) -> Typed:
    """Read the choices of the page beside what was typed: theirs, as they were at `version`."""
    groups = event_groups(EVENT_FIELDS)
    taken = _taken(form, groups)
    if not taken:
        return typed
    theirs = await _version(event, version)
    if theirs is None:
        return typed
    texts = _typed_at(event, theirs).values
    return Typed(merged(typed.values, texts, taken=taken, groups=groups))


async def date_as_chosen(
    event: Event, stored: Occurrence, form: Form, typed: Typed, *, version: int
) -> Typed:
    """Do the same for the form of one date."""
    groups = date_groups(DATE_FIELDS)
    taken = _taken(form, groups)
    known = await version_numbered(event.id, version) if taken else None
    theirs = known.date(stored.id) if known else None
    if theirs is None:
        return typed
    return Typed(merged(typed.values, typed_date(theirs).values, taken=taken, groups=groups))


def _taken(form: Form, groups: Mapping[str, Sequence[str]]) -> list[str]:
    return [one for one in groups if form.text(f"{CHOICE}{one}") == Side.THEIRS]


async def _version(event: Event, number: int) -> Version | None:
    if event.version == number:
        return version_of(event)
    return await version_numbered(event.id, number)


def _typed_at(event: Event, version: Version) -> Typed:
    """Give the texts of the form as the event was at a version."""
    details: EventDetails = version.details
    return typed_event(replace(event, details=details, schedule=version.schedule))


def _with_change(stored: Occurrence, change: DateChange) -> Occurrence:
    """Give the date as it would be, for its words alone."""
    own = overrides_of(stored, change)
    return replace(stored, span=change.span or stored.span, overrides=own)


def _differences(
    base: Mapping[str, tuple[str, ...]] | None,
    theirs: Mapping[str, tuple[str, ...]],
    mine: Mapping[str, tuple[str, ...]],
    *,
    groups: Mapping[str, Sequence[str]],
    words: tuple[Mapping[str, str], Mapping[str, str]],
    language: str,
) -> tuple[Difference, ...]:
    labels = version_labels(language)
    left, right = words
    return tuple(
        Difference(
            label=labels[one.group],
            theirs=_words_of(one.group, left, theirs, groups),
            mine=_words_of(one.group, right, mine, groups),
            group=one.group,
            proposed=one.proposed,
            needs_choice=one.needs_choice,
        )
        for one in divergences(base, theirs, mine, groups=groups)
    )


def _words_of(
    group: str,
    words: Mapping[str, str],
    typed: Mapping[str, tuple[str, ...]],
    groups: Mapping[str, Sequence[str]],
) -> str:
    """Say a group as the event's own page does, or else as it stands in the form."""
    names = [name for name in SAID_BY.get(group, (group,)) if name in words]
    if names:
        return "\n".join(words[name] for name in names if words[name])
    return "\n".join(text for name in groups[group] for text in typed.get(name, ()) if text)


def _page(
    current: Event,
    found: tuple[Difference, ...],
    kept: Mapping[str, Sequence[str]],
    setting: Setting,
) -> ConflictPage:
    return ConflictPage(
        title=translations(setting.language).gettext("Noen andre har endret arrangementet"),
        action=setting.action,
        discard_href=setting.discard_href,
        event=current,
        differences=found,
        kept=tuple((name, text) for name, texts in kept.items() for text in texts),
        version=current.version,
        handling=setting.handling,
    )
