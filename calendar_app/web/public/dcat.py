"""`/data/dcat.ttl`: the open data described for data catalogues (facts/domain.md, 7.7)."""

from collections.abc import Iterable
from datetime import datetime

from starlette.requests import Request
from starlette.responses import Response

from calendar_app.addresses import API, Addresses
from calendar_app.domain.vocabulary import LANGUAGES, Library
from calendar_app.settings import Settings
from calendar_app.web.contact_links import feedback_href
from calendar_app.web.parts import parts_of
from calendar_app.wording import SERVICE
from calendar_app.words.lists import listed
from calendar_app.words.open_data import (
    open_data_description,
    open_data_keywords,
    open_data_title,
)
from feeds.dcat import FILE_TYPES, Body, DataSet, Words, render_dcat

PATH = "/data/dcat.ttl"
OPENAPI = f"{API}openapi.json"
_TYPE = "text/turtle; charset=utf-8"


async def show(request: Request) -> Response:
    """Describe the data set, its forms and its licence; only what settings and rows say."""
    parts = parts_of(request)
    index = await parts.publisher.current.index()
    libraries = [one for one in index.vocabulary.libraries.values() if not one.retired_at]
    data = data_set(libraries, parts.settings, parts.addresses, changed=index.state.stamp)
    return Response(render_dcat(data), headers={"Content-Type": _TYPE})


def data_set(
    libraries: Iterable[Library], settings: Settings, addresses: Addresses, *, changed: datetime
) -> DataSet:
    """Put together what is told; `changed` (UTC) is when anything public last changed."""
    known = list(libraries)
    names = {one: listed([each.name for each in known], one) for one in LANGUAGES}
    absolute = addresses.absolute
    return DataSet(
        address=absolute(PATH),
        page=absolute(addresses.calendar()),
        documentation=absolute(addresses.about()),
        api=absolute(API),
        api_description=absolute(OPENAPI),
        feeds={form: absolute(addresses.calendar(suffix=f".{form}")) for form in FILE_TYPES},
        words={
            one: Words(
                title=open_data_title(one),
                description=open_data_description(names[one] or SERVICE, one),
                keywords=open_data_keywords(one),
            )
            for one in LANGUAGES
        },
        libraries=tuple(_body(one) for one in known),
        licence=settings.data_licence,
        publisher=settings.data_publisher,
        publisher_name=names[LANGUAGES[0]] or SERVICE,
        contact=feedback_href(settings.contact),
        changed=changed,
    )


def _body(library: Library) -> Body:
    return Body(
        slug=library.slug,
        name=library.name,
        municipality=library.municipality,
        number=library.municipality_no,
    )
