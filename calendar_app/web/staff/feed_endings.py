"""The end of a personal feed: asked about, then done. Whoever still fetches it is told (FC-23)."""

from starlette.requests import Request
from starlette.responses import Response

from calendar_app.storage.personal_feeds import end_feed
from calendar_app.web.contexts.personal_feeds import FeedConfirmationPage
from calendar_app.web.guard import posted
from calendar_app.web.guard_feed import own_feed
from calendar_app.web.parts import parts_of
from calendar_app.web.staff_page import staff_language, staff_page, to_staff_page
from calendar_app.words.catalogue import translations


async def new(request: Request) -> Response:
    """Say what it means."""
    _, feed = await own_feed(request)
    parts = parts_of(request)
    context = FeedConfirmationPage(
        title=translations(staff_language(request)).gettext("Avslutt kalenderlenken"),
        feed=feed,
        action=parts.addresses.staff("kalenderlenker", feed.id, "avslutning"),
        back=parts.addresses.staff("kalenderlenker"),
    )
    return staff_page(request, "staff/personal_feeds_ending.html", context)


async def create(request: Request) -> Response:
    """End it; doing it twice is doing it once."""
    owner, feed = await own_feed(request)
    await posted(request)
    await end_feed(owner.id, feed.id, now=parts_of(request).now())
    return to_staff_page(request, "kalenderlenker", flash="lenke-avsluttet")
