"""What WordPress makes of an address that somebody pastes, without WordPress.

Written from the rules of facts/embedding.md, section 2: how a page is searched, what is let
through of a stranger's HTML, and what is added to it.
"""

import re
from html import escape
from html.parser import HTMLParser
from urllib.parse import parse_qs, urlencode, urlsplit, urlunsplit

_MOST_READ = 150 * 1024
_KEPT = {
    "a": ("href",),
    "blockquote": (),
    "iframe": (
        *("src", "width", "height", "frameborder", "marginwidth", "marginheight"),
        *("scrolling", "title"),
    ),
}
_WANTED = re.compile(
    r"\A(?P<quote><blockquote>.*?</blockquote>)?.*(?P<frame><iframe.*?></iframe>)", re.S
)
_SANDBOX = 'class="wp-embedded-content" sandbox="allow-scripts" security="restricted"'
_HIDDEN = 'style="position:absolute;visibility:hidden"'


def discovered(page: bytes) -> str:
    """Find the oEmbed endpoint that a page names in its head, "" when there is none."""
    head = page[:_MOST_READ].decode("utf-8", "replace").partition("</head>")[0]
    return _Links(head).endpoint


def asked(endpoint: str, url: str, *, width: int = 500) -> str:
    """Give the address that is asked about a pasted one: the endpoint with its own `url`."""
    parts = urlsplit(endpoint)
    query = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    height = min(round(1.5 * width), 1000)
    query |= {"maxwidth": str(width), "maxheight": str(height), "url": url, "dnt": "1"}
    return urlunsplit(parts._replace(query=urlencode(query | {"format": "json"})))


def wordpress_embed(html: str, *, title: str, secret: str = "Kx3bTz81qP") -> str:
    """Give the markup that a post shows of an untrusted provider's HTML, "" when it is refused.

    The frame stays hidden when a quotation comes before it, until it tells its height.
    """
    found = _WANTED.match(_filtered(html))
    if found is None or not title:
        return ""
    quote, frame = found["quote"] or "", found["frame"]
    source = re.search(r'src="([^"]*)"', frame)
    if source is None or "#" in source[1]:
        return ""
    frame = frame.replace(source[0], f'src="{source[1]}#?secret={secret}"')
    hidden = f" {_HIDDEN}" if quote else ""
    frame = frame.replace("<iframe", f'<iframe {_SANDBOX}{hidden} data-secret="{secret}"', 1)
    if 'title="' not in frame:
        frame = frame.replace("<iframe", f'<iframe title="{escape(title)}"', 1)
    if quote:
        shown = f'<blockquote class="wp-embedded-content" data-secret="{secret}">'
        quote = quote.replace("<blockquote>", shown, 1)
    return quote + frame


def _filtered(html: str) -> str:
    return "".join(_Filter(html).pieces)


class _Links(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.endpoint = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "link" and found.get("type") == "application/json+oembed":
            self.endpoint = self.endpoint or found.get("href") or ""


class _Filter(HTMLParser):
    """Keeps the elements and attributes that a stranger may use, and all text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _KEPT:
            kept = [(name, value or "") for name, value in attrs if name in _KEPT[tag]]
            said = "".join(f' {name}="{escape(value)}"' for name, value in kept)
            self.pieces.append(f"<{tag}{said}>")

    def handle_endtag(self, tag: str) -> None:
        if tag in _KEPT:
            self.pieces.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.pieces.append(escape(data, quote=False))
