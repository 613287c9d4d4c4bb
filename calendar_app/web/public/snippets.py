"""The code that shows a selection on other sites, in the five levels of facts/embedding.md.

Everything is made of our own addresses and escaped as the place asks for. No level needs inline
script or style, so a host may keep a strict policy.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from html import escape
from urllib.parse import parse_qsl

from calendar_app.addresses import Addresses
from calendar_app.domain.view import View, view_query
from calendar_app.web.public import embed_scripts
from calendar_app.web.public.build_context import Code, Snippets
from calendar_app.web.public.embedded import DATA, FRAGMENT, LIST
from calendar_app.words.catalogue import translations
from feeds.links import LONGEST, webcal_link

_FRAME_HEIGHT = 640
_STYLE = (
    "lese-kalender { --lk-accent: #0a5c66; --lk-muted: #50606a; }",
    "lese-kalender::part(title) { font-family: Georgia, serif; }",
    "lese-kalender:not(:defined) { display: block; min-height: 40rem; }",
)
"""What a host may say of the look. The last line keeps room until the script is there."""

NAMED = "utvalg"
"""The attribute of the element, and the key of `/bygg-inn`, that asks for a named filter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What an embed is to show: a selection, or a named filter by its slug.

    `query` is what its addresses say beside the view; `page` is the path of the public page,
    `feed` the absolute address of its feed, "" for none.
    """

    title: str
    language: str
    query: str
    page: str
    feed: str
    slug: str = ""

    @property
    def own(self) -> str:
        """What the address of `/bygg-inn` says of it."""
        named = f"{NAMED}={self.slug}" if self.slug else ""
        return "&".join(part for part in (named, self.query) if part)

    def path(self, name: str, view: View, addresses: Addresses) -> str:
        """Give the path of one of its embeds."""
        folder = f"f/{self.slug}/" if self.slug else ""
        query = "&".join(part for part in (self.query, view_query(view)) if part)
        return addresses.embed(f"{folder}{name}", query)


def snippets(shown: Shown, view: View, addresses: Addresses) -> Snippets | None:
    """Write all code; None when it would hold an address that is too long to be offered."""
    frame, fragment, events = (
        addresses.absolute(shown.path(name, view, addresses)) for name in (LIST, FRAGMENT, DATA)
    )
    page = addresses.absolute(shown.page)
    if max(map(len, (frame, fragment, events, page))) > LONGEST:
        return None
    origin = addresses.public_url
    fetched = fragment.replace("%20", "+")  # in a crontab % would end the command
    return Snippets(
        link=_code(_link(shown, page)),
        frame=_code(_frame(shown, frame, page, addresses)),
        frame_policy=_code([f"frame-src 'self' {origin}", f"script-src 'self' {origin}"]),
        address=Code(page),
        address_policy=_code([f"frame-src 'self' {origin}"]),
        provider=Code(f"wp_oembed_add_provider('{origin}/*', '{origin}/oembed');"),
        element=_code(_element(shown, view, page, addresses)),
        pinned_element=_code(_element(shown, view, page, addresses, pinned=True)),
        element_policy=_code([f"script-src 'self' {origin}", f"connect-src 'self' {origin}"]),
        style=_code(_STYLE),
        include=Code(f"curl -fsS -o kalender.ny '{fetched}' && mv kalender.ny kalender.html"),
        fragment=Code(fragment),
        events=Code(events),
    )


def _link(shown: Shown, page: str) -> Iterator[str]:
    text = translations(shown.language)
    yield _tag("a", shown.title, href=page)
    if shown.feed:
        label = text.gettext("Abonner på kalenderen")
        yield _tag("a", label, href=webcal_link(shown.feed))


def _frame(shown: Shown, frame: str, page: str, addresses: Addresses) -> Iterator[str]:
    after = _after(frame)
    whole = translations(shown.language).gettext("Se hele kalenderen")
    script = addresses.absolute(addresses.embed(embed_scripts.FRAME_SCRIPT))
    size = {"width": "100%", "height": str(_FRAME_HEIGHT), "frameborder": "0"}
    yield _skip(shown, after)
    yield _tag("iframe", src=frame, title=shown.title, **size, loading="lazy")
    yield f'<p id="{after}">{_tag("a", whole, href=page)}</p>'
    yield _tag("script", type="module", src=script)


def _element(
    shown: Shown, view: View, page: str, addresses: Addresses, *, pinned: bool = False
) -> Iterator[str]:
    """Write the element; pinned, with the address and the hash of one version of its script."""
    named = ((NAMED, shown.slug),) if shown.slug else ()
    said = [*named, *parse_qsl(shown.query), *parse_qsl(view_query(view))]
    after = _after(str(said))
    whole = _tag("a", translations(shown.language).gettext("Se hele kalenderen"), href=page)
    path = addresses.embed_script(embed_scripts.DIGEST if pinned else "")
    integrity = {"integrity": embed_scripts.INTEGRITY} if pinned else {}
    yield _skip(shown, after)
    yield _tag("lese-kalender", safe=whole, **dict(said))
    yield _tag("span", id=after)
    yield _tag("script", type="module", src=addresses.absolute(path), **integrity)


def _skip(shown: Shown, after: str) -> str:
    label = translations(shown.language).gettext("Hopp over kalenderen")
    return f"<p>{_tag('a', label, href=f'#{after}')}</p>"


def _after(what: str) -> str:
    """Name the place after an embed; two of them on one page need two names."""
    return f"etter-kalenderen-{blake2b(what.encode(), digest_size=2).hexdigest()}"


def _tag(name: str, text: str = "", *, safe: str = "", **attributes: str) -> str:
    said = "".join(f' {key}="{escape(value)}"' for key, value in attributes.items())
    return f"<{name}{said}>{escape(text, quote=False)}{safe}</{name}>"


def _code(lines: Iterable[str]) -> Code:
    return Code("\n".join(lines))
