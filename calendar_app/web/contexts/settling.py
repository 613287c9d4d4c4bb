"""Asks before an edit of the dates is saved: what happens to each, and what staff decide of some.

The question is about exactly one outcome, named by its fingerprint. A yes to another outcome, of
before somebody else changed something, is answered by asking again.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from starlette.requests import Request
from starlette.responses import Response

from calendar_app.domain.change import Scope, freed, series_change
from calendar_app.domain.consequences import Consequences, Move, consequences, is_far
from calendar_app.domain.event import Event, Occurrence, Schedule
from calendar_app.domain.problems import Problem
from calendar_app.domain.published import CALLED_OFF
from calendar_app.domain.reconcile import UNSETTLED, Choice, Settlement
from calendar_app.domain.series import horizon, normalised
from calendar_app.domain.timing import local_date
from calendar_app.domain.workflow import is_told
from calendar_app.storage.dates import recorded_dates
from calendar_app.storage.occurrences import occurrences_of
from calendar_app.web.contexts.changing import Changing
from calendar_app.web.contexts.confirmation import read_reason
from calendar_app.web.contexts.writing import Writing
from calendar_app.web.forms.date import DateEntry
from calendar_app.web.forms.form import Form
from calendar_app.web.forms.typed import Typed
from calendar_app.web.parts import parts_of
from calendar_app.web.staff_page import staff_language, staff_page
from calendar_app.words.catalogue import translations
from calendar_app.words.fields import field_labels

CONFIRMED, BACK = "bekreftet", "forhandsvis"
MOST_SHOWN = 60
"""So many dates are named of each kind; of more than that the rest is counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictRow:
    """One date that says something else than its series, and what can be decided of it."""

    date: Occurrence
    is_stray: bool
    has_records: bool
    options: tuple[Choice, ...]
    chosen: Choice


@dataclass(frozen=True, slots=True, kw_only=True)
class SettlingPage:
    """`kept` is all that was typed, to be sent again; `back` is where nothing is saved."""

    title: str
    event: Event
    action: str
    back: str
    back_handling: str
    handling: str
    found: Consequences
    conflicts: tuple[ConflictRow, ...]
    hidden_conflicts: int
    most_shown: int
    can_cancel: bool
    reason: str
    problems: tuple[Problem, ...]
    labels: Mapping[str, str]
    kept: tuple[tuple[str, str], ...]
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is to be asked, about which event, on behalf of which form."""

    request: Request
    event: Event
    found: Consequences
    typed: Typed
    version: int
    action: str

    def answer(self, form: Form) -> Settlement | Response:
        """Give what was decided, or the page that asks."""
        if form.text(CONFIRMED) != self.found.fingerprint:
            return self._ask(form)
        rows = [self._row(one, form) for one in self.found.conflicts[:MOST_SHOWN]]
        choices = {one.date.id: one.chosen for one in rows if one.chosen is not Choice.KEEP}
        if Choice.CANCEL not in choices.values():
            return Settlement(choices=choices)
        reason, problems = read_reason(form)
        if problems:
            return self._ask(form, problems)
        return Settlement(choices=choices, reason=reason)

    def _ask(self, form: Form, problems: tuple[Problem, ...] = ()) -> Response:
        language = staff_language(self.request)
        staff = parts_of(self.request).addresses.staff
        conflicts = self.found.conflicts
        page = SettlingPage(
            title=translations(language).gettext("Se hva som skjer med datoene"),
            event=self.event,
            action=self.action,
            back=staff("arrangementer", self.event.id),
            back_handling=BACK,
            handling=form.text("handling") or "lagre",
            found=self.found,
            conflicts=tuple(self._row(one, form) for one in conflicts[:MOST_SHOWN]),
            hidden_conflicts=len(conflicts[MOST_SHOWN:]),
            most_shown=MOST_SHOWN,
            can_cancel=is_told(self.event),
            reason=form.text("reason"),
            problems=problems,
            labels=field_labels(language),
            kept=tuple((name, text) for name, texts in self.typed.values.items() for text in texts),
            version=self.version,
        )
        status = 422 if problems else 200
        return staff_page(self.request, "staff/settling.html", page, status=status)

    def _row(self, date: Occurrence, form: Form) -> ConflictRow:
        has_records = date.id in self.found.recorded
        is_stray = date in self.found.strays
        options = [Choice.KEEP]
        if not (is_stray and has_records):
            options.append(Choice.FOLLOW)
        if is_told(self.event) and date.overrides.state not in CALLED_OFF:
            options.append(Choice.CANCEL)
        typed = form.text(f"valg-{date.id}")
        return ConflictRow(
            date=date,
            is_stray=is_stray,
            has_records=has_records,
            options=tuple(options),
            chosen=next((one for one in options if one.value == typed), Choice.KEEP),
        )


async def settle_edit(
    writing: Writing, event: Event, schedule: Schedule, form: Form, *, typed: Typed, version: int
) -> Settlement | Response:
    """Ask about the dates of an edited event when there is something to ask.

    Gives what `save_event` takes as `settlement`, or the page to answer with. A stale edit is
    not asked about: it becomes a conflict first.
    """
    end = horizon(writing.today)
    after = normalised(schedule, horizon=end)
    if version != event.version or after == event.schedule:
        return UNSETTLED
    found = consequences(
        await occurrences_of(event.id),
        before=event.schedule,
        after=after,
        horizon=end,
        today=writing.today,
        recorded=await recorded_dates(event.id),
    )
    if not found.is_to_be_asked:
        return UNSETTLED
    question = Question(
        request=writing.request,
        event=event,
        found=found,
        typed=typed,
        version=version,
        action=writing.address,
    )
    return question.answer(form)


async def settle_change(
    changing: Changing, entry: DateEntry, form: Form, *, version: int
) -> Settlement | Response:
    """Ask about a change of one date, or of several, when there is something to ask.

    How many dates each scope means stands beside it; only what vanishes, disagrees or goes
    years away is asked about.
    """
    if version != changing.event.version or entry.change.span is None:
        return UNSETTLED
    found = await _found(changing, entry)
    if found is None or not found.is_to_be_settled:
        return UNSETTLED
    question = Question(
        request=changing.request,
        event=changing.event,
        found=found,
        typed=entry.typed,
        version=version,
        action=changing.address,
    )
    return question.answer(form)


async def _found(changing: Changing, entry: DateEntry) -> Consequences | None:
    """Tell what the change does; None when the save will refuse it."""
    event, stored, change = changing.event, changing.stored, entry.change
    today = local_date(parts_of(changing.request).now())
    if entry.scope is Scope.THIS:
        assert change.span is not None
        move = Move(stored, replace(stored, span=change.span))
        return Consequences(moved=(move,) if is_far(stored.span, change.span) else ())
    wide = series_change(event.schedule, stored, change, scope=entry.scope, today=today)
    if wide.problems:
        return None
    rows = await occurrences_of(event.id)
    if wide.before is not None:
        rows = [one for one in rows if one.recurrence_date >= stored.recurrence_date]
    return consequences(
        [freed(one, change) if one.id == stored.id else one for one in rows],
        before=wide.part,
        after=wide.after,
        horizon=horizon(today),
        today=today,
        recorded=await recorded_dates(event.id),
    )
