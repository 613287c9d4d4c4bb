"""A personal feed whose address others may have: asked about, then gone without a trace (T-14)."""

from starlette.requests import Request
from starlette.responses import Response

from calendar_app.storage.personal_feeds import report_leaked
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
        title=translations(staff_language(request)).gettext("Meld kalenderlenken på avveie"),
        feed=feed,
        action=parts.addresses.staff("kalenderlenker", feed.id, "avveie"),
        back=parts.addresses.staff("kalenderlenker"),
    )
    return staff_page(request, "staff/personal_feeds_leaked.html", context)


async def create(request: Request) -> Response:
    """Take it away."""
    owner, feed = await own_feed(request)
    await posted(request)
    await report_leaked(owner.id, feed.id)
    return to_staff_page(request, "kalenderlenker", flash="lenke-meldt")
