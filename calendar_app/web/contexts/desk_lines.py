"""The lines of the desk in words: when, what, whose, and the one thing to do about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from calendar_app.addresses import Addresses
from calendar_app.domain.borrow_news import BorrowNews
from calendar_app.domain.event import Mode, State, Visibility, Workflow
from calendar_app.domain.needs import Lack, Need
from calendar_app.domain.plan import PlannedDate
from calendar_app.domain.timing import local_date
from calendar_app.domain.vocabulary import Vocabulary
from calendar_app.storage.desk import WaitingDraft
from calendar_app.storage.drafts import FormDraft
from calendar_app.storage.workflow import Proposal
from calendar_app.web.contexts.drafts import draft_line
from calendar_app.words.borrowing import news_words
from calendar_app.words.catalogue import N_, translations
from calendar_app.words.dates import date_words, moment_words, short_span_words
from calendar_app.words.states import choice_name

_NEEDS = {
    Need.PLACE: N_("Mangler sted"),
    Need.AGE: N_("Ingen alder valgt"),
    Need.REASON: N_("Avlyst uten grunn"),
}
_WAYS = {Mode.IN_PERSON: N_("Du kommer"), Mode.ONLINE: N_("Du er med digitalt")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """`marks` are badges: pairs of label and kind. `language` is that of the title."""

    when: str
    title: str
    href: str
    language: str
    facts: tuple[str, ...] = ()
    marks: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LineMaker:
    """Puts what was read into words."""

    vocabulary: Vocabulary
    addresses: Addresses
    language: str

    def typed(self, one: FormDraft) -> Line:
        """Tell of a form that was not saved."""
        line = draft_line(one, addresses=self.addresses, language=self.language)
        return Line(
            when=moment_words(one.updated_at, self.language),
            title=line.name,
            href=line.open_href or line.show_href,
            language=self.language,
            facts=(line.kind,),
        )

    def draft(self, one: WaitingDraft) -> Line:
        """Tell of an event that is a draft."""
        changed = translations(self.language).gettext("Endret %(when)s")
        return Line(
            when=changed % {"when": self._day(one.updated_at)},
            title=one.title,
            href=self.addresses.staff("arrangementer", one.event_id),
            language=one.content_language,
            facts=(self._library(one.organiser_id),),
        )

    def proposal(self, one: Proposal) -> Line:
        """Tell of an event that an editor wants to publish."""
        asked = translations(self.language).gettext("Foreslått av %(name)s")
        by = (asked % {"name": one.proposed_by},) if one.proposed_by else ()
        return Line(
            when=self._day(one.proposed_at),
            title=one.title,
            href=self.addresses.staff("arrangementer", one.event_id),
            language="",
            facts=(self._library(one.organiser_id), *by),
        )

    def news(self, one: BorrowNews) -> Line:
        """Tell what the other side of a borrowing did; the sentence is the title."""
        return Line(
            when=self._day(one.case.request.changed_at),
            title=news_words(one, self.vocabulary, self.language),
            href=self.addresses.staff("foresporsler", one.case.request.id),
            language=self.language,
        )

    def lack(self, one: Lack) -> Line:
        """Tell what an event lacks; the way leads to where it is mended."""
        mark = translations(self.language).gettext(_NEEDS[one.need]), "draft"
        place = () if one.need is Need.REASON else ("rediger",)
        event = one.date.event
        return self._of_date(
            one.date,
            href=self.addresses.staff("arrangementer", event.id, *place),
            marks=(mark,),
        )

    def to_count(self, one: PlannedDate) -> Line:
        """Tell of a date whose attendance is missing; the way leads to its form."""
        parts = ("arrangementer", one.event.id, "datoer", one.id, "oppmote")
        return self._of_date(one, href=self.addresses.staff(*parts))

    def planned(self, one: PlannedDate) -> Line:
        """Tell of a date that is to come."""
        return self._of_date(one, marks=self._standing(one))

    def gathering(self, one: PlannedDate, sign_ups: Mapping[int, Mode]) -> Line:
        """Tell of a gathering, and how the person takes part."""
        way = sign_ups.get(one.id)
        mine = ((translations(self.language).gettext(_WAYS[way]), "published"),) if way else ()
        return self._of_date(one, marks=(*self._standing(one), *mine))

    def _of_date(
        self, one: PlannedDate, *, href: str = "", marks: tuple[tuple[str, str], ...] = ()
    ) -> Line:
        event = one.event
        return Line(
            when=short_span_words(one.span, self.language),
            title=one.title,
            href=href or self.addresses.staff("arrangementer", event.id),
            language=event.content_language,
            facts=(self._library(event.organiser_id),),
            marks=marks,
        )

    def _standing(self, one: PlannedDate) -> tuple[tuple[str, str], ...]:
        """Mark what is not simply published, for everybody, and going as planned."""
        event, marks = one.event, []
        if event.workflow is not Workflow.PUBLISHED:
            marks.append((choice_name(event.workflow, self.language), event.workflow.value))
        if one.state is not State.SCHEDULED:
            marks.append((choice_name(one.state, self.language), one.state.value))
        if event.visibility is Visibility.SCHOOLS:
            marks.append((choice_name(event.visibility, self.language), "quiet"))
        return tuple(marks)

    def _day(self, moment: datetime) -> str:
        return date_words(local_date(moment), self.language, weekday=False)

    def _library(self, library_id: int) -> str:
        return self.vocabulary.libraries[library_id].short_name
