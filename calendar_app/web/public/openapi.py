"""`/api/v1/openapi.json`: the read API described (OpenAPI 3.1)."""

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

from calendar_app.addresses import API, CHANGES
from calendar_app.storage.events import MAX_ID
from calendar_app.web.parts import parts_of
from calendar_app.web.public import openapi_parameters as parameters
from calendar_app.web.public.api_lists import OPENAPI, answered
from calendar_app.web.public.openapi_schemas import SCHEMAS, TEXT, ref
from calendar_app.wording import SERVICE

Json = Mapping[str, object]

_JSON = "application/json"
_LISTS = {
    "libraries": ("Libraries", "Who arranges: the libraries, and the county's."),
    "venues": ("Venues", "Branches, and other places where public dates are."),
    "categories": ("Categories", "What an event may be."),
    "age-bands": ("AgeBands", "The steps of age that the calendar offers."),
    "filters": ("Filters", "Named filters: selections with an address of their own."),
}


async def show(request: Request) -> Response:
    """Answer with the description."""
    parts = parts_of(request)
    return answered(openapi(parts.addresses.public_url, parts.settings.data_licence), request)


def openapi(server: str, licence: str) -> Json:
    """Describe the API of an installation at its public address."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"{SERVICE}: read API",
            "version": "1",
            "summary": "Public events of the libraries, for partners who keep a copy.",
            "description": "No key is needed. Unknown keys are ignored, an unknown value selects "
            "nothing, and neither is an error. Keys of answers may be added, none is renamed.",
            "license": {"name": "Open data", "url": licence},
        },
        "servers": [{"url": server}],
        "paths": {
            API: _get("What there is to ask for.", "Root"),
            CHANGES: _events(),
            f"{CHANGES}/{{id}}": _event(),
            **{f"{API}{name}": _list(*told) for name, told in _LISTS.items()},
            OPENAPI: _description(),
        },
        "components": {"schemas": SCHEMAS, "headers": _HEADERS},
    }


def _events() -> Json:
    summary = "The dates that a filter selects, or what has changed of them."
    asked = [*parameters.filters(), parameters.since()]
    return _get(summary, "Changes", asked, {"400": _error("`endret_siden` cannot be read.")})


def _event() -> Json:
    name = {
        "name": "id",
        "in": "path",
        "required": True,
        "description": "`event.id` of its dates.",
        "schema": {"type": "integer", "minimum": 1, "maximum": MAX_ID},
    }
    asked = [name, parameters.called_off(), parameters.interface()]
    missing = {"404": _error("There is no such event, or it is not public.")}
    return _get("One event with its dates.", "Event", asked, missing)


def _list(schema: str, summary: str) -> Json:
    return _get(summary, schema, [parameters.interface()])


def _description() -> Json:
    told = {"type": "object", "required": ["openapi", "paths"]}
    return {"get": {"summary": "This description.", "responses": _responses(told)}}


def _get(
    summary: str,
    schema: str,
    asked: list[Json] | None = None,
    refusals: Mapping[str, Json] | None = None,
) -> Json:
    return {
        "get": {
            "summary": summary,
            "operationId": f"get{schema}",
            "parameters": asked or [],
            "responses": _responses(ref(schema)) | dict(refusals or {}),
        }
    }


def _responses(schema: Json) -> dict[str, object]:
    headers = {name: {"$ref": f"#/components/headers/{name}"} for name in _HEADERS}
    return {
        "200": {"description": "Whole.", "headers": headers, "content": _body(schema)},
        "304": {"description": "Nothing has changed since you asked."},
        "414": _error("The query is longer than 4 KiB."),
        "503": _error("Keep what you have, and come again after `Retry-After`."),
    }


def _error(description: str) -> Json:
    return {"description": description, "content": _body(ref("Error"))}


def _body(schema: Json) -> Json:
    return {_JSON: {"schema": schema}}


_HEADERS: Mapping[str, Json] = {
    "ETag": {"description": "A hash of the body: send it as `If-None-Match`.", "schema": TEXT},
    "Cache-Control": {"description": "How long it may be kept.", "schema": TEXT},
}
"""What every 200 carries."""
