"""The dates that a form would give, as lines of text: for the script that shows them meanwhile."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from calendar_app.domain.timing import local_date
from calendar_app.web.contexts.preview import preview_of
from calendar_app.web.forms.entry import EVENT_FIELDS, read_dates
from calendar_app.web.forms.typed import typed_in
from calendar_app.web.guard import person, posted
from calendar_app.web.parts import parts_of
from calendar_app.web.staff_page import staff_language
from calendar_app.words.catalogue import translations
from calendar_app.words.dates import short_span_words
from calendar_app.words.schedule import schedule_words

_MOST = 12


async def create(request: Request) -> Response:
    """Say what the dates would be, or nothing while they cannot be told yet."""
    await person(request)
    form = await posted(request)
    today, language = local_date(parts_of(request).now()), staff_language(request)
    schedule, problems = read_dates(typed_in(form, EVENT_FIELDS), today=today)
    if schedule is None or problems:
        return JSONResponse({"said": "", "dates": [], "more": ""})
    preview = preview_of(schedule, today=today)
    going = [one for one in preview.dates if not one.is_left_out]
    listed = going[:_MOST] if preview.count > 1 else []
    text = translations(language)
    more = preview.count - len(going[:_MOST])
    counted = text.ngettext(
        "Dette blir %(num)d dato", "Dette blir %(num)d datoer", preview.count
    ) % {"num": preview.count}
    to_come = text.ngettext("… og %(num)d dato til.", "… og %(num)d datoer til.", more)
    return JSONResponse(
        {
            "said": f"{counted}: {schedule_words(preview.schedule, language)}.",
            "dates": [short_span_words(one.span, language) for one in listed],
            "more": to_come % {"num": more} if more else "",
        }
    )
