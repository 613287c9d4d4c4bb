"""The desk: what somebody at work wants to see first."""

from datetime import date

from starlette.requests import Request
from starlette.responses import Response

from calendar_app.domain.access import StaffMember, answers_for
from calendar_app.domain.needs import desk_window, may_lack_ages
from calendar_app.domain.timing import local_date
from calendar_app.domain.vocabulary import Vocabulary
from calendar_app.storage.desk import counted_dates, gone_through, own_sign_ups, waiting_drafts
from calendar_app.storage.drafts import drafts_of
from calendar_app.storage.lending import news_for
from calendar_app.storage.plan import read_plan
from calendar_app.storage.vocabulary import load_vocabulary
from calendar_app.storage.workflow import proposals
from calendar_app.web.contexts.desk import DeskFacts, desk_page
from calendar_app.web.guard import person
from calendar_app.web.parts import parts_of
from calendar_app.web.staff_page import staff_language, staff_page


async def index(request: Request) -> Response:
    """Show the desk; `vis` in the address opens one of its boxes."""
    reader = await person(request)
    parts = parts_of(request)
    today = local_date(parts.now())
    vocabulary = await load_vocabulary()
    context = desk_page(
        await _read(reader, vocabulary, today=today),
        vocabulary,
        person=reader,
        opened=request.query_params.get("vis", ""),
        today=today,
        language=staff_language(request),
        addresses=parts.addresses,
    )
    return staff_page(request, "staff/desk.html", context)


async def _read(reader: StaffMember, vocabulary: Vocabulary, *, today: date) -> DeskFacts:
    window = desk_window(today)
    dates = await read_plan(reader, window=window, vocabulary=vocabulary)
    own = [one for one in dates if one.event.organiser_id in reader.roles]
    return DeskFacts(
        dates=dates,
        typed=await drafts_of(reader.id),
        drafts=await waiting_drafts(reader),
        proposals=await proposals(_asked_of(reader, vocabulary)),
        news=await news_for(reader, today=today),
        counted=await counted_dates(window),
        gone_through=await gone_through(may_lack_ages(own)),
        sign_ups=await own_sign_ups(reader, today=today),
    )


def _asked_of(reader: StaffMember, vocabulary: Vocabulary) -> list[int]:
    """Name the libraries whose editors ask this person for publication."""
    return [
        one.id
        for one in vocabulary.libraries.values()
        if one.needs_approval and answers_for(reader, one.id)
    ]
