"""What the templates of subscribing need: one frozen dataclass per page."""

from dataclasses import dataclass
from datetime import date

from calendar_app.web.public.context import (
    Chip,
    FilterForm,
    Listed,
    PublicPage,
    Remark,
    Ways,
)
from calendar_app.web.render import Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A QR code: the picture as `src`, the address that it leads to, and the file of it."""

    image: str
    address: str
    file_href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Preset:
    """A choice that many make; `is_chosen` where the page shows exactly that."""

    label: str
    href: str
    is_chosen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Presets:
    """Choices of one kind under a heading."""

    legend: str
    items: tuple[Preset, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedOffer:
    """A named filter that is offered instead: what it is called, and what it holds in words."""

    link: Link
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SubscribePage(PublicPage):
    """A selection as a subscription, in every form that calendar programs take.

    `ways` is None where there is nothing to subscribe to, or its address would be too long:
    then `nearest` and `loosen` lead to ones that are not. `limited` says the fixed dates that a
    subscription should not have; `unlimited_href` is without them. `other_state` leads to the
    same with, or without, what is called off.
    """

    words: str
    today: date
    list_href: str
    form: FilterForm
    presets: tuple[Presets, ...] = ()
    ways: Ways | None = None
    code: Code | None = None
    total: int = 0
    soonest: tuple[Listed, ...] = ()
    chips: tuple[Chip, ...] = ()
    remarks: tuple[Remark, ...] = ()
    is_too_long: bool = False
    nearest: NamedOffer | None = None
    loosen: tuple[Link, ...] = ()
    limited: str = ""
    unlimited_href: str = ""
    hides_cancelled: bool = False
    other_state_href: str = ""
    build_href: str = ""
    is_local: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedPage(PublicPage):
    """A named filter: what is in it, and its ways; None when it was retired."""

    words: str
    today: date
    list_href: str
    ways: Ways | None
    hides_cancelled: bool
    total: int
    soonest: tuple[Listed, ...]
    code: Code | None = None
    is_local: bool = False
