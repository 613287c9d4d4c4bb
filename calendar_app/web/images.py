"""The picture that goes with a form: redrawn and stored before the rest is read.

So it is carried on by its name while the form goes back and forth, whatever else is wrong with it.
"""

import re
from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

from calendar_app.domain.problems import Problem
from calendar_app.storage.images import StoredImage, find_image, image_size, save_image
from calendar_app.web.forms.form import MAX_FILE, Form
from calendar_app.web.forms.typed import Typed
from calendar_app.web.parts import parts_of
from calendar_app.web.picture import NotAPictureError

FILE_FIELD, REMOVED_FIELD = "image_file", "image_removed"

_HASH = re.compile("[0-9a-f]{64}")
_MEGABYTES = MAX_FILE // (1024 * 1024)


async def with_image(
    request: Request, form: Form, typed: Typed
) -> tuple[Typed, tuple[Problem, ...]]:
    """Store the picture that a form brought and give what was typed with its name in it.

    A file that is no picture leaves the one from before, with a problem that says why. The tick
    at 'remove' takes the picture away, unless another was chosen.
    """
    data = form.file(FILE_FIELD)
    if data:
        return await _with_file(request, data, typed)
    if form.has(REMOVED_FIELD):
        return typed.having(image_hash="", image_alt="", image_credit=""), ()
    name = typed.text("image_hash")
    if name and (not is_digest(name) or await image_size(name) is None):
        return typed.having(image_hash=""), (Problem(FILE_FIELD, "image_is_gone"),)
    return typed, ()


def is_digest(text: str) -> bool:
    """Tell whether this can be the name of a picture."""
    return bool(_HASH.fullmatch(text))


async def image_answer(
    request: Request, digest: str, headers: Mapping[str, str]
) -> Response | None:
    """Answer with a picture, or with 304 to who has it; None when there is none.

    Its name says what it is, so it never changes under it.
    """
    tag = f'"{digest}"'
    headers = {**headers, "ETag": tag}
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    image = await find_image(digest)
    if image is None:
        return None
    return Response(image.content, media_type="image/webp", headers=headers)


async def _with_file(
    request: Request, data: bytes, typed: Typed
) -> tuple[Typed, tuple[Problem, ...]]:
    if len(data) > MAX_FILE:
        return typed, (Problem(FILE_FIELD, "image_too_large", {"max": _MEGABYTES}),)
    parts = parts_of(request)
    try:
        picture = await parts.pictures.redrawn(data)
    except NotAPictureError as error:
        return typed, (Problem(FILE_FIELD, error.code),)
    stored = StoredImage(
        hash=picture.hash, content=picture.content, width=picture.width, height=picture.height
    )
    await save_image(stored, now=parts.now())
    return typed.having(image_hash=picture.hash), ()
