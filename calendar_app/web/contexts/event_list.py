"""What templates/staff/events.html shows: events as lines, with the filters of the address."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from calendar_app.domain.access import StaffMember, may_see
from calendar_app.domain.event import Workflow
from calendar_app.domain.text import clean_line
from calendar_app.domain.vocabulary import Vocabulary
from calendar_app.storage.event_list import EventLine
from calendar_app.words.catalogue import translations

MOST_LINES = 200
"""A longer list is cut, and says so: the search finds the rest."""

_ALL, _PAST = "alle", "tidligere"
_LONGEST_SEARCH = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class ListFilter:
    """What the address asks for; unknown values ask for nothing."""

    all_libraries: bool = False
    past: bool = False
    workflow: Workflow | None = None
    search: str = ""

    def query(self) -> str:
        """Write it as the query of an address."""
        given = {
            "bibliotek": _ALL if self.all_libraries else "",
            "tid": _PAST if self.past else "",
            "status": self.workflow.value if self.workflow else "",
            "sok": self.search,
        }
        return urlencode({key: value for key, value in given.items() if value})


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
    hidden: int
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
    )


def list_page(
    lines: Sequence[EventLine],
    vocabulary: Vocabulary,
    *,
    asked: ListFilter,
    person: StaffMember,
    language: str,
) -> EventListPage:
    """Put the page together from the lines that the person may see."""
    seen = [line for line in lines if _may_see(person, line)]
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
            for line in seen[:MOST_LINES]
        ),
        hidden=len(seen[MOST_LINES:]),
        may_create=bool(person.roles),
    )


def _may_see(person: StaffMember, line: EventLine) -> bool:
    return may_see(
        person,
        organiser_id=line.organiser_id,
        co_organiser_ids=line.co_organiser_ids,
        workflow=line.workflow,
        visibility=line.visibility,
        community_ids=line.community_ids,
    )
