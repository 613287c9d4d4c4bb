"""A posted form: what was typed, kept as text, and a file. It reads and judges nothing."""

from collections.abc import Mapping, Sequence

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request

from calendar_app.domain.text import clean_text
from calendar_app.web.csrf import FIELD, check_origin, check_token
from calendar_app.web.parts import parts_of

DRAFT_FIELD = "kladd"
"""The field that names the draft from which a form was filled."""

MAX_FILE = 10 * 1024 * 1024
_MAX_FIELDS = 300


class Form:
    """The fields of a form, in the order in which they were sent."""

    def __init__(
        self, fields: Sequence[tuple[str, str]], files: Mapping[str, bytes] | None = None
    ) -> None:
        self._fields = fields
        self._files = files or {}

    def text(self, name: str) -> str:
        """Give the first value without what no database takes (NUL, surrogates, controls)."""
        return clean_text(self.raw(name))

    def raw(self, name: str) -> str:
        r"""Give the first value as it was sent, with `\r\n` and all: for passwords."""
        return next((value for key, value in self._fields if key == name), "")

    def all(self, name: str) -> list[str]:
        """Give every value, for boxes that may be ticked together and rows that repeat."""
        return [clean_text(value) for key, value in self._fields if key == name]

    def has(self, name: str) -> bool:
        """Tell whether the field was sent at all: a ticked box, a button that was pressed."""
        return any(key == name for key, _ in self._fields)

    def file(self, name: str) -> bytes:
        """Give what a chosen file holds, b"" for none; one that is too large is cut.

        It then has more than `MAX_FILE` bytes. What the file is called and what it says it is
        are nobody's to trust, and are not kept (T-20).
        """
        return self._files.get(name, b"")

    def texts(self) -> tuple[tuple[str, str], ...]:
        """Give all fields as they can be stored, but for the token of the page."""
        cleaned = ((clean_text(name), clean_text(value)) for name, value in self._fields)
        return tuple((name, value) for name, value in cleaned if name != FIELD)


async def read_form(request: Request, *, token: str, files: int = 0) -> Form:
    """Read the form of a page that carried `token`, with at most so many files.

    Raises Refusal (403) for a form that is not of ours, HTTPException (400) for one that cannot
    be read or has more than 300 fields, (413) for one over the body limit.
    """
    form = await received_form(request, files=files)
    check_token(form.raw(FIELD), token)
    return form


async def received_form(request: Request, *, files: int = 0) -> Form:
    """Read a form whose token is still to be looked at; raises as `read_form` does."""
    check_origin(request, parts_of(request).settings)
    async with request.form(max_fields=_MAX_FIELDS, max_files=files) as data:
        return Form(_texts(data), await _files(data))


def _texts(data: FormData) -> list[tuple[str, str]]:
    return [(name, value) for name, value in data.multi_items() if isinstance(value, str)]


async def _files(data: FormData) -> dict[str, bytes]:
    """Read files, each one byte further than it may go, so that too large ones are told."""
    found = [(name, value) for name, value in data.multi_items() if isinstance(value, UploadFile)]
    return {name: await file.read(MAX_FILE + 1) for name, file in found}
