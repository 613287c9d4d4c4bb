"""What the pages of an event's history show: its revisions, one of them, and a way back."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from calendar_app.domain.event import Event
from calendar_app.domain.versions import Version, fitted
from calendar_app.domain.vocabulary import Vocabulary
from calendar_app.storage.history import PAGE, Revision
from calendar_app.storage.restoring import Restoration
from calendar_app.web.contexts.version_facts import (
    Change,
    DateChange,
    changes,
    date_changes,
    version_facts,
    version_labels,
)
from calendar_app.words.catalogue import translations
from calendar_app.words.history import (
    action_words,
    actor_words,
    change_words,
    date_change_words,
    dates_words,
)

MOST_NAMED = 3
"""So many dates of one revision are named in the list; more are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryLine:
    """One revision in the list: who did what, and what became different."""

    id: int
    at: datetime
    who: str
    what: str
    changes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryPage:
    """`older` is the revision after which the next page goes on, None on the last."""

    title: str
    event: Event
    lines: tuple[HistoryLine, ...]
    is_first: bool
    older: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionPage:
    """One revision side by side; `is_newest` is what the event says now."""

    title: str
    event: Event
    line: HistoryLine
    changes: tuple[Change, ...]
    dates: tuple[DateChange, ...]
    is_beginning: bool
    is_newest: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RestorationPage:
    """What a restoration would change; `lost` are the labels of fields that cannot keep all."""

    title: str
    event: Event
    at: datetime
    action: str
    back: str
    changes: tuple[Change, ...]
    dates: tuple[DateChange, ...]
    lost: tuple[str, ...]
    is_split: bool
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What it takes to say revisions of one event in words."""

    event: Event
    vocabulary: Vocabulary
    names: Mapping[int, str]
    today: date
    language: str

    def line(self, revision: Revision) -> HistoryLine:
        """Say a revision in a line and its changes."""
        return HistoryLine(
            id=revision.id,
            at=revision.at,
            who=actor_words(
                self.names.get(revision.staff_id or 0),
                is_known=revision.staff_id is not None,
                is_from_source=self._is_from_source(revision),
                language=self.language,
            ),
            what=action_words(revision.action, self.language),
            changes=tuple(self._sentences(revision)),
        )

    def both(self, revision: Revision) -> tuple[tuple[Change, ...], tuple[DateChange, ...]]:
        """Tell everything that a revision made different."""
        before, after = self._fit(revision.version_before()), self._fit(revision.version_after())
        if after is None:
            return (), ()
        said = self._facts(after)
        if before is None:
            return tuple(one for one in changes({}, said, self.language) if one.after), ()
        dates = date_changes(before, after, self.vocabulary, self.language)
        return tuple(changes(self._facts(before), said, self.language)), tuple(dates)

    def between(
        self, now: Version, then: Version
    ) -> tuple[tuple[Change, ...], tuple[DateChange, ...]]:
        """Tell what differs between two whole versions."""
        dates = date_changes(now, then, self.vocabulary, self.language)
        return tuple(changes(self._facts(now), self._facts(then), self.language)), tuple(dates)

    def _sentences(self, revision: Revision) -> list[str]:
        if revision.before is None:
            return []
        found, dates = self.both(revision)
        told = [change_words(one.label, one.before, one.after, self.language) for one in found]
        changed = [one for one in dates if one.changes]
        named = changed if len(changed) <= MOST_NAMED else []
        for one in named:
            said = [change_words(x.label, x.before, x.after, self.language) for x in one.changes]
            told.append(date_change_words(one.when, said, self.language))
        return told + dates_words(
            added=sum(one.is_new for one in dates),
            removed=sum(one.is_gone for one in dates),
            changed=len(changed) - len(named),
            language=self.language,
        )

    def _is_from_source(self, revision: Revision) -> bool:
        is_first = revision.action == "created" and self.event.provenance is not None
        return revision.action == "imported" or is_first

    def _fit(self, version: Version | None) -> Version | None:
        if version is None:
            return None
        organiser_id = self.event.details.organiser_id
        return fitted(version, self.vocabulary, organiser_id=organiser_id).version

    def _facts(self, version: Version) -> dict[str, str]:
        return version_facts(version, self.vocabulary, year=self.today.year, language=self.language)


def history_page(telling: Telling, revisions: Sequence[Revision], *, is_first: bool) -> HistoryPage:
    """Show a part of the history, newest first; `revisions` has one more when there is more."""
    shown = revisions[:PAGE]
    return HistoryPage(
        title=translations(telling.language).gettext("Historikk"),
        event=telling.event,
        lines=tuple(telling.line(one) for one in shown),
        is_first=is_first,
        older=shown[-1].id if len(revisions) > PAGE else None,
    )


def revision_page(telling: Telling, revision: Revision, *, newest: int) -> RevisionPage:
    """Show one revision side by side."""
    found, dates = telling.both(revision)
    return RevisionPage(
        title=translations(telling.language).gettext("En endring"),
        event=telling.event,
        line=telling.line(revision),
        changes=found,
        dates=dates,
        is_beginning=revision.before is None,
        is_newest=revision.id == newest,
    )


def restoration_page(
    telling: Telling, found: Restoration, *, at: datetime, action: str, back: str
) -> RestorationPage:
    """Show what the event says now beside what it would say again."""
    differing, dates = telling.between(found.now, found.then)
    labels = version_labels(telling.language)
    return RestorationPage(
        title=translations(telling.language).gettext("Gjenopprett denne versjonen"),
        event=found.event,
        at=at,
        action=action,
        back=back,
        changes=differing,
        dates=dates,
        lost=_labelled(found.lost, labels),
        is_split=found.is_split,
        version=found.event.version,
    )


def _labelled(names: Collection[str], labels: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(sorted(labels[name] for name in names))
