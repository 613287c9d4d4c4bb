"""Every page of the staff side that links lead to, one of each kind.

The pages are found as a person finds them: by following links from the desk. What the router has
and no link leads to is told too, so that no page goes unseen.
"""

import re
from collections import Counter, deque
from collections.abc import Iterable
from html import unescape
from urllib.parse import urljoin, urlsplit

import httpx2
from starlette.routing import Match, Route

from calendar_app.web.staff_routes import session

DESK = "/ansatt/"
_HREF = re.compile(r'href="([^"]+)"')
_MOST_OF_A_KIND = 4
_EVERY_EVENT = {"/ansatt/arrangementer/{event_id}": 120}
"""What one event offers, another in another state does not."""


def staff_routes(routes: Iterable[object]) -> list[Route]:
    """Give the routes whose pages somebody who is logged in may open."""
    ways_in = {route.path for route in session.routes() if isinstance(route, Route)}
    return [
        route
        for route in routes
        if isinstance(route, Route)
        and route.path.startswith(DESK)
        and "GET" in (route.methods or ())
        and route.path not in ways_in
    ]


async def pages_by_route(client: httpx2.AsyncClient, routes: list[Route]) -> dict[str, str]:
    """Follow links from the desk, and give one address for each kind of page that was reached.

    A few pages of each kind are looked at, since what one links to another may not.
    """
    found: dict[str, str] = {}
    waiting, seen = deque([DESK]), {DESK}
    looked_at: Counter[str] = Counter()
    while waiting:
        address = waiting.popleft()
        kind = template_of(address, routes)
        if looked_at[kind] >= _EVERY_EVENT.get(kind, _MOST_OF_A_KIND):
            continue
        looked_at[kind] += 1
        answer = await client.get(address)
        is_page = answer.headers.get("content-type", "").startswith("text/html")
        if answer.status_code != 200 or not is_page:
            continue
        found.setdefault(kind, address)
        links = [link for link in links_of(answer.text, address) if link not in seen]
        waiting.extend(link for link in links if template_of(link, routes))
        seen.update(links)
    return found


def links_of(page: str, address: str) -> list[str]:
    """Give the addresses on this server that a page links to, without fragments."""
    links = (urljoin(address, unescape(href)) for href in _HREF.findall(page))
    return [link.partition("#")[0] for link in links if not urlsplit(link).netloc]


def template_of(address: str, routes: list[Route]) -> str:
    """Name the route that answers an address, "" when none of these does."""
    scope = {"type": "http", "method": "GET", "path": urlsplit(address).path}
    for route in routes:
        if route.matches(scope)[0] is Match.FULL:
            return str(route.path)
    return ""
