"""The choice of a language stays in the address, through every link and form of the public side."""

import re
from collections import Counter, deque
from urllib.parse import parse_qs, urlsplit

import pytest

from calendar_app.web.path_kinds import PathKind, kind_of
from tests.support.demonstration import Programme
from tests.support.pages import Document
from tests.support.web import PUBLIC_URL

OF_A_KIND = 3
"""Pages of one kind that the crawl looks at: the hundredth event says no more than the third."""


@pytest.mark.parametrize("language", ["nn", "en"])
async def test_language_is_kept_through_every_link(programme: Programme, language: str) -> None:
    """Whoever began in a language is never led back to bokmål by a link or a form of ours."""
    seen: Counter[str] = Counter()
    ahead = deque([f"/kalender?ui={language}"])
    met = set(ahead)
    lost = []
    while ahead:
        address = ahead.popleft()
        answer = await programme.client.get(address)
        if answer.status_code != 200 or not answer.headers["content-type"].startswith("text/html"):
            continue
        page = Document(answer.text)
        if page.all("html")[0]["lang"] != language:
            lost.append(address)
            continue
        lost += [f"{address}: a form" for form in forms_without(page, language) if form]
        for link in links_of(page):
            if link not in met and seen[shape(link)] < OF_A_KIND:
                met.add(link)
                seen[shape(link)] += 1
                ahead.append(link)
    assert lost == []
    assert {"/kalender", "/arrangement/#", "/abonner", "/om", "/personvern"} <= paths(seen)


def links_of(page: Document) -> list[str]:
    """Give the pages of ours that a page leads to, but for those in another language."""
    addresses = [
        str(one["href"]).removeprefix(PUBLIC_URL).partition("#")[0]
        for one in page.all("a")
        if "href" in one and "hreflang" not in one
    ]
    return [
        one
        for one in addresses
        if one.startswith("/") and kind_of(urlsplit(one).path) is PathKind.PAGE
    ]


def forms_without(page: Document, language: str) -> list[str]:
    """Give the forms of a page where some form of it would lose the language."""
    forms = [str(one.get("action", "")) for one in page.all("form")]
    kept = page.all("input", type="hidden", name="ui", value=language)
    return forms if len(kept) < len(forms) else []


def shape(address: str) -> str:
    """Give what addresses of one kind share: the path without names, and the keys asked for."""
    parts = urlsplit(address)
    path = re.sub(r"^(/arrangement|/f)/.*", r"\1/#", parts.path)
    return f"{path}?{'&'.join(sorted(parse_qs(parts.query)))}"


def paths(seen: Counter[str]) -> set[str]:
    return {one.partition("?")[0] for one in seen}
