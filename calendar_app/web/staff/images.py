"""Pictures as staff see them, also those of drafts."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from calendar_app.web.guard import person
from calendar_app.web.images import image_answer, is_digest

_HEADERS = {
    "Cache-Control": "private, max-age=3600",
    "Content-Security-Policy": "sandbox; default-src 'none'",
}


async def show(request: Request) -> Response:
    """Answer with a picture, to whoever is logged in."""
    await person(request)
    digest = request.path_params["image_hash"]
    answer = await image_answer(request, digest, _HEADERS) if is_digest(digest) else None
    if answer is None:
        raise HTTPException(404)
    return answer
