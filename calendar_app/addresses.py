"""Every address of our own. Absolute ones come from `PUBLIC_URL`, never from a request (ST-40)."""

from datetime import UTC, datetime
from urllib.parse import quote, urlencode

from feeds.links import webcal_link

STAFF = "/ansatt/"
CHANGES = "/api/v1/events"
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
        moment = since and f"endret_siden={since.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
        return _with_query(CHANGES, "&".join(part for part in (query, moment) if part))

    def event(self, slug: str, event_id: int, *, suffix: str = "") -> str:
        """Give the path of a published event."""
        return f"/arrangement/{quote(slug)}-{event_id}{suffix}"

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


def _with_query(path: str, query: str) -> str:
    return f"{path}?{query}" if query else path
