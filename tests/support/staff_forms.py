"""The staff forms as a browser has them: what a page would send when it is sent as it is."""

from html.parser import HTMLParser

STORY_TIME: dict[str, str] = {
    "title": "Lesestund",
    "when": "single",
    "start_date": "2027-02-08",
    "start_time": "18.00",
    "end_time": "18.45",
    "place": "1",
    "organiser_id": "1",
    "for_everybody": "ja",
    "innsending": "a-form-of-its-own",
}
"""The least that makes an event."""

WEEKLY = STORY_TIME | {
    "when": "series",
    "repeats": "weekly",
    "interval": "1",
    "ends": "count",
    "count": "4",
}
"""Mondays 8, 15, 22 February and 1 March 2027."""

Fields = dict[str, list[str]]


def sent_by(page: str, *, form: int) -> Fields:
    """Give the fields that a form of a page sends, buttons apart; forms are counted from 0."""
    parser = _FormParser(form)
    parser.feed(page)
    return parser.fields


def event_form(page: str) -> Fields:
    """Give what the form in the middle of a page sends; the first is that of the log-out."""
    return sent_by(page, form=1)


def outline(page: str) -> list[tuple[str, tuple[str, ...]]]:
    """Give the elements of a page with the names of their attributes: what text cannot change."""
    parser = _OutlineParser()
    parser.feed(page)
    return parser.elements


def words_of(page: str) -> str:
    """Give the text of a page, as somebody reads it."""
    parser = _OutlineParser()
    parser.feed(page)
    return " ".join(parser.texts)


class _OutlineParser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, tuple[str, ...]]] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, tuple(name for name, _ in attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


class _FormParser(HTMLParser):
    """Collects what the browser calls the successful controls of one form."""

    def __init__(self, wanted: int) -> None:
        super().__init__(convert_charrefs=True)
        self.fields: Fields = {}
        self._wanted = wanted
        self._form = -1
        self._select = ""
        self._choices: list[str] = []
        self._chosen: list[str] = []
        self._textarea: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._form += 1
        if self._form != self._wanted:
            return
        if tag == "input":
            self._input(given)
        elif tag == "select":
            self._select, self._choices, self._chosen = given["name"], [], []
        elif tag == "option":
            self._choices.append(given["value"])
            if "selected" in given:
                self._chosen.append(given["value"])
        elif tag == "textarea":
            self._textarea = given["name"]
            self._add(self._textarea, "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "select" and self._select:
            self._add(self._select, (self._chosen or self._choices[:1])[-1])
            self._select = ""
        elif tag == "textarea" and self._textarea:
            # Browsers drop the first line break of a textarea.
            whole = self.fields[self._textarea][-1]
            self.fields[self._textarea][-1] = whole.removeprefix("\n")
            self._textarea = None

    def handle_data(self, data: str) -> None:
        if self._textarea is not None:
            whole = self.fields[self._textarea][-1] + data
            self.fields[self._textarea][-1] = whole

    def _input(self, given: dict[str, str]) -> None:
        if given["type"] in ("checkbox", "radio") and "checked" not in given:
            return
        self._add(given["name"], given.get("value", ""))

    def _add(self, name: str, value: str) -> None:
        self.fields.setdefault(name, []).append(value)
