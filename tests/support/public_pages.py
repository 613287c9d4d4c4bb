"""Every public address: the routes of the application, a sample of each, and its other faces.

Routes are found in the router, so that a new one is looked at as soon as it is there. One whose
path has a name in it needs a sample here; without it the tests fail and say which.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

import httpx2
from starlette.applications import Starlette
from starlette.routing import Route

from calendar_app.addresses import PERSONAL, STAFF
from calendar_app.demonstration.programme import programme as demonstration_programme
from calendar_app.web.public.embed_scripts import DIGEST
from calendar_app.web.static_files import StaticFiles
from tests.support.web import PUBLIC_URL

_HEALTH = ("/healthz", "/readyz")
_STATIC = re.compile(r"/static/(?P<digest>[^/]+)/(?P<name>.+)")

CHOSEN = "bibliotek=hamar&alder=3-6"
VIEWS = ("visning=maned", "visning=uke", "visning=maned&dato=2026-12", "visning=uke&dato=2026-W49")
FACES = {
    "/kalender": ("", *VIEWS, CHOSEN, "bibliotek=finnes-ikke", "sok=finnes-ikke-noe-sted"),
    "/abonner": ("", CHOSEN, "bibliotek=finnes-ikke"),
    "/bygg-inn": ("", CHOSEN),
    "/plakat": ("", CHOSEN),
    "/skjerm": ("", CHOSEN),
    "/embed/v1/liste": ("", CHOSEN, "antall=3&niva=3", "sok=finnes-ikke-noe-sted"),
    "/embed/v1/fragment.html": ("", CHOSEN),
}
"""Queries that make a page look another way; other routes are asked without one."""


@dataclass(frozen=True, slots=True)
class Samples:
    """What stands for the names in paths. `events` are `slug-id`, the first for every format."""

    events: tuple[str, ...]
    named: str
    colours: str = "0"
    picture: str = "0" * 64

    def paths(self, template: str) -> tuple[str, ...]:
        """Fill in a route's path; LookupError names the route that nothing here fits."""
        if "{" not in template:
            return (template,)
        if template == "/arrangement/{name}":
            return tuple(f"/arrangement/{one}" for one in self.events)
        begins, _, _ = template.partition("{")
        static = _STATIC.fullmatch(StaticFiles().url("public.css"))
        assert static
        event = self.events[0]
        fillings = {
            "/arrangement/": (event,),
            "/f/": (self.named,),
            "/bilde/": (self.picture,),
            "/static/": (static["digest"], static["name"]),
            "/farger/": (self.colours,),
            "/embed/v1.": (DIGEST,),
            "/embed/v1/f/": (self.named,),
            "/embed/v1/arrangement/": (event,),
            "/api/v1/events/": (event.rpartition("-")[2],),
        }
        if begins not in fillings:
            raise LookupError(f"{template} has no sample in tests/support/public_pages.py")
        return (re.sub(r"\{[^}]+\}", "{}", template).format(*fillings[begins]),)


@dataclass(frozen=True, slots=True)
class Face:
    """One address of a route."""

    template: str
    path: str
    query: str = ""

    @property
    def address(self) -> str:
        return self.spoken("")

    def spoken(self, language: str) -> str:
        """Give the address of the same in a language of the interface."""
        query = "&".join(part for part in (self.query, language and f"ui={language}") if part)
        return f"{self.path}?{query}" if query else self.path


def public_routes(app: Starlette) -> list[Route]:
    """Give the routes that anybody may ask; what staff and personal feeds have is left out."""
    return [
        route
        for route in app.routes
        if isinstance(route, Route)
        and not route.path.startswith((STAFF.rstrip("/"), PERSONAL))
        and route.path not in _HEALTH
        and "GET" in (route.methods or ())
    ]


def faces(routes: Iterable[Route], samples: Samples) -> list[Face]:
    """Give every address to look at, in the order of the router."""
    return list(_faces(routes, samples))


def first_faces(routes: Iterable[Route], samples: Samples) -> list[Face]:
    """Give one address of each route."""
    found: dict[str, Face] = {}
    for one in _faces(routes, samples):
        found.setdefault(one.template, one)
    return list(found.values())


def _faces(routes: Iterable[Route], samples: Samples) -> Iterator[Face]:
    for route in routes:
        for path in samples.paths(route.path):
            for query in _queries(route.path, samples):
                yield Face(route.path, path, query)


def _queries(template: str, samples: Samples) -> tuple[str, ...]:
    if template == "/oembed":
        shown = (f"{PUBLIC_URL}/kalender", f"{PUBLIC_URL}/arrangement/{samples.events[0]}")
        return tuple(urlencode({"url": url}) for url in shown)
    return FACES.get(template, ("",))


async def samples_of(client: httpx2.AsyncClient) -> Samples:
    """Choose samples from the demonstration: events of each state and kind that is to come."""
    found: dict[tuple[object, ...], str] = {}
    for one in (await client.get("/kalender.json?fra=-0d")).json()["events"]:
        name = one["url"].partition("/arrangement/")[2].partition("?")[0]
        for kind in (
            ("state", one["state"]),
            ("mode", one["mode"]),
            ("series", bool(one["series"])),
            ("books", bool(one["books"])),
            ("language", one["content_language"]),
        ):
            found.setdefault(kind, name)
    named = demonstration_programme()["named_filters"][0]["slug"]
    return Samples(events=tuple(dict.fromkeys(found.values())), named=named)
