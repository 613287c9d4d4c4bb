"""The style sheet of the libraries' colours, under an address that changes with them."""

from starlette.requests import Request
from starlette.responses import Response

from calendar_app.web.library_colours import library_colours
from calendar_app.web.parts import parts_of

_FOR_EVER = "public, max-age=31536000, immutable"


async def show(request: Request) -> Response:
    """Answer with the colours of now; under an older address they must not be kept."""
    vocabulary = await parts_of(request).publisher.vocabulary()
    sheet = library_colours(vocabulary.libraries.values())
    is_current = request.path_params["digest"] == sheet.digest
    headers = {"Cache-Control": _FOR_EVER if is_current else "no-cache"}
    return Response(sheet.text, media_type="text/css", headers=headers)
