"""A posted form: what was typed, kept as text. It reads and judges nothing."""

from collections.abc import Sequence

from starlette.datastructures import FormData
from starlette.requests import Request

from calendar_app.domain.text import clean_text
from calendar_app.web.csrf import FIELD, check_origin, check_token
from calendar_app.web.parts import parts_of

_MAX_FIELDS = 200


class Form:
    """The fields of a form, in the order in which they were sent."""

    def __init__(self, fields: Sequence[tuple[str, str]]) -> None:
        self._fields = fields

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


async def read_form(request: Request, *, token: str) -> Form:
    """Read the form of a page that carried `token`.

    Raises Refusal (403) for a form that is not of ours, HTTPException (400) for one that cannot
    be read or has more than 200 fields, (413) for one over the body limit.
    """
    check_origin(request, parts_of(request).settings)
    async with request.form(max_fields=_MAX_FIELDS, max_files=0) as data:
        form = Form(_texts(data))
    check_token(form.raw(FIELD), token)
    return form


def _texts(data: FormData) -> list[tuple[str, str]]:
    return [(name, value) for name, value in data.multi_items() if isinstance(value, str)]
