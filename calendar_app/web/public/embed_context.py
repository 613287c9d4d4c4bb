"""What the templates of embeds need. Addresses that lead out of an embed are absolute."""

from dataclasses import dataclass
from datetime import date

from calendar_app.web.public.context import Day, Listed
from calendar_app.web.render import Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowing:
    """A link to the frame with the dates of one library, or of all."""

    label: str
    href: str
    is_chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EmbedPage:
    """Dates under a heading of `level`, in a frame or as a fragment of somebody's page.

    `title_language` is "" for words of the interface. `frames` gives, by event, the path of the
    frame of one event; with it a frame shows an event where nothing lets it lead out.
    """

    title: str
    title_language: str
    level: int
    today: date
    ongoing: tuple[Listed, ...]
    days: tuple[Day, ...]
    empty: str
    links: tuple[Link, ...]
    canonical: str
    frames: dict[int, str]
    more_href: str = ""
    libraries: tuple[Narrowing, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GonePage:
    """What a frame shows where nothing is, or nothing any longer."""

    links: tuple[Link, ...]
