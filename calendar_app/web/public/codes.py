"""QR codes on pages: each leads to a page of our own that offers subscribing (facts/feeds.md, 6).

Never straight to a feed: a phone with Android opens no calendar from one.
"""

from starlette.exceptions import HTTPException
from starlette.responses import Response

from calendar_app.addresses import Addresses
from calendar_app.web.public.subscribe_context import Code
from calendar_app.web.qr import qr_image, qr_svg
from feeds.links import LONGEST

_TYPE = "image/svg+xml"


def code_of(path: str, *, file_path: str, addresses: Addresses) -> Code | None:
    """Give the code that leads to a page; None for an address too long to be printed (SEL-44)."""
    address = addresses.absolute(path)
    if len(address) > LONGEST:
        return None
    return Code(image=qr_image(address), address=address, file_href=file_path)


def code_file(path: str, *, name: str, addresses: Addresses) -> Response:
    """Answer with the code as a file to keep; 404 for an address too long to be printed."""
    address = addresses.absolute(path)
    if len(address) > LONGEST:
        raise HTTPException(404)
    disposition = f'attachment; filename="{name}.svg"'
    return Response(qr_svg(address), media_type=_TYPE, headers={"Content-Disposition": disposition})
