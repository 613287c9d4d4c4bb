"""What the embeds of one source show, each read in its own way."""

from dataclasses import dataclass

import httpx2

from tests.support.pages import Document

FORMS = ("liste", "fragment.html", "events.json")


@dataclass(frozen=True)
class Row:
    """One date as an embed shows it."""

    title: str
    url: str
    state: str


async def fetch(client: httpx2.AsyncClient, path: str) -> httpx2.Response:
    answer = await client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return answer


def with_query(path: str, query: str) -> str:
    return f"{path}?{query}" if query else path


async def rows_of(
    client: httpx2.AsyncClient, form: str, query: str = "", *, folder: str = ""
) -> list[Row]:
    """Read the dates that an embed shows, in order."""
    answer = await fetch(client, with_query(f"/embed/v1/{folder}{form}", query))
    if form == "events.json":
        return [Row(e["title"], e["url"], e["state_words"]) for e in answer.json()["events"]]
    return _Rows(answer.text).rows


class _Rows(Document):
    """Reads the rows of a frame or a fragment."""

    def __init__(self, html: str) -> None:
        self.rows: list[Row] = []
        self._class = ""
        self._link = ""
        self._state = ""
        super().__init__(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        super().handle_starttag(tag, attrs)
        found = dict(attrs)
        self._class = found.get("class") or ""
        if tag == "li":
            self._state = ""
        if self._class == "lk-link":
            self._link = found["href"] or ""

    def handle_data(self, data: str) -> None:
        super().handle_data(data)
        if self._class == "lk-state":
            self._state = data
        if self._class == "lk-link":
            self.rows.append(Row(data, self._link, self._state))
        self._class = ""
