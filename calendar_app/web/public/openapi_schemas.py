"""The schemas of the read API's answers: every field as `docs/feeds.md` has it.

A test compares them with real answers, so neither grows without the other.
"""

from collections.abc import Mapping

from calendar_app.domain.event import Mode, PriceKind, RegistrationKind, State
from calendar_app.domain.vocabulary import ACCESS_FLAGS, LANGUAGES, LibraryKind
from calendar_app.publishing.formats import Format

Json = Mapping[str, object]

TEXT: Json = {"type": "string"}
_COUNT: Json = {"type": "integer", "minimum": 0}
_YES: Json = {"type": "boolean"}
_ADDRESS: Json = {"type": "string", "format": "uri"}
_DAY: Json = {"type": "string", "format": "date"}
_MOMENT: Json = {"type": "string", "format": "date-time"}
_TIME: Json = {"anyOf": [_MOMENT, _DAY]}
_SLUG: Json = {"type": "string", "minLength": 1}
_LANGUAGE: Json = {"enum": list(LANGUAGES)}
_VERSION: Json = {"const": 1}


def ref(name: str) -> Json:
    """Point at one of the schemas."""
    return {"$ref": f"#/components/schemas/{name}"}


def _or_null(schema: Json) -> Json:
    return {"anyOf": [schema, {"type": "null"}]}


def _list(schema: Json) -> Json:
    return {"type": "array", "items": schema}


def _object(properties: Json, description: str = "", optional: tuple[str, ...] = ()) -> Json:
    """Describe an object of which every key is always there, but for the optional ones."""
    told: dict[str, object] = {
        "type": "object",
        "properties": properties,
        "required": [key for key in properties if key not in optional],
    }
    return told | ({"description": description} if description else {})


_ACCESS = _object({**{flag: _or_null(_YES) for flag in ACCESS_FLAGS}, "note": TEXT})
_NAMED = _object({"slug": _SLUG, "name": TEXT})
_SPAN: Json = {"all_day": _YES, "start": _TIME, "end": _TIME}

_PLACE = _object(
    {
        "slug": _or_null(_SLUG),
        **dict.fromkeys(("name", "room", "street", "postal_code", "city"), TEXT),
        "lat": _or_null({"type": "number"}),
        "lon": _or_null({"type": "number"}),
    }
)
_PRICE = _object(
    {
        "kind": {"enum": [one.value for one in PriceKind]},
        "amount": _or_null(_COUNT),
        "words": TEXT,
        "note": TEXT,
    }
)
_REGISTRATION = _object(
    {
        "kind": {"enum": [one.value for one in RegistrationKind]},
        "url": _or_null(_ADDRESS),
        "contact": TEXT,
        "opens": _or_null(_MOMENT),
        "closes": _or_null(_MOMENT),
        "waiting_list": _YES,
        "guardian_registers": _YES,
        "note": TEXT,
    }
)
_BOOK = _object({"title": TEXT, "author": TEXT, "isbn": TEXT, "url": _or_null(_ADDRESS)})
_IMAGE = _object({"hash": TEXT, "url": _or_null(_ADDRESS), "alt": TEXT, "credit": TEXT})
_AGES = _object({"from": _or_null(_COUNT), "to": _or_null(_COUNT), "words": TEXT, "note": TEXT})

_DATE = _object(
    {
        "uid": _SLUG,
        "url": _ADDRESS,
        "event": _object({"id": {"type": "integer", "minimum": 1}, "slug": TEXT}),
        "title": TEXT,
        "state": {"enum": [one.value for one in State]},
        "state_reason": TEXT,
        **_SPAN,
        "moved_from": _or_null(_object(_SPAN)),
        **dict.fromkeys(("note", "summary", "description", "description_markdown"), TEXT),
        "content_language": TEXT,
        "languages": _list(TEXT),
        "organiser": _NAMED,
        "co_organisers": _list(_NAMED),
        "categories": _list(_NAMED),
        "ages": _AGES,
        "mode": {"enum": [one.value for one in Mode]},
        "online_url": _or_null(_ADDRESS),
        "place": _or_null(_PLACE),
        "price": _PRICE,
        "registration": _REGISTRATION,
        "capacity": _or_null(_COUNT),
        "access": _ACCESS,
        "image": _or_null(_IMAGE),
        "people": _list(_object({"name": TEXT, "role": TEXT})),
        "books": _list(_BOOK),
        "partners": _list(TEXT),
        "series": _or_null(_SLUG),
        "tour": _or_null(_object({"slug": _SLUG, "title": TEXT})),
        "funding": TEXT,
        "contact": TEXT,
        "sequence": _COUNT,
        "last_modified": _MOMENT,
        "created": _MOMENT,
    },
    "One date of an event. Whole days are dates, and `end` is then the last day included.",
)

_FEED: Json = {
    "version": _VERSION,
    "name": TEXT,
    "description": TEXT,
    "language": _LANGUAGE,
    "url": _ADDRESS,
    "feed": _or_null(_ADDRESS),
    "window": _object({"from": _DAY, "to": _DAY}),
    "trimmed": _or_null(_object({"past_from": _or_null(_DAY), "until": _or_null(_DAY)})),
    "count": _COUNT,
    "events": _list(ref("Date")),
}


def _rows(key: str, row: str) -> Json:
    rows = {"version": _VERSION, "language": _LANGUAGE, "count": _COUNT, key: _list(ref(row))}
    return _object(rows)


SCHEMAS: Mapping[str, Json] = {
    "Date": _DATE,
    "Event": _object(_FEED, "One event with its dates in the window, or all when none is."),
    "Changes": _object(
        {**_FEED, "changed_since": _or_null(_MOMENT), "uids": _list(_SLUG)},
        "`events` holds what changed; `uids` names every date that the filter selects now.",
    ),
    "Library": _object(
        {
            **{"slug": _SLUG, "name": TEXT, "short_name": TEXT},
            "kind": {"enum": [one.value for one in LibraryKind]},
            **{"municipality": TEXT, "municipality_no": TEXT},
        }
    ),
    "Libraries": _rows("libraries", "Library"),
    "Venue": _object(
        {
            **{"slug": _SLUG, "name": TEXT, "short_name": TEXT, "library": _or_null(_SLUG)},
            **dict.fromkeys(("building", "street", "postal_code", "city"), TEXT),
            "lat": _or_null({"type": "number"}),
            "lon": _or_null({"type": "number"}),
            "access": _ACCESS,
        }
    ),
    "Venues": _rows("venues", "Venue"),
    "Category": _NAMED,
    "Categories": _rows("categories", "Category"),
    "AgeBand": _object({"slug": _SLUG, "name": TEXT, "from": _COUNT, "to": _or_null(_COUNT)}),
    "AgeBands": _rows("age_bands", "AgeBand"),
    "Filter": _object(
        {
            **{"slug": _SLUG, "title": TEXT, "words": TEXT, "query": TEXT, "url": _ADDRESS},
            "feeds": _object({form.value: _ADDRESS for form in Format}),
            "last_modified": _MOMENT,
        }
    ),
    "Filters": _rows("filters", "Filter"),
    "Root": _object(
        {
            "version": _VERSION,
            **dict.fromkeys(("events", "libraries", "venues", "categories"), _ADDRESS),
            **dict.fromkeys(("age_bands", "filters", "openapi"), _ADDRESS),
        }
    ),
    "Error": _object({"error": TEXT}, "One sentence in the language that `ui` asks for."),
}
