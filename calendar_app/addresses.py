"""Every address of our own. Absolute ones come from `PUBLIC_URL`, never from a request (ST-40)."""

from urllib.parse import quote, urlencode

STAFF = "/ansatt/"


class Addresses:
    """Makes paths, and absolute addresses of them."""

    def __init__(self, public_url: str) -> None:
        self.public_url = public_url

    def absolute(self, path: str) -> str:
        """Put the public address before a path."""
        return f"{self.public_url}{path}"

    def webcal(self, path: str) -> str:
        """Give a feed's address in the form that opens a calendar app."""
        return f"webcal://{self.public_url.partition('://')[2]}{path}"

    def calendar(self, query: str = "", *, suffix: str = "") -> str:
        """Give the path of a selection: `query` as in an address, `suffix` like `.ics`."""
        return _with_query(f"/kalender{suffix}", query)

    def event(self, slug: str, event_id: int, *, suffix: str = "") -> str:
        """Give the path of a published event."""
        return f"/arrangement/{quote(slug)}-{event_id}{suffix}"

    def staff(self, *parts: object) -> str:
        """Give a path of the staff pages: `staff("arrangementer", 7, "rediger")`."""
        return STAFF + "/".join(quote(str(part), safe="") for part in parts)

    def log_in(self, next_path: str = "") -> str:
        """Give the path of the log-in, which leads on to `next_path`."""
        return _with_query(
            self.staff("logg-inn"), urlencode({"next": next_path}) if next_path else ""
        )


def _with_query(path: str, query: str) -> str:
    return f"{path}?{query}" if query else path
