"""What the page that makes embeds shows."""

from dataclasses import dataclass

from calendar_app.domain.view import DEEPEST, MOST_SHOWN, View
from calendar_app.web.public.context import Chip, FilterForm, PublicPage, Remark
from calendar_app.web.render import Link

_WIDTH = 60


@dataclass(frozen=True, slots=True)
class Code:
    """Text to be copied as it is."""

    text: str

    @property
    def rows(self) -> int:
        """How many lines a field needs to show all of it, about."""
        return sum(1 + len(line) // _WIDTH for line in self.text.splitlines())


@dataclass(frozen=True, slots=True, kw_only=True)
class Snippets:
    """What a site editor copies: code for each level, and the lines that a strict policy needs.

    `address` is what WordPress takes, `provider` what lets a whole network of sites take it.
    """

    link: Code
    frame: Code
    frame_policy: Code
    address: Code
    address_policy: Code
    provider: Code
    element: Code
    pinned_element: Code
    element_policy: Code
    style: Code
    include: Code
    fragment: Code
    events: Code


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildPage(PublicPage):
    """A selection as something to show on another site.

    `snippets` is None where there is nothing to show, or an address would be too long. `preview`
    is "" where a frame of ours may not be shown on our own page. `offer` leads to the embed of a
    named filter, which staff may change; `named` tells whether this is one. `ends` is the last
    date that the selection asks for, in words.
    """

    words: str
    view: View
    form: FilterForm
    list_href: str
    snippets: Snippets | None = None
    preview: str = ""
    preview_title: str = ""
    total: int = 0
    chips: tuple[Chip, ...] = ()
    remarks: tuple[Remark, ...] = ()
    named: bool = False
    offer: Link | None = None
    ends: str = ""
    endless_href: str = ""
    is_too_long: bool = False
    is_local: bool = False
    most: int = MOST_SHOWN
    levels: tuple[int, ...] = tuple(range(1, DEEPEST + 1))
