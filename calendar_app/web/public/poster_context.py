"""What the template of the poster needs."""

from dataclasses import dataclass
from datetime import date

from calendar_app.web.public.context import Listed, PublicPage, Remark
from calendar_app.web.public.take_away import TakeAway


@dataclass(frozen=True, slots=True, kw_only=True)
class PosterPage(PublicPage):
    """The next dates of a selection on one sheet; `more` is how many there was no room for."""

    heading: str
    today: date
    list_href: str
    listed: tuple[Listed, ...]
    more: int = 0
    take_away: TakeAway | None = None
    remarks: tuple[Remark, ...] = ()
    is_local: bool = False
