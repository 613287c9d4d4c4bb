"""Pictures of published events. No cookie is read here; a draft's picture is as absent as none."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from calendar_app.web.images import image_answer, is_digest
from calendar_app.web.parts import parts_of

_HEADERS = {"Cache-Control": "public, max-age=31536000, immutable"}


async def show(request: Request) -> Response:
    """Answer with a picture that some public event shows."""
    digest = request.path_params["digest"]
    is_public = is_digest(digest) and await parts_of(request).public_images.shows(digest)
    answer = await image_answer(request, digest, _HEADERS) if is_public else None
    if answer is None:
        raise HTTPException(404)
    return answer
