"""The parameters of the read API, made of the keys of filter addresses."""

from collections.abc import Mapping

from calendar_app.domain.fixed_words import WORDS
from calendar_app.domain.keys import (
    AGE,
    CALLED_OFF,
    CATEGORY,
    INTERFACE,
    KEYS,
    LANGUAGE,
    LIBRARY,
    LIST_KEYS,
    PLACE,
    RECURRENCE,
    SEARCH,
    SERIES,
    SINCE,
    TOUR,
    UNTIL,
)
from calendar_app.domain.searching import SEARCH_LENGTH
from calendar_app.domain.vocabulary import LANGUAGES

Json = Mapping[str, object]

_MEANINGS = {
    LIBRARY: "Who arranges it, or in whose house it is: slugs of `/api/v1/libraries`.",
    PLACE: "Where it is: slugs of `/api/v1/venues`.",
    AGE: "For whom, by overlap: `5`, `3-6`, `13-`, or slugs of `/api/v1/age-bands`.",
    CATEGORY: "What it is: slugs of `/api/v1/categories`.",
    LANGUAGE: "The languages it is held in: `nb`, `nn`, `se`, `en`, `uk`; `no` is both Norwegians.",
    SERIES: "`neste` keeps the next date of each series; a slug gives that series.",
    TOUR: "All stops of a tour, by its slug.",
    CALLED_OFF: "What is called off: `status` and `synlig` give it, `nei` leaves it out.",
    SINCE: "First local date: `2027-02-08`, or counted from today: `-60d`, `8u`, `12m`.",
    UNTIL: "Last local date, written as `fra` is.",
    SEARCH: "Words that begin a word of title, text, place, people or books.",
    INTERFACE: "The language of our own words, never of the texts of events.",
}
_EXAMPLES = {
    LIBRARY: "hamar",
    AGE: "3-6",
    LANGUAGE: "nb,nn",
    SERIES: "neste",
    CALLED_OFF: "nei",
    SINCE: "2027-02-08",
    UNTIL: "12m",
}


def interface() -> Json:
    """Give the key of the language of our own words."""
    return _query(INTERFACE, {"enum": list(LANGUAGES), "default": LANGUAGES[0]})


def called_off() -> Json:
    """Give the key of what is called off."""
    return _query(CALLED_OFF, {"type": "string"})


def filters() -> list[Json]:
    """Give every key of a filter; rule mode is for calendars alone."""
    schema: Json = {"type": "string"}
    plain = [key for key in KEYS if key not in (INTERFACE, RECURRENCE)]
    shortened = {SEARCH: {"type": "string", "maxLength": SEARCH_LENGTH}}
    return [*(_query(key, shortened.get(key, schema)) for key in plain), interface()]


def since() -> Json:
    """Give the key that asks for what has changed alone."""
    return {
        "name": "endret_siden",
        "in": "query",
        "description": "Only what changed at this moment or later (`uids` still names all): RFC "
        "3339 with an offset, or a date, which is its local midnight. Also `changed_since`.",
        "schema": {"anyOf": [_format("date-time"), _format("date")]},
        "example": "2027-02-01T09:00:00Z",
    }


def _query(key: str, schema: Json) -> Json:
    """Describe a key; nothing in a filter is an error, so every text may be sent."""
    alias = f"Also `{KEYS[key]}`." if KEYS[key] != key else ""
    many = "Several with commas mean or; a minus in front means not." if key in LIST_KEYS else ""
    meaning = _MEANINGS.get(key) or f"One of `{'`, `'.join(WORDS[key])}`."
    told: dict[str, object] = {
        "name": key,
        "in": "query",
        "description": " ".join(part for part in (meaning, many, alias) if part),
        "schema": schema,
    }
    return told | ({"example": _EXAMPLES[key]} if key in _EXAMPLES else {})


def _format(name: str) -> Json:
    return {"type": "string", "format": name}
