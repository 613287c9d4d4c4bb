"""What templates/staff/events.html shows: events as lines, with the filters of the address."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from calendar_app.domain.access import StaffMember, may_see
from calendar_app.domain.event import Workflow
from calendar_app.domain.text import clean_line
from calendar_app.domain.vocabulary import Vocabulary
from calendar_app.storage.event_list import EventHead, EventLine, event_heads
from calendar_app.web.forms.reading import read_number
from calendar_app.words.catalogue import translations

PER_PAGE = 50

_ALL, _PAST = "alle", "tidligere"
_LONGEST_SEARCH = 100
_LAST_PAGE = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ListFilter:
    """What the address asks for; unknown values ask for nothing."""

    all_libraries: bool = False
    past: bool = False
    workflow: Workflow | None = None
    search: str = ""
    page: int = 1

    def given(self) -> dict[str, str]:
        """Give the keys and values that say something, the page apart."""
        given = {
            "bibliotek": _ALL if self.all_libraries else "",
            "tid": _PAST if self.past else "",
            "status": self.workflow.value if self.workflow else "",
            "sok": self.search,
        }
        return {key: value for key, value in given.items() if value}

    def query(self) -> str:
        """Write it as the query of an address, without the page."""
        return urlencode(self.given())

    def query_of_page(self, number: int) -> str:
        """Write it as the query of the address of another page."""
        return urlencode(self.given() | ({"side": str(number)} if number > 1 else {}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A part of a list: which page of how many, and of how many events in all."""

    heads: tuple[EventHead, ...]
    number: int
    last: int
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    event: EventLine
    organiser: str
    is_own: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EventListPage:
    title: str
    filter: ListFilter
    workflows: tuple[Workflow, ...]
    lines: tuple[Line, ...]
    page: Page
    own_count: int
    may_create: bool


def read_filter(values: Sequence[tuple[str, str]]) -> ListFilter:
    """Read the filters from the keys and values of an address."""
    given = dict(values)
    status = given.get("status", "")
    return ListFilter(
        all_libraries=given.get("bibliotek") == _ALL,
        past=given.get("tid") == _PAST,
        workflow=Workflow(status) if status in set(Workflow) else None,
        search=clean_line(given.get("sok", ""))[:_LONGEST_SEARCH],
        page=_page_number(given.get("side", "")),
    )


async def seen_heads(person: StaffMember, asked: ListFilter, *, today: date) -> list[EventHead]:
    """Find the events that the filters ask for and the person may see, in their order."""
    heads = await event_heads(
        today=today,
        library_ids=None if asked.all_libraries else person.library_ids,
        workflow=asked.workflow,
        past=asked.past,
        search=asked.search,
    )
    return [head for head in heads if _may_see(person, head)]


def page_of(heads: Sequence[EventHead], number: int) -> Page:
    """Cut one page out; a number beyond the last is the last."""
    last = max(1, -(-len(heads) // PER_PAGE))
    number = min(number, last)
    start = (number - 1) * PER_PAGE
    shown = tuple(heads[start : start + PER_PAGE])
    return Page(heads=shown, number=number, last=last, count=len(heads))


def list_page(
    lines: Sequence[EventLine],
    vocabulary: Vocabulary,
    *,
    asked: ListFilter,
    page: Page,
    person: StaffMember,
    language: str,
) -> EventListPage:
    """Put the page together; `lines` are those of `page`."""
    return EventListPage(
        title=translations(language).gettext("Arrangementer"),
        filter=asked,
        workflows=tuple(Workflow),
        lines=tuple(
            Line(
                event=line,
                organiser=vocabulary.libraries[line.organiser_id].short_name,
                is_own=line.organiser_id in person.roles,
            )
            for line in lines
        ),
        page=page,
        own_count=sum(1 for line in lines if line.organiser_id in person.roles),
        may_create=bool(person.roles),
    )


def _page_number(text: str) -> int:
    number = read_number(text) if text.isascii() else None
    return min(max(number or 1, 1), _LAST_PAGE)


def _may_see(person: StaffMember, line: EventHead) -> bool:
    return may_see(
        person,
        organiser_id=line.organiser_id,
        co_organiser_ids=line.co_organiser_ids,
        workflow=line.workflow,
        visibility=line.visibility,
        community_ids=line.community_ids,
    )
