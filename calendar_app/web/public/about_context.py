"""What the templates of the pages about the calendar need."""

from dataclasses import dataclass

from calendar_app.domain.vocabulary import Library
from calendar_app.web.public.context import PublicPage


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedLibrary:
    """A library that takes part, with the calendar of what it arranges."""

    library: Library
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutPage(PublicPage):
    """Any of the pages about the calendar: of the installation they tell the same.

    `feedback_href` is where people write, `statement_href` the accessibility statement; both ""
    where none is set. `ui` is the query that keeps the language in a link. `keeps_log` is whether
    a line is written for each page that is read.
    """

    libraries: tuple[NamedLibrary, ...]
    ui: str
    feedback_href: str
    statement_href: str
    licence_href: str
    keeps_log: bool
