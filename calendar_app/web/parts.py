"""What handlers work with: put together in `create_app`, found on the application."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from starlette.requests import Request

from calendar_app.addresses import Addresses
from calendar_app.publishing.publisher import Publisher
from calendar_app.settings import Settings
from calendar_app.storage.config import Config
from calendar_app.web.guess_limits import GuessLimits
from calendar_app.web.log_in_limits import LogInLimits
from calendar_app.web.passwords import Passwords
from calendar_app.web.pictures import Pictures
from calendar_app.web.public_images import PublicImages
from calendar_app.web.render import Pages


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The parts of one application; `now` gives the time as an aware datetime in UTC."""

    settings: Settings
    database: Config
    addresses: Addresses
    now: Callable[[], datetime]
    publisher: Publisher
    pages: Pages
    passwords: Passwords
    log_in_limits: LogInLimits
    pictures: Pictures
    public_images: PublicImages
    link_limits: GuessLimits


def parts_of(request: Request) -> Parts:
    """Find the parts of the application that the request came to."""
    parts: Parts = request.app.state.parts
    return parts
