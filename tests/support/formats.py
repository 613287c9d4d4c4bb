"""The same feed in its formats, read by parsers of others."""

import json
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

from tests.support.demonstration import Programme, with_query
from tests.support.reading import read_feed, seen_in_feed

FORMATS = ("ics", "json", "rss")
API = "/api/v1/events"
_STATES = {
    "scheduled": "",
    "cancelled": "AVLYST",
    "full": "FULLT",
    "postponed": "UTSATT",
    "moved": "NY TID",
}


@dataclass(frozen=True, slots=True, order=True)
class Told:
    """What every format tells of a date."""

    uid: str
    state: str
    title: str


def told_in_ics(body: bytes) -> list[Told]:
    found = []
    for uid, event in read_feed(body).items():
        seen = seen_in_feed(event)
        found.append(Told(uid, seen.state, seen.title))
    return found


def told_in_json(body: bytes) -> list[Told]:
    return [
        Told(one["uid"], _STATES[one["state"]], one["title"]) for one in json.loads(body)["events"]
    ]


def told_in_rss(body: bytes) -> list[Told]:
    found = []
    for item in ElementTree.fromstring(body).iter("item"):
        marked, _, rest = (item.findtext("title") or "").partition(": ")
        state = marked if marked in _STATES.values() else ""
        title = rest if state else item.findtext("title") or ""
        found.append(Told(item.findtext("guid") or "", state, title))
    return found


READERS = {"ics": told_in_ics, "json": told_in_json, "rss": told_in_rss}


async def told_everywhere(programme: Programme, query: str) -> dict[str, list[Told]]:
    """Ask for a selection in every format, and as a partner does."""
    found = {
        form: READERS[form]((await programme.get(with_query(f"/kalender.{form}", query))).content)
        for form in FORMATS
    }
    answer = await programme.get(with_query(API, query))
    body: dict[str, Any] = answer.json()
    found["api"] = told_in_json(answer.content)
    assert body["uids"] == [one.uid for one in found["api"]], query
    return found
