"""The URL map: the parts of the public side (`web/public_routes`) and of the staff side."""

from starlette.routing import BaseRoute, Route

from calendar_app.web import static_files
from calendar_app.web.public.feed_answers import FeedAnswers
from calendar_app.web.public.feeds import Feeds
from calendar_app.web.public.page_answers import PageAnswers
from calendar_app.web.public.personal import PERSONAL_FEED, PersonalFeeds
from calendar_app.web.public_routes import about as public_about
from calendar_app.web.public_routes import api as public_api
from calendar_app.web.public_routes import calendar as public_calendar
from calendar_app.web.public_routes import embeds as public_embeds
from calendar_app.web.public_routes import events as public_events
from calendar_app.web.public_routes import finding as public_finding
from calendar_app.web.public_routes import showing as public_showing
from calendar_app.web.public_routes import subscribing as public_subscribing
from calendar_app.web.public_routes.shared import Shared
from calendar_app.web.staff_routes import (
    bulk,
    desk,
    drafts,
    events,
    feeds,
    figures,
    gatherings,
    history,
    lending,
    people,
    session,
    setup,
    templates,
)

_PUBLIC = (
    public_calendar,
    public_events,
    public_subscribing,
    public_embeds,
    public_showing,
    public_about,
    public_api,
    public_finding,
)
_STAFF = (
    session,
    desk,
    events,
    bulk,
    templates,
    drafts,
    history,
    lending,
    gatherings,
    figures,
    people,
    setup,
    feeds,
)
"""Each part has a list of its own; the first route that fits answers."""


def routes(
    static: static_files.StaticFiles,
    answers: FeedAnswers,
    pages: PageAnswers,
    personal: PersonalFeeds,
) -> list[BaseRoute]:
    """List the routes; the first that fits answers."""
    shared = Shared(Feeds(answers), answers, pages.kept)
    return [
        *(route for part in _PUBLIC for route in part.routes(shared)),
        Route(PERSONAL_FEED, personal),
        Route(static_files.ADDRESS, static.serve),
        *(route for part in _STAFF for route in part.routes()),
    ]
