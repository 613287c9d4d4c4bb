"""Every address of our own. Absolute ones come from `PUBLIC_URL`, never from a request (ST-40)."""

from datetime import UTC, datetime
from urllib.parse import quote, urlencode

from feeds.links import webcal_link

STAFF = "/ansatt/"
API = "/api/v1/"
CHANGES = f"{API}events"
PERSONAL = "/t/"
ONE_TIME = "invitasjon"
"""Below `STAFF`: where somebody chooses a password, with a token that is theirs alone."""


class Addresses:
    """Makes paths, and absolute addresses of them."""

    def __init__(self, public_url: str) -> None:
        self.public_url = public_url

    def absolute(self, path: str) -> str:
        """Put the public address before a path."""
        return f"{self.public_url}{path}"

    def webcal(self, path: str) -> str:
        """Give a feed's address in the form that opens a calendar app."""
        return webcal_link(self.absolute(path))

    def calendar(self, query: str = "", *, suffix: str = "") -> str:
        """Give the path of a selection: `query` as in an address, `suffix` like `.ics`."""
        return _with_query(f"/kalender{suffix}", query)

    def subscribe(self, query: str = "") -> str:
        """Give the path of the page that offers a selection as a subscription."""
        return _with_query("/abonner", query)

    def named_filter(self, slug: str, query: str = "", *, suffix: str = "") -> str:
        """Give the path of a named filter; its only keys are `avlyst`, `gjentakelse`, `ui`."""
        return _with_query(f"/f/{quote(slug)}{suffix}", query)

    def changes(self, query: str = "", since: datetime | None = None) -> str:
        """Give the path at which partners ask what of a selection has changed."""
        moment = since and f"endret_siden={_instant(since)}"
        return _with_query(CHANGES, "&".join(part for part in (query, moment) if part))

    def event(self, slug: str, event_id: int, *, suffix: str = "") -> str:
        """Give the path of a published event."""
        return f"/arrangement/{quote(slug)}-{event_id}{suffix}"

    def about(self, query: str = "") -> str:
        """Give the path of the page about the calendar."""
        return _with_query("/om", query)

    def privacy(self, query: str = "") -> str:
        """Give the path of the page about privacy."""
        return _with_query("/personvern", query)

    def accessibility(self, query: str = "") -> str:
        """Give the path of our own page about accessibility."""
        return _with_query("/tilgjengelighet", query)

    def library_colours(self, digest: str) -> str:
        """Give the path of the style sheet of the libraries' colours, one version of it."""
        return f"/farger/{digest}.css"

    def build(self, query: str = "") -> str:
        """Give the path of the page that makes the embed of a selection."""
        return _with_query("/bygg-inn", query)

    def screen(self, query: str = "") -> str:
        """Give the path of the information screen of a selection."""
        return _with_query("/skjerm", query)

    def poster(self, query: str = "") -> str:
        """Give the path of the poster of a selection."""
        return _with_query("/plakat", query)

    def subscribe_code(self, query: str = "") -> str:
        """Give the path of the QR code that leads to the subscribe page of a selection."""
        return _with_query("/abonner/qr.svg", query)

    def named_filter_code(self, slug: str, query: str = "") -> str:
        """Give the path of the QR code that leads to the page of a named filter."""
        return _with_query(f"/f/{quote(slug)}/qr.svg", query)

    def embed(self, name: str, query: str = "") -> str:
        """Give the path of an embed: `liste`, `fragment.html`, `events.json`. It never changes.

        WordPress keeps it in a post for years (facts/embedding.md, section 2).
        """
        return _with_query(f"/embed/v1/{name}", query)

    def embed_script(self, digest: str = "") -> str:
        """Give the path of the script of the element; with a digest that of one version alone."""
        return f"/embed/v1.{digest}.js" if digest else "/embed/v1.js"

    def oembed(self, url: str) -> str:
        """Give the path that describes the embed of a page of ours, by its absolute address."""
        return f"/oembed?{urlencode({'url': url})}"

    def image(self, digest: str) -> str:
        """Give the path of a picture that a published event shows."""
        return f"/bilde/{quote(digest, safe='')}.webp"

    def personal_feed(self, token: str) -> str:
        """Give the path of a personal feed: a secret, to be shown once and never logged."""
        return f"{PERSONAL}{quote(token, safe='')}.ics"

    def staff(self, *parts: object) -> str:
        """Give a path of the staff pages: `staff("arrangementer", 7, "rediger")`."""
        return STAFF + "/".join(quote(str(part), safe="") for part in parts)

    def one_time(self, token: str) -> str:
        """Give the path of a one-time link: a secret, to be shown once and never logged."""
        return self.staff(ONE_TIME, token)

    def log_in(self, next_path: str = "") -> str:
        """Give the path of the log-in, which leads on to `next_path`."""
        return _with_query(
            self.staff("logg-inn"), urlencode({"next": next_path}) if next_path else ""
        )


def _instant(moment: datetime) -> str:
    """Write a moment in UTC; years before 1000 too have four digits, unlike with strftime."""
    return f"{moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='seconds')}Z"


def _with_query(path: str, query: str) -> str:
    return f"{path}?{query}" if query else path
